// One queue being worked: what was just committed comes by hand, the rest from disk, retries by the clock.
import type { Activity } from "../../runtime/activity.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { QueuedItem, QueueName, QueueRepository } from "./queue-repository.ts";

/** Items held in memory beside their rows; the rest waits on disk. */
const HELD = 250;
const LOAD_AT_ONCE = 200;
/** After a defect the queue looks on disk again, milliseconds. */
const LOOK_AGAIN_MS = 60_000;

export interface WorkQueueOptions {
  readonly queue: QueueName;
  readonly nextHop: string;
  readonly concurrency: number;
  readonly repository: QueueRepository;
  readonly clock: Clock;
  readonly activity: Activity;
  /** Settles the row: places, defers or removes it. Gives the time of the next try when it deferred. */
  readonly process: (queued: QueuedItem) => Promise<number | undefined>;
  /** Called before an item that an unclean stop left behind is processed. */
  readonly recover?: (queued: QueuedItem) => Promise<void>;
  /** A defect, such as a disk that can't be read: items stay where they are, and the queue looks again later. */
  readonly failed: (error: unknown) => void;
}

export class WorkQueue {
  readonly #options: WorkQueueOptions;
  #ready: QueuedItem[] = [];
  /** Ids in #ready or in process. */
  readonly #known = new Set<number>();
  /** Ids that were due on disk while they were known: they may have been woken while at work. */
  readonly #passedOver = new Set<number>();
  #working = 0;
  #onDisk = false;
  #loading = false;
  #stopped = false;
  #paused = false;
  /** Rows with an id up to this one were left behind by an unclean stop. */
  #recoverUpTo = 0;
  #recovering = 0;
  #endActivity: (() => void) | undefined;
  #alarm: { at: number; cancel: () => void } | undefined;
  #drained: (() => void)[] = [];

  constructor(options: WorkQueueOptions) {
    this.#options = options;
  }

  get length(): number {
    return this.#known.size;
  }

  /** Begins with what lies on disk. */
  async start(recoverUpTo = 0): Promise<void> {
    this.#recoverUpTo = recoverUpTo;
    const { repository, queue, nextHop, clock } = this.#options;
    const next = await repository.nextDue(queue, nextHop, clock.now());
    if (next !== undefined) this.retryAt(next);
    this.lookOnDisk();
  }

  /** An item that was just committed. */
  offer(queued: QueuedItem): void {
    if (this.#stopped || this.#paused || this.#known.has(queued.id)) return;
    if (queued.dueAt > this.#options.clock.now()) {
      this.retryAt(queued.dueAt);
    } else if (this.#ready.length >= HELD) {
      this.#onDisk = true;
    } else {
      this.#known.add(queued.id);
      this.#ready.push(queued);
    }
    this.#pump();
  }

  lookOnDisk(): void {
    if (this.#paused) return;
    this.#onDisk = true;
    this.#pump();
  }

  retryAt(at: number): void {
    if (this.#stopped || this.#paused || (this.#alarm && this.#alarm.at <= at)) return;
    this.#alarm?.cancel();
    const cancel = this.#options.clock.at(at, () => {
      this.#alarm = undefined;
      this.lookOnDisk();
    });
    this.#alarm = { at, cancel };
  }

  /** Nothing new is begun; resolves when what was begun has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#alarm?.cancel();
    this.#ready = [];
    if (this.#working > 0 || this.#loading) await new Promise<void>((resolve) => this.#drained.push(resolve));
    this.#endActivity?.();
  }

  /** Nothing new is begun until `resume`, and what waits in memory is forgotten. */
  pause(): void {
    this.#paused = true;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    for (const { id } of this.#ready) this.#known.delete(id);
    this.#ready = [];
    this.#onDisk = false;
    this.#noteActivity();
  }

  /** Goes on with what lies on disk now. */
  async resume(): Promise<void> {
    this.#paused = false;
    await this.start();
  }

  #pump(): void {
    this.#noteActivity();
    if (this.#paused) return;
    while (!this.#stopped && this.#ready.length > 0 && this.#working < this.#limit()) {
      void this.#work(this.#ready.shift() as QueuedItem);
    }
    if (this.#ready.length === 0 && this.#onDisk && !this.#loading && !this.#stopped) void this.#load();
  }

  /** Items that may have killed the process are tried one at a time, so that the right one is blamed. */
  #limit(): number {
    const next = this.#ready[0];
    if (this.#recovering > 0) return 0;
    return next && next.id <= this.#recoverUpTo && this.#options.recover && this.#working > 0
      ? 0
      : this.#options.concurrency;
  }

  async #work(queued: QueuedItem): Promise<void> {
    this.#working += 1;
    const recovered = queued.id <= this.#recoverUpTo && this.#options.recover !== undefined;
    if (recovered) this.#recovering += 1;
    try {
      if (recovered) await this.#options.recover?.(queued);
      const next = await this.#options.process(queued);
      if (next !== undefined) this.retryAt(next);
    } catch (error) {
      this.#fail(error);
    } finally {
      if (recovered) this.#recovering -= 1;
      this.#working -= 1;
      this.#known.delete(queued.id);
      if (this.#passedOver.delete(queued.id) && !this.#paused) this.#onDisk = true;
      this.#pump();
      this.#noteDrained();
    }
  }

  async #load(): Promise<void> {
    this.#loading = true;
    this.#onDisk = false;
    try {
      const { repository, queue, nextHop, clock } = this.#options;
      // One instant for both questions: what becomes due between them would be in neither answer.
      const now = clock.now();
      const limit = LOAD_AT_ONCE + this.#known.size;
      const ids = await repository.due(queue, nextHop, now, limit);
      for (const id of ids) {
        if (this.#stopped || this.#paused) return;
        if (this.#known.has(id)) {
          this.#passedOver.add(id);
          continue;
        }
        const queued = await repository.load(id);
        if (!queued || this.#known.has(id) || queued.queue !== queue || queued.nextHop !== nextHop) continue;
        if (queued.dueAt > clock.now()) continue;
        this.#known.add(id);
        this.#ready.push(queued);
      }
      if (ids.length === limit && !this.#paused) this.#onDisk = true;
      const next = await repository.nextDue(queue, nextHop, now);
      if (next !== undefined) this.retryAt(next);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#loading = false;
      this.#pump();
      this.#noteDrained();
    }
  }

  #fail(error: unknown): void {
    this.#options.failed(error);
    this.retryAt(this.#options.clock.now() + LOOK_AGAIN_MS);
  }

  #noteDrained(): void {
    if (this.#stopped && this.#working === 0 && !this.#loading) for (const done of this.#drained.splice(0)) done();
  }

  #noteActivity(): void {
    const active = this.#known.size > 0 || ((this.#onDisk || this.#loading) && !this.#stopped);
    if (active) this.#endActivity ??= this.#options.activity.begin();
    else {
      this.#endActivity?.();
      this.#endActivity = undefined;
    }
  }
}
