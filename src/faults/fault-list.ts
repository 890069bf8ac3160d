// The faults in force, live: what is added or removed counts from the next phase on. Each place where one can happen
// asks `applying`, but only where `isEmpty` is false: without faults nothing is computed.
import type { Clock } from "../runtime/clock.ts";
import { matchesAddress } from "./address-filter.ts";
import type { Fault, FaultAction, FaultHop, FaultPhase } from "./fault.ts";
import { FaultError, whyImpossible } from "./possible.ts";
import { createSchedule, type Decide } from "./schedule.ts";
import { createTokenBucket } from "./token-bucket.ts";

export type NewFault = Omit<Fault, "id">;

/** What is known of the mail at this point. */
export interface FaultyMail {
  readonly sender?: string;
  /** In phase rcpt the one that is asked for. */
  readonly recipients?: readonly string[];
}

export interface FaultState {
  readonly fault: Fault;
  /** How often it could have applied, and how often it did. */
  readonly seen: number;
  readonly hits: number;
  /** False: it waits until it is switched on again. */
  readonly on: boolean;
}

/** What a fault does at this moment: a rate limit that is exceeded has become a reply; what lasts ends with its fault. */
export type FaultEffect = Exclude<FaultAction, { readonly kind: "rateLimit" | "pause" | "slow" }> | Lasting;
type Lasting = Extract<FaultAction, { readonly kind: "pause" | "slow" }> & { readonly ended: AbortSignal };

interface Entry {
  readonly fault: Fault;
  /** Where a caller put it: "configuration" is replaced as a whole. */
  readonly origin: string;
  readonly decide: Decide;
  readonly takeToken: (() => boolean) | undefined;
  ended: AbortController;
  seen: number;
  hits: number;
  on: boolean;
}

const RATE_EXCEEDED: FaultEffect = { kind: "reply", reply: "421 4.7.0 Too many messages, please try again later" };
const NONE: readonly FaultEffect[] = [];

export class FaultList {
  readonly #clock: Pick<Clock, "now">;
  readonly #onHit: (fault: Fault) => void;
  #entries: readonly Entry[] = [];
  #added = 0;

  /** Rate limits count by this clock. `onHit` is told of each fault that applied. */
  constructor(clock: Pick<Clock, "now">, onHit: (fault: Fault) => void = () => {}) {
    this.#clock = clock;
    this.#onHit = onHit;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** @throws FaultError when there can be no such fault. */
  add(fault: NewFault, origin = "added"): Fault {
    const problem = whyImpossible(fault);
    if (problem) throw new FaultError(problem);
    this.#added += 1;
    const named: Fault = Object.freeze({ id: `fault-${this.#added}`, ...fault });
    const { action } = named;
    this.#entries = [
      ...this.#entries,
      {
        fault: named,
        origin,
        decide: createSchedule(named.when),
        takeToken: action.kind === "rateLimit" ? createTokenBucket(action, this.#clock) : undefined,
        ended: new AbortController(),
        seen: 0,
        hits: 0,
        on: true,
      },
    ];
    return named;
  }

  /** In the order in which they were added. */
  list(): FaultState[] {
    return this.#entries.map(stateOf);
  }

  /** Keeps its place, its schedule and its counts. Undefined when there is none of this id. */
  switch(id: string, on: boolean): FaultState | undefined {
    const entry = this.#entries.find(({ fault }) => fault.id === id);
    if (!entry) return undefined;
    if (entry.on && !on) {
      entry.ended.abort();
      entry.ended = new AbortController();
    }
    entry.on = on;
    return stateOf(entry);
  }

  /** False when there is none of this id. */
  remove(id: string): boolean {
    return this.#end((entry) => entry.fault.id === id) > 0;
  }

  /** Nothing goes wrong any more. Says how many there were. */
  reset(): number {
    return this.#end(() => true);
  }

  /** These instead of what had this origin. @throws FaultError: then all stays as it was. */
  replace(origin: string, faults: readonly NewFault[]): void {
    const problem = faults.map(whyImpossible).find((one) => one !== undefined);
    if (problem) throw new FaultError(problem);
    this.#end((entry) => entry.origin === origin);
    for (const fault of faults) this.add(fault, origin);
  }

  /** What goes wrong here and now, in the order in which it was added. Asking counts, so ask once for each phase. */
  applying(hop: FaultHop, phase: FaultPhase, mail: FaultyMail = {}): readonly FaultEffect[] {
    if (this.isEmpty) return NONE;
    const effects: FaultEffect[] = [];
    for (const entry of this.#entries) {
      if (!entry.on || entry.fault.hop !== hop || entry.fault.phase !== phase || !concerns(entry.fault, mail)) continue;
      entry.seen += 1;
      const effect = entry.decide() ? effectOf(entry) : undefined;
      if (!effect) continue;
      entry.hits += 1;
      this.#onHit(entry.fault);
      effects.push(effect);
    }
    return effects;
  }

  #end(isMeant: (entry: Entry) => boolean): number {
    const ending = this.#entries.filter(isMeant);
    this.#entries = this.#entries.filter((entry) => !ending.includes(entry));
    for (const { ended } of ending) ended.abort();
    return ending.length;
  }
}

const stateOf = ({ fault, seen, hits, on }: Entry): FaultState => ({ fault, seen, hits, on });

function concerns({ sender, recipient }: Fault, mail: FaultyMail): boolean {
  if (sender !== undefined && !(mail.sender !== undefined && matchesAddress(sender, mail.sender))) return false;
  return recipient === undefined || (mail.recipients ?? []).some((address) => matchesAddress(recipient, address));
}

function effectOf({ fault: { action }, takeToken, ended }: Entry): FaultEffect | undefined {
  if (action.kind === "rateLimit") return takeToken?.() ? undefined : RATE_EXCEEDED;
  return action.kind === "pause" || action.kind === "slow" ? { ...action, ended: ended.signal } : action;
}
