// The event stream as an iterator.
import { KEPT_TYPES, type StreamEvent, type StreamType } from "../journey/event-stream.ts";
import type { Sandbox as Composed } from "../sandbox.ts";

/** Nothing is done on a heartbeat; real milliseconds. */
const IDLE_MS = 60_000;

export interface FollowOptions {
  readonly types?: readonly StreamType[];
  readonly signal?: AbortSignal;
  /** Whose changes the type mailbox tells of. */
  readonly mailboxes?: readonly string[];
}

/**
 * The position is taken at once: what happens before the first turn of the loop is told as well, but for changes of
 * mailboxes, which begin with "followed".
 */
export function follow(
  on: Composed,
  { types = KEPT_TYPES, signal, mailboxes = [] }: FollowOptions = {},
): AsyncIterable<StreamEvent> {
  const beginning = on.events.end();
  beginning.catch(() => undefined);
  const left = new AbortController();
  const until = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  async function* read(): AsyncGenerator<StreamEvent> {
    const batches = on.events.read(await beginning, new Set(types), { signal: until, idleMs: IDLE_MS, mailboxes });
    for await (const batch of batches) yield* batch;
  }
  return {
    [Symbol.asyncIterator]() {
      const events = read();
      return {
        next: () => events.next(),
        // A reader that sleeps is woken: leaving does not wait for the next event.
        return: () => {
          left.abort();
          return events.return(undefined);
        },
      };
    },
  };
}
