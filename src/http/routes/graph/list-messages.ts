// The items of a list request, asked of the store as they are asked of Graph.
import type { Folder } from "../../../mailbox/folders.ts";
import type { ItemOrder } from "../../../mailbox/item-query.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { type MessageFilter, splitFilter, testOf } from "./content-filter.ts";
import type { KqlQuery } from "./kql.ts";
import type { Paging } from "./query-options.ts";
import { scanItems } from "./scan-items.ts";
import { searchFor } from "./search-messages.ts";

export interface ListRequest extends Paging {
  readonly mailbox: string;
  /** Undefined: all folders that a reader sees. */
  readonly folder: Folder | undefined;
  readonly filter: MessageFilter | undefined;
  readonly search?: KqlQuery | undefined;
  readonly signal?: AbortSignal;
  readonly order: readonly ItemOrder[];
  readonly wantsCount: boolean;
}

export interface ListedItems {
  readonly items: readonly MailboxItem[];
  readonly hasMore: boolean;
  readonly count: number | undefined;
}

export async function listItems(store: MailboxStore, request: ListRequest): Promise<ListedItems> {
  const { mailbox, order, top, skip, wantsCount, signal } = request;
  const { query, test } = asked(store, request);
  if (test) {
    const scan = { mailbox, query: { ...query, order }, test, skip, top, wantsCount, ...(signal && { signal }) };
    return scanItems(store, scan);
  }
  const items = await store.list(mailbox, { ...query, order, limit: top + 1, offset: skip });
  const count = wantsCount ? await store.countOf(mailbox, query) : undefined;
  return { items: items.slice(0, top), hasMore: items.length > top, count };
}

export async function countItems(store: MailboxStore, request: Asked): Promise<number> {
  const { mailbox } = request;
  const { query, test } = asked(store, request);
  if (!test) return store.countOf(mailbox, query);
  const { count = 0 } = await scanItems(store, { mailbox, query, test, skip: 0, top: 0, wantsCount: true });
  return count;
}

type Asked = Pick<ListRequest, "mailbox" | "folder" | "filter" | "search">;

/** What the database settles, and what is asked of each item that it finds. */
function asked(store: MailboxStore, request: Asked) {
  const { filter, rest } = request.filter ? splitFilter(request.filter) : {};
  const query = { folderIds: foldersOf(store, request), ...(filter && { filter }) };
  const test = request.search ? searchFor(store, request.search) : rest && testOf(store, rest);
  return { query, test };
}

/** A mailbox's messages are those of its visible folders. */
function foldersOf(store: MailboxStore, { mailbox, folder }: Pick<ListRequest, "mailbox" | "folder">): number[] {
  if (folder) return [folder.id];
  const { folders } = store;
  return folders.list(mailbox).flatMap((one) => (folders.isWithin(one, "msgfolderroot") ? [one.id] : []));
}
