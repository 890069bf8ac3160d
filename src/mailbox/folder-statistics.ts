// What the folders of a mailbox hold, counted by the database: one statement, however many items there are.
import type { Database } from "../database/database.ts";

export interface FolderTotals {
  readonly items: number;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds UTC. */
  readonly oldestReceivedAt: number;
  readonly newestReceivedAt: number;
  readonly oldestModifiedAt: number;
  readonly newestModifiedAt: number;
}

export interface TopSubject {
  readonly subject: string;
  readonly items: number;
  /** Bytes, of all items of this subject. */
  readonly size: number;
  readonly messageClass: string;
  readonly sender: string;
  /** Of the newest one, milliseconds UTC. */
  readonly receivedAt: number;
}

type OfFolder<T> = T & { readonly folderId: number };

export async function readFolderTotals(db: Database, mailbox: string): Promise<Map<number, FolderTotals>> {
  const rows = await db.all<OfFolder<FolderTotals>>(
    `SELECT folder_id AS "folderId", count(*) AS items, sum(size) AS size,
       min(received_at) AS "oldestReceivedAt", max(received_at) AS "newestReceivedAt",
       min(modified_at) AS "oldestModifiedAt", max(modified_at) AS "newestModifiedAt"
     FROM item WHERE mailbox = $1 GROUP BY folder_id`,
    [mailbox],
  );
  return byFolder(rows);
}

export async function readTopSubjects(db: Database, mailbox: string): Promise<Map<number, TopSubject>> {
  const rows = await db.all<OfFolder<TopSubject>>(
    `SELECT top.folder_id AS "folderId", top.subject, top.items, top.size,
       item.message_class AS "messageClass", item.sender, item.received_at AS "receivedAt"
     FROM (
       SELECT folder_id, subject, count(*) AS items, sum(size) AS size, max(id) AS newest,
         row_number() OVER (PARTITION BY folder_id ORDER BY sum(size) DESC, subject) AS place
       FROM item WHERE mailbox = $1 GROUP BY folder_id, subject
     ) AS top JOIN item ON item.id = top.newest WHERE top.place = 1`,
    [mailbox],
  );
  return byFolder(rows);
}

function byFolder<T>(rows: readonly OfFolder<T>[]): Map<number, OfFolder<T>> {
  return new Map(rows.map((row) => [row.folderId, row]));
}
