// `moderation`: messages that wait for a moderator, listed, let pass or rejected.
import type { Command } from "commander";
import { SandboxHttp } from "./api/http.ts";
import { type ModeratedMessage, SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, asMessageId, type ClientOptions, printJson } from "./options.ts";
import { printable } from "./style.ts";
import { formatTable } from "./table.ts";
import { CommandError, type Terminal } from "./terminal.ts";

interface DecisionOptions extends ClientOptions {
  readonly by?: string;
  readonly comment?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox moderation list                                who waits for whom, and until when
  recall-sandbox moderation approve 12                          as the first of its moderators
  recall-sandbox moderation reject "<id@contoso.com>" --comment "Not now."
  recall-sandbox moderation approve 12 --by carol@contoso.com`;

export function registerModeration(program: Command, terminal: Terminal): void {
  const moderation = program
    .command("moderation")
    .description("messages that wait for a moderator: list them, let them pass, reject them")
    .addHelpText("after", EXAMPLES);
  addClientOptions(moderation.command("list").description("those that wait")).action((options: ClientOptions) =>
    list(terminal, options),
  );
  addClientOptions(
    moderation.command("approve").description("lets one pass").argument("<message>", "its id as listed, or Message-ID"),
  )
    .option("--by <address>", "the moderator; the first of them unless given")
    .action((message: string, options: DecisionOptions) => decide(terminal, "approve", message, options));
  addClientOptions(
    moderation.command("reject").description("rejects one").argument("<message>", "its id as listed, or Message-ID"),
  )
    .option("--by <address>", "the moderator; the first of them unless given")
    .option("--comment <text>", "what the sender reads")
    .action((message: string, options: DecisionOptions) => decide(terminal, "reject", message, options));
}

const apiOf = (options: ClientOptions) => new SandboxApi(new SandboxHttp(options));

async function list(terminal: Terminal, options: ClientOptions): Promise<void> {
  const messages = await apiOf(options).moderated();
  if (options.json) return printJson(terminal, { messages });
  if (messages.length === 0) return terminal.out("No message waits for a moderator.");
  const rows = messages.map(({ id, sender, recipient, subject, moderators, expiresAt }) => [
    String(id),
    sender,
    recipient,
    printable(subject),
    moderators.join(", "),
    expiresAt,
  ]);
  terminal.out(formatTable(rows, { header: ["Id", "From", "To", "Subject", "Moderators", "Expires"] }));
}

async function decide(
  terminal: Terminal,
  what: "approve" | "reject",
  message: string,
  options: DecisionOptions,
): Promise<void> {
  const api = apiOf(options);
  const { by: moderator, comment } = options;
  const body = { ...(moderator !== undefined && { moderator }), ...(comment !== undefined && { comment }) };
  const decided = [];
  for (const id of await idsOf(api, message)) decided.push(await api.moderate(id, what, body));
  if (options.json) return printJson(terminal, { messages: decided });
  for (const { subject, recipient } of decided) {
    const outcome = what === "approve" ? "passes to" : "was rejected for";
    terminal.out(`"${printable(subject)}" ${outcome} ${recipient}.`);
  }
}

/** A message with several moderated recipients waits once for each. */
async function idsOf(api: SandboxApi, message: string): Promise<number[]> {
  if (/^\d{1,15}$/.test(message)) return [Number(message)];
  const waiting = await api.moderated();
  const found = waiting.filter((one: ModeratedMessage) => one.messageId === asMessageId(message));
  if (found.length > 0) return found.map(({ id }) => id);
  throw new CommandError(
    `No message ${asMessageId(message)} waits for a moderator; recall-sandbox moderation list shows those that do.`,
  );
}
