// Retention policies at work: what is old moves to the archive, what is older is deleted, recoverably. Ages count from
// the receipt. Learn: Retention tags and retention policies
import type { Database } from "../database/database.ts";
import type { Mailbox } from "../organization/organization.ts";
import { type AgeLimit, moveAged, slicesOfOlder, withOlder } from "./aged-items.ts";
import type { Folder, Folders } from "./folders.ts";

export interface AssistantOptions {
  readonly db: Database;
  readonly folders: Folders;
  readonly mailboxes: readonly Mailbox[];
  readonly now: number;
}

/** Unsent mail has no age. */
const UNSENT = ["drafts", "outbox"];

export async function runManagedFolderAssistant(options: AssistantOptions): Promise<void> {
  const { mailboxes, now } = options;
  const deleted = mailboxes.flatMap((mailbox) => limitsOf(options, mailbox, mailbox.deleteAfterMs, now, "deletions"));
  await move(options, deleted, async ({ mailbox }) => options.folders.wellKnown(mailbox, "recoverableitemsdeletions"));
  const archived = mailboxes.flatMap((mailbox) =>
    mailbox.archiveEnabled ? limitsOf(options, mailbox, mailbox.archiveAfterMs, now, "archive") : [],
  );
  await move(options, archived, (folder) => options.folders.archiveOf(folder));
}

function limitsOf(
  { folders }: AssistantOptions,
  mailbox: Mailbox,
  ageMs: number | undefined,
  now: number,
  to: "deletions" | "archive",
): AgeLimit[] {
  if (ageMs === undefined || mailbox.retentionHoldEnabled) return [];
  const roots = to === "deletions" ? ["msgfolderroot", "archivemsgfolderroot"] : ["msgfolderroot"];
  return folders
    .all(mailbox.address)
    .filter((folder) => roots.some((root) => folders.isWithin(folder, root)))
    .filter((folder) => !UNSENT.some((name) => folders.isWithin(folder, name)))
    .map(({ id }): AgeLimit => [id, now - ageMs]);
}

async function move(
  { db, folders, now }: AssistantOptions,
  limits: readonly AgeLimit[],
  targetOf: (folder: Folder) => Promise<Folder | undefined>,
): Promise<void> {
  for await (const limit of withOlder(db, limits)) {
    const folder = folders.get(limit[0]);
    const target = folder && (await targetOf(folder));
    if (!folder || !target) continue;
    for await (const slice of slicesOfOlder(db, limit)) {
      const ids = slice.map(({ id }) => id);
      await moveAged(db, [folder.id, target.id], ids, now);
    }
  }
}
