// `send`: one message through submission, from options or an .eml file.
import { type Command, InvalidArgumentError, Option } from "commander";
import { parseDuration } from "../organization/units.ts";
import { formatReply, isPositive } from "../smtp/reply.ts";
import { type SubmissionResult, submitMail } from "../smtp/submit-mail.ts";
import { Graph } from "./api/graph.ts";
import { SandboxHttp } from "./api/http.ts";
import { SandboxApi } from "./api/sandbox-api.ts";
import { composeMail, type OutgoingMail } from "./compose-mail.ts";
import { findSubmission } from "./find-submission.ts";
import { addClientOptions, type ClientOptions, clientOption, DEFAULTS, printJson, repeated } from "./options.ts";
import { readMail } from "./read-mail.ts";
import { printable } from "./style.ts";
import { formatTable } from "./table.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";
import { heldUntil, undoSend } from "./undo-send.ts";

interface SendOptions extends ClientOptions {
  readonly from?: string;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attach?: readonly string[];
  readonly user?: string;
  readonly password: string;
  readonly submission?: number;
  readonly ca?: string;
  readonly freshId?: true;
  /** "2h" */
  readonly defer?: string;
  /** Message-ID, or `last`. */
  readonly undo?: string;
  readonly client?: "outlook";
  readonly richText?: true;
}

const EXAMPLES = `
Examples:
  recall-sandbox send --to bob@contoso.com --subject "Q3 numbers"
  recall-sandbox send --to bob@contoso.com --cc all@contoso.com --html "<p>Hello</p>" --attach report.pdf
  recall-sandbox send --to bob@contoso.com --client outlook    as classic Outlook does, with MAPI properties
  recall-sandbox send --to bob@contoso.com --defer 2h          it waits in the Outbox
  recall-sandbox send --undo last                              and comes back to Drafts
  recall-sandbox send message.eml                    sender and recipients as in its header
  recall-sandbox send message.eml --fresh-id         once more, as a new message`;

export function registerSend(program: Command, terminal: Terminal): void {
  const send = program
    .command("send")
    .description("send a message through submission, signed in with STARTTLS and AUTH")
    .argument("[file]", "an .eml file; without one, a message is made from the options")
    .option("--from <address>", `sender (default: ${DEFAULTS.user}, or the file's From)`)
    .option("--to <address>", "recipient; may be repeated", repeated)
    .option("--cc <address>", "recipient of a copy; may be repeated", repeated)
    .option("--subject <text>", "subject", "A message from the sandbox")
    .option("--text <text>", "body as plain text")
    .option("--html <html>", "body as HTML")
    .option("--attach <path>", "attachment; may be repeated", repeated)
    .option("--user <address>", "mailbox that signs in (default: the sender)")
    .addOption(
      new Option("--password <password>", "of that mailbox").default(DEFAULTS.password).env("RECALL_SANDBOX_PASSWORD"),
    )
    .option("--submission <port>", "submission port (default: asked from the sandbox)", asPort)
    .option("--ca <file>", "PEM file that the server's certificate is checked with (default: asked from the sandbox)")
    .option("--defer <duration>", "leave it in the Outbox for so long, such as 2h", duration)
    .option("--undo <message>", "instead: take back what waits in the Outbox, by Message-ID or `last`")
    .option("--fresh-id", "give the file's message a new Message-ID")
    .addOption(clientOption("outlook: as classic Outlook does; the message has its native form, TNEF, in the tenant"))
    .option("--rich-text", "classic Outlook: its sender chose rich text");
  addClientOptions(send)
    .addHelpText("after", EXAMPLES)
    .action(async (file: string | undefined, options: SendOptions) => sendMessage(terminal, file, options));
}

function duration(text: string): string {
  if (parseDuration(text) !== undefined) return text;
  throw new InvalidArgumentError("It is a duration such as 90s, 24h or 7d.");
}

/** By the sandbox's clock, which may be ahead of this machine's. */
async function deferral(http: SandboxHttp, { defer }: SendOptions): Promise<number | undefined> {
  if (defer === undefined) return undefined;
  return (await new SandboxApi(http).clock()).milliseconds + (parseDuration(defer) ?? 0);
}

function asPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError("It must be a port, 1 to 65535.");
  return port;
}

