// Search-MailboxAuditLog: who did what to a mailbox. A recall is not there. docs/recall.md R15
import { AUDIT_OPERATIONS, type AuditEntry, type AuditOperation, type LogonType } from "../mailbox/audit-log.ts";
import { directoryOf } from "../organization/directory.ts";
import type { Mailbox } from "../organization/organization.ts";
import { objectIdOf, stableGuid } from "../organization/stable-guid.ts";
import { type Arguments, type CmdletObject, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError, bindingError } from "./cmdlet-error.ts";
import { all } from "./directory-object.ts";
import { exchangeGuid, findOneMailbox, mailboxName } from "./mailbox-names.ts";

/** Operations that the service has beside those that are done here. */
const OTHER_OPERATIONS = `AddFolderPermissions ApplyRecord Copy FolderBind MailboxLogin MailItemsAccessed
  ModifyFolderPermissions RecordDelete RemoveFolderPermissions SearchQueryInitiated Send UpdateCalendarDelegation
  UpdateComplianceTag UpdateFolderPermissions UpdateInboxRules`.split(/\s+/);

const parameters = {
  Identity: { type: "identity", dotNetType: "MailboxIdParameter" },
  EndDate: { type: "dateTime" },
  ExternalAccess: { type: "boolean" },
  GroupMailbox: { type: "switch" },
  HasAttachments: { type: "boolean" },
  IncludeInactiveMailbox: { type: "switch" },
  LogonTypes: { type: "strings", values: ["Admin", "Delegate", "External", "Owner"] },
  Mailboxes: { type: "strings" },
  Operations: { type: "strings", values: [...AUDIT_OPERATIONS, ...OTHER_OPERATIONS].sort() },
  ResultSize: { type: "int", min: 1, max: 250_000 },
  ShowDetails: { type: "switch" },
  StartDate: { type: "dateTime" },
} as const satisfies Parameters;

type Given = Arguments<typeof parameters>;

const TWO_WEEKS_MS = 14 * 86_400_000;
const DEFAULT_SIZE = 1000;

export const searchMailboxAuditLog = defineCmdlet({
  name: "Search-MailboxAuditLog",
  synopsis: "Shows who did what in mailboxes.",
  parameters,
  async run(given, services) {
    checkTogether(given);
    const found: { readonly mailbox: Mailbox; readonly entries: readonly AuditEntry[] }[] = [];
    for (const mailbox of mailboxesOf(given, services)) {
      const entries = await search(mailbox, given, services);
      if (entries.length > 0) found.push({ mailbox, entries });
    }
    const objects = given.ShowDetails
      ? found.flatMap(({ mailbox, entries }) => entries.map((entry) => details(mailbox, entry, services)))
      : found.map(({ mailbox, entries }) => summary(mailbox, entries[0] as AuditEntry, services));
    return { objects };
  },
});

function checkTogether({ Identity, Mailboxes, ShowDetails, LogonTypes }: Given): void {
  if (Mailboxes && (Identity !== undefined || ShowDetails)) {
    throw bindingError("Parameter set cannot be resolved using the specified named parameters.");
  }
  if (LogonTypes?.includes("Owner") && !ShowDetails)
    throw argumentError("To search for owner access, use the ShowDetails parameter.");
}

function mailboxesOf({ Identity, Mailboxes }: Given, { configurations }: CmdletServices): readonly Mailbox[] {
  const organization = configurations.latest();
  const identities = Identity === undefined ? Mailboxes : [Identity];
  return identities ? identities.map((one) => findOneMailbox(one, organization)) : organization.mailboxes;
}

/** Who doesn't ask for details asks about others than the owner. */
async function search(mailbox: Mailbox, given: Given, { audit, clock }: CmdletServices): Promise<AuditEntry[]> {
  if (given.ExternalAccess || given.HasAttachments || given.GroupMailbox) return [];
  const to = given.EndDate ?? clock.now();
  const asked = given.LogonTypes ?? (given.ShowDetails ? ["Delegate", "Owner"] : ["Delegate"]);
  return audit.search({
    mailbox: mailbox.address,
    from: given.StartDate ?? to - TWO_WEEKS_MS,
    to,
    logonTypes: asked.filter((type): type is LogonType => type === "Owner" || type === "Delegate"),
    ...(given.Operations && {
      operations: given.Operations.filter((name): name is AuditOperation =>
        (AUDIT_OPERATIONS as readonly string[]).includes(name),
      ),
    }),
    limit: given.ResultSize ?? DEFAULT_SIZE,
  });
}

/** Of a mailbox that somebody else opened. */
function summary(mailbox: Mailbox, { id, at }: AuditEntry, { configurations }: CmdletServices): CmdletObject {
  return {
    MailboxGuid: exchangeGuid(mailbox),
    MailboxResolvedOwnerName: mailbox.displayName,
    LastAccessed: new Date(at),
    Identity: `${mailboxName(mailbox, configurations.latest())}\\${id}`,
    IsValid: true,
    ObjectState: "New",
  };
}

function details(mailbox: Mailbox, entry: AuditEntry, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const actor = directoryOf(organization).findMailbox(entry.actor);
  const isMoved = entry.destination !== "";
  return {
    Operation: entry.operation,
    OperationResult: "Succeeded",
    LogonType: entry.logonType,
    ExternalAccess: false,
    DestFolderPathName: isMoved ? pathName(entry.destination) : null,
    FolderPathName: entry.folder === "" ? null : pathName(entry.folder),
    ClientInfoString: entry.client,
    ...all(null, "ClientIPAddress ClientMachineName ClientProcessName ClientVersion DirtyProperties"),
    InternalLogonType: entry.logonType === "Owner" ? "Owner" : "Delegated",
    MailboxOwnerUPN: mailbox.address,
    MailboxOwnerSid: sidOf(mailbox.address),
    LogonUserDisplayName: actor?.displayName ?? entry.actor,
    LogonUserSid: sidOf(entry.actor),
    SourceItemSubjectsList: entry.subject,
    SourceItemFolderPathNamesList: entry.folder === "" ? "" : pathName(entry.folder),
    SourceItemInternetMessageIdsList: entry.messageId,
    ItemSubject: entry.subject,
    ItemInternetMessageId: entry.messageId,
    OriginatingServer: organization.hostname,
    ...summary(mailbox, entry, services),
  };
}

const pathName = (path: string): string => `\\${path.replaceAll("/", "\\")}`;

/** [MS-DTYP] §2.4.2 */
function sidOf(address: string): string {
  const parts =
    stableGuid(`sid of ${objectIdOf(address)}`)
      .replaceAll("-", "")
      .match(/.{8}/g) ?? [];
  return `S-1-5-21-${parts.map((part) => Number.parseInt(part, 16)).join("-")}`;
}
