// Waiting until a query holds: whoever waits is asked once, then told of changed journeys only, so that a thousand
// waiters cost no more than a thousand comparisons a change.
import type { JourneyQuery } from "./journey.ts";
import type { JourneyRow } from "./journey-row.ts";
import { matchesQuery } from "./matches.ts";
import type { Projector } from "./projector.ts";

/** More at once are refused. */
export const MOST_WAITERS = 2000;

export class TooManyWaitersError extends Error {
  override readonly name = "TooManyWaitersError";
}

interface Waiter {
  readonly query: JourneyQuery;
  readonly tell: (rows: JourneyRow[]) => void;
}

export class Waiters {
  readonly #projector: Projector;
  readonly #waiting = new Set<Waiter>();
  #unsubscribe = () => {};

  constructor(projector: Projector) {
    this.#projector = projector;
  }

  get count(): number {
    return this.#waiting.size;
  }

  /**
   * @param now asks for what matches already; asked again where the answer may have missed a change.
   * @returns matching rows, newest first; none when `timeoutMs` (real milliseconds) passed or `signal` was given.
   */
  async wait(
    query: JourneyQuery,
    now: () => Promise<JourneyRow[]>,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<JourneyRow[]> {
    if (this.#waiting.size >= MOST_WAITERS)
      throw new TooManyWaitersError(`${MOST_WAITERS} requests wait already; no more are taken.`);
    const told = Promise.withResolvers<JourneyRow[]>();
    const waiter: Waiter = { query, tell: told.resolve };
    this.#add(waiter);
    const stop = () => told.resolve([]);
    const timer = setTimeout(stop, options.timeoutMs);
    options.signal?.addEventListener("abort", stop, { once: true });
    try {
      // It listens before it asks: no change falls between the two.
      const already = await now();
      if (already.length > 0 || options.signal?.aborted) return already;
      return await told.promise;
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", stop);
      this.#remove(waiter);
    }
  }

  /** Everybody who waits hears that nothing more will come. */
  close(): void {
    for (const waiter of this.#waiting) waiter.tell([]);
  }

  #add(waiter: Waiter): void {
    this.#waiting.add(waiter);
    if (this.#waiting.size > 1) return;
    this.#unsubscribe = this.#projector.onChange((rows) => {
      for (const { query, tell } of this.#waiting) {
        const found = rows.filter((row) => matchesQuery(query, row));
        if (found.length > 0) tell(found);
      }
    });
  }

  #remove(waiter: Waiter): void {
    this.#waiting.delete(waiter);
    if (this.#waiting.size === 0) this.#unsubscribe();
  }
}
