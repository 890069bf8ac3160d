// `recall status`: what became of a recall, in totals and recipient by recipient.
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { isSuccess, RECALL_STATUSES, type RecallStatus } from "../agents/recall/status.ts";
import { SandboxHttp } from "./api/http.ts";
import { type Recall, type RecallRecipient, SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, asMessageId, type ClientOptions, printJson } from "./options.ts";
import { printable, type Style, styleFor } from "./style.ts";
import { formatTable } from "./table.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";

interface StatusOptions extends ClientOptions {
  readonly watch?: true;
  readonly all?: true;
  readonly status?: RecallStatus;
}

const EXAMPLES = `
Examples:
  recall-sandbox recall status last
  recall-sandbox recall status last --status failed --all
  recall-sandbox recall status "<id@contoso.com>" --json
  recall-sandbox recall status last --watch

"true reason" is the sandbox's own: the real service does not tell it.`;

const WATCH_MS = 300;
/** Recipients shown unless all are asked for; and how many are asked for at once then. */
const FIRST = 50;
const PAGE = 5000;

export function registerRecallStatus(recall: Command, terminal: Terminal): void {
  const status = recall
    .command("status")
    .description("what became of a recall, recipient by recipient")
    .argument("<recall>", "Message-ID of the request or of the original, or `last`")
    .addOption(new Option("--status <status>", "only recipients with this one").choices([...RECALL_STATUSES]))
    .option("--all", `every recipient, not the first ${FIRST} (--json has them all)`)
    .option("--watch", "print every change until nothing will change any more");
  addClientOptions(status)
    .addHelpText("after", EXAMPLES)
    // Options that the parent knows too are taken by the parent.
    .action(async (id: string, _own: StatusOptions, command: Command) =>
      showStatus(terminal, id, command.optsWithGlobals<StatusOptions>()),
    );
}

async function showStatus(terminal: Terminal, id: string, options: StatusOptions): Promise<void> {
  const api = new SandboxApi(new SandboxHttp(options));
  const requestMessageId = await findRequest(api, id);
  let before: string | undefined;
  for (;;) {
    const recall = await read(api, requestMessageId, options);
    const now = JSON.stringify([recall.final, recall.totals, recall.recipients]);
    if (now !== before) show(terminal, recall, options);
    before = now;
    if (!options.watch || recall.final) return;
    await sleep(WATCH_MS);
  }
}

/** By the request's id, else the newest recall of the original with that id. */
async function findRequest(api: SandboxApi, id: string): Promise<string> {
  const isLast = id.toLowerCase() === "last";
  if (!isLast && (await api.recall(asMessageId(id), { limit: 1 }))) return asMessageId(id);
  const [found] = await api.recalls({ limit: 1, ...(!isLast && { originalMessageId: asMessageId(id) }) });
  if (found) return found.requestMessageId;
  throw new CommandError(
    isLast
      ? "Nothing was recalled yet: try `recall-sandbox recall last`."
      : `No recall is known for ${asMessageId(id)}.`,
    EXIT.failed,
  );
}

/** The first page, and all others where they are asked for. */
async function read(api: SandboxApi, id: string, { all, json, status }: StatusOptions): Promise<Recall> {
  const limit = all || json ? PAGE : FIRST;
  const ask = async (after?: string): Promise<Recall> => {
    const recall = await api.recall(id, { limit, status, after });
    if (recall) return recall;
    throw new CommandError(`The recall ${id} is gone: the sandbox was reset.`, EXIT.failed);
  };
  const first = await ask();
  if (limit === FIRST || first.next === undefined) return first;
  const recipients = [...first.recipients];
  let next: string | undefined = first.next;
  while (next !== undefined) {
    const page = await ask(next);
    recipients.push(...page.recipients);
    next = page.next;
  }
  const { next: _, ...whole } = first;
  return { ...whole, recipients };
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
  terminal.out(`  ${totalsOf(recall)}`);
  if (rows.length > 0)
    terminal.out(formatTable(rows, { header: ["Recipient", "Status", "True reason"], indent: "  " }));
  const more = recall.totals[options.status ?? "recipients"] - rows.length;
  if (more > 0) terminal.out(style.dim(`  … ${more} more: --all shows them, --status picks some.`));
  terminal.out(style.dim(`  Report page: ${new SandboxHttp(options).url}${recall.reportPath}`));
  if (!recall.final) terminal.out(style.dim(`  Pending ends at the latest at ${recall.deadline}.`));
}

/** "3 recipients: 2 recalled, 1 pending" */
function totalsOf({ totals }: Recall): string {
  const parts = RECALL_STATUSES.filter((status) => totals[status] > 0).map(
    (status) => `${totals[status]} ${IN_A_WORD[status]}`,
  );
  const who = `${totals.recipients} ${totals.recipients === 1 ? "recipient" : "recipients"}`;
  return parts.length === 0 ? who : `${who}: ${parts.join(", ")}`;
}

const IN_A_WORD: Readonly<Record<RecallStatus, string>> = {
  pending: "pending",
  recalled: "recalled",
  recalledRead: "recalled but read",
  outside: "outside or on-premises",
  failed: "failed",
};

function paintOf({ status }: RecallRecipient, style: Style) {
  if (status === "pending") return { paint: style.dim };
  return { paint: isSuccess(status) ? style.good : style.bad };
}
