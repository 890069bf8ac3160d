// How much of its quota a mailbox uses: what its user sees. Recoverable Items and the archive have quotas of their own.
import type { Database, Tx } from "../database/database.ts";
import type { Folders } from "./folders.ts";

/** Bytes. */
export async function bytesUsed(db: Database | Tx, folders: Folders, mailbox: string): Promise<number> {
  const rows = await db.all<{ folderId: number; size: number }>(
    `SELECT folder_id AS "folderId", sum(size) AS size FROM item WHERE mailbox = $1 GROUP BY folder_id`,
    [mailbox],
  );
  let used = 0;
  for (const { folderId, size } of rows) {
    const folder = folders.get(folderId);
    if (folder && folders.isWithin(folder, "msgfolderroot")) used += size;
  }
  return used;
}
