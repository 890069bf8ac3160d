// `recall`: takes a message back through Graph, as new Outlook does, or as classic Outlook does. `recall status` and
// `recall identify` have files of their own.
import { type Command, Option } from "commander";
import { RECALL_LANGUAGES } from "../agents/recall/wire/texts.ts";
import { Graph, type GraphMessage, type RecallQuery } from "./api/graph.ts";
import { SandboxHttp } from "./api/http.ts";
import type { OutgoingMail } from "./compose-mail.ts";
import { addClientOptions, asMessageId, type ClientOptions, clientOption, printJson, userOption } from "./options.ts";
import { readMail } from "./read-mail.ts";
import { registerRecallIdentify } from "./recall-identify.ts";
import { registerRecallStatus } from "./recall-status.ts";
import { formatTable } from "./table.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";

interface RecallOptions extends ClientOptions {
  readonly user: string;
  readonly client?: "outlook";
  readonly language?: string;
  readonly report: boolean;
  /** An .eml file. */
  readonly replace?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox recall last                                       the newest message in Alice's Sent Items
  recall-sandbox recall "<id@contoso.com>" --user bob@contoso.com  a message of Bob's
  recall-sandbox recall last --client outlook                      as classic Outlook does: generation A
  recall-sandbox recall last --replace corrected.eml               and send another message in its place
  recall-sandbox recall status last --watch                        until every recipient has an outcome`;

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
    .option("--replace <file>", "an .eml file to send in its place; nothing happens where either is refused")
    .option("--no-report", "classic Outlook: don't tell whether it succeeds");
  addClientOptions(recall)
    .addHelpText("after", EXAMPLES)
    .action(async (message: string, options: RecallOptions) => requestRecall(terminal, message, options));

  registerRecallStatus(recall, terminal);
  registerRecallIdentify(recall, terminal);
}

async function requestRecall(terminal: Terminal, message: string, options: RecallOptions): Promise<void> {
  const graph = new Graph(new SandboxHttp(options));
  const sent = await findSent(graph, message, options.user);
  const replacement = options.replace === undefined ? undefined : replacementFrom(options.replace);
  const requestMessageId = await graph.recall(options.user, sent.id, queryOf(options), replacement?.bytes);
  if (options.json) {
    printJson(terminal, {
      requestMessageId,
      originalMessageId: sent.internetMessageId,
      subject: sent.subject,
      ...(replacement && { replacementMessageId: replacement.messageId }),
    });
    return;
  }
  terminal.out(
    formatTable([
      ["Recalling", `"${sent.subject}"`],
      ["Message-ID", sent.internetMessageId],
      ["Request", requestMessageId],
      ...(replacement ? [["Replaced by", replacement.messageId]] : []),
    ]),
  );
  terminal.out("\nFollow it with: recall-sandbox recall status last --watch");
}

/** A message of its own: one under the original's Message-ID would be dropped as its duplicate. */
function replacementFrom(file: string): OutgoingMail {
  return readMail(file, { to: [], freshId: true, now: Date.now(), keepsBcc: true });
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
