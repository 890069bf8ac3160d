// Finds trace rows, newest message first, without reading more of the log than it takes. Get-MessageTraceV2
import { buildTraceRows, isReceipt, type MessageTraceRow, type Resolve } from "./message-trace.ts";
import type { TrackingLog, TrackingRow } from "./tracking-log.ts";

export interface TraceSearch {
  /** When the message was received, milliseconds UTC, both ends included. */
  readonly from: number;
  readonly to: number;
  /** No event is later than this. */
  readonly now: number;
  readonly messageTraceId?: string;
  /** With their angle brackets. */
  readonly messageIds?: readonly string[];
  readonly matches: (row: MessageTraceRow) => boolean;
  readonly limit: number;
}

export interface TraceFound {
  readonly rows: readonly MessageTraceRow[];
  /** The first row beyond the limit. */
  readonly next: MessageTraceRow | undefined;
}

type Log = Pick<TrackingLog, "find">;

/** A slice is read in one go: behind one with more events than this the next is shorter. */
const EVENTS_AT_ONCE = 2000;
/** Virtual milliseconds. A quiet hour says nothing about the busy one before it. */
const LONGEST_SLICE_MS = 10_000;
const FIRST_SLICE_MS = 1000;
/** So long the loop is held at most between two slices, real milliseconds. */
const TURN_MS = 10;

export async function searchTrace(log: Log, search: TraceSearch, resolve: Resolve): Promise<TraceFound> {
  const found: MessageTraceRow[] = [];
  for await (const events of completeMessages(log, search)) {
    const rows = buildTraceRows(events, resolve).filter(
      (row) => row.receivedAt >= search.from && row.receivedAt <= search.to && search.matches(row),
    );
    for (const row of rows.sort(newestFirst)) found.push(row);
    if (found.length > search.limit) break;
  }
  return { rows: found.slice(0, search.limit), next: found[search.limit] };
}

/** Rows received in the same millisecond are ordered by recipient, by which a search is continued. */
function newestFirst(a: MessageTraceRow, b: MessageTraceRow): number {
  const byRecipient = compare(a.recipient.toLowerCase(), b.recipient.toLowerCase());
  return b.receivedAt - a.receivedAt || byRecipient || compare(b.events[0]?.id ?? 0, a.events[0]?.id ?? 0);
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Batches of events, oldest first within, that tell everything of their messages; newer messages come before older. */
async function* completeMessages(log: Log, search: TraceSearch): AsyncGenerator<TrackingRow[]> {
  if (search.messageTraceId !== undefined) {
    yield await log.find({ networkMessageId: search.messageTraceId });
  } else if (search.messageIds && search.messageIds.length > 0) {
    const events = new Map<number, TrackingRow>();
    for (const messageId of search.messageIds)
      for (const event of await log.find({ messageId })) events.set(event.id, event);
    yield [...events.values()].sort((a, b) => a.id - b.id);
  } else {
    yield* backwards(log, search.from, search.now);
  }
}

/** Backwards in slices of time: what follows a message's receipt was read before the receipt is. */
async function* backwards(log: Log, from: number, now: number): AsyncGenerator<TrackingRow[]> {
  const later = new Map<string, TrackingRow[]>();
  let length = FIRST_SLICE_MS;
  let turnBegan = performance.now();
  for (let to = now; to >= from; ) {
    const start = Math.max(from, to - length + 1);
    const slice = await log.find({ from: start, to });
    to = start - 1;
    if (slice.length > EVENTS_AT_ONCE) length = Math.max(1, Math.floor(length / 4));
    else if (slice.length < EVENTS_AT_ONCE / 4) length = Math.min(LONGEST_SLICE_MS, length * 2);
    if (slice.length > 0) yield completedBy(slice, later);
    if (performance.now() - turnBegan < TURN_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turnBegan = performance.now();
  }
}

/** Messages whose receipt is in the slice; the other events wait in `later` for theirs. */
function completedBy(slice: readonly TrackingRow[], later: Map<string, TrackingRow[]>): TrackingRow[] {
  for (const event of slice) {
    const events = later.get(event.networkMessageId);
    if (events) events.push(event);
    else later.set(event.networkMessageId, [event]);
  }
  const complete: TrackingRow[] = [];
  for (const { networkMessageId } of slice.filter(isReceipt)) {
    complete.push(...(later.get(networkMessageId) ?? []).sort((a, b) => a.id - b.id));
    later.delete(networkMessageId);
  }
  return complete;
}
