// The stream of what happens, for whoever follows it live: each reader has a position and reads on from there when it
// can take more, so that a slow one costs nothing and a lost connection goes on where it was. Summaries only.
import type { RecallChange, RecallRegister } from "../agents/recall/register.ts";
import type { TrackingLog, TrackingRow } from "../trace/tracking-log.ts";
import type { JourneySummary } from "./journey.ts";
import type { JourneyRepository } from "./journey-repository.ts";
import { summaryOf } from "./journey-row.ts";
import { LIVE_TYPES, type LiveEvent, LiveEvents, type LiveReader } from "./live-events.ts";
import { followed, type MailboxEvents } from "./mailbox-events.ts";
import type { Projector } from "./projector.ts";

/** What is kept, and goes on where a reader was. */
export const KEPT_TYPES = ["tracking", "recall", "journey"] as const;
export const STREAM_TYPES = [...KEPT_TYPES, ...LIVE_TYPES] as const;
export type StreamType = (typeof STREAM_TYPES)[number];

/** How far a reader has read: ids of the last tracking and recall event, and the newest version of a journey. */
export interface StreamPosition {
  readonly tracking: number;
  readonly recall: number;
  readonly journey: number;
}

export interface TrackingSummary {
  readonly at: string;
  readonly eventId: string;
  readonly source: string;
  readonly context: string;
  readonly detail: string;
  readonly journeyId: string;
  readonly networkMessageId: string;
  readonly messageId: string;
  readonly sender: string;
  /** The first ten. */
  readonly recipients: readonly string[];
  readonly recipientCount: number;
  readonly subject: string;
}

export interface RecallChangeSummary extends Omit<RecallChange, "at"> {
  readonly at: string;
}

export type StreamEvent =
  | { readonly type: "tracking"; readonly id: string; readonly data: TrackingSummary }
  | { readonly type: "recall"; readonly id: string; readonly data: RecallChangeSummary }
  | { readonly type: "journey"; readonly id: string; readonly data: JourneySummary }
  | (LiveEvent & { readonly id: string })
  /** Events between the reader's position and the next one are gone: retention or a reset took them, or it was too slow. */
  | { readonly type: "gap"; readonly id: string; readonly data: { readonly reason: string } };

export interface EventStreamOptions {
  readonly tracking: TrackingLog;
  readonly recalls: RecallRegister;
  readonly repository: JourneyRepository;
  readonly projector: Projector;
  readonly mailboxEvents: Pick<MailboxEvents, "watch">;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Real milliseconds. */
  readonly idleMs: number;
  /** Whose changes are told, for the type mailbox; lower case. */
  readonly mailboxes?: readonly string[];
}

/** Events read at once for one reader. */
const BATCH = 200;
const NAMED = 10;
/** Commits of so many real milliseconds are told of together. */
const GATHER_MS = 5;

export class EventStream {
  readonly #options: EventStreamOptions;
  readonly #live = new LiveEvents();
  readonly #sleepers = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #generation = 0;
  #readers = 0;
  #closed = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    options.tracking.onCommitted(() => this.#pulse());
    options.recalls.subscribe(() => this.#pulse());
  }

  /** An event that is kept nowhere: who reads its type now is told, nobody else ever. */
  tell(event: LiveEvent): void {
    this.#live.tell(event);
    this.#pulse();
  }

  /** Behind everything that is committed. */
  async end(): Promise<StreamPosition> {
    const { tracking, recalls, repository, projector } = this.#options;
    const { last } = await tracking.bounds();
    const recall = await recalls.lastChange();
    await projector.catchUp();
    return { tracking: last, recall, journey: await repository.newestVersion() };
  }

  /** Where everything that is kept begins. */
  static readonly BEGINNING: StreamPosition = { tracking: 0, recall: 0, journey: 0 };

