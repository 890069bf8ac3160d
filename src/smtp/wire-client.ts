// nodemailer's SMTP connection with what it lacks here: DSN parameters for each recipient (RFC 3461 §4), every
// recipient's reply, SMTPUTF8 on request (RFC 6531 §3.4), and a transcript without credentials.
import type { Readable } from "node:stream";
import SMTPConnection, { type SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { parseReply, type SmtpReply } from "./reply.ts";
import type { SmtpRecipient } from "./session.ts";
import { MASKED_LINE, maskAuth, Transcript } from "./transcript.ts";
import { encodeXtext } from "./xtext.ts";

/** What nodemailer 10 keeps to itself. */
interface Internals {
  _ehloLines?: string[];
  _recipientQueue: string[];
  _responseQueue: string[];
  _currentDataStream: unknown;
  _sendCommand(line: string, logged?: string): void;
  _processResponse(): void;
  _actionMAIL(text: string, callback: unknown): void;
  _actionRCPT(text: string, callback: unknown): void;
  _getDsnRcptToArgs(): string;
  _createSendStream(callback: unknown): Readable & { readonly inByteCount: number };
}

const Base = SMTPConnection as unknown as new (options: SMTPConnectionOptions) => SMTPConnection & Internals;

export class WireClient extends Base {
  readonly transcript = new Transcript();
  /** Credentials are on their way. */
  inAuth = false;
  /** The reply to MAIL of the current transaction. */
  mailReply: SmtpReply | undefined;
  /** Replies to RCPT of the current transaction, by address. */
  recipientReplies = new Map<string, SmtpReply>();
  #recipients = new Map<string, SmtpRecipient>();
  #addsSmtpUtf8 = false;
  #extensions: { lines: readonly string[]; keywords: ReadonlySet<string> } = { lines: [], keywords: new Set() };

  /** EHLO keywords, upper case. RFC 5321 §4.1.1.1. */
  get extensions(): ReadonlySet<string> {
    const lines = this._ehloLines;
    if (lines && this.#extensions.lines !== lines)
      this.#extensions = { lines, keywords: new Set(lines.map((line) => line.split(" ", 1)[0]?.toUpperCase() ?? "")) };
    return this.#extensions.keywords;
  }

  /** The message is still being written. */
  get isStreaming(): boolean {
    return Boolean(this._currentDataStream);
  }

  /** Called before each `send`. */
  begin(recipients: readonly SmtpRecipient[], smtpUtf8: boolean): void {
    this.transcript.beginTransaction();
    this.mailReply = undefined;
    this.recipientReplies = new Map();
    this.#recipients = new Map(recipients.map((recipient) => [recipient.address, recipient]));
    this.#addsSmtpUtf8 = smtpUtf8 && this.extensions.has("SMTPUTF8");
  }

  override _sendCommand(line: string, logged?: string): void {
    const isMail = line.startsWith("MAIL FROM:");
    const command = isMail && this.#addsSmtpUtf8 && !line.includes(" SMTPUTF8") ? `${line} SMTPUTF8` : line;
    if (!this.destroyed) this.transcript.client(this.inAuth ? masked(command) : command);
    super._sendCommand(command, logged);
  }

  override _processResponse(): void {
    const [reply] = this._responseQueue;
    // RFC 5321 §4.2.1: "250-" says that more lines follow.
    if (reply?.trim() && !/(?:^|\n)\d{3}-[^\n]*$/.test(reply))
      this.transcript.server(Buffer.from(reply, "latin1").toString());
    super._processResponse();
  }

  override _actionMAIL(text: string, callback: unknown): void {
    this.mailReply = parseReply(text);
    super._actionMAIL(text, callback);
  }

  override _actionRCPT(text: string, callback: unknown): void {
    const [address] = this._recipientQueue;
    if (address !== undefined) this.recipientReplies.set(address, parseReply(text));
    super._actionRCPT(text, callback);
  }

  override _createSendStream(callback: unknown): ReturnType<Internals["_createSendStream"]> {
    const stream = super._createSendStream(callback);
    return stream.once("end", () => this.transcript.client(`<${stream.inByteCount} bytes>`));
  }

  override _getDsnRcptToArgs(): string {
    const recipient = this.#recipients.get(this._recipientQueue.at(-1) ?? "");
    if (!recipient || !this.extensions.has("DSN")) return "";
    const { notify, originalRecipient } = recipient;
    const notifyArgument = notify && notify.length > 0 ? ` NOTIFY=${notify.join(",")}` : "";
    return notifyArgument + (originalRecipient === undefined ? "" : ` ORCPT=${originalArgument(originalRecipient)}`);
  }
}

/** RFC 3461 §4.2: the type stays as it is, the address becomes xtext. */
function originalArgument(originalRecipient: string): string {
  const semicolon = originalRecipient.indexOf(";");
  if (semicolon < 0) return `rfc822;${encodeXtext(originalRecipient)}`;
  return `${originalRecipient.slice(0, semicolon)};${encodeXtext(originalRecipient.slice(semicolon + 1))}`;
}

const masked = (command: string): string => (/^AUTH /i.test(command) ? maskAuth(command) : MASKED_LINE);
