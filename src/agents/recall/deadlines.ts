// 24 hours after the request every recipient without an outcome becomes final; and what the trace says of a request
// that was delivered or failed as mail settles its recipients. docs/recall.md R11, R22.
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Database, Tx } from "../../database/database.ts";
import type { Activity } from "../../runtime/activity.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { TrackingEvent } from "../../trace/events.ts";
import { messageIdOf, type TrackingLog } from "../../trace/tracking-log.ts";
import type { Recall, RecallRegister } from "./register.ts";
import type { TrueReason } from "./status.ts";

const FAILED = "failed" as const;
/** One commit should take no more. */
const RECIPIENTS_AT_ONCE = 1000;

export interface DeadlineOptions {
  readonly db: Database;
  readonly register: RecallRegister;
  readonly tracking: TrackingLog;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: Log;
}

export class RecallDeadlines {
  readonly #options: DeadlineOptions;
  #alarm: { at: number; cancel: () => void } | undefined;
  #stopped = false;

  constructor(options: DeadlineOptions) {
    this.#options = options;
    options.tracking.observe((tx, at, item, event) => this.#follow(tx, at, item, event));
  }

  async start(): Promise<void> {
    this.#alarm?.cancel();
    this.#alarm = undefined;
    const next = await this.#options.register.nextDeadline();
    if (next !== undefined) this.watch(next);
  }

  stop(): void {
    this.#stopped = true;
    this.#alarm?.cancel();
  }

  watch(deadline: number): void {
    if (this.#stopped || (this.#alarm && this.#alarm.at <= deadline)) return;
    this.#alarm?.cancel();
    const cancel = this.#options.clock.at(deadline, () => {
      this.#alarm = undefined;
      const end = this.#options.activity.begin();
      this.#finaliseDue()
        .catch((error) => this.#options.log.error({ err: error }, "recalls could not be made final"))
        .finally(end);
    });
    this.#alarm = { at: deadline, cancel };
  }

  async #finaliseDue(): Promise<void> {
    const { register, db, clock } = this.#options;
    const now = clock.now();
    for (const recall of await register.due(now)) {
      const reasons = await this.#reasons(recall);
      let left: number;
      do {
        left = await db.write(async function finaliseRecall(tx) {
          const pending = await register.pendingIn(tx, recall.requestMessageId, RECIPIENTS_AT_ONCE);
          const outcomes = pending.map(({ address }) => ({ address, status: FAILED, trueReason: reasons(address) }));
          await register.settle(tx, recall.requestMessageId, outcomes, now);
          if (pending.length < RECIPIENTS_AT_ONCE) await register.markFinal(tx, recall.requestMessageId, now);
          return pending.length;
        });
      } while (left === RECIPIENTS_AT_ONCE);
    }
    const next = await register.nextDeadline();
    if (next !== undefined) this.watch(next);
  }

  /** A SEND EXTERNAL and no RECEIVE of a later pass: what left did not return. */
  async #reasons(recall: Recall): Promise<(address: string) => TrueReason> {
    const [left, returned] = [new Set<string>(), new Set<string>()];
    for (const event of await this.#options.tracking.find({ messageId: recall.requestMessageId })) {
      const isReturn = event.eventId === "RECEIVE" && event.networkMessageId !== recall.networkMessageId;
      if (event.eventId !== "SENDEXTERNAL" && !isReturn) continue;
      for (const address of event.recipients) (isReturn ? returned : left).add(address.toLowerCase());
    }
    return (address) => (left.has(address) && !returned.has(address) ? "notReturned" : "notFound");
  }

  /** R22: the status looks at the request's own trace rows. */
  async #follow(tx: Tx, at: number, item: MailItem, event: TrackingEvent): Promise<void> {
    const { register } = this.#options;
    const requestMessageId = messageIdOf(item);
    if (!register.isRequest(requestMessageId)) return;
    if (event.eventId === "SENDEXTERNAL") return this.#noteLeft(tx, at, requestMessageId, item, event);
    if (event.eventId !== "DELIVER" && event.eventId !== "FAIL") return;
    const addresses = event.recipients.map((address) => address.toLowerCase());
    const recipients = await register.recipientsIn(tx, requestMessageId, addresses);
    // One that waits here is the request itself, whatever else comes under its Message-ID.
    const others = [...recipients.values()].filter(({ waiting }) => !waiting);
    const outcomes = others.map(({ address, trueReason }) => ({
      address,
      status: FAILED,
      trueReason: event.eventId === "FAIL" ? ("undeliverable" as const) : (trueReason ?? ("notRecognised" as const)),
    }));
    await register.settle(tx, requestMessageId, outcomes, at);
  }

  /** Later levels know a round trip when they see one. */
  async #noteLeft(tx: Tx, at: number, requestMessageId: string, item: MailItem, event: TrackingEvent): Promise<void> {
    const { register } = this.#options;
    const recall = await register.find(tx, requestMessageId);
    if (recall?.level !== "2023-04") return;
    const mailboxes = new Map(item.recipients.map(({ address, mailbox }) => [address, mailbox ?? address]));
    const left = event.recipients.map((address) => (mailboxes.get(address) ?? address).toLowerCase());
    await register.noteLeft(tx, requestMessageId, left, at);
  }
}