  /**
   * Events from behind `from` on, in batches, without an end until `signal` is given or the stream closes. An empty
   * batch comes when nothing happened for `idleMs`. What is kept nowhere follows from the first turn on.
   */
  async *read(
    from: StreamPosition,
    types: ReadonlySet<StreamType>,
    options: ReadOptions,
  ): AsyncGenerator<readonly StreamEvent[]> {
    const mailboxes = types.has("mailbox") ? (options.mailboxes ?? []) : [];
    const live = this.#live.open(
      ({ type, data }) => types.has(type) && (type !== "mailbox" || mailboxes.includes(data.mailbox)),
    );
    let leave = () => {};
    const unsubscribe = types.has("journey") ? this.#options.projector.onChange(() => this.#pulse()) : () => {};
    this.#readers += 1;
    try {
      const gap = await this.#gapAfter(from);
      let position = gap?.position ?? from;
      if (gap) yield [{ type: "gap", id: formatPosition(position), data: { reason: gap.reason } }];
      if (mailboxes.length > 0) {
        leave = await this.#options.mailboxEvents.watch(mailboxes);
        for (const mailbox of mailboxes) live.add({ type: "mailbox", data: followed(mailbox) });
      }
      while (!options.signal.aborted && !this.#closed) {
        const generation = this.#generation;
        const batch = await this.#batch(position, types);
        position = batch.position;
        const events = [...batch.events, ...told(live, formatPosition(position))];
        if (events.length > 0) yield events;
        else if (generation === this.#generation && !(await this.#sleep(options))) yield [];
      }
    } finally {
      leave();
      live.close();
      unsubscribe();
      this.#readers -= 1;
    }
  }

  /** How many follow it now. */
  get readers(): number {
    return this.#readers;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const wake of this.#sleepers) wake();
  }

  async #gapAfter(from: StreamPosition): Promise<{ position: StreamPosition; reason: string } | undefined> {
    const { first, last } = await this.#options.tracking.bounds();
    if (from.tracking > last)
      return {
        position: await this.end(),
        reason:
          "What was kept behind this position is gone, by retention or a reset; what happens from now on follows.",
      };
    if (from.tracking === 0 || first <= from.tracking + 1) return undefined;
    return { position: { ...from, tracking: first - 1 }, reason: "Older events are gone: retention removed them." };
  }

  async #batch(position: StreamPosition, types: ReadonlySet<StreamType>) {
    const events: StreamEvent[] = [];
    let next = position;
    const add = (moved: Partial<StreamPosition>, event: (id: string) => StreamEvent) => {
      next = { ...next, ...moved };
      events.push(event(formatPosition(next)));
    };
    if (types.has("tracking"))
      for (const row of await this.#options.tracking.after(position.tracking, BATCH))
        add({ tracking: row.id }, (id) => ({ type: "tracking", id, data: summarize(row) }));
    if (types.has("recall"))
      for (const { id: rowId, at, ...change } of await this.#options.recalls.changesAfter(position.recall, BATCH))
        add({ recall: rowId }, (id) => ({ type: "recall", id, data: { at: new Date(at).toISOString(), ...change } }));
    if (types.has("journey")) {
      await this.#options.projector.catchUp();
      for (const row of await this.#options.repository.changedAfter(position.journey, BATCH))
        add({ journey: row.version }, (id) => ({ type: "journey", id, data: summaryOf(row) }));
    }
    return { events, position: next };
  }

  /** @returns false when nothing happened in the time. */
  #sleep({ signal, idleMs }: { readonly signal: AbortSignal; readonly idleMs: number }): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (happened: boolean) => {
        this.#sleepers.delete(wake);
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        resolve(happened);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), idleMs);
      signal.addEventListener("abort", wake, { once: true });
      this.#sleepers.add(wake);
    });
  }

  #pulse(): void {
    this.#generation += 1;
    if (this.#timer !== undefined || this.#sleepers.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const wake of [...this.#sleepers]) wake();
    }, GATHER_MS);
  }
}

/** What waits for a reader, under the id of what was told before it. */
function told(live: LiveReader, id: string): StreamEvent[] {
  const { events, isOverrun } = live.take();
  if (isOverrun) return [{ type: "gap", id, data: { reason: "More happened at once than waits for a reader." } }];
  return events.map((event) => ({ ...event, id }));
}

function summarize(row: TrackingRow): TrackingSummary {
  const { at, eventId, source, context, detail, journeyId, networkMessageId, messageId, sender, recipients, subject } =
    row;
  return {
    at: new Date(at).toISOString(),
    eventId,
    source,
    context,
    detail,
    journeyId,
    networkMessageId,
    messageId,
    sender,
    recipients: recipients.slice(0, NAMED),
    recipientCount: recipients.length,
    subject,
  };
}

/** "120.7.41": what an event's id is, and what Last-Event-ID gives back. */
export function formatPosition({ tracking, recall, journey }: StreamPosition): string {
  return [tracking, recall, journey].join(".");
}

export function parsePosition(text: string): StreamPosition | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(text.trim());
  if (!match) return undefined;
  const [tracking = 0, recall = 0, journey = 0] = match.slice(1).map(Number);
  return { tracking, recall, journey };
}
