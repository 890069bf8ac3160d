// What the tracking events of one journey come to: recipients with their outcomes, hops, rules and the verdict.
import type { Steps } from "../mime/in-turns.ts";
import { directoryOf } from "../organization/directory.ts";
import type { Organization } from "../organization/organization.ts";
import { replaces } from "../trace/message-trace.ts";
import type { TrackingRow } from "../trace/tracking-log.ts";
import type { Kind, RecipientState, Verdict } from "./journey.ts";

/** How addresses of events belong together. */
export interface Addresses {
  /** The address that stands for its owner. */
  primary(address: string): string;
  /** A mailbox of ours: what leaves for it over a connector is expected back. */
  hasMailbox(address: string): boolean;
}

export function addressesOf(organization: Organization): Addresses {
  const directory = directoryOf(organization);
  return {
    primary: (address) => directory.primaryAddress(address),
    hasMailbox: (address) => directory.findMailbox(address) !== undefined,
  };
}

export interface FoldedRecipient {
  readonly address: string;
  readonly state: RecipientState;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly detail: string;
}

export interface FoldedPass {
  readonly networkMessageId: string;
  /** Absent when retention took it. */
  readonly receipt: TrackingRow | undefined;
  readonly events: readonly TrackingRow[];
  /** By folded primary address. */
  readonly recipients: ReadonlyMap<string, FoldedRecipient>;
}

export interface Folded {
  readonly passes: readonly FoldedPass[];
  readonly recipients: readonly FoldedRecipient[];
  readonly hops: readonly string[];
  readonly rules: readonly string[];
  /** As far as events tell: "lost" and "changed" need more. */
  readonly verdict: Verdict;
  /** When the first that is away counts as lost, milliseconds UTC. */
  readonly lostAt: number | null;
}

/** So long a message may be away before it is called lost: as long as the service waits for a recall request. */
const AWAY_MS = 24 * 3_600_000;
/** Left as often over one connector without an end: a loop. */
const LOOPING_AFTER = 3;
const HOP_COUNT_EXCEEDED = "5.4.14";
const RECIPIENTS_PER_STEP = 1000;

/** @param events oldest first. */
export function* foldingEvents(events: readonly TrackingRow[], addresses: Addresses): Steps<Folded> {
  const passes = new Map<string, PassFold>();
  for (const event of events) {
    const pass = passes.get(event.networkMessageId) ?? new PassFold(event.networkMessageId, addresses);
    passes.set(event.networkMessageId, pass);
    pass.read(event);
    yield;
  }
  const inOrder = [...passes.values()];
  const recipients = yield* combining(inOrder);
  return {
    passes: inOrder,
    recipients,
    // Pass by pass: a cut-through host answers once the message is back.
    hops: distinct(inOrder.flatMap((pass) => pass.events.flatMap(hopsOf))),
    rules: distinct(events.flatMap((event) => (isRuleHit(event) ? [event.context] : []))),
    verdict: verdictOf(recipients, events),
    lostAt: lostAt(recipients),
  };
}

function lostAt(recipients: readonly FoldedRecipient[]): number | null {
  let first: number | null = null;
  for (const { state, at } of recipients) if (state === "away" && (first === null || at < first)) first = at;
  return first === null ? null : first + AWAY_MS;
}

class PassFold implements FoldedPass {
  readonly networkMessageId: string;
  readonly events: TrackingRow[] = [];
  readonly recipients = new Map<string, FoldedRecipient>();
  receipt: TrackingRow | undefined;
  readonly #addresses: Addresses;

  constructor(networkMessageId: string, addresses: Addresses) {
    this.networkMessageId = networkMessageId;
    this.#addresses = addresses;
  }

  read(event: TrackingRow): void {
    this.events.push(event);
    switch (event.eventId) {
      case "RECEIVE":
      case "SUBMIT":
        this.receipt ??= event;
        this.#begin(event);
        break;
      case "EXPAND":
        this.#set(event, event.context, "replaced");
        this.#begin(event);
        break;
      case "RESOLVE":
      case "REDIRECT":
      case "HAREDIRECT":
        // A rule's redirect was told by its AGENTINFO; its context is the rule.
        if (event.data.rule === undefined) this.#set(event, event.context, "replaced");
        this.#begin(event);
        break;
      case "AGENTINFO":
        if (replaces(event)) this.#all(event, "replaced");
        break;
      case "SEND":
      case "SENDEXTERNAL":
        for (const address of event.recipients)
          this.#set(event, address, isConnector(event) && this.#addresses.hasMailbox(address) ? "away" : "sent");
        break;
      default: {
        const state = STATE_AFTER[event.eventId];
        if (state) this.#all(event, state);
      }
    }
  }

