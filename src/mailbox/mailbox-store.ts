// Items of mailboxes: created by delivery, read, moved and deleted by their owner, recalled by an agent.
import type { ContentStore, StoredContent } from "../database/content-store.ts";
import type { Database, SqlValue, Tx } from "../database/database.ts";
import { type FolderTotals, readFolderTotals, readTopSubjects, type TopSubject } from "./folder-statistics.ts";
import { type Folder, Folders } from "./folders.ts";

export interface MailboxItem {
  readonly id: number;
  /** Primary address of its mailbox. */
  readonly mailbox: string;
  readonly folderId: number;
  readonly contentId: number;
  readonly messageId: string;
  /** PidTagSearchKey, 16 bytes as upper-case hex. [MS-OXPROPS] */
  readonly searchKey: string;
  readonly messageClass: string;
  readonly subject: string;
  readonly sender: string;
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  readonly modifiedAt: number;
  readonly isRead: boolean;
  readonly networkMessageId: string;
  readonly size: number;
}

export type NewItem = Omit<MailboxItem, "id" | "modifiedAt">;

export interface ItemQuery {
  readonly folderId?: number;
  readonly messageId?: string;
  readonly isRead?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** What a mailbox keeps of items that are deleted for good. */
export interface RetentionOfDeleted {
  readonly litigationHoldEnabled: boolean;
  readonly singleItemRecoveryEnabled: boolean;
}

const COLUMNS = `id, mailbox, folder_id AS "folderId", content_id AS "contentId", message_id AS "messageId",
  search_key AS "searchKey", message_class AS "messageClass", subject, sender, received_at AS "receivedAt",
  modified_at AS "modifiedAt", is_read AS "isRead", network_message_id AS "networkMessageId", size`;

export class MailboxStore {
  readonly folders: Folders;
  readonly #db: Database;
  readonly #contents: ContentStore;

  constructor(db: Database, contents: ContentStore) {
    this.#db = db;
    this.#contents = contents;
    this.folders = new Folders(db);
  }

  async create(tx: Tx, item: NewItem): Promise<number> {
    const row = await tx.get<{ id: number }>(
      `INSERT INTO item (mailbox, folder_id, content_id, message_id, search_key, message_class, subject, sender,
         received_at, modified_at, is_read, network_message_id, size)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12) RETURNING id`,
      [
        item.mailbox,
        item.folderId,
        item.contentId,
        item.messageId,
        item.searchKey,
        item.messageClass,
        item.subject,
        item.sender,
        item.receivedAt,
        item.isRead ? 1 : 0,
        item.networkMessageId,
        item.size,
      ],
    );
    return (row as { id: number }).id;
  }

  /** Newest first. */
  async list(mailbox: string, query: ItemQuery = {}): Promise<MailboxItem[]> {
    const params: SqlValue[] = [mailbox];
    const where = ["mailbox = $1"];
    const add = (column: string, value: SqlValue | undefined) => {
      if (value !== undefined) where.push(`${column} = $${params.push(value)}`);
    };
    add("folder_id", query.folderId);
    add("message_id", query.messageId);
    add("is_read", query.isRead === undefined ? undefined : Number(query.isRead));
    const limit = `LIMIT $${params.push(query.limit ?? 1000)} OFFSET $${params.push(query.offset ?? 0)}`;
    const rows = await this.#db.all<MailboxItem>(
      `SELECT ${COLUMNS} FROM item WHERE ${where.join(" AND ")} ORDER BY received_at DESC, id DESC ${limit}`,
      params,
    );
    return rows.map(readRow);
  }

