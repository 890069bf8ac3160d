// One item of a mailbox, as a value and as a row.
import type { KeptProperties } from "../content-conversion/kept-properties.ts";
import { type ItemProperties, readMapi, readProperties } from "./item-properties.ts";

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
  /** P1. */
  readonly sender: string;
  /** P2, lower case. */
  readonly from: string;
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  readonly modifiedAt: number;
  readonly isRead: boolean;
  readonly networkMessageId: string;
  readonly size: number;
  /** Where it was before it was deleted, or moved; null: it is where it was made. */
  readonly lastFolderId: number | null;
  /** What the owner set. */
  readonly properties: ItemProperties;
  /** What the message's TNEF said, beside the above; empty where there was none. */
  readonly mapi: KeptProperties;
}

export interface NewItem
  extends Omit<MailboxItem, "id" | "lastFolderId" | "modifiedAt" | "properties" | "mapi" | "from"> {
  readonly mapi?: KeptProperties;
  readonly properties?: ItemProperties;
  /** P2 sender where it is another one than `sender`. */
  readonly from?: string;
}

/** What differs from mailbox to mailbox. */
export type NewCopy = Pick<NewItem, "mailbox" | "folderId" | "searchKey" | "isRead" | "properties">;
export type NewMessage = Omit<NewItem, keyof NewCopy>;

export const COLUMNS = `id, mailbox, folder_id AS "folderId", content_id AS "contentId", message_id AS "messageId",
  search_key AS "searchKey", message_class AS "messageClass", subject, sender, from_address AS "from", received_at AS "receivedAt",
  modified_at AS "modifiedAt", is_read AS "isRead", network_message_id AS "networkMessageId", size, last_folder_id AS "lastFolderId",
  properties, mapi`;

export type MailboxItemRow = Omit<MailboxItem, "properties" | "mapi"> & {
  readonly properties: string | null;
  readonly mapi: string | null;
};

export function readRow(row: MailboxItemRow): MailboxItem {
  return {
    ...row,
    isRead: Boolean(row.isRead),
    properties: readProperties(row.properties),
    mapi: readMapi(row.mapi),
  };
}
