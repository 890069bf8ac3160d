// `explain`: which mail-flow rules match a message, what each condition saw, and what each action changes.
import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import type { MessageExplanation } from "../journey/explain-message/explanation.ts";
import type { MessageToExplain } from "../journey/explain-message/received-message.ts";
import { SandboxHttp } from "./api/http.ts";
import { SandboxApi } from "./api/sandbox-api.ts";
import { addresses } from "./compose-mail.ts";
import { explainOffline } from "./explain/explain-offline.ts";
import { printExplanation } from "./explain/print-explanation.ts";
import { addClientOptions, type ClientOptions, printJson, repeated } from "./options.ts";
import { styleFor } from "./style.ts";
import { CommandError, type Terminal } from "./terminal.ts";
import { looksLike, looksLikeMail } from "./tnef/looks-like.ts";
import { readBytes } from "./tnef/open-tnef.ts";

interface ExplainOptions extends ClientOptions {
  readonly rule?: string;
  readonly sender?: string;
  readonly recipients?: readonly string[];
  readonly at?: string;
  readonly as?: "internal" | "anonymous";
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox explain message.eml
  recall-sandbox explain "<id@contoso.com>" --rule "Signatures for internal senders"
  recall-sandbox explain - --sender frank@fabrikam.com --recipients bob@contoso.com,team@contoso.com < message.eml
  recall-sandbox explain message.eml --at 2026-12-24T18:00Z
  recall-sandbox explain message.eml --config sandbox.yaml         without a running sandbox

A message that was received is explained as of then; --at now asks the rules of now. Nothing is sent, nothing is kept.`;

export function registerExplain(program: Command, terminal: Terminal): void {
  const explain = program
    .command("explain")
    .description("which mail-flow rules match a message, why, and what they change; nothing is sent")
    .argument("<message>", "an e-mail in a file, - for standard input, or the id of one that was received")
    .option("--rule <name>", "tell of this rule only")
    .option("--sender <address>", 'who sends it (P1); its From unless given, "" for nobody')
    .option("--recipients <addresses>", "who gets it (P1); its To, Cc and Bcc unless given", repeated)
    .option("--at <time>", "the rules and the clock of this time: ISO 8601, or now")
    .addOption(
      new Option("--as <kind>", "how it comes; unless given, a mailbox submits").choices(["internal", "anonymous"]),
    )
    .option("--config <file>", "ask the rules of this configuration, not a running sandbox");
  addClientOptions(explain)
    .addHelpText("after", EXAMPLES)
    .action((message: string, options: ExplainOptions) => run(terminal, message, options));
}

async function run(terminal: Terminal, message: string, options: ExplainOptions): Promise<void> {
  const explanation = await ask(message, options, terminal);
  if (options.json) printJson(terminal, explanation);
  else terminal.out(printExplanation(explanation, styleFor(terminal)));
}

async function ask(message: string, options: ExplainOptions, terminal: Terminal): Promise<MessageExplanation> {
  const { rule, config } = options;
  const envelope = envelopeOf(options);
  const bytes = isFile(message) ? readMessage(message) : undefined;
  if (config !== undefined) {
    if (!bytes) throw new CommandError("With --config there is no running sandbox that could know a message by its id");
    const at = options.at === undefined || options.at === "now" ? Date.now() : instant(options.at);
    return explainOffline({ ...envelope, bytes }, { config, at, rule, env: terminal.env });
  }
  const api = new SandboxApi(new SandboxHttp(options));
  const at = options.at === "now" ? (await api.clock()).now : options.at;
  return api.explain({
    ...envelope,
    ...(bytes ? { message: bytes.toString("base64"), encoding: "base64" as const } : { journey: message }),
    ...(rule !== undefined && { rule }),
    ...(at !== undefined && { at: new Date(instant(at)).toISOString() }),
  });
}

function envelopeOf({ sender, recipients, as }: ExplainOptions): Omit<MessageToExplain, "bytes"> {
  const to = addresses(recipients ?? [], "--recipients").map(({ address }) => address);
  return {
    ...(sender !== undefined && {
      sender: sender.trim() === "" ? "" : (addresses([sender], "--sender")[0]?.address ?? ""),
    }),
    ...(to.length > 0 && { recipients: to }),
    ...(as && { authAs: as === "internal" ? ("Internal" as const) : ("Anonymous" as const) }),
  };
}

function instant(text: string): number {
  const at = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text);
  if (!Number.isNaN(at)) return at;
  throw new CommandError(`--at must be a time such as 2026-12-24T18:00Z, or now, not "${text}"`);
}

/** What is no file and looks like an id is one. */
function isFile(message: string): boolean {
  if (message === "-" || existsSync(message)) return true;
  if (/^<.+>$|^[^\s/\\]+@[^\s/\\]+$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(message)) return false;
  throw new CommandError(
    `There is no file ${message}, and it is no id: a message that was received is named by its Message-ID or network message id`,
  );
}

function readMessage(file: string): Buffer {
  const name = file === "-" ? "standard input" : file;
  const bytes = readBytes(file, name);
  if (looksLikeMail(bytes)) return bytes;
  const what = looksLike(bytes);
  const why = what === "empty" ? "it is empty" : what ? `it looks like ${what}` : "it begins with no header field";
  throw new CommandError(`${name} is no e-mail: ${why}`);
}
