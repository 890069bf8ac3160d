// Get-MailboxFolderStatistics: how many items a mailbox's folders hold and how much room they take.
import type { Mailbox } from "../organization/organization.ts";
import { type Arguments, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { type FolderNode, folderTree } from "./folder-tree.ts";
import { folderProperties } from "./mailbox-folder-properties.ts";
import { findOneMailbox } from "./mailbox-names.ts";
import { limited } from "./result-size.ts";

/** Well-known folders that scopes stand for; the other scopes are of folders that the sandbox doesn't have. */
const SCOPES: Readonly<Record<string, string>> = {
  Archive: "archive",
  DeletedItems: "deleteditems",
  Drafts: "drafts",
  Inbox: "inbox",
  JunkEmail: "junkemail",
  Outbox: "outbox",
  RecoverableItems: "recoverableitemsroot",
  SentItems: "sentitems",
};
const OTHER_SCOPES = `All Calendar Contacts ConversationHistory Journal LegacyArchiveJournals ManagedCustomFolder
  NonIpmRoot Notes Personal RssSubscriptions SyncIssues Tasks`.split(/\s+/);

const parameters = {
  Identity: { type: "identity", dotNetType: "GeneralMailboxOrMailUserIdParameter", mandatory: true },
  Archive: { type: "switch" },
  Database: { type: "string" },
  DiagnosticInfo: { type: "string" },
  FolderScope: { type: "string", values: [...OTHER_SCOPES, ...Object.keys(SCOPES)].sort() },
  IncludeAnalysis: { type: "switch" },
  IncludeOldestAndNewestItems: { type: "switch" },
  IncludeSoftDeletedRecipients: { type: "switch" },
  ResultSize: { type: "resultSize" },
  SkipCount: { type: "int", min: 0 },
  StoreMailboxIdentity: { type: "string" },
  UseCustomRouting: { type: "switch" },
} as const satisfies Parameters;

type Given = Arguments<typeof parameters>;

export const getMailboxFolderStatistics = defineCmdlet({
  name: "Get-MailboxFolderStatistics",
  synopsis: "Shows the folders of a mailbox with their sizes and item counts.",
  parameters,
  async run(given, services) {
    const mailbox = findOneMailbox(given.Identity, services.configurations.latest());
    refuseWhatIsNotThere(given, mailbox);
    const nodes = await statistics(mailbox.address, given, services);
    const wanted = nodes.filter((node) => isInScope(node, given.FolderScope ?? "All"));
    const show = (node: FolderNode) => folderProperties(node, mailbox, given, services);
    return limited(wanted.slice(given.SkipCount ?? 0), given.ResultSize, show);
  },
});

function refuseWhatIsNotThere(given: Given, { archiveEnabled }: Mailbox): void {
  const { Identity, Archive, Database, StoreMailboxIdentity } = given;
  if (Archive && !archiveEnabled) throw argumentError(`The mailbox '${Identity}' doesn't have an archive.`);
  if (Database !== undefined || StoreMailboxIdentity !== undefined) {
    throw argumentError("Mailboxes aren't found by Database and StoreMailboxIdentity here: use Identity.");
  }
}

async function statistics(address: string, given: Given, { mailboxes }: CmdletServices): Promise<FolderNode[]> {
  const [totals, topSubjects] = await Promise.all([
    mailboxes.folderTotals(address),
    given.IncludeAnalysis ? mailboxes.topSubjects(address) : undefined,
  ]);
  const { folders } = mailboxes;
  return folderTree(given.Archive ? folders.archive(address) : folders.list(address), totals, topSubjects);
}

/** A folder that a scope names, and all below it. */
function isInScope({ ancestry }: FolderNode, scope: string): boolean {
  const isWithin = (wellKnown: string) =>
    ancestry.some((folder) => folder.wellKnown === wellKnown || folder.wellKnown === `archive${wellKnown}`);
  const wellKnown = SCOPES[scope];
  if (wellKnown !== undefined) return isWithin(wellKnown);
  if (scope === "All") return true;
  if (scope === "NonIpmRoot") return !isWithin("msgfolderroot");
  return scope === "Personal" && ancestry[0]?.wellKnown === null;
}
