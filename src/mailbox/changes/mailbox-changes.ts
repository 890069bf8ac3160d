// What changed in a mailbox, for whoever follows it: a log that the database writes by itself while the mailbox is followed.
// Positions in it grow, and none is given twice.
import type { Database } from "../../database/database.ts";

export type ChangeKind = "created" | "updated" | "deleted";

export interface MailboxChange {
  readonly position: number;
  readonly folderId: number;
  readonly itemId: number;
  readonly kind: ChangeKind;
}

export interface ChangeInMailbox extends Omit<MailboxChange, "itemId"> {
  readonly mailbox: string;
  /** Null: it is the folder that changed. */
  readonly itemId: number | null;
}

/** What became of an item in one folder since a position. */
export interface ItemChange {
  /** Of its last change. */
  readonly position: number;
  readonly itemId: number;
  /** "created": it came into the folder since then. */
  readonly first: ChangeKind;
}

/** How long a client may be away and still learn what changed, milliseconds of virtual time. */
export const KEPT_MS = 30 * 24 * 3_600_000;
/** A follower's term is written anew no more often than this. */
const RENEWED_MS = 3_600_000;
/** Rows that one statement removes. */
const SLICE = 2000;

export class MailboxChanges {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Changes are kept from now on, for at least KEPT_MS. @returns the position before the next one. */
  async follow(mailbox: string, now: number): Promise<number> {
    const until = now + KEPT_MS;
    const known = await this.#db.get<{ until: number }>("SELECT until FROM followed_mailbox WHERE mailbox = $1", [
      mailbox,
    ]);
    if (known && known.until > until - RENEWED_MS) return this.position();
    return this.#db.write(async function followMailbox(tx) {
      await tx.run(
        `INSERT INTO followed_mailbox (mailbox, since, until) VALUES ($1, $2, $3)
           ON CONFLICT (mailbox) DO UPDATE SET until = excluded.until`,
        [mailbox, now, until],
      );
      const row = await tx.get<{ position: number }>(LAST);
      return row?.position ?? 0;
    });
  }

  /** Whether nothing of what changed since then is lost, for a position that `follow` gave at `at`. */
  async isKept(mailbox: string, at: number, now: number): Promise<boolean> {
    const row = await this.#db.get<{ since: number }>("SELECT since FROM followed_mailbox WHERE mailbox = $1", [
      mailbox,
    ]);
    return row !== undefined && row.since <= at && at >= now - KEPT_MS;
  }

  /** Of the newest change of all. */
  async position(): Promise<number> {
    return (await this.#db.get<{ position: number }>(LAST))?.position ?? 0;
  }

  /** Items of a folder that changed behind `since`, each once, in the order of their last change; those behind `after`. */
  async ofFolder(folderId: number, since: number, after: number, limit: number): Promise<ItemChange[]> {
    return this.#db.all<ItemChange>(
      `SELECT last.id AS position, last.item_id AS "itemId",
         (SELECT kind FROM mailbox_change AS earlier WHERE earlier.folder_id = $1 AND earlier.item_id = last.item_id
            AND earlier.id > $2 ORDER BY earlier.id LIMIT 1) AS first
       FROM mailbox_change AS last WHERE last.folder_id = $1 AND last.id > $3 AND last.item_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM mailbox_change AS later
           WHERE later.folder_id = $1 AND later.item_id = last.item_id AND later.id > last.id)
       ORDER BY last.id LIMIT $4`,
      [folderId, since, Math.max(since, after), limit],
    );
  }

  /** Whether the item came into the folder behind `since`. */
  async cameInto(folderId: number, itemId: number, since: number): Promise<boolean> {
    const row = await this.#db.get(
      "SELECT 1 AS yes FROM mailbox_change WHERE folder_id = $1 AND item_id = $2 AND id > $3 AND kind = 'created' LIMIT 1",
      [folderId, itemId, since],
    );
    return row !== undefined;
  }

  /** Of these folders those that changed behind `since`, or whose items did, and those that are gone: ids, in no order. */
  async ofFolders(mailbox: string, present: readonly number[], since: number): Promise<number[]> {
    const rows = await this.#db.all<{ id: number }>(
      `SELECT value AS id FROM json_each($1)
         WHERE (SELECT max(id) FROM mailbox_change WHERE folder_id = value) > $3
       UNION SELECT folder_id AS id FROM mailbox_change
         WHERE mailbox = $2 AND item_id IS NULL AND kind = 'deleted' AND id > $3`,
      [JSON.stringify(present), mailbox, since],
    );
    return rows.map(({ id }) => id);
  }

  /** Changes of items behind `after`, as they happened; of one folder, or of the mailbox. */
  async log(mailbox: string, folderId: number | undefined, after: number, limit: number): Promise<MailboxChange[]> {
    const [column, value] = folderId === undefined ? ["mailbox", mailbox] : ["folder_id", folderId];
    return this.#db.all<MailboxChange>(
      `SELECT id AS position, folder_id AS "folderId", item_id AS "itemId", kind FROM mailbox_change
         WHERE ${column} = $1 AND id > $2 AND item_id IS NOT NULL ORDER BY id LIMIT $3`,
      [value as string | number, after, limit],
    );
  }

  /** Changes of these mailboxes behind `after`, as they happened, of folders themselves too. */
  async inMailboxes(mailboxes: readonly string[], after: number, limit: number): Promise<ChangeInMailbox[]> {
    return this.#db.all<ChangeInMailbox>(
      `SELECT id AS position, mailbox, folder_id AS "folderId", item_id AS "itemId", kind FROM mailbox_change
         WHERE id > $1 AND mailbox IN (SELECT value FROM json_each($2)) ORDER BY id LIMIT $3`,
      [after, JSON.stringify(mailboxes), limit],
    );
  }

  /** Mailboxes that changed behind `after`. */
  async mailboxes(after: number): Promise<string[]> {
    const rows = await this.#db.all<{ mailbox: string }>("SELECT DISTINCT mailbox FROM mailbox_change WHERE id > $1", [
      after,
    ]);
    return rows.map(({ mailbox }) => mailbox);
  }

  /** Housekeeping: what nobody can ask for any more goes. */
  async sweep(now: number): Promise<void> {
    const position = await this.position();
    const before = await this.#db.write(async function markChanges(tx) {
      await tx.run("DELETE FROM followed_mailbox WHERE until < $1", [now]);
      await tx.run(
        `INSERT INTO mailbox_change_mark (at, position) SELECT $1, $2
           WHERE NOT EXISTS (SELECT 1 FROM mailbox_change_mark WHERE position >= $2 OR at >= $1)`,
        [now, position],
      );
      const mark = await tx.get<{ position: number | null }>(
        "SELECT max(position) AS position FROM mailbox_change_mark WHERE at < $1",
        [now - KEPT_MS],
      );
      await tx.run("DELETE FROM mailbox_change_mark WHERE at < $1", [now - KEPT_MS]);
      return mark?.position ?? 0;
    });
    const gone = `DELETE FROM mailbox_change WHERE id IN (SELECT id FROM mailbox_change WHERE id <= $1 LIMIT ${SLICE})`;
    while (before > 0 && (await this.#db.write((tx) => tx.run(gone, [before]))) > 0)
      await new Promise((resolve) => setImmediate(resolve));
  }
}

const LAST = "SELECT coalesce(max(id), 0) AS position FROM mailbox_change";
