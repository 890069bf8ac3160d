// Sends what lies in the spool when the host's clock says so, and tries again after a temporary refusal.
import type { Clock, Instant } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { formatReply, isPermanent, isTransient } from "../smtp/reply.ts";
import type { SmtpEnvelope } from "../smtp/session.ts";
import { type RecipientResult, sendAnew } from "./delivery.ts";
import type { NextHop } from "./next-hop/next-hop.ts";
import type { Spool, SpooledMessage } from "./spool.ts";

const MINUTE = 60_000;
const RETRY_AFTER_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];
/** About a day. */
const MAX_ATTEMPTS = 27;

export interface DeferredMailOptions {
  readonly spool: Spool;
  readonly nextHop: NextHop;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when a sending begins; calls the result when it ended. */
  readonly begin: () => () => void;
}

export class DeferredMail {
  readonly #options: DeferredMailOptions;
  readonly #alarms = new Map<string, { dueAt: Instant; cancel: () => void }>();
  readonly #sending = new Set<Promise<void>>();
  #isClosed = false;
  /** Counts how often all was dropped. */
  #drops = 0;

  constructor(options: DeferredMailOptions) {
    this.#options = options;
  }

  /** Takes over what an earlier run left in the spool. */
  async resume(): Promise<void> {
    const { spool, log } = this.#options;
    const left = await spool.pending((file, err) => log.error({ file, err }, "a spooled message cannot be read"));
    for (const message of left) this.#schedule(message);
    if (left.length > 0) log.info({ folder: spool.folder, count: left.length }, "messages found in the spool");
  }

  /** Resolves when the message is on the disk: from then on it is our own promise. */
  async add(envelope: SmtpEnvelope, dueAt: Instant, content: Buffer): Promise<void> {
    const { spool, log } = this.#options;
    const message = await spool.add(envelope, dueAt, content);
    const file = spool.path(message.id);
    log.info({ file, dueAt: new Date(dueAt).toISOString() }, "kept in a file: its 250 is this host's own promise");
    this.#schedule(message);
  }

  get nextDue(): Instant | undefined {
    let next: Instant | undefined;
    for (const { dueAt } of this.#alarms.values()) next = Math.min(next ?? dueAt, dueAt);
    return next;
  }

  /** What is not being sent at this moment is forgotten, files and all. */
  async drop(): Promise<void> {
    const { spool } = this.#options;
    const ids = [...this.#alarms.keys()];
    this.#drops += 1;
    for (const { cancel } of this.#alarms.values()) cancel();
    this.#alarms.clear();
    for (const id of ids) await spool.remove(id);
    await spool.removeFailed();
  }

  /** Resolves when nothing is being sent any more; what is not due stays in its files. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const { log, spool } = this.#options;
    if (this.#alarms.size > 0) log.warn({ folder: spool.folder, count: this.#alarms.size }, "mail stays in the spool");
    for (const { cancel } of this.#alarms.values()) cancel();
    this.#alarms.clear();
    await Promise.all(this.#sending);
  }

  #schedule(message: SpooledMessage): void {
    if (this.#isClosed) return;
    const { clock, log, begin } = this.#options;
    const onDue = () => {
      const ended = begin();
      this.#alarms.delete(message.id);
      const sending = this.#send(message.id)
        .catch((err: unknown) => log.error({ err, id: message.id }, "a spooled message could not be handled"))
        .finally(() => {
          this.#sending.delete(sending);
          ended();
        });
      this.#sending.add(sending);
    };
    this.#alarms.set(message.id, { dueAt: message.dueAt, cancel: clock.at(message.dueAt, onDue) });
  }

  async #send(id: string): Promise<void> {
    const { spool, nextHop, log } = this.#options;
    const drops = this.#drops;
    const { message, content } = await spool.read(id);
    const results = await sendAnew(nextHop, message.envelope, content);
    if (drops !== this.#drops) return spool.remove(id);
    const summary = results.map(({ address, reply }) => `${address}: ${formatReply(reply)}`);
    const isLast = message.attempts + 1 >= MAX_ATTEMPTS;
    const again = isLast ? [] : failedBy(results, isTransient);
    const lost = failedBy(results, isLast ? (reply) => !(reply.code < 400) : isPermanent);
    log.info({ id, from: message.envelope.from, results: summary }, "kept message sent");
    if (again.length > 0) await this.#retry(message, again, content);
    if (lost.length > 0 && again.length === 0) {
      const file = await spool.giveUp(id);
      log.error({ file, recipients: lost }, "the next hop refused a kept message; it stays in this file");
    } else if (again.length === 0) {
      await spool.remove(id);
    }
  }

  async #retry(message: SpooledMessage, addresses: readonly string[], content: Buffer): Promise<void> {
    const { clock, spool } = this.#options;
    const recipients = message.envelope.recipients.filter(({ address }) => addresses.includes(address));
    const pause = RETRY_AFTER_MS[Math.min(message.attempts, RETRY_AFTER_MS.length - 1)] ?? MINUTE;
    const next: SpooledMessage = {
      id: message.id,
      envelope: { ...message.envelope, recipients },
      dueAt: clock.now() + pause,
      attempts: message.attempts + 1,
    };
    await spool.write(next, content);
    this.#schedule(next);
  }
}

function failedBy(results: readonly RecipientResult[], failed: (reply: RecipientResult["reply"]) => boolean): string[] {
  return results.filter((result) => failed(result.reply)).map((result) => result.address);
}
