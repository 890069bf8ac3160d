// Submissions that are held before transport: in the queue "outbox", and for their sender an item of the folder Outbox.
// Whoever takes that item away takes the message back.
import type { Database, Tx } from "../../database/database.ts";
import type { MailboxItem, MailboxStore } from "../../mailbox/mailbox-store.ts";
import type { RetentionOfDeleted } from "../../mailbox/where-deleted-goes.ts";
import type { HeldMessage, HeldQuery } from "./held-message.ts";
import type { QueueRepository } from "./queue-repository.ts";

interface HeldRow {
  readonly itemId: number;
  readonly mailbox: string;
  readonly acceptance: string;
}

export class Outbox {
  readonly #db: Database;
  readonly #queue: QueueRepository;
  readonly #mailboxes: MailboxStore;

  constructor(db: Database, queue: QueueRepository, mailboxes: MailboxStore) {
    this.#db = db;
    this.#queue = queue;
    this.#mailboxes = mailboxes;
  }

  /** @param acceptance what the message is accepted with when its time has come; JSON. */
  async add(tx: Tx, mailItemId: number, held: HeldRow): Promise<void> {
    await tx.run("INSERT INTO outbox (mail_item_id, item_id, mailbox, acceptance) VALUES ($1, $2, $3, $4)", [
      mailItemId,
      held.itemId,
      held.mailbox,
      held.acceptance,
    ]);
  }

  /** Its time has come: no longer held. Undefined where its item isn't in the Outbox any more; then nothing is sent. */
  async take(tx: Tx, mailItemId: number): Promise<HeldRow | undefined> {
    const row = await tx.get<HeldRow>(
      `DELETE FROM outbox WHERE mail_item_id = $1 RETURNING item_id AS "itemId", mailbox, acceptance`,
      [mailItemId],
    );
    const folder = row && this.#mailboxes.folders.wellKnown(row.mailbox, "outbox");
    if (!row || !folder) return undefined;
    return (await this.#mailboxes.isIn(tx, row.itemId, folder.id)) ? row : undefined;
  }

  /** The message of this item doesn't leave. @returns false where none waits: it is no such item, or has left. */
  async takeBackIn(tx: Tx, itemId: number): Promise<boolean> {
    const row = await tx.get<{ id: number }>("DELETE FROM outbox WHERE item_id = $1 RETURNING mail_item_id AS id", [
      itemId,
    ]);
    if (row) await this.#queue.remove(tx, row.id);
    return row !== undefined;
  }

  /** "Undo send": back in Drafts. @returns false where it has left. */
  async undo(item: Pick<MailboxItem, "id" | "mailbox">, now: number): Promise<boolean> {
    const drafts = this.#mailboxes.folders.wellKnown(item.mailbox, "drafts");
    return this.#db.write(async (tx) => {
      if (!drafts || !(await this.takeBackIn(tx, item.id))) return false;
      await this.#mailboxes.moveIn(tx, item.mailbox, item.id, drafts.id, now);
      return true;
    });
  }

  /** A recall before it was sent: nothing leaves, and the item goes as a recalled copy does. @returns false where it has left. */
  async recall(item: MailboxItem, keeps: RetentionOfDeleted, now: number): Promise<boolean> {
    return this.#db.write(async (tx) => {
      if (!(await this.takeBackIn(tx, item.id))) return false;
      await this.#mailboxes.hardDelete(tx, item, keeps, now);
      return true;
    });
  }

  /** Those that leave next come first. */
  async list(query: HeldQuery = {}): Promise<HeldMessage[]> {
    const held = await this.#queue.held(query);
    return held.map(({ recipients, ...row }) => ({
      ...row,
      recipients: (JSON.parse(recipients) as { address: string }[]).map(({ address }) => address),
    }));
  }
}
