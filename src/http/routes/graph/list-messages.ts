// The items of a list request. What the store can be asked is asked there; the rest is looked through in pieces.
import type { Folder } from "../../../mailbox/folders.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { asItemQuery, matchesFilter } from "./evaluate-filter.ts";
import type { Filter } from "./filter.ts";
import type { Paging } from "./query-options.ts";

export interface ListRequest extends Paging {
  readonly mailbox: string;
  /** Undefined: all folders that a reader sees. */
  readonly folder: Folder | undefined;
  readonly filter: Filter | undefined;
  readonly oldestFirst: boolean;
  readonly wantsCount: boolean;
}

export interface ListedItems {
  readonly items: readonly MailboxItem[];
  readonly hasMore: boolean;
  readonly count: number | undefined;
}

/** Rows that are read in one go. */
const PIECE = 500;

export async function listItems(store: MailboxStore, request: ListRequest): Promise<ListedItems> {
  const { mailbox, folder, filter, top, skip, oldestFirst, wantsCount } = request;
  const query = asItemQuery(filter);
  const needsCounting = wantsCount && filter !== undefined;
  if (!folder || !query || oldestFirst || needsCounting) return lookThrough(store, request);
  const items = await store.list(mailbox, { ...query, folderId: folder.id, limit: top + 1, offset: skip });
  const count = wantsCount ? (await store.count(folder.id)).total : undefined;
  return { items: items.slice(0, top), hasMore: items.length > top, count };
}

async function lookThrough(store: MailboxStore, request: ListRequest): Promise<ListedItems> {
  const { top, skip, oldestFirst, wantsCount } = request;
  const found: MailboxItem[] = [];
  for await (const item of matching(store, request)) {
    found.push(item);
    if (!oldestFirst && !wantsCount && found.length > skip + top) break;
  }
  if (oldestFirst) found.reverse();
  return {
    items: found.slice(skip, skip + top),
    hasMore: found.length > skip + top,
    count: wantsCount ? found.length : undefined,
  };
}

/** Newest first. A mailbox's messages are those of its visible folders. */
async function* matching(store: MailboxStore, { mailbox, folder, filter }: ListRequest): AsyncGenerator<MailboxItem> {
  const query = { ...asItemQuery(filter), ...(folder && { folderId: folder.id }) };
  for (let offset = 0; ; offset += PIECE) {
    const items = await store.list(mailbox, { ...query, limit: PIECE, offset });
    for (const item of items) {
      if (!folder && !isVisible(store, item)) continue;
      if (!filter || matchesFilter(filter, item)) yield item;
    }
    if (items.length < PIECE) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function isVisible(store: MailboxStore, item: MailboxItem): boolean {
  const folder = store.folders.get(item.folderId);
  return folder !== undefined && store.folders.isWithin(folder, "msgfolderroot");
}
