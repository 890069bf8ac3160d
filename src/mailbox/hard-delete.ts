// Deletes items for good, many at once: each is gone, or where its mailbox keeps what is deleted. docs/recall.md R15
import type { Tx } from "../database/database.ts";
import type { Folders } from "./folders.ts";
import type { MailboxItem } from "./mailbox-item.ts";
import { lastFolder } from "./well-known-folders.ts";
import { FOLDER_OF_DELETED, type RetentionOfDeleted, whereDeletedGoes } from "./where-deleted-goes.ts";

export interface DeletedItem {
  readonly item: MailboxItem;
  readonly mailbox: RetentionOfDeleted;
}

export async function hardDeleteAll(
  tx: Tx,
  folders: Folders,
  items: readonly DeletedItem[],
  now: number,
): Promise<void> {
  const [moved, gone]: [[item: number, folder: number][], number[]] = [[], []];
  for (const { item, mailbox } of items) {
    const place = whereDeletedGoes(mailbox);
    const folder = place === "gone" ? undefined : folders.wellKnown(item.mailbox, FOLDER_OF_DELETED[place]);
    if (!folder) gone.push(item.id);
    // What is held there already keeps the time since which it is.
    else if (item.folderId !== folder.id) moved.push([item.id, folder.id]);
  }
  if (moved.length > 0) {
    await tx.run(
      `UPDATE item SET folder_id = given.folder, modified_at = $1, last_folder_id = ${lastFolder()}
         FROM (SELECT value ->> 0 AS id, value ->> 1 AS folder FROM json_each($2)) AS given WHERE item.id = given.id`,
      [now, JSON.stringify(moved)],
    );
  }
  if (gone.length > 0)
    await tx.run("DELETE FROM item WHERE id IN (SELECT value FROM json_each($1))", [JSON.stringify(gone)]);
}
