// Watches the check's tenant: every leg that leaves or comes back is given to the message it belongs to, whatever a product
// did to it, and every event to the pass it tells of.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { type CommittedEvent, messageIdOf } from "../../trace/tracking-log.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { type Captured, captured, capturedItem, returnedMail } from "./captured.ts";
import { linkReturned } from "./link.ts";
import { type Traced, TracedMail } from "./traced-mail.ts";

/** Beyond this a smart host floods the check with mail that it was never given. */
const MOST_STRANGERS = 1000;

export interface PassEvent {
  readonly eventId: string;
  readonly recipients: readonly string[];
  readonly source: string;
  readonly detail: string;
  readonly at: number;
}

export class Examiner {
  readonly #tenant: Tenant;
  readonly #traced: TracedMail[] = [];
  /** First passes by Message-ID: a request is known by it only after it was made. */
  readonly #passes = new Map<string, string[]>();
  readonly #events = new Map<string, PassEvent[]>();
  readonly #strangers: Captured[] = [];
  readonly #waiting = new Set<() => void>();
  #holds = 0;
  #held: Captured[] = [];
  #capturing: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
    tenant.tracking.onCommitted((committed) => this.#committed(committed));
    tenant.recalls.subscribe(() => this.#changed());
  }

  /** Returning mail that nothing was sent like: other people's, or a product's own. */
  get strangers(): readonly Captured[] {
    return this.#strangers;
  }

  get isFlooded(): boolean {
    return this.#strangers.length > MOST_STRANGERS;
  }

  /** From now on mail is linked to it. */
  register(traced: Traced): TracedMail {
    const mail = new TracedMail(traced);
    for (const pass of this.#passes.get(traced.messageId) ?? []) mail.passes.add(pass);
    this.#traced.push(mail);
    this.#linkStrangers();
    return mail;
  }

  /** Until the returned function is called nothing is linked: a message is on its way whose ids are not known yet. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      if (this.#holds > 0) return;
      const held = this.#held;
      this.#held = [];
      for (const leg of held) this.#link(leg);
      this.#changed();
    };
  }

  eventsOf(networkMessageId: string): readonly PassEvent[] {
    return this.#events.get(networkMessageId) ?? [];
  }

  /** Mail that an agent made because of it: a recall's report. */
  childOf(messageId: string): TracedMail | undefined {
    return this.#traced.find((mail) => mail.traced.parentMessageId === messageId);
  }

  /** Resolves with the first value that is not undefined; with undefined when `signal` ends it. */
  async until<T>(look: () => T | undefined | Promise<T | undefined>, signal: AbortSignal): Promise<T | undefined> {
    while (true) {
      if (this.#failure) throw this.#failure;
      const changed = this.#nextChange(signal);
      const value = await look();
      if (value !== undefined || signal.aborted) return value;
      await changed;
    }
  }

  /** Everything that was committed so far is captured. */
  async settled(): Promise<void> {
    await this.#capturing;
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener("abort", done);
      if (signal.aborted) done();
    });
  }

  #changed(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #committed({ at, item, event }: CommittedEvent): void {
    const { eventId, recipients, source, detail = "" } = event;
    const known = this.#events.get(item.networkMessageId) ?? [];
    this.#events.set(item.networkMessageId, [...known, { eventId, recipients, source, detail, at }]);
    if (eventId === "RECEIVE") this.#entered(item);
    const hasLeg = eventId === "SENDEXTERNAL" || (eventId === "RECEIVE" && isReturn(item.entry));
    if (!hasLeg) {
      this.#changed();
      return;
    }
    const direction = eventId === "RECEIVE" ? "in" : "out";
    this.#capturing = this.#capturing
      .then(() => this.#capture(item, direction, at))
      .catch((error: unknown) => {
        this.#failure ??= error;
        this.#changed();
      });
  }

  /** A pass of mail that we sent, or of what an agent made because of it. */
  #entered(item: MailItem): void {
    if (isReturn(item.entry)) return;
    const messageId = messageIdOf(item);
    const parent = item.headers.get("X-MS-Exchange-Parent-Message-Id")?.trim();
    if (item.entry === "agent" && parent !== undefined && this.#find(messageId) === undefined) {
      const recipients = item.recipients.map(({ address }) => address);
      this.register({ messageId, recipients, hasOwnRecipients: false, what: "report", parentMessageId: parent });
    }
    this.#passes.set(messageId, [...(this.#passes.get(messageId) ?? []), item.networkMessageId]);
    this.#find(messageId)?.passes.add(item.networkMessageId);
  }

  async #capture(item: MailItem, direction: "out" | "in", at: number): Promise<void> {
    const { networkMessageId } = item;
    const legs = await this.#tenant.legs.list({ networkMessageId, direction });
    for (const leg of legs) {
      const one = captured(leg, (await this.#tenant.legs.bytes(leg)) ?? Buffer.alloc(0));
      if (direction === "out") this.#left(one, leg.id, leg.messageId);
      else this.#cameBack(one);
    }
    // The MX keeps no leg of what looks like a stranger's mail.
    if (direction === "in" && legs.length === 0) this.#cameBack(await capturedItem(item, at));
    this.#changed();
  }

  #cameBack(leg: Captured): void {
    if (this.#holds > 0) this.#held.push(leg);
    else this.#link(leg);
  }

  #left(leg: Captured, id: number, messageId: string): void {
    const owner =
      this.#traced.find((mail) => mail.passes.has(leg.networkMessageId)) ??
      this.#traced.find((mail) => mail.returned.some((back) => back.networkMessageId === leg.networkMessageId)) ??
      this.#find(messageId);
    owner?.addLeft(leg, id);
    this.#linkStrangers();
  }

  /** What is known now may tell whose they are. */
  #linkStrangers(): void {
    for (const leg of this.#strangers.splice(0)) this.#link(leg);
  }

  #find = (messageId: string) => this.#traced.find((mail) => mail.traced.messageId === messageId);

  #link(leg: Captured): void {
    const link = linkReturned(
      returnedMail(leg),
      this.#traced.map((mail) => mail.candidate()),
    );
    if (!link) this.#strangers.push(leg);
    else link.candidate.mail.addReturned({ ...leg, linkedBy: link.by });
  }
}

const isReturn = (entry: string): boolean => entry === "return" || entry === "inbound";
