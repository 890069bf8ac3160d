// One folder as Get-MailboxFolderStatistics shows it.
import type { Mailbox } from "../organization/organization.ts";
import { stableGuid } from "../organization/stable-guid.ts";
import { formatByteSize } from "./byte-size.ts";
import type { CmdletObject, CmdletServices } from "./cmdlet.ts";
import { all } from "./directory-object.ts";
import type { FolderNode } from "./folder-tree.ts";
import { exchangeGuid, mailboxName } from "./mailbox-names.ts";

const TYPES: Readonly<Record<string, string>> = {
  msgfolderroot: "Root",
  inbox: "Inbox",
  drafts: "Drafts",
  sentitems: "SentItems",
  deleteditems: "DeletedItems",
  junkemail: "JunkEmail",
  outbox: "Outbox",
  archive: "Archive",
  scheduled: "Scheduled",
  archivemsgfolderroot: "Root",
  archiveinbox: "Inbox",
  archivedeleteditems: "DeletedItems",
  recoverableitemsroot: "RecoverableItemsRoot",
  recoverableitemsdeletions: "RecoverableItemsDeletions",
  recoverableitemsversions: "RecoverableItemsVersions",
  recoverableitemspurges: "RecoverableItemsPurges",
  recoverableitemsdiscoveryholds: "RecoverableItemsDiscoveryHolds",
};

interface Wanted {
  readonly IncludeAnalysis?: boolean;
  readonly IncludeOldestAndNewestItems?: boolean;
}

export function folderProperties(
  node: FolderNode,
  mailbox: Mailbox,
  wanted: Wanted,
  { configurations }: CmdletServices,
): CmdletObject {
  const { folder, path, totals, itemsBelow, sizeBelow } = node;
  const name = mailboxName(mailbox, configurations.latest());
  const created = new Date(configurations.times().created);
  const items = totals?.items ?? 0;
  const isRecoverable = node.ancestry.at(-1)?.wellKnown === "recoverableitemsroot";
  return {
    Date: created,
    CreationTime: created,
    LastModifiedTime: totals ? new Date(totals.newestModifiedAt) : created,
    Name: folder.name,
    FolderPath: path,
    FolderId: folderId(folder.id, mailbox),
    ParentFolderId: folder.parentId === null ? null : folderId(folder.parentId, mailbox),
    FolderType: TYPES[folder.wellKnown ?? ""] ?? "User Created",
    ItemsInFolder: items,
    DeletedItemsInFolder: 0,
    FolderSize: formatByteSize(totals?.size ?? 0),
    ItemsInFolderAndSubfolders: itemsBelow,
    DeletedItemsInFolderAndSubfolders: 0,
    FolderAndSubfolderSize: formatByteSize(sizeBelow),
    VisibleItemsInFolder: items,
    HiddenItemsInFolder: 0,
    ...oldestAndNewest(node, wanted),
    ...analysis(node, wanted),
    ...all(null, "ManagedFolder DeletePolicy ArchivePolicy CompliancePolicy LastMovedTimeStamp"),
    RetentionFlags: "None",
    TargetQuota: isRecoverable ? "Recoverable" : "User",
    StorageQuota: "Unlimited",
    StorageWarningQuota: "Unlimited",
    Movable: folder.wellKnown === null,
    RecoverableItemsFolder: isRecoverable,
    SearchFolder: false,
    ContainerClass: "IPF.Note",
    Flags: "None",
    ContentMailboxGuid: exchangeGuid(mailbox),
    Identity: `${name}\\${path.slice(1).replaceAll("/", "\\")}`,
    IsValid: true,
    ObjectState: "New",
  };
}

function oldestAndNewest({ totals }: FolderNode, wanted: Wanted): CmdletObject {
  const at = (instant: number | undefined) =>
    wanted.IncludeOldestAndNewestItems && instant !== undefined ? new Date(instant) : null;
  return {
    OldestItemReceivedDate: at(totals?.oldestReceivedAt),
    NewestItemReceivedDate: at(totals?.newestReceivedAt),
    OldestItemLastModifiedDate: at(totals?.oldestModifiedAt),
    NewestItemLastModifiedDate: at(totals?.newestModifiedAt),
    ...all(
      null,
      `OldestDeletedItemReceivedDate NewestDeletedItemReceivedDate OldestDeletedItemLastModifiedDate
      NewestDeletedItemLastModifiedDate`,
    ),
  };
}

function analysis({ topSubject: top, path }: FolderNode, { IncludeAnalysis }: Wanted): CmdletObject {
  const shown = IncludeAnalysis ? top : undefined;
  return {
    TopSubject: shown?.subject ?? null,
    TopSubjectSize: formatByteSize(shown?.size ?? 0),
    TopSubjectCount: shown?.items ?? 0,
    TopSubjectClass: shown?.messageClass ?? null,
    TopSubjectPath: shown ? path : null,
    TopSubjectReceivedTime: shown ? new Date(shown.receivedAt) : null,
    TopSubjectFrom: shown?.sender ?? null,
    ...all(null, "TopClientInfoForSubject"),
    TopClientInfoCountForSubject: 0,
  };
}

/**
 * Length, folder entry id and object type, as scripts take it apart for content search.
 * [MS-OXCDATA] §2.2.4.1
 */
function folderId(id: number, mailbox: Mailbox): string {
  const bytes = Buffer.alloc(48);
  bytes[0] = 46;
  guidBytes(exchangeGuid(mailbox)).copy(bytes, 5);
  bytes.writeUInt16LE(1, 21);
  guidBytes(stableGuid(`folders of ${mailbox.address}`)).copy(bytes, 23);
  bytes.writeUIntBE(id, 39, 6);
  bytes[47] = 1;
  return bytes.toString("base64");
}

const guidBytes = (guid: string): Buffer => Buffer.from(guid.replaceAll("-", ""), "hex");
