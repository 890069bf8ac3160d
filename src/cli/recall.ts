// `recall`: takes a message back through Graph, as new Outlook does, or as classic Outlook does. `recall status`: what became
// of that. `recall identify` is in recall-identify.ts.
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { RECALL_LANGUAGES } from "../agents/recall/wire/texts.ts";
import { Graph, type GraphMessage, type RecallQuery } from "./api/graph.ts";
import { SandboxHttp } from "./api/http.ts";
import { type Recall, type RecallRecipient, SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, asMessageId, type ClientOptions, clientOption, printJson, userOption } from "./options.ts";
import { registerRecallIdentify } from "./recall-identify.ts";
import { printable, type Style, styleFor } from "./style.ts";
import { formatTable } from "./table.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";

interface RecallOptions extends ClientOptions {
  readonly user: string;
  readonly client?: "outlook";
  readonly language?: string;
  readonly report: boolean;
}

interface StatusOptions extends ClientOptions {
  readonly watch?: true;
}

const EXAMPLES = `
Examples:
  recall-sandbox recall last                                       the newest message in Alice's Sent Items
  recall-sandbox recall "<id@contoso.com>" --user bob@contoso.com  a message of Bob's
  recall-sandbox recall last --client outlook                      as classic Outlook does: generation A
  recall-sandbox recall status last --watch                        until every recipient has an outcome`;

const STATUS_EXAMPLES = `
Examples:
  recall-sandbox recall status last
  recall-sandbox recall status "<id@contoso.com>" --json
  recall-sandbox recall status last --watch

"true reason" is the sandbox's own: the real service does not tell it.`;

const WATCH_MS = 300;

export function registerRecall(program: Command, terminal: Terminal): void {
  const recall = program
    .command("recall")
    .description("recall a message from Sent Items")
    .argument("<message>", "Message-ID, or `last`")
    .addOption(userOption("mailbox that sent it"))
    .addOption(clientOption("outlook: as classic Outlook does (generation A), instead of new Outlook (generation B)"))
    .addOption(
      new Option("--language <language>", "of classic Outlook's user interface").choices([...RECALL_LANGUAGES]),
    )
    .option("--no-report", "classic Outlook: don't tell whether it succeeds");
  addClientOptions(recall)
    .addHelpText("after", EXAMPLES)
    .action(async (message: string, options: RecallOptions) => requestRecall(terminal, message, options));

  const status = recall
    .command("status")
    .description("what became of a recall, recipient by recipient")
    .argument("<recall>", "Message-ID of the request or of the original, or `last`")
    .option("--watch", "print every change until nothing will change any more");
  addClientOptions(status)
    .addHelpText("after", STATUS_EXAMPLES)
    // Options that the parent knows too are taken by the parent.
    .action(async (id: string, _own: StatusOptions, command: Command) =>
      showStatus(terminal, id, command.optsWithGlobals<StatusOptions>()),
    );
  registerRecallIdentify(recall, terminal);
}

async function requestRecall(terminal: Terminal, message: string, options: RecallOptions): Promise<void> {
  const graph = new Graph(new SandboxHttp(options));
  const sent = await findSent(graph, message, options.user);
  const requestMessageId = await graph.recall(options.user, sent.id, queryOf(options));
  if (options.json) {
    printJson(terminal, { requestMessageId, originalMessageId: sent.internetMessageId, subject: sent.subject });
    return;
  }
  terminal.out(
    formatTable([
      ["Recalling", `"${sent.subject}"`],
      ["Message-ID", sent.internetMessageId],
      ["Request", requestMessageId],
    ]),
  );
  terminal.out("\nFollow it with: recall-sandbox recall status last --watch");
}

/** What only classic Outlook has is asked of it only. */
function queryOf({ client, language, report }: RecallOptions): RecallQuery {
  if (client === undefined) {
    if (language !== undefined) throw new CommandError("--language goes with --client outlook.");
    if (!report) throw new CommandError("--no-report goes with --client outlook.");
    return {};
  }
  return { client, ...(language !== undefined && { language }), ...(!report && { report: "false" }) };
}

async function findSent(graph: Graph, message: string, user: string): Promise<GraphMessage> {
  const isLast = message.toLowerCase() === "last";
  const [found] = await graph.messages(user, {
    folder: "sentitems",
    ...(isLast ? { orderby: "receivedDateTime desc", top: 1 } : { internetMessageId: asMessageId(message) }),
  });
  if (found) return found;
  const what = isLast ? "is no message" : `is no message ${asMessageId(message)}`;
  throw new CommandError(`There ${what} in Sent Items of ${user}; name its sender with --user.`, EXIT.failed);
}

async function showStatus(terminal: Terminal, id: string, options: StatusOptions): Promise<void> {
  const api = new SandboxApi(new SandboxHttp(options));
  let recall = await findRecall(api, id);
  show(terminal, recall, options);
  while (options.watch && !recall.final) {
    await sleep(WATCH_MS);
    const now = (await api.recall(recall.requestMessageId)) ?? recall;
    if (JSON.stringify(now.recipients) !== JSON.stringify(recall.recipients)) show(terminal, now, options);
    recall = now;
  }
}

/** By the request's id, else the newest recall of the original with that id. */
async function findRecall(api: SandboxApi, id: string): Promise<Recall> {
  const isLast = id.toLowerCase() === "last";
  const byRequest = isLast ? undefined : await api.recall(asMessageId(id));
  if (byRequest) return byRequest;
  const found = (await api.recalls()).find((recall) => isLast || recall.originalMessageId === asMessageId(id));
  const full = found && (await api.recall(found.requestMessageId));
  if (full) return full;
  throw new CommandError(
    isLast
      ? "Nothing was recalled yet: try `recall-sandbox recall last`."
      : `No recall is known for ${asMessageId(id)}.`,
    EXIT.failed,
  );
}

function show(terminal: Terminal, recall: Recall, options: StatusOptions): void {
  if (options.json) {
    // Each change is one line for a script that watches.
    if (options.watch) terminal.out(JSON.stringify(recall));
    else printJson(terminal, recall);
    return;
  }
  const style = styleFor(terminal);
  const rows = recall.recipients.map((recipient) => [
    recipient.address,
    { text: recipient.text, ...paintOf(recipient, style) },
    recipient.trueReasonText ?? "",
  ]);
  terminal.out(`Recall of "${printable(recall.subject)}" by ${recall.mailbox}, requested ${recall.requestedAt}`);
  terminal.out(formatTable(rows, { header: ["Recipient", "Status", "True reason"], indent: "  " }));
  terminal.out(style.dim(`  Report page: ${new SandboxHttp(options).url}${recall.reportPath}`));
  if (!recall.final) terminal.out(style.dim(`  Pending ends at the latest at ${recall.deadline}.`));
}

function paintOf({ status }: RecallRecipient, style: Style) {
  if (status === "pending") return { paint: style.dim };
  return { paint: status === "recalled" || status === "recalledRead" ? style.good : style.bad };
}
