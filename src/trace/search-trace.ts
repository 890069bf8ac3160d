// Finds trace rows, newest message first: an index of passes says which messages to look at, their events say the rest.
// Get-MessageTraceV2
import { buildTraceRows, type MessageTraceRow, type Resolve, type TraceStatus } from "./message-trace.ts";
import type { TrackingLog } from "./tracking-log.ts";

/** What the index can be asked; every part that is there must hold. */
export interface PassFilter {
  /** When the message was received, milliseconds UTC, both ends included. */
  readonly from: number;
  readonly to: number;
  readonly messageTraceId?: string;
  /** With their angle brackets. */
  readonly messageIds?: readonly string[];
  /** Addresses in any case; a star stands for any text. One of them must match. */
  readonly senders?: readonly string[];
  readonly recipients?: readonly string[];
  readonly subject?: { readonly text: string; readonly at: "start" | "end" | "anywhere" };
  readonly statuses?: readonly TraceStatus[];
}

export interface FoundPass {
  readonly networkMessageId: string;
  readonly receivedAt: number;
}

export interface PassIndex {
  /** Messages that may have a row that is wanted, newest first, from behind `after` on. */
  passes(filter: PassFilter, limit: number, after?: FoundPass): Promise<readonly FoundPass[]>;
}

export interface TraceSearch extends PassFilter {
  /** Judges each row: the index judges messages, and too kindly. */
  readonly matches: (row: MessageTraceRow) => boolean;
  readonly limit: number;
}

export interface TraceFound {
  readonly rows: readonly MessageTraceRow[];
  /** The first row beyond the limit. */
  readonly next: MessageTraceRow | undefined;
}

export interface TraceSource {
  readonly index: PassIndex;
  readonly log: Pick<TrackingLog, "ofMessages">;
}

/** Messages read in one go, at most. */
const LARGEST_PAGE = 100;
/** So long the loop is held at most between two pages, real milliseconds. */
const TURN_MS = 10;

export async function searchTrace(source: TraceSource, search: TraceSearch, resolve: Resolve): Promise<TraceFound> {
  const found: MessageTraceRow[] = [];
  let turnBegan = performance.now();
  for await (const page of pages(source.index, search)) {
    // Messages of one instant belong together: their rows are ordered by recipient.
    if (found.length > search.limit && (page[0]?.receivedAt ?? 0) < oldest(found)) break;
    const events = await source.log.ofMessages(page.map(({ networkMessageId }) => networkMessageId));
    for (const row of buildTraceRows(events, resolve))
      if (row.receivedAt >= search.from && row.receivedAt <= search.to && search.matches(row)) found.push(row);
    if (performance.now() - turnBegan < TURN_MS) continue;
    await new Promise((next) => setImmediate(next));
    turnBegan = performance.now();
  }
  found.sort(newestFirst);
  return { rows: found.slice(0, search.limit), next: found[search.limit] };
}

async function* pages(index: PassIndex, search: TraceSearch): AsyncGenerator<readonly FoundPass[]> {
  const { matches: _, limit: __, ...filter } = search;
  // One row more than wanted tells that there are more.
  const size = Math.min(LARGEST_PAGE, search.limit + 1);
  let after: FoundPass | undefined;
  do {
    const page: readonly FoundPass[] = await index.passes(filter, size, after);
    if (page.length > 0) yield page;
    after = page.length < size ? undefined : page.at(-1);
  } while (after);
}

function oldest(rows: readonly MessageTraceRow[]): number {
  return rows.reduce((at, row) => Math.min(at, row.receivedAt), Number.POSITIVE_INFINITY);
}

/** Rows received in the same millisecond are ordered by recipient, by which a search is continued. */
function newestFirst(a: MessageTraceRow, b: MessageTraceRow): number {
  const byRecipient = compare(a.recipient.toLowerCase(), b.recipient.toLowerCase());
  return b.receivedAt - a.receivedAt || byRecipient || compare(b.events[0]?.id ?? 0, a.events[0]?.id ?? 0);
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
