// `ediscovery`: mail of all mailboxes, with archives and Recoverable Items.
import { type Command, Option } from "commander";
import { LOCATIONS } from "../mailbox/ediscovery/conditions.ts";
import { SandboxHttp } from "./api/http.ts";
import { type FoundItem, SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, type ClientOptions, printJson } from "./options.ts";
import { formatTable } from "./table.ts";
import type { Terminal } from "./terminal.ts";
import { usDate } from "./trace.ts";

interface EdiscoveryOptions extends ClientOptions {
  readonly mailbox?: string;
  readonly location?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox ediscovery 'subject:"Q3 numbers"'                     wherever it lies
  recall-sandbox ediscovery from:alice --location recoverableItems     what was deleted or recalled
  recall-sandbox ediscovery "participants:bob received>=2026-11-01" --mailbox carol@contoso.com

A query is KQL: from: to: cc: bcc: recipients: participants: subject: messageid: itemclass: received: and words, with AND,
OR, NOT. The message itself: GET /api/ediscovery/ID/bytes.`;

export function registerEdiscovery(program: Command, terminal: Terminal): void {
  const ediscovery = program
    .command("ediscovery")
    .description("find mail in all mailboxes, archives and Recoverable Items, and what holds it")
    .argument("[query]", "everything without one")
    .option("--mailbox <address>", "only this mailbox")
    .addOption(new Option("--location <part>", "only this part of mailboxes").choices([...LOCATIONS]));
  addClientOptions(ediscovery)
    .addHelpText("after", EXAMPLES)
    .action(async (query: string | undefined, options: EdiscoveryOptions) => search(terminal, query, options));
}

async function search(terminal: Terminal, query: string | undefined, options: EdiscoveryOptions): Promise<void> {
  const { mailbox, location } = options;
  const api = new SandboxApi(new SandboxHttp(options));
  const { items, next } = await api.ediscovery({
    ...(query !== undefined && { query }),
    ...(mailbox !== undefined && { mailbox }),
    ...(location !== undefined && { location }),
  });
  if (options.json) return printJson(terminal, items);
  terminal.out(items.length === 0 ? "No mailbox has such mail." : table(items));
  if (next !== undefined) terminal.out(`\nThere is more: these are the newest ${items.length}.`);
}

function table(items: readonly FoundItem[]): string {
  return formatTable(
    items.map((item) => [
      item.mailbox,
      item.location === "archive" ? `(archive) ${item.folderPath}` : item.folderPath,
      usDate(item.receivedAt),
      item.from,
      item.subject,
      item.holds.join(", "),
    ]),
    { header: ["Mailbox", "Folder", "Received", "From", "Subject", "Held by"] },
  );
}
