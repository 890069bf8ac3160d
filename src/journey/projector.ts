// Keeps journeys up to date with the tracking log: lazily, in the background, in slices that hold nobody up; whoever
// asks first has it catch up with all that is committed. A restart goes on from the ids kept beside the rows.
import type { RecallChange, RecallRegister } from "../agents/recall/register.ts";
import type { Database } from "../database/database.ts";
import type { SubmittedMessages } from "../mailbox/submitted-messages.ts";
import type { Organization } from "../organization/organization.ts";
import type { Activity } from "../runtime/activity.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { buildTraceRows, type Resolve } from "../trace/message-trace.ts";
import { resolveIn } from "../trace/resolve-in.ts";
import type { TrackingLog, TrackingRow } from "../trace/tracking-log.ts";
import { addressesOf, type Folded, type FoldedPass, foldEvents, kindOf } from "./fold.ts";
import type { JourneyRepository, JourneyRow, PassRow } from "./journey-repository.ts";
import { recallStateOf } from "./recall-state.ts";

export interface ProjectorOptions {
  readonly db: Database;
  readonly repository: JourneyRepository;
  readonly tracking: TrackingLog;
  readonly recalls: RecallRegister;
  readonly submitted: Pick<SubmittedMessages, "find">;
  readonly organization: () => Organization;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: Log;
}

/** Events of one slice: a few milliseconds of work, one commit. */
const SLICE = 250;
/** Nobody asks: while mail is under way a slice waits this long, real milliseconds, so that mail has the machine. */
const BUSY_PAUSE_MS = 100;
const QUIET_PAUSE_MS = 10;
/** Somebody waits: so long changes gather. */
const HURRIED_PAUSE_MS = 5;

interface Cursor {
  readonly event: number;
  readonly recallEvent: number;
}

