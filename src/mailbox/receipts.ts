// The seam by which a mailbox tells whoever asked that a message was read, or deleted unread.
import type { Tx } from "../database/database.ts";
import type { MailboxItem } from "./mailbox-store.ts";

export interface Receipts {
  /**
   * Before an unread item is read, or deleted for good.
   * @returns what sends the receipt in the transaction that does it; undefined where none is due.
   */
  prepare(item: MailboxItem, what: "displayed" | "deleted"): Promise<((tx: Tx) => Promise<void>) | undefined>;
}
