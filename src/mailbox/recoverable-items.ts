// What becomes of Recoverable Items as time passes: what nothing holds goes, what a hold keeps stays where it is.
// docs/recall.md R15; Learn: Recoverable Items folder
import type { Database } from "../database/database.ts";
import { type AgedItem, type AgeLimit, moveAged, removeAged, slicesOfOlder, withOlder } from "./aged-items.ts";
import type { Folders } from "./folders.ts";
import { FOLDER_OF_DELETED, type PlaceOfDeleted, type RetentionOfDeleted } from "./where-deleted-goes.ts";

export interface RetentionPolicy extends RetentionOfDeleted {
  /** How long a litigation hold keeps an item from its receipt on, milliseconds; absent: without end. */
  readonly litigationHoldDurationMs?: number;
  /** Absent: as the tenant has it. */
  readonly retainDeletedItemsForMs?: number;
}

const FOLDERS = [
  "recoverableitemsdeletions",
  "recoverableitemspurges",
  "recoverableitemsdiscoveryholds",
  "recoverableitemsversions",
] as const;
export type RecoverableFolder = (typeof FOLDERS)[number];

/** A litigation hold on an item that was received then. */
export function isOnLitigationHold(policy: RetentionPolicy, receivedAt: number, now: number): boolean {
  const { litigationHoldEnabled, litigationHoldDurationMs: duration } = policy;
  return litigationHoldEnabled && (duration === undefined || receivedAt + duration > now);
}

/** Holds on an item, as an administrator names them. */
export function holdsOn(policy: RetentionPolicy, receivedAt: number, now: number): string[] {
  return [...(isOnLitigationHold(policy, receivedAt, now) ? ["Litigation Hold"] : []), ...(policy.inPlaceHolds ?? [])];
}

/** Of an item whose time in `folder` is over. */
export function fateOf(
  folder: RecoverableFolder,
  policy: RetentionPolicy,
  receivedAt: number,
  now: number,
): PlaceOfDeleted | "stays" {
  if (isOnLitigationHold(policy, receivedAt, now)) return folder === "recoverableitemsdeletions" ? "purges" : "stays";
  if ((policy.inPlaceHolds?.length ?? 0) === 0) return "gone";
  const isBetween = folder === "recoverableitemsdeletions" || folder === "recoverableitemspurges";
  return isBetween ? "discoveryHolds" : "stays";
}

export interface ExpiryOptions {
  readonly db: Database;
  readonly folders: Folders;
  /** By primary address; of a mailbox that is no more: undefined. */
  readonly policyOf: (mailbox: string) => RetentionPolicy | undefined;
  /** Of mailboxes that don't say, milliseconds. */
  readonly retainMs: number;
  readonly now: number;
}

const NOTHING_HOLDS: RetentionPolicy = { litigationHoldEnabled: false, singleItemRecoveryEnabled: false };

/** All mailboxes. */
export async function expireRecoverableItems(options: ExpiryOptions): Promise<void> {
  const { db, folders } = options;
  for await (const limit of withOlder(db, limitsOf(options))) {
    const folder = folders.get(limit[0]);
    if (!folder) continue;
    const policy = options.policyOf(folder.mailbox) ?? NOTHING_HOLDS;
    for await (const slice of slicesOfOlder(db, limit)) {
      await expire(slice, {
        ...options,
        policy,
        mailbox: folder.mailbox,
        folder: folder.wellKnown as RecoverableFolder,
      });
    }
  }
}

/** Where something may have to go: what is held without end isn't looked at again and again. */
function* limitsOf({ folders, policyOf, retainMs, now }: ExpiryOptions): Generator<AgeLimit> {
  for (const mailbox of folders.mailboxes()) {
    const policy = policyOf(mailbox) ?? NOTHING_HOLDS;
    const moved = now - (policy.retainDeletedItemsForMs ?? retainMs);
    for (const name of FOLDERS) {
      const before = receivedBefore(name, policy, moved, now);
      const id = folders.wellKnown(mailbox, name)?.id;
      if (before !== undefined && id !== undefined) yield [id, before];
    }
  }
}

function receivedBefore(
  folder: RecoverableFolder,
  policy: RetentionPolicy,
  moved: number,
  now: number,
): number | undefined {
  if (folder === "recoverableitemsdeletions" || !policy.litigationHoldEnabled) {
    return fateOf(folder, policy, 0, now) === "stays" ? undefined : moved;
  }
  const { litigationHoldDurationMs: duration } = policy;
  return duration === undefined ? undefined : Math.min(moved, now - duration + 1);
}

interface Expiring extends ExpiryOptions {
  readonly mailbox: string;
  readonly folder: RecoverableFolder;
  readonly policy: RetentionPolicy;
}

async function expire(slice: readonly AgedItem[], expiring: Expiring): Promise<void> {
  const { db, folders, mailbox, folder, policy, retainMs, now } = expiring;
  const from = folders.wellKnown(mailbox, folder);
  if (!from) return;
  const moved = now - (policy.retainDeletedItemsForMs ?? retainMs);
  const idsBy = new Map<PlaceOfDeleted | "stays", number[]>();
  for (const { id, receivedAt, modifiedAt } of slice) {
    const fate = modifiedAt < moved ? fateOf(folder, policy, receivedAt, now) : "stays";
    const ids = idsBy.get(fate) ?? [];
    ids.push(id);
    idsBy.set(fate, ids);
  }
  await removeAged(db, from.id, idsBy.get("gone") ?? []);
  for (const place of ["purges", "discoveryHolds"] as const) {
    const to = folders.wellKnown(mailbox, FOLDER_OF_DELETED[place]);
    if (to) await moveAged(db, [from.id, to.id], idsBy.get(place) ?? [], now);
  }
}