export class Projector {
  readonly #options: ProjectorOptions;
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
    while (this.#seen < goal && !this.#stopped) await this.#slice();
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
      this.#slice().then(
        () => {
          if (this.#seen === this.#committed) return;
          const isHurried = this.#listeners.size > 0;
          this.#schedule(isHurried ? HURRIED_PAUSE_MS : this.#options.activity.busy ? BUSY_PAUSE_MS : QUIET_PAUSE_MS);
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
  #slice(): Promise<void> {
    this.#running ??= this.#project().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #project(): Promise<void> {
    const committed = this.#committed;
    const { tracking, recalls, repository, db } = this.#options;
    const events = await tracking.after(this.#cursor.event, SLICE);
    const changes = await recalls.changesAfter(this.#cursor.recallEvent, SLICE);
    const cursor: Cursor = {
      event: events.at(-1)?.id ?? this.#cursor.event,
      recallEvent: changes.at(-1)?.id ?? this.#cursor.recallEvent,
    };
    const built = await this.#build(events, changes);
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
    if (events.length < SLICE && changes.length < SLICE) this.#seen = committed;
    await this.#tell(built.map(({ row }) => row));
  }

  async #tell(rows: readonly JourneyRow[]): Promise<void> {
    if (rows.length === 0) return;
    if (rows.some((row) => row.lostAt !== null)) await this.#armLost();
    for (const listener of this.#listeners) listener(rows);
  }

  async #build(
    events: readonly TrackingRow[],
    changes: readonly RecallChange[],
  ): Promise<{ row: JourneyRow; passes: PassRow[] }[]> {
    const fresh = new Map<string, TrackingRow[]>();
    for (const event of events) {
      const known = fresh.get(event.journeyId);
      if (known) known.push(event);
      else fresh.set(event.journeyId, [event]);
    }
    const recalledAt = await this.#recalled(changes);
    for (const id of recalledAt.keys()) if (!fresh.has(id)) fresh.set(id, []);
    const built: { row: JourneyRow; passes: PassRow[] }[] = [];
    for (const [id, own] of fresh) {
      const one = await this.#buildOne(id, await this.#allEvents(id, own), recalledAt.get(id) ?? 0);
      if (one) built.push(one);
    }
    return built;
  }

  /** Journeys whose recalls changed, and when. */
  async #recalled(changes: readonly RecallChange[]): Promise<Map<string, number>> {
    const { recalls, submitted } = this.#options;
    const changedAt = new Map(changes.map(({ requestMessageId, at }) => [requestMessageId, at]));
    const journeys = new Map<string, number>();
    for (const [requestMessageId, at] of changedAt) {
      const recall = await recalls.find(undefined, requestMessageId);
      const sent = recall && (await submitted.find(recall.originalMessageId));
      const original = sent?.find((message) => message.mailbox === recall?.mailbox);
      if (original) journeys.set(original.networkMessageId, at);
    }
    return journeys;
  }

  /** A journey that began within the slice is all there. */
  async #allEvents(id: string, own: readonly TrackingRow[]): Promise<readonly TrackingRow[]> {
    const first = own[0];
    if (first && first.eventId === "RECEIVE" && first.networkMessageId === id) return own;
    const known = await this.#options.repository.passesOf(id);
    const passes = new Set([...known, ...own.map((event) => event.networkMessageId)]);
    const before = await this.#options.tracking.ofMessages([...passes]);
    return before.filter((event) => event.id <= (own.at(-1)?.id ?? this.#cursor.event));
  }

  async #buildOne(id: string, events: readonly TrackingRow[], recalledAt: number) {
    const [first] = events;
    if (!first) return undefined;
    const { repository, recalls } = this.#options;
    const folded = foldEvents(events, addressesOf(this.#options.organization()));
    const isChanged = folded.verdict === "intact" && folded.passes.length > 1 && (await repository.bodyChanged(id));
    const row: JourneyRow = {
      id,
      kind: kindOf(folded.passes[0]?.receipt, (messageId) => recalls.isRequest(messageId)),
      startedAt: first.at,
      changedAt: Math.max(recalledAt, events.at(-1)?.at ?? first.at),
      messageId: first.messageId,
      subject: first.subject,
      sender: first.sender,
      recipients: folded.recipients.map(({ address }) => address),
      recipientCount: folded.recipients.length,
      hops: folded.hops,
      rules: folded.rules,
      verdict: isChanged ? "changed" : folded.verdict,
      recall: await this.#recallState(id, first),
      lostAt: folded.lostAt,
      version: this.#nextVersion(),
    };
    return { row, passes: passRows(id, folded, resolveIn(this.#options.organization())) };
  }

  /** Another message that bears the same Message-ID was not recalled. */
  async #recallState(id: string, { messageId }: TrackingRow) {
    const sent = messageId === "" ? [] : await this.#options.submitted.find(messageId);
    const isOriginal = sent.some((message) => message.networkMessageId === id);
    return isOriginal ? recallStateOf(this.#options.recalls, messageId) : "none";
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
      return { ...row, verdict, lostAt: null, changedAt: now, version: this.#nextVersion() };
    });
    await db.write(async function saveLost(tx) {
      for (const row of lost) await repository.save(tx, row);
    });
    await this.#tell(lost);
    await this.#armLost();
  }
}

function passRows(journeyId: string, folded: Folded, resolve: Resolve): PassRow[] {
  return folded.passes.flatMap((pass) => (pass.receipt ? [passRow(journeyId, pass, pass.receipt, resolve)] : []));
}

function passRow(journeyId: string, pass: FoldedPass, receipt: TrackingRow, resolve: Resolve): PassRow {
  const rows = buildTraceRows(pass.events, resolve);
  return {
    networkMessageId: pass.networkMessageId,
    journeyId,
    receivedAt: receipt.at,
    messageId: receipt.messageId,
    sender: receipt.sender,
    subject: receipt.subject,
    recipients: [...new Set(rows.map((row) => row.recipient))],
    statuses: [...new Set(rows.map((row) => row.status))],
  };
}
