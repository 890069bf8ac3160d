// `quarantine`: messages that mail-flow rules set aside, listed, shown, released, deleted, taken out as files.
import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { SandboxHttp } from "./api/http.ts";
import { type QuarantinedMessage, SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, asMessageId, type ClientOptions, printJson } from "./options.ts";
import { printable } from "./style.ts";
import { formatTable } from "./table.ts";
import { CommandError, type Terminal } from "./terminal.ts";

interface ReleaseOptions extends ClientOptions {
  readonly to?: string[];
}

interface ExportOptions extends ClientOptions {
  readonly output?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox quarantine list                                what was set aside, by which rule, and until when
  recall-sandbox quarantine show 12
  recall-sandbox quarantine release 12                          to all its recipients
  recall-sandbox quarantine release 12 --to bob@contoso.com     to one of them
  recall-sandbox quarantine delete "<id@contoso.com>"
  recall-sandbox quarantine export 12 --output held.eml`;
const MESSAGE = "its id as listed, or Message-ID";

export function registerQuarantine(program: Command, terminal: Terminal): void {
  const quarantine = program
    .command("quarantine")
    .description("messages that mail-flow rules set aside: list them, release them, delete them")
    .addHelpText("after", EXAMPLES);
  const verb = (name: string, description: string) =>
    addClientOptions(quarantine.command(name).description(description).argument("<message>", MESSAGE));
  addClientOptions(quarantine.command("list").description("those that are there, newest first")).action(
    (options: ClientOptions) => list(terminal, options),
  );
  verb("show", "what is known of one").action((message: string, options: ClientOptions) =>
    show(terminal, message, options),
  );
  verb("release", "delivers one; no rule is asked again")
    .option("--to <address...>", "these of its recipients; all of them unless given")
    .action((message: string, options: ReleaseOptions) => release(terminal, message, options));
  verb("delete", "deletes one: nobody gets it, nobody is told").action((message: string, options: ClientOptions) =>
    remove(terminal, message, options),
  );
  verb("export", "the message byte for byte")
    .option("--output <file>", "writes it there")
    .action((message: string, options: ExportOptions) => exportMessage(terminal, message, options));
}

const apiOf = (options: ClientOptions) => new SandboxApi(new SandboxHttp(options));

async function list(terminal: Terminal, options: ClientOptions): Promise<void> {
  const messages = await apiOf(options).quarantined();
  if (options.json) return printJson(terminal, { messages });
  if (messages.length === 0) return terminal.out("No message is in quarantine.");
  const rows = messages.map(({ id, sender, recipients, subject, rule, expiresAt }) => [
    String(id),
    sender,
    recipients.join(", "),
    printable(subject),
    printable(rule),
    expiresAt,
  ]);
  terminal.out(formatTable(rows, { header: ["Id", "From", "To", "Subject", "Rule", "Expires"] }));
}

async function show(terminal: Terminal, message: string, options: ClientOptions): Promise<void> {
  const api = apiOf(options);
  const messages = await found(api, message);
  if (options.json) return printJson(terminal, { messages });
  const texts = messages.map((one) =>
    formatTable([
      ["Id", String(one.id)],
      ["Subject", printable(one.subject)],
      ["From", one.sender],
      ["To", one.recipients.join(", ")],
      ["Message-ID", printable(one.messageId)],
      ["Rule", printable(one.rule)],
      ["Direction", one.direction],
      ["Size", `${one.size} bytes`],
      ["Received", one.receivedAt],
      ["Expires", one.expiresAt],
    ]),
  );
  terminal.out(texts.join("\n\n"));
}

async function release(terminal: Terminal, message: string, options: ReleaseOptions): Promise<void> {
  const api = apiOf(options);
  const messages = await found(api, message);
  const wanted = options.to?.map((address) => address.toLowerCase());
  const stranger = wanted?.find((address) => !messages.some((one) => isFor(one, address)));
  if (stranger !== undefined) throw new CommandError(`The message is not quarantined for ${stranger}.`, 1);
  const released: QuarantinedMessage[] = [];
  for (const one of messages) {
    const its = wanted?.filter((address) => isFor(one, address));
    if (its?.length !== 0) released.push(await api.releaseQuarantined(one.id, its));
  }
  if (options.json) return printJson(terminal, { messages: released });
  for (const { subject, recipients } of released)
    terminal.out(`"${printable(subject)}" was released to ${recipients.join(", ")}.`);
}

async function remove(terminal: Terminal, message: string, options: ClientOptions): Promise<void> {
  const api = apiOf(options);
  const removed: QuarantinedMessage[] = [];
  for (const { id } of await found(api, message)) removed.push(await api.deleteQuarantined(id));
  if (options.json) return printJson(terminal, { messages: removed });
  for (const { subject } of removed) terminal.out(`"${printable(subject)}" was deleted.`);
}

async function exportMessage(terminal: Terminal, message: string, options: ExportOptions): Promise<void> {
  const api = apiOf(options);
  const [one] = await found(api, message);
  const bytes = await api.quarantinedBytes(one.id);
  if (options.output === undefined) return terminal.out(bytes.toString("utf8"));
  try {
    writeFileSync(options.output, bytes);
  } catch (error) {
    throw new CommandError(`Cannot write ${options.output}: ${(error as Error).message}`);
  }
  if (options.json) printJson(terminal, { id: one.id, file: options.output, size: bytes.length });
  else terminal.out(`"${printable(one.subject)}" is in ${options.output}, ${bytes.length} bytes.`);
}

const isFor = ({ recipients }: QuarantinedMessage, address: string): boolean =>
  recipients.some((recipient) => recipient.toLowerCase() === address);

/** What one message became may be set aside more than once. */
async function found(api: SandboxApi, message: string): Promise<[QuarantinedMessage, ...QuarantinedMessage[]]> {
  if (/^\d{1,15}$/.test(message)) return [await api.quarantinedMessage(Number(message))];
  const [first, ...others] = (await api.quarantined()).filter(({ messageId }) => messageId === asMessageId(message));
  if (first) return [first, ...others];
  throw new CommandError(
    `No message ${asMessageId(message)} is in quarantine; recall-sandbox quarantine list shows those that are.`,
  );
}
