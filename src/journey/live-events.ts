// What is told as it happens and kept nowhere: who was away asks anew. Each reader has what it did not take yet, up to a
// limit; one that falls further behind is told so.
import type { Refusal } from "../transport/receive/refusals.ts";
import type { CheckEvent } from "./check-event.ts";
import type { MailboxEvent } from "./mailbox-events.ts";

export const LIVE_TYPES = ["mailbox", "check", "refusal"] as const;

export type LiveEvent =
  | { readonly type: "mailbox"; readonly data: MailboxEvent }
  | { readonly type: "check"; readonly data: CheckEvent }
  | { readonly type: "refusal"; readonly data: RefusalEvent };

/** ISO 8601 UTC; what was said is at /api/refusals. */
export type RefusalEvent = Omit<Refusal, "at" | "transcript"> & { readonly at: string };

/** Events that wait for one reader. */
const MOST_WAITING = 1000;

export class LiveEvents {
  readonly #readers = new Set<LiveReader>();

  /** @param wants which events; what is told from now on waits for `take`. */
  open(wants: (event: LiveEvent) => boolean): LiveReader {
    const reader: LiveReader = new LiveReader(wants, () => this.#readers.delete(reader));
    this.#readers.add(reader);
    return reader;
  }

  tell(event: LiveEvent): void {
    for (const reader of this.#readers) reader.add(event);
  }
}

export class LiveReader {
  readonly close: () => void;
  readonly #wants: (event: LiveEvent) => boolean;
  #waiting: LiveEvent[] = [];
  #isOverrun = false;

  constructor(wants: (event: LiveEvent) => boolean, close: () => void) {
    this.#wants = wants;
    this.close = close;
  }

  add(event: LiveEvent): void {
    if (this.#isOverrun || !this.#wants(event)) return;
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(event);
    else this.#isOverrun = true;
  }

  /** What waited. @returns isOverrun: there was more, and it is lost. */
  take(): { readonly events: readonly LiveEvent[]; readonly isOverrun: boolean } {
    const taken = this.#isOverrun ? { events: [], isOverrun: true } : { events: this.#waiting, isOverrun: false };
    this.#waiting = [];
    this.#isOverrun = false;
    return taken;
  }
}
