// The items of a list request, asked of the store as they are asked of Graph.
import type { Folder } from "../../../mailbox/folders.ts";
import type { ItemFilter, ItemOrder } from "../../../mailbox/item-query.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import type { Paging } from "./query-options.ts";

export interface ListRequest extends Paging {
  readonly mailbox: string;
  /** Undefined: all folders that a reader sees. */
  readonly folder: Folder | undefined;
  readonly filter: ItemFilter | undefined;
  readonly order: readonly ItemOrder[];
  readonly wantsCount: boolean;
}

export interface ListedItems {
  readonly items: readonly MailboxItem[];
  readonly hasMore: boolean;
  readonly count: number | undefined;
}

export async function listItems(store: MailboxStore, request: ListRequest): Promise<ListedItems> {
  const { mailbox, filter, order, top, skip, wantsCount } = request;
  const query = { folderIds: foldersOf(store, request), ...(filter && { filter }) };
  const items = await store.list(mailbox, { ...query, order, limit: top + 1, offset: skip });
  const count = wantsCount ? await store.countOf(mailbox, query) : undefined;
  return { items: items.slice(0, top), hasMore: items.length > top, count };
}

export async function countItems(
  store: MailboxStore,
  request: Pick<ListRequest, "mailbox" | "folder" | "filter">,
): Promise<number> {
  const { mailbox, filter } = request;
  return store.countOf(mailbox, { folderIds: foldersOf(store, request), ...(filter && { filter }) });
}

/** A mailbox's messages are those of its visible folders. */
function foldersOf(store: MailboxStore, { mailbox, folder }: Pick<ListRequest, "mailbox" | "folder">): number[] {
  if (folder) return [folder.id];
  const { folders } = store;
  return folders.list(mailbox).flatMap((one) => (folders.isWithin(one, "msgfolderroot") ? [one.id] : []));
}