async function sendMessage(terminal: Terminal, file: string | undefined, options: SendOptions): Promise<void> {
  const http = new SandboxHttp(options);
  if (options.undo !== undefined) return undoSend(terminal, http, options.undo, options);
  const mail = file === undefined ? compose(options, await deferral(http, options)) : fromFile(file, options);
  const username = options.user ?? mail.from;
  if (options.client === "outlook") return sendByOutlook(terminal, http, mail, options);
  if (options.richText) throw new CommandError("--rich-text goes with --client outlook.");
  const server = await findSubmission(http, options);
  const isRepeated = file !== undefined && !options.freshId && (await wasSent(http, username, mail.messageId));
  const result = await submitMail(server, { username, password: options.password }, mail);
  if (!result.connected) {
    throw new CommandError(`Nobody answers at ${server.host}:${server.port}: ${formatReply(result.reply)}`);
  }
  if (options.json) printJson(terminal, report(mail, result, isRepeated));
  else print(terminal, mail, result, isRepeated, await heldUntil(http, mail.messageId));
  if (!result.accepted) terminal.exitCode = EXIT.failed;
}

/** MAPI is no SMTP: mail of classic Outlook goes in over HTTP. */
async function sendByOutlook(
  terminal: Terminal,
  http: SandboxHttp,
  mail: OutgoingMail,
  options: SendOptions,
): Promise<void> {
  const idle = (["submission", "ca"] as const).find((name) => options[name] !== undefined);
  if (idle) throw new CommandError(`--${idle} goes with submission over SMTP, which classic Outlook doesn't use.`);
  const { messageId, from, recipients } = mail;
  await new Graph(http).sendByOutlook(options.user ?? from, mail.bytes, options.richText === true);
  if (options.json) return printJson(terminal, { messageId, from, recipients, client: "outlook" });
  terminal.out(
    formatTable([
      ["Message-ID", messageId],
      ["From", from],
      ["To", recipients.join(", ")],
      ["Client", options.richText ? "classic Outlook, rich text" : "classic Outlook"],
    ]),
  );
  terminal.out(takeBack(await heldUntil(http, messageId), " --client outlook"));
}

function takeBack(sendAt: string | undefined, client = ""): string {
  return sendAt === undefined
    ? `\nTake it back with: recall-sandbox recall last${client}`
    : `\nIt waits in the Outbox until ${sendAt}. Take it back with: recall-sandbox send --undo last`;
}

function compose(options: SendOptions, deferUntil: number | undefined): OutgoingMail {
  if (options.freshId)
    throw new CommandError("--fresh-id goes with a file; a message made from options is always new.");
  const { from = DEFAULTS.user, to = [], subject, cc, text, html, attach } = options;
  return composeMail({
    from,
    to,
    subject,
    date: Date.now(),
    ...(deferUntil !== undefined && { deferUntil }),
    ...(cc && { cc }),
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    ...(attach && { attach }),
  });
}

function fromFile(file: string, options: SendOptions): OutgoingMail {
  const idle = (["defer", "cc", "text", "html", "attach"] as const).find((name) => options[name] !== undefined);
  if (idle) throw new CommandError(`--${idle} makes a message of its own; ${file} is sent as it is.`);
  return readMail(file, {
    ...(options.from !== undefined && { from: options.from }),
    to: options.to ?? [],
    freshId: options.freshId === true,
    now: Date.now(),
  });
}

/** What stands in Sent Items under that Message-ID went out before. */
async function wasSent(http: SandboxHttp, user: string, messageId: string): Promise<boolean> {
  try {
    const found = await new Graph(http).messages(user, { folder: "sentitems", internetMessageId: messageId });
    return found.length > 0;
  } catch {
    return false;
  }
}

function report(mail: OutgoingMail, result: SubmissionResult, isRepeated: boolean) {
  return {
    messageId: mail.messageId,
    from: mail.from,
    accepted: result.accepted,
    reply: formatReply(result.reply),
    recipients: result.recipients.map(({ address, reply }) => ({ address, reply: formatReply(reply) })),
    tls: result.tls ?? null,
    sentBefore: isRepeated,
  };
}

function print(
  terminal: Terminal,
  mail: OutgoingMail,
  result: SubmissionResult,
  isRepeated: boolean,
  sendAt: string | undefined,
): void {
  const overall = formatReply(result.reply);
  const refused = result.recipients.filter(({ reply }) => !isPositive(reply) && formatReply(reply) !== overall);
  terminal.out(
    formatTable([
      ["Message-ID", mail.messageId],
      ["From", mail.from],
      ["To", result.recipients.map(({ address }) => address).join(", ")],
      ["Reply", overall],
      ...refused.map(({ address, reply }) => ["Refused", `${address}: ${formatReply(reply)}`]),
    ]),
  );
  if (isRepeated && result.accepted) {
    terminal.out(
      `\n${printable(mail.messageId)} was sent before. Whoever has it already does not get it twice: the copy is dropped as\n` +
        "a duplicate (same Message-ID and Date). To send it as a new message, add --fresh-id.",
    );
  }
  if (result.accepted) terminal.out(takeBack(sendAt));
}
