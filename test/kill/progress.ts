// How far the mail has come, and whether waiting on is of any use.
import type { Sender } from "./sender.ts";
import type { Victims } from "./victims.ts";

/** Deferred mail is due after two seconds: a queue that stands this long with mail in it stands for good. */
const STALLED_MS = 60_000;

export class Progress {
  queued = 0;
  readonly #sender: Sender;
  readonly #victims: Victims;
  readonly #messages: number;
  readonly #deadline: number;
  #seen = "";
  #seenAt = performance.now();

  constructor(sender: Sender, victims: Victims, messages: number, deadline: number) {
    this.#sender = sender;
    this.#victims = victims;
    this.#messages = messages;
    this.#deadline = deadline;
  }

  /** 0 to 1: half of the way is being accepted, half is being delivered. */
  async look(): Promise<number> {
    this.queued = await this.#victims.http.queued().catch(() => this.queued);
    const accepted = this.#sender.accepted.length;
    const seen = `${accepted} ${this.queued}`;
    if (seen !== this.#seen) this.#seenAt = performance.now();
    this.#seen = seen;
    return (accepted + Math.max(0, accepted - this.queued)) / (2 * this.#messages);
  }

  /** Why waiting must end, if it must. */
  get end(): string | undefined {
    if (performance.now() > this.#deadline) return "the time is over";
    const isStalled = performance.now() - this.#seenAt > STALLED_MS;
    return isStalled ? `nothing has moved for ${STALLED_MS / 1000} s, ${this.queued} in the queues` : undefined;
  }
}
