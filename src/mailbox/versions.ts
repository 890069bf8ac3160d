// Copy on write: what a hold keeps is kept as it was, too. Learn: Recoverable Items folder, "Copy-on-write page protection"
import type { Tx } from "../database/database.ts";
import type { MailboxItem, MailboxStore } from "./mailbox-store.ts";
import { holdsOn, type RetentionPolicy } from "./recoverable-items.ts";

/** @param before the item as it stood, whose subject, text or recipients were changed. What lies in Drafts is exempt. */
export async function keepVersion(
  tx: Tx,
  mailboxes: MailboxStore,
  before: MailboxItem,
  policy: RetentionPolicy,
  now: number,
): Promise<void> {
  const { folders } = mailboxes;
  const folder = folders.get(before.folderId);
  const versions = folders.wellKnown(before.mailbox, "recoverableitemsversions");
  if (!versions || !folder || folders.isWithin(folder, "drafts")) return;
  if (holdsOn(policy, before.receivedAt, now).length === 0) return;
  const id = await mailboxes.create(tx, { ...before, folderId: versions.id });
  await mailboxes.moveIn(tx, before.mailbox, id, versions.id, now);
}
