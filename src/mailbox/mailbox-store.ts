// Items of mailboxes: created by delivery, read, moved and deleted by their owner, recalled by an agent.
import type { KeptProperties } from "../content-conversion/kept-properties.ts";
import type { ContentStore, StorableBody, StoredContent } from "../database/content-store.ts";
import type { Database, Tx } from "../database/database.ts";
import { type FolderTotals, readFolderTotals, readTopSubjects, type TopSubject } from "./folder-statistics.ts";
import { type Folder, Folders } from "./folders.ts";
import { type DeletedItem, hardDeleteAll } from "./hard-delete.ts";
import { type ItemProperties, readMapi, readProperties, writeMapi, writeProperties } from "./item-properties.ts";
import { type ItemQuery, itemConditions, itemOrder, type Sql } from "./item-query.ts";
import {
  COLUMNS,
  type MailboxItem,
  type MailboxItemRow,
  type NewCopy,
  type NewItem,
  type NewMessage,
  readRow,
} from "./mailbox-item.ts";
import type { Receipts } from "./receipts.ts";
import { lastFolder } from "./well-known-folders.ts";
import { type PlaceOfDeleted, type RetentionOfDeleted, whereDeletedGoes } from "./where-deleted-goes.ts";

export type { ItemQuery } from "./item-query.ts";

export type { MailboxItem, NewCopy, NewItem, NewMessage } from "./mailbox-item.ts";

const LAST_FOLDER = lastFolder();

export class MailboxStore {
  readonly folders: Folders;
  /** Set once transport is there. */
  receipts: Receipts | undefined;
  readonly #db: Database;
  readonly #contents: ContentStore;

  constructor(db: Database, contents: ContentStore) {
    this.#db = db;
    this.#contents = contents;
    this.folders = new Folders(db);
  }

  async create(tx: Tx, { mailbox, folderId, searchKey, isRead, properties, ...message }: NewItem): Promise<number> {
    const copy = { mailbox, folderId, searchKey, isRead, ...(properties && { properties }) };
    const [id] = await this.createAll(tx, message, [copy]);
    return id as number;
  }

  /** Copies of one message in many mailboxes: one statement. @returns their ids, in no order */
  async createAll(tx: Tx, message: NewMessage, copies: readonly NewCopy[]): Promise<number[]> {
    const values = copies.map(({ mailbox, folderId, searchKey, isRead, properties }) => [
      mailbox,
      folderId,
      searchKey,
      isRead ? 1 : 0,
      properties ? writeProperties(properties) : null,
    ]);
    const rows = await tx.all<{ id: number }>(
      `INSERT INTO item (mailbox, folder_id, search_key, is_read, properties, content_id, message_id, message_class, subject,
         sender, received_at, modified_at, network_message_id, size, from_address, mapi)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11
       FROM json_each($1) RETURNING id`,
      [
        JSON.stringify(values),
        message.contentId,
        message.messageId,
        message.messageClass,
        message.subject,
        message.sender,
        message.receivedAt,
        message.networkMessageId,
        message.size,
        (message.from ?? message.sender).toLowerCase(),
        writeMapi(message.mapi),
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** Another message under the same id. @returns false where the item has changed meanwhile, moved, or gone. */
  async replace(tx: Tx, before: MailboxItem, item: NewItem, now: number): Promise<boolean> {
    const changed = await tx.run(
      `UPDATE item SET folder_id = $1, content_id = $2, message_id = $3, search_key = $4, message_class = $5, subject = $6,
         sender = $7, received_at = $8, modified_at = $9, is_read = $10, network_message_id = $11, size = $12,
         from_address = $13, mapi = $14, properties = $15
       WHERE mailbox = $16 AND id = $17 AND folder_id = $18 AND content_id = $19`,
      [
        item.folderId,
        item.contentId,
        item.messageId,
        item.searchKey,
        item.messageClass,
        item.subject,
        item.sender,
        item.receivedAt,
        now,
        item.isRead ? 1 : 0,
        item.networkMessageId,
        item.size,
        (item.from ?? item.sender).toLowerCase(),
        writeMapi(item.mapi),
        item.properties ? writeProperties(item.properties) : null,
        before.mailbox,
        before.id,
        before.folderId,
        before.contentId,
      ],
    );
    return changed > 0;
  }

  /** A message that is at hand as a whole, for a transaction that `saveContent` is called in. */
  storeBody(bytes: Buffer): Promise<StorableBody> {
    return this.#contents.store(bytes);
  }

  /** Id of a new content, for an item that the same transaction makes. */
  saveContent(tx: Tx, headers: Buffer, body: StorableBody, now: number): Promise<number> {
    return this.#contents.save(tx, headers, body, now);
  }

  /** A second item over the same content, whose id it gives. */
  async copy(tx: Tx, item: MailboxItem, folder: Folder, now: number): Promise<number | undefined> {
    const row = await tx.get<{ id: number }>(
      `INSERT INTO item (mailbox, folder_id, content_id, message_id, search_key, message_class, subject, sender,
         received_at, modified_at, is_read, network_message_id, size, from_address, properties, mapi)
       SELECT mailbox, $1, content_id, message_id, search_key, message_class, subject, sender,
         received_at, $2, is_read, network_message_id, size, from_address, properties, mapi
       FROM item WHERE mailbox = $3 AND id = $4 RETURNING id`,
      [folder.id, now, item.mailbox, item.id],
    );
    return row?.id;
  }

  /** Newest first, at most 1,000, unless the query says otherwise. */
  async list(mailbox: string, query: ItemQuery = {}): Promise<MailboxItem[]> {
    const { text, params } = itemConditions(mailbox, query);
    const order = itemOrder(query.order);
    const limit = `LIMIT $${params.push(query.limit ?? 1000)} OFFSET $${params.push(query.offset ?? 0)}`;
    // What is passed over is read from the index alone where that has all that the question names.
    const rows = await this.#db.all<MailboxItemRow>(
      `SELECT ${COLUMNS} FROM item WHERE id IN (SELECT id FROM item WHERE ${text} ORDER BY ${order} ${limit})
         ORDER BY ${order}`,
      params,
    );
    return rows.map(readRow);
  }

  /** Items that the query finds, whatever its page. */
  async countOf(mailbox: string, query: ItemQuery): Promise<number> {
    const { text, params } = itemConditions(mailbox, query);
    const row = await this.#db.get<{ total: number }>(`SELECT count(*) AS total FROM item WHERE ${text}`, params);
    return row?.total ?? 0;
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
    const row = await this.#db.get<MailboxItemRow>(`SELECT ${COLUMNS} FROM item WHERE mailbox = $1 AND id = $2`, [
      mailbox,
      id,
    ]);
    return row && readRow(row);
  }