  async count(folderId: number): Promise<{ total: number; unread: number }> {
    const row = await this.#db.get<{ total: number; unread: number | null }>(
      "SELECT count(*) AS total, sum(1 - is_read) AS unread FROM item WHERE folder_id = $1",
      [folderId],
    );
    return { total: row?.total ?? 0, unread: row?.unread ?? 0 };
  }

  /** By folder id; a folder without items has none. */
  folderTotals(mailbox: string): Promise<ReadonlyMap<number, FolderTotals>> {
    return readFolderTotals(this.#db, mailbox);
  }

  /** By folder id: the subject whose items take the most room. */
  topSubjects(mailbox: string): Promise<ReadonlyMap<number, TopSubject>> {
    return readTopSubjects(this.#db, mailbox);
  }

  async get(mailbox: string, id: number): Promise<MailboxItem | undefined> {
    const row = await this.#db.get<MailboxItem>(`SELECT ${COLUMNS} FROM item WHERE mailbox = $1 AND id = $2`, [
      mailbox,
      id,
    ]);
    return row && readRow(row);
  }

  /** Copies in one mailbox, by Message-ID or by search key; either may be "". */
  async findCopies(tx: Tx, mailbox: string, messageId: string, searchKey: string): Promise<MailboxItem[]> {
    const rows = await tx.all<MailboxItem>(
      `SELECT ${COLUMNS} FROM item WHERE mailbox = $1
         AND ((message_id = $2 AND $2 <> '') OR (search_key = $3 AND $3 <> '')) ORDER BY id`,
      [mailbox, messageId, searchKey],
    );
    return rows.map(readRow);
  }

  async setRead(mailbox: string, id: number, isRead: boolean, now: number): Promise<boolean> {
    const changed = await this.#db.write((tx) =>
      tx.run("UPDATE item SET is_read = $1, modified_at = $2 WHERE mailbox = $3 AND id = $4", [
        isRead ? 1 : 0,
        now,
        mailbox,
        id,
      ]),
    );
    return changed > 0;
  }

  /** @returns false when item or folder is not in this mailbox. */
  async move(mailbox: string, id: number, folder: Folder, now: number): Promise<boolean> {
    if (folder.mailbox !== mailbox) return false;
    return (await this.#db.write((tx) => this.moveIn(tx, mailbox, id, folder.id, now))) > 0;
  }

  /** The user's delete: to Deleted Items; from there, or when `soft`, to Recoverable Items/Deletions. */
  async softDelete(item: MailboxItem, now: number): Promise<void> {
    const target = this.folders.wellKnown(item.mailbox, "recoverableitemsdeletions");
    if (target) await this.move(item.mailbox, item.id, target, now);
  }

  /** Gone for every client; a hold or single item recovery keeps it in Purges. docs/recall.md R15. */
  async hardDelete(tx: Tx, item: MailboxItem, keeps: RetentionOfDeleted, now: number): Promise<"purges" | "gone"> {
    const purges = this.folders.wellKnown(item.mailbox, "recoverableitemspurges");
    if (purges && (keeps.litigationHoldEnabled || keeps.singleItemRecoveryEnabled)) {
      await this.moveIn(tx, item.mailbox, item.id, purges.id, now);
      return "purges";
    }
    await tx.run("DELETE FROM item WHERE id = $1", [item.id]);
    return "gone";
  }

  async content(item: MailboxItem): Promise<StoredContent | undefined> {
    return this.#contents.load(item.contentId);
  }

  /** Header block and body as delivered. */
  async bytes(item: MailboxItem): Promise<Buffer | undefined> {
    return this.#contents.bytes(item.contentId);
  }

  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#db.write(work);
  }

  /** First time this mailbox takes the message? Message-ID and Date say so for seven days. */
  async enterLedger(
    tx: Tx,
    copy: { mailbox: string; messageId: string; date: string; networkMessageId: string },
    now: number,
  ): Promise<boolean> {
    if (copy.messageId === "" || copy.date === "") return true;
    const inserted = await tx.run(
      `INSERT INTO delivered (mailbox, message_id, date, at, network_message_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (mailbox, message_id, date) DO NOTHING`,
      [copy.mailbox, copy.messageId, copy.date, now, copy.networkMessageId],
    );
    return inserted > 0;
  }

  moveIn(tx: Tx, mailbox: string, id: number, folderId: number, now: number): Promise<number> {
    return tx.run("UPDATE item SET folder_id = $1, modified_at = $2 WHERE mailbox = $3 AND id = $4", [
      folderId,
      now,
      mailbox,
      id,
    ]);
  }
}

function readRow(row: MailboxItem): MailboxItem {
  return { ...row, isRead: Boolean(row.isRead) };
}
