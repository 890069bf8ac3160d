// Keeps journeys up to date with the tracking log: lazily, in the background, in slices that hold nobody up; whoever
// asks first has it catch up with all that is committed. A restart goes on from the ids kept beside the rows.
import type { Database } from "../database/database.ts";
import type { Activity } from "../runtime/activity.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { type BuilderOptions, JourneyBuilder } from "./journey-builder.ts";
import type { JourneyRow } from "./journey-row.ts";
import { lostStrip } from "./strip.ts";

export interface ProjectorOptions extends BuilderOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: Log;
}

/** Events of one slice: a few milliseconds of work, one commit. */
const SLICE = 250;
/** While mail is under way and nobody asks. */
const SMALL_SLICE = 50;
/** Nobody asks: while mail is under way a slice waits this long, real milliseconds, so that mail has the machine. */
const BUSY_PAUSE_MS = 200;
const QUIET_PAUSE_MS = 10;
/** Nobody asks: pauses are so many times as long as the work before them. */
const IDLE_SHARE = 8;
/** Somebody waits: so long changes gather. */
const HURRIED_PAUSE_MS = 5;

interface Cursor {
  readonly event: number;
  readonly recallEvent: number;
}

export class Projector {
  readonly #options: ProjectorOptions;
  readonly #builder: JourneyBuilder;
  readonly #listeners = new Set<(rows: readonly JourneyRow[]) => void>();
  #cursor: Cursor = { event: 0, recallEvent: 0 };
  #version = 0;
  /** Counts what was committed, so that nothing is asked of the disk while nothing is new. */
  #committed = 1;
  #seen = 0;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #cancelLost = () => {};
  #stopped = false;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#builder = new JourneyBuilder(options);
    options.tracking.onCommitted(() => this.#pulse());
    options.recalls.subscribe(() => this.#pulse());
  }

  async start(): Promise<void> {
    const row = await this.#options.db.get<{ value: string }>("SELECT value FROM meta WHERE name = 'journey-cursor'");
    if (row) this.#cursor = JSON.parse(row.value);
    this.#version = await this.#options.repository.newestVersion();
    await this.#armLost();
    this.#schedule(QUIET_PAUSE_MS);
  }

  /** Calls back with journeys that changed, after their commit; returns how to stop. */
  onChange(listener: (rows: readonly JourneyRow[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when everything committed before the call is told of. */
  async catchUp(): Promise<void> {
    const goal = this.#committed;
    while (this.#seen < goal && !this.#stopped) await this.#slice(SLICE);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#cancelLost();
    await this.#running?.catch(() => undefined);
  }

  /** Runs `wipe`, which removes everything; who asks meanwhile waits for it. */
  async restart(wipe: () => Promise<void>): Promise<void> {
    while (this.#running) await this.#running.catch(() => undefined);
    this.#running = wipe().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
    this.#cursor = { event: 0, recallEvent: 0 };
    this.#committed += 1;
    await this.#armLost();
  }

  #pulse(): void {
    this.#committed += 1;
    this.#schedule(this.#listeners.size > 0 ? HURRIED_PAUSE_MS : BUSY_PAUSE_MS);
  }

  #schedule(pauseMs: number): void {
    if (this.#timer !== undefined || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const gives = this.#listeners.size === 0 && this.#options.activity.busy;
      const begunAt = performance.now();
      this.#slice(gives ? SMALL_SLICE : SLICE).then(
        () => {
          if (this.#seen === this.#committed) return;
          const isHurried = this.#listeners.size > 0;
          const pause = isHurried ? HURRIED_PAUSE_MS : this.#options.activity.busy ? BUSY_PAUSE_MS : QUIET_PAUSE_MS;
          // A message to very many is told anew from all its events: it takes a part of the time, not all of it.
          this.#schedule(Math.max(pause, (performance.now() - begunAt) * (isHurried ? 1 : IDLE_SHARE)));
        },
        (error: unknown) => {
          if (this.#stopped) return;
          this.#options.log.error({ err: error }, "journeys can't be brought up to date; tried again in a moment");
          this.#schedule(1000);
        },
      );
    }, pauseMs);
    this.#timer.unref();
  }

  /** One at a time; who comes while it runs waits for it and goes on. */
  #slice(events: number): Promise<void> {
    this.#running ??= this.#project(events).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #project(most: number): Promise<void> {
    const committed = this.#committed;
    const { tracking, recalls, repository, db } = this.#options;
    const events = await tracking.after(this.#cursor.event, most);
    const changes = await recalls.changedAfter(this.#cursor.recallEvent);
    const cursor: Cursor = {
      event: events.at(-1)?.id ?? this.#cursor.event,
      recallEvent: changes.reduce((last, { id }) => Math.max(last, id), this.#cursor.recallEvent),
    };
    const built = (await this.#builder.build(events, changes, this.#cursor.event)).map(({ row, passes }) => ({
      row: { ...row, version: this.#nextVersion() },
      passes,
    }));
    if (events.length > 0 || changes.length > 0) {
      await db.write(async function saveJourneys(tx) {
        for (const { row, passes } of built) {
          await repository.save(tx, row);
          for (const pass of passes) await repository.savePass(tx, pass);
        }
        await tx.run(
          "INSERT INTO meta (name, value) VALUES ('journey-cursor', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          [JSON.stringify(cursor)],
        );
      });
    }
    this.#cursor = cursor;
    if (events.length < most) this.#seen = committed;
    await this.#tell(built.map(({ row }) => row));
  }

  async #tell(rows: readonly JourneyRow[]): Promise<void> {
    if (rows.length === 0) return;
    if (rows.some((row) => row.lostAt !== null)) await this.#armLost();
    for (const listener of this.#listeners) listener(rows);
  }

  #nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  /** What stays away turns lost as time goes by. */
  async #armLost(): Promise<void> {
    const { repository, clock } = this.#options;
    this.#cancelLost();
    const at = await repository.nextLost();
    if (at === undefined || this.#stopped) return;
    this.#cancelLost = clock.at(at, () => {
      this.#markLost().catch((error: unknown) => {
        if (!this.#stopped) this.#options.log.error({ err: error }, "lost mail can't be marked");
      });
    });
  }

  async #markLost(): Promise<void> {
    const { repository, clock, db } = this.#options;
    await this.catchUp();
    const now = clock.now();
    const lost = (await repository.overdue(now)).map((row): JourneyRow => {
      const verdict = row.verdict === "pending" ? "lost" : row.verdict;
      return {
        ...row,
        verdict,
        strip: lostStrip(row.strip),
        lostAt: null,
        changedAt: now,
        version: this.#nextVersion(),
      };
    });
    await db.write(async function saveLost(tx) {
      for (const row of lost) await repository.save(tx, row);
    });
    await this.#tell(lost);
    await this.#armLost();
  }
}