  /** In whatever mailbox. */
  async find(id: number): Promise<MailboxItem | undefined> {
    const row = await this.#db.get<MailboxItemRow>(`SELECT ${COLUMNS} FROM item WHERE id = $1`, [id]);
    return row && readRow(row);
  }

  /** Items of all mailboxes with an id above the one and up to the other, newest first. */
  async between([above, upTo]: readonly [number, number], where: Sql): Promise<MailboxItem[]> {
    const { text, params } = where;
    const rows = await this.#db.all<MailboxItemRow>(
      `SELECT ${COLUMNS} FROM item WHERE id > $${params.length + 1} AND id <= $${params.length + 2} AND ${text}
       ORDER BY id DESC`,
      [...params, above, upTo],
    );
    return rows.map(readRow);
  }

  /** 0 where there is none. */
  async highestId(): Promise<number> {
    return (await this.#db.get<{ id: number | null }>("SELECT max(id) AS id FROM item"))?.id ?? 0;
  }

  /** Copies in one mailbox, by Message-ID or by search key; either may be "". */
  findCopies(tx: Tx, mailbox: string, messageId: string, searchKey: string): Promise<MailboxItem[]> {
    return this.findCopiesIn(tx, [mailbox], messageId, searchKey);
  }

  /** The same in many: one statement. */
  async findCopiesIn(
    tx: Tx,
    mailboxes: readonly string[],
    messageId: string,
    searchKey: string,
  ): Promise<MailboxItem[]> {
    const rows = await tx.all<MailboxItemRow>(
      `SELECT ${COLUMNS} FROM item WHERE mailbox IN (SELECT value FROM json_each($1))
         AND ((message_id = $2 AND $2 <> '') OR (search_key = $3 AND $3 <> '')) ORDER BY id`,
      [JSON.stringify(mailboxes), messageId, searchKey],
    );
    return rows.map(readRow);
  }

  async setRead(mailbox: string, id: number, isRead: boolean, now: number): Promise<boolean> {
    const item = isRead && this.receipts ? await this.get(mailbox, id) : undefined;
    const receipt = item && (await this.receipts?.prepare(item, "displayed"));
    const changed = await this.#db.write(async function setItemRead(tx) {
      await receipt?.(tx);
      return tx.run("UPDATE item SET is_read = $1, modified_at = $2 WHERE mailbox = $3 AND id = $4", [
        isRead ? 1 : 0,
        now,
        mailbox,
        id,
      ]);
    });
    return changed > 0;
  }

  async setMessageClass(mailbox: string, id: number, messageClass: string, now: number): Promise<void> {
    await this.#db.write((tx) =>
      tx.run("UPDATE item SET message_class = $1, modified_at = $2 WHERE mailbox = $3 AND id = $4", [
        messageClass,
        now,
        mailbox,
        id,
      ]),
    );
  }

  /** What is not named stays. @returns false when the item is not in this mailbox. */
  async setProperties(mailbox: string, id: number, change: ItemProperties, now: number): Promise<boolean> {
    return this.#db.write(async (tx) => {
      const row = await tx.get<{ properties: string | null }>(
        "SELECT properties FROM item WHERE mailbox = $1 AND id = $2",
        [mailbox, id],
      );
      if (!row) return false;
      const properties = writeProperties({ ...readProperties(row.properties), ...change });
      await tx.run("UPDATE item SET properties = $1, modified_at = $2 WHERE id = $3", [properties, now, id]);
      return true;
    });
  }

  /** MAPI properties that its owner sets; what is not named stays. @returns false when the item is not in this mailbox. */
  async setMapi(mailbox: string, id: number, change: KeptProperties, now: number): Promise<boolean> {
    return this.#db.write(async (tx) => {
      const row = await tx.get<{ mapi: string | null }>("SELECT mapi FROM item WHERE mailbox = $1 AND id = $2", [
        mailbox,
        id,
      ]);
      if (!row) return false;
      const mapi = writeMapi({ ...readMapi(row.mapi), ...change });
      await tx.run("UPDATE item SET mapi = $1, modified_at = $2 WHERE id = $3", [mapi, now, id]);
      return true;
    });
  }

  /** @returns false when item or folder is not in this mailbox. */
  async move(mailbox: string, id: number, folder: Folder, now: number): Promise<boolean> {
    if (folder.mailbox !== mailbox) return false;
    return (await this.#db.write((tx) => this.moveIn(tx, mailbox, id, folder.id, now))) > 0;
  }

  /** As many as `most` of a folder's items. @returns how many. */
  async moveSome(from: Folder, to: Folder, most: number, now: number): Promise<number> {
    return this.#db.write(async function moveSomeItems(tx) {
      return tx.run(
        `UPDATE item SET folder_id = $1, modified_at = $2, last_folder_id = ${LAST_FOLDER}
           WHERE id IN (SELECT id FROM item WHERE folder_id = $3 LIMIT ${most})`,
        [to.id, now, from.id],
      );
    });
  }

  /** As moveSome, and nothing keeps them. */
  async removeSome(from: Folder, most: number): Promise<number> {
    return this.#db.write(async function removeSomeItems(tx) {
      return tx.run(`DELETE FROM item WHERE id IN (SELECT id FROM item WHERE folder_id = $1 LIMIT ${most})`, [from.id]);
    });
  }

  /** The user's delete: to Deleted Items; from there, or when `soft`, to Recoverable Items/Deletions. */
  async softDelete(item: MailboxItem, now: number): Promise<void> {
    const target = this.folders.wellKnown(item.mailbox, "recoverableitemsdeletions");
    if (!target) return;
    const receipt = await this.receipts?.prepare(item, "deleted");
    await this.#db.write(async (tx) => {
      await receipt?.(tx);
      await this.moveIn(tx, item.mailbox, item.id, target.id, now);
    });
  }

  /** @returns false when that was done before. */
  async settleReceipt(tx: Tx, { mailbox, id }: MailboxItem): Promise<boolean> {
    const row = await tx.get<{ properties: string | null }>(
      "SELECT properties FROM item WHERE mailbox = $1 AND id = $2",
      [mailbox, id],
    );
    const properties = readProperties(row?.properties ?? null);
    if (!row || properties.isReceiptSettled) return false;
    const settled = writeProperties({ ...properties, isReceiptSettled: true });
    await tx.run("UPDATE item SET properties = $1 WHERE mailbox = $2 AND id = $3", [settled, mailbox, id]);
    return true;
  }

  /** Gone for every client; a hold or single item recovery keeps it in Recoverable Items. docs/recall.md R15. */
  async hardDelete(tx: Tx, item: MailboxItem, keeps: RetentionOfDeleted, now: number): Promise<PlaceOfDeleted> {
    await this.hardDeleteAll(tx, [{ item, mailbox: keeps }], now);
    return whereDeletedGoes(keeps);
  }

  /** The same for many, each with its mailbox: two statements. */
  hardDeleteAll(tx: Tx, items: readonly DeletedItem[], now: number): Promise<void> {
    return hardDeleteAll(tx, this.folders, items, now);
  }

  async content(item: MailboxItem): Promise<StoredContent | undefined> {
    return this.#contents.load(item.contentId);
  }

  /** Header block as delivered. */
  async headers(item: MailboxItem): Promise<Buffer | undefined> {
    return this.#contents.headers(item.contentId);
  }

  /** Header block and body as delivered. */
  async bytes(item: MailboxItem): Promise<Buffer | undefined> {
    return this.#contents.bytes(item.contentId);
  }

  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#db.write(work);
  }

  /** What waited in the Outbox was sent: the item goes there, as of now. */
  async sentIn(tx: Tx, id: number, folderId: number, now: number): Promise<void> {
    await tx.run("UPDATE item SET folder_id = $1, received_at = $2, modified_at = $2 WHERE id = $3", [
      folderId,
      now,
      id,
    ]);
  }

  async isIn(tx: Tx, id: number, folderId: number): Promise<boolean> {
    return (await tx.get("SELECT 1 AS yes FROM item WHERE id = $1 AND folder_id = $2", [id, folderId])) !== undefined;
  }

  async removeIn(tx: Tx, id: number): Promise<void> {
    await tx.run("DELETE FROM item WHERE id = $1", [id]);
  }

  moveIn(tx: Tx, mailbox: string, id: number, folderId: number, now: number): Promise<number> {
    return tx.run(
      `UPDATE item SET folder_id = $1, modified_at = $2, last_folder_id = ${LAST_FOLDER} WHERE mailbox = $3 AND id = $4`,
      [folderId, now, mailbox, id],
    );
  }
}
