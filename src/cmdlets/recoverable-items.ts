// Get-RecoverableItems and Restore-RecoverableItems: what was deleted, where it was before, and back there.

import { findFolder } from "../mailbox/find-folder.ts";
import { folderPath } from "../mailbox/folder-path.ts";
import type { Folder } from "../mailbox/folders.ts";
import type { ItemFilter } from "../mailbox/item-query.ts";
import type { MailboxItem } from "../mailbox/mailbox-store.ts";
import type { Mailbox } from "../organization/organization.ts";
import { stableGuid } from "../organization/stable-guid.ts";
import { type Arguments, type CmdletObject, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { findOneMailbox, mailboxName } from "./mailbox-names.ts";
import { limited } from "./result-size.ts";

/** RecoverableItemsFolderType, and the folders that it stands for. */
const SOURCES: Readonly<Record<string, string>> = {
  DeletedItems: "deleteditems",
  RecoverableItems: "recoverableitemsdeletions",
  PurgedItems: "recoverableitemspurges",
  DiscoveryHoldsItems: "recoverableitemsdiscoveryholds",
};
/** Unless one is named. */
const USUAL = ["DeletedItems", "RecoverableItems", "PurgedItems"];

const filters = {
  Identity: { type: "strings", dotNetType: "GeneralMailboxOrMailUserIdParameter", mandatory: true },
  EntryID: { type: "string" },
  FilterEndTime: { type: "dateTime" },
  FilterItemType: { type: "string" },
  FilterStartTime: { type: "dateTime" },
  LastParentFolderID: { type: "string" },
  MaxParallelSize: { type: "int", min: 1, max: 10 },
  PolicyTag: { type: "strings" },
  ResultSize: { type: "resultSize" },
  SourceFolder: { type: "string", values: Object.keys(SOURCES) },
  SubjectContains: { type: "string" },
} as const satisfies Parameters;

type Given = Arguments<typeof filters>;

interface Found {
  readonly mailbox: Mailbox;
  readonly item: MailboxItem;
}

export const getRecoverableItems = defineCmdlet({
  name: "Get-RecoverableItems",
  synopsis: "Shows deleted items that can still be had back.",
  parameters: { ...filters, SkipCount: { type: "int", min: 0 } },
  async run(given, services) {
    const found = await find(given, services);
    return limited(found.slice(given.SkipCount ?? 0), given.ResultSize, (one) => show(one, services));
  },
});

export const restoreRecoverableItems = defineCmdlet({
  name: "Restore-RecoverableItems",
  synopsis: "Puts deleted items back where they were.",
  parameters: { ...filters, NoOutput: { type: "switch" }, RestoreTargetFolder: { type: "string" } },
  async run(given, services) {
    checkTarget(given, services);
    const found = await find(given, services);
    const wanted = found.slice(0, given.ResultSize ?? found.length);
    const targets = wanted.map((one) => targetOf(one, given.RestoreTargetFolder, services));
    await restore(wanted, targets, services);
    if (given.NoOutput) return { objects: [] };
    const { folders } = services.mailboxes;
    return {
      objects: wanted.map((one, at) => ({
        ...show(one, services),
        RestoredToFolderPath: folderPath(folders, targets[at] as Folder),
        WasRestoredSuccessfully: true,
      })),
    };
  },
});

/** As many as a commit moves. */
const SLICE = 500;

async function restore(found: readonly Found[], targets: readonly Folder[], services: CmdletServices): Promise<void> {
  const { mailboxes, clock } = services;
  for (let at = 0; at < found.length; at += SLICE) {
    await mailboxes.write(async function restoreItems(tx) {
      for (const [index, { item }] of found.slice(at, at + SLICE).entries())
        await mailboxes.moveIn(tx, item.mailbox, item.id, (targets[at + index] as Folder).id, clock.now());
    });
  }
}

/** Before anything is restored. */
function checkTarget(
  { Identity, RestoreTargetFolder: path }: Given & { readonly RestoreTargetFolder?: string },
  { configurations, mailboxes }: CmdletServices,
): void {
  if (path === undefined) return;
  for (const identity of Identity) {
    const { address } = findOneMailbox(identity, configurations.latest());
    if (!findFolder(mailboxes.folders, address, path))
      throw argumentError(`The folder '${path.slice(0, 200)}' doesn't exist in the mailbox ${address}.`);
  }
}

/** By the folder that was named, else the one that the item was deleted from, else the Inbox. */
function targetOf({ item }: Found, path: string | undefined, { mailboxes }: CmdletServices): Folder {
  const { folders } = mailboxes;
  const named = path === undefined ? undefined : findFolder(folders, item.mailbox, path);
  const target = named ?? lastParent(item, folders) ?? folders.wellKnown(item.mailbox, "inbox");
  if (!target) throw argumentError(`The mailbox ${item.mailbox} has no folder to restore to.`);
  return target;
}

/** Not one that a user doesn't see. */
function lastParent({ lastFolderId }: MailboxItem, folders: CmdletServices["mailboxes"]["folders"]) {
  const folder = lastFolderId === null ? undefined : folders.get(lastFolderId);
  return folder && folders.isWithin(folder, "msgfolderroot") ? folder : undefined;
}

/** Newest first, mailbox by mailbox. */
async function find(given: Given, services: CmdletServices): Promise<Found[]> {
  if (given.PolicyTag) throw argumentError("Items have no retention tags here: leave PolicyTag out.");
  const organization = services.configurations.latest();
  const { folders } = services.mailboxes;
  const found: Found[] = [];
  for (const identity of given.Identity) {
    const mailbox = findOneMailbox(identity, organization);
    const sources = given.SourceFolder === undefined ? USUAL : [given.SourceFolder];
    const folderIds = sources.flatMap((name) => folders.wellKnown(mailbox.address, SOURCES[name] ?? "")?.id ?? []);
    const filter = filterOf(given);
    const query = { folderIds, ...(filter && { filter }), limit: MOST };
    const listed = await services.mailboxes.list(mailbox.address, query);
    const items = listed.filter((item) => isAsked(item, given));
    found.push(...items.map((item) => ({ mailbox, item })));
  }
  return found;
}

/** Of one mailbox; a narrower filter finds the rest. */
const MOST = 10_000;

/** Times are those of the last change. */
function filterOf({ FilterStartTime, FilterEndTime, FilterItemType, SubjectContains }: Given): ItemFilter | undefined {
  const conditions: ItemFilter[] = [];
  if (FilterStartTime !== undefined)
    conditions.push({ kind: "compare", property: "modifiedAt", operator: "ge", value: FilterStartTime });
  if (FilterEndTime !== undefined)
    conditions.push({ kind: "compare", property: "modifiedAt", operator: "le", value: FilterEndTime });
  if (FilterItemType !== undefined)
    conditions.push({ kind: "compare", property: "messageClass", operator: "eq", value: FilterItemType });
  if (SubjectContains !== undefined)
    conditions.push({ kind: "match", property: "subject", where: "contains", text: SubjectContains });
  return conditions.reduce<ItemFilter | undefined>(
    (left, right) => (left ? { kind: "and", left, right } : right),
    undefined,
  );
}

function isAsked(item: MailboxItem, { EntryID, LastParentFolderID }: Given): boolean {
  if (EntryID !== undefined && EntryID.toUpperCase() !== entryId(item.mailbox, item.id)) return false;
  return LastParentFolderID === undefined || LastParentFolderID.toUpperCase() === lastParentId(item);
}

function show({ mailbox, item }: Found, { mailboxes, configurations }: CmdletServices): CmdletObject {
  const { folders } = mailboxes;
  const source = folders.get(item.folderId);
  const last = item.lastFolderId === null ? undefined : folders.get(item.lastFolderId);
  return {
    MailboxIdentity: mailboxName(mailbox, configurations.latest()),
    ItemClass: item.messageClass,
    Subject: item.subject,
    EntryID: entryId(item.mailbox, item.id),
    SourceFolder: source ? folderPath(folders, source).replaceAll("/", "\\") : "",
    OriginalFolderExists: last !== undefined,
    LastParentPath: last ? folderPath(folders, last).replaceAll("/", "\\") : "",
    LastParentFolderID: lastParentId(item),
    LastModifiedTime: new Date(item.modifiedAt),
    PolicyTag: null,
  };
}

function lastParentId({ mailbox, lastFolderId }: MailboxItem): string {
  return lastFolderId === null ? "" : entryId(mailbox, lastFolderId);
}

/** Store and number: opaque, and the same wherever the item lies. */
function entryId(mailbox: string, id: number): string {
  const store = stableGuid(`mailbox store of ${mailbox}`).replaceAll("-", "");
  return `00000000${store}0700${id.toString(16).padStart(16, "0")}`.toUpperCase();
}
