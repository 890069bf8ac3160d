// Items that only their content can say something of: one after the other is judged, in the order in which they are shown,
// until a page is full. The loop is left between two.
import type { ItemQuery } from "../../../mailbox/item-query.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";

export interface Scan {
  readonly mailbox: string;
  readonly query: ItemQuery;
  readonly test: (item: MailboxItem) => Promise<boolean>;
  /** Matches that are passed over. */
  readonly skip: number;
  readonly top: number;
  readonly wantsCount: boolean;
  /** Whoever asked has gone. */
  readonly signal?: AbortSignal;
}

const AT_ONCE = 100;
/** Items that are judged before others have their turn. */
const IN_TURN = 5;

export async function scanItems(
  store: MailboxStore,
  { mailbox, query, test, skip, top, wantsCount, signal }: Scan,
): Promise<{ items: MailboxItem[]; hasMore: boolean; count: number | undefined }> {
  const items: MailboxItem[] = [];
  let matches = 0;
  for (let offset = 0; ; offset += AT_ONCE) {
    const some = await store.list(mailbox, { ...query, limit: AT_ONCE, offset });
    for (const [at, item] of some.entries()) {
      if (at % IN_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) return { items, hasMore: false, count: undefined };
      if (!(await test(item))) continue;
      matches += 1;
      if (matches > skip && items.length < top) items.push(item);
      else if (matches > skip + top && !wantsCount) return { items, hasMore: true, count: undefined };
    }
    if (some.length < AT_ONCE) return { items, hasMore: matches > skip + top, count: wantsCount ? matches : undefined };
  }
}