  /** What is begun anew for a recipient (a rule's blind copy to somebody who has it) takes no outcome away. */
  #begin(event: TrackingRow): void {
    for (const address of event.recipients) {
      const before = this.recipients.get(this.#key(address));
      if (!before || before.state === "replaced") this.#set(event, address, "pending");
    }
  }

  #all(event: TrackingRow, state: RecipientState): void {
    for (const address of event.recipients) this.#set(event, address, state);
  }

  #set(event: TrackingRow, address: string, state: RecipientState): void {
    const primary = this.#addresses.primary(address);
    this.recipients.set(primary.toLowerCase(), { address: primary, state, at: event.at, detail: event.detail });
  }

  #key(address: string): string {
    return this.#addresses.primary(address).toLowerCase();
  }
}

const STATE_AFTER: Readonly<Partial<Record<TrackingRow["eventId"], RecipientState>>> = {
  DEFER: "deferred",
  DELIVER: "delivered",
  DUPLICATEDELIVER: "duplicate",
  DROP: "dropped",
  FAIL: "failed",
  POISONMESSAGE: "failed",
  INITMESSAGECREATED: "deferred",
  MODERATORAPPROVE: "pending",
  MODERATORREJECT: "failed",
  MODERATIONEXPIRE: "failed",
  QUARANTINE: "deferred",
  QUARANTINERELEASE: "pending",
};

/** The latest pass that knows a recipient speaks for it; a second copy takes a delivery from nobody. */
function* combining(passes: readonly PassFold[]): Steps<FoldedRecipient[]> {
  const recipients = new Map<string, FoldedRecipient>();
  for (const pass of passes) {
    for (const [key, recipient] of pass.recipients) {
      if (recipients.size % RECIPIENTS_PER_STEP === 0) yield;
      const isRepeat = recipient.state === "duplicate" || recipient.state === "replaced";
      if (isRepeat && recipients.get(key)?.state === "delivered") continue;
      recipients.set(key, recipient);
    }
  }
  return [...recipients.values()];
}

function verdictOf(recipients: readonly FoldedRecipient[], events: readonly TrackingRow[]): Verdict {
  const has = (...states: RecipientState[]) => recipients.some(({ state }) => states.includes(state));
  const isPending = has("pending", "deferred", "away");
  if (recipients.some(({ state, detail }) => state === "failed" && detail.includes(HOP_COUNT_EXCEEDED)))
    return "looping";
  if (isPending) return timesLeft(events) >= LOOPING_AFTER ? "looping" : "pending";
  return has("failed") ? "failed" : "intact";
}

/** Passes that left over the same connector, where that is most. */
function timesLeft(events: readonly TrackingRow[]): number {
  const passes = new Map<string, Set<string>>();
  for (const event of events) {
    if (!isLeaving(event) || !isConnector(event)) continue;
    const known = passes.get(event.context) ?? new Set();
    passes.set(event.context, known.add(event.networkMessageId));
  }
  return Math.max(0, ...[...passes.values()].map((ids) => ids.size));
}

export const isLeaving = (event: TrackingRow): boolean => event.eventId === "SENDEXTERNAL" || event.eventId === "SEND";

/** The sandbox's internet is no connector: what went there is not expected back. */
const isConnector = (event: TrackingRow): boolean => event.context !== "internet";

/** By its detail first: explanations are long to parse. */
export const isRuleHit = (event: TrackingRow): boolean =>
  event.eventId === "AGENTINFO" && event.detail.startsWith("Transport rule: ") && typeof event.data.rule === "string";

function hopsOf(event: TrackingRow): string[] {
  if (event.eventId === "RECEIVE") return [receivedFrom(event)];
  if (isLeaving(event)) return [event.context];
  return event.eventId === "DELIVER" ? ["mailbox"] : [];
}

/** Inbound connector, or the way in: submission, http, agent, inbound, return. */
export function receivedFrom(receipt: TrackingRow): string {
  const { attribution, entry } = receipt.data as { attribution?: { connector: string }; entry?: string };
  return attribution?.connector ?? entry ?? receipt.context;
}

export function kindOf(receipt: TrackingRow | undefined, isRequest: (messageId: string) => boolean): Kind {
  if (!receipt) return "message";
  if (isRequest(receipt.messageId)) return "recallRequest";
  if (receipt.data.entry !== "agent") return "message";
  if (receipt.context === "DSN") return "notification";
  return receipt.context === "Transport Message Recall Routing Agent" ? "recallReport" : "generated";
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
