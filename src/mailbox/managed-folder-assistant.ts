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
  const { folders } = options;
  await move(options, limitsOf(options, "deletions"), async ({ mailbox }) =>
    folders.wellKnown(mailbox, "recoverableitemsdeletions"),
  );
  await move(options, limitsOf(options, "archive"), (folder) => folders.archiveOf(folder));
}

function* limitsOf({ folders, mailboxes, now }: AssistantOptions, to: "deletions" | "archive"): Generator<AgeLimit> {
  const roots = to === "deletions" ? ["msgfolderroot", "archivemsgfolderroot"] : ["msgfolderroot"];
  for (const mailbox of mailboxes) {
    const ageMs = to === "deletions" ? mailbox.deleteAfterMs : mailbox.archiveEnabled && mailbox.archiveAfterMs;
    if (typeof ageMs !== "number" || mailbox.retentionHoldEnabled) continue;
    for (const folder of folders.all(mailbox.address)) {
      const isWithin = (name: string) => folders.isWithin(folder, name);
      if (roots.some(isWithin) && !UNSENT.some(isWithin)) yield [folder.id, now - ageMs];
    }
  }
}

async function move(
  { db, folders, now }: AssistantOptions,
  limits: Iterable<AgeLimit>,
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
