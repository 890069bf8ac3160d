// What the listener itself answers. RFC 5321 §4.2, enhanced codes RFC 3463 and RFC 5248; texts as Exchange has them.
import { reply } from "./reply.ts";

export const SENDER_OK = reply(250, "2.1.0", "Sender OK");
export const RECIPIENT_OK = reply(250, "2.1.5", "Recipient OK");
export const START_MAIL_INPUT = reply(354, "", "Start mail input; end with <CRLF>.<CRLF>");

export const MESSAGE_TOO_BIG = reply(552, "5.3.4", "Message size exceeds fixed maximum message size");
export const HEADER_TOO_BIG = reply(552, "5.3.4", "Header size exceeds fixed maximum size");
export const BARE_LINE_ENDING = reply(550, "5.6.11", "Message contains a bare CR or LF; lines must end with CRLF");
export const TOO_MANY_RECIPIENTS = reply(452, "4.5.3", "Too many recipients");
export const LINE_TOO_LONG = reply(500, "5.5.2", "Line too long");
export const SERVER_ERROR = reply(451, "4.3.0", "Temporary server error");

export const BAD_SENDER = reply(501, "5.1.7", "Invalid sender address");
export const BAD_RECIPIENT = reply(501, "5.1.3", "Invalid recipient address");
export const BAD_PARAMETER = reply(501, "5.5.4", "Invalid arguments");
export const NEEDS_SMTPUTF8 = reply(553, "5.6.7", "Address is not ASCII and SMTPUTF8 was not declared");
export const BAD_HELO = reply(501, "5.5.4", "Invalid domain name");
export const NESTED_MAIL = reply(503, "5.5.1", "Bad sequence of commands: MAIL was given already");
export const NEEDS_MAIL = reply(503, "5.5.1", "Bad sequence of commands: MAIL first");
export const NEEDS_RCPT = reply(503, "5.5.1", "Bad sequence of commands: RCPT first");
export const NO_VALID_RECIPIENTS = reply(554, "5.5.1", "No valid recipients");

export const SHUTTING_DOWN = reply(421, "4.3.2", "Service shutting down");
export const TOO_MANY_CONNECTIONS = reply(
  421,
  "4.3.2",
  "The maximum number of concurrent connections has exceeded a limit, closing transmission channel",
);
export const TOO_MANY_BAD_COMMANDS = reply(
  421,
  "4.7.0",
  "Too many errors on this connection, closing transmission channel",
);
export const IDLE_TOO_LONG = reply(421, "4.4.2", "Connection timed out, closing transmission channel");
export const SPOKE_TOO_SOON = reply(421, "4.7.0", "Client spoke before the greeting, closing transmission channel");

export const AUTH_REQUIRED_TEXT = "Client was not authenticated to send mail";
export const AUTH_FAILED_TEXT = "Authentication unsuccessful";
export const AUTH_UNAVAILABLE_TEXT = "Temporary authentication failure";

/** RFC 5321 §4.1.1.11. */
export const unsupportedParameter = (name: string) => reply(555, "5.5.4", `Unsupported option: ${name.slice(0, 40)}`);
