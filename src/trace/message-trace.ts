// The message trace: one row per network message id and recipient, read off the tracking events. Get-MessageTraceV2
import type { Steps } from "../mime/in-turns.ts";
import type { TrackingRow } from "./tracking-log.ts";

/** Of the service's states; "Resolved" is what the admin center calls an address that stood for another one. */
export type TraceStatus =
  | "GettingStatus"
  | "Pending"
  | "Delivered"
  | "Failed"
  | "Expanded"
  | "Resolved"
  | "Quarantined";

export interface MessageTraceRow {
  /** Network message id: what the service calls MessageTraceId. */
  readonly messageTraceId: string;
  readonly messageId: string;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly size: number;
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  readonly status: TraceStatus;
  /** Client that submitted or sent the message to us, where it came over a connection. */
  readonly fromIP: string | null;
  /** Host that took it from us. */
  readonly toIP: string | null;
  /** What happened to this recipient, oldest first. */
  readonly events: readonly TrackingRow[];
}

/** The address that stands for another: an alias's mailbox, where a contact's mail goes; else the same. */
export type Resolve = (address: string) => string;

/** Rows of all messages that `events` (oldest first) tell of; a message's rows in the order of its recipients. */
export function buildTraceRows(events: readonly TrackingRow[], resolve: Resolve): MessageTraceRow[] {
  const messages = new Map<string, TrackingRow[]>();
  for (const event of events) {
    const known = messages.get(event.networkMessageId);
    if (known) known.push(event);
    else messages.set(event.networkMessageId, [event]);
  }
  return [...messages.values()].flatMap((own) => {
    const reader = new MessageReader(own, resolve);
    for (const event of own) reader.read(event);
    return reader.rows();
  });
}

/** Recipients of one message, each with its status: what its rows say, for a message to very many. */
export function* readingStatuses(
  events: readonly TrackingRow[],
  resolve: Resolve,
): Steps<readonly Pick<RecipientState, "address" | "status">[]> {
  const reader = new MessageReader(events, resolve);
  for (const event of events) {
    reader.read(event);
    yield;
  }
  return reader.states();
}

interface RecipientState {
  readonly address: string;
  readonly events: TrackingRow[];
  status: TraceStatus;
  toIP: string | null;
}

class MessageReader {
  readonly #recipients = new Map<string, RecipientState>();
  readonly #events: readonly TrackingRow[];
  readonly #resolve: Resolve;

  constructor(events: readonly TrackingRow[], resolve: Resolve) {
    this.#events = events;
    this.#resolve = resolve;
  }

  states(): RecipientState[] {
    return [...this.#recipients.values()];
  }

  rows(): MessageTraceRow[] {
    const [first] = this.#events;
    if (!first) return [];
    const receipts = this.#events.filter(isReceipt);
    const received = receipts[0] ?? first;
    return [...this.#recipients.values()].map(({ address, events, status, toIP }) => ({
      messageTraceId: received.networkMessageId,
      messageId: received.messageId,
      sender: received.sender,
      recipient: address,
      subject: received.subject,
      size: received.size,
      receivedAt: received.at,
      status,
      fromIP: clientOf(received),
      toIP,
      events: withReceipts(receipts, events),
    }));
  }

  read(event: TrackingRow): void {
    switch (event.eventId) {
      case "RECEIVE":
      case "SUBMIT":
        for (const address of event.recipients) this.#receive(address);
        break;
      case "EXPAND":
        this.#note(event, this.#standing(event.context), "Expanded");
        for (const address of event.recipients) this.#note(event, address, "Pending");
        break;
      case "RESOLVE":
      case "REDIRECT":
      case "HAREDIRECT":
        for (const address of originsOf(event))
          if (this.#recipients.has(address.toLowerCase())) this.#note(event, address, "Resolved");
        for (const address of event.recipients) this.#note(event, address, "Pending");
        break;
      case "AGENTINFO":
        for (const address of event.recipients) this.#note(event, address, replaces(event) ? "Resolved" : "Pending");
        break;
      default:
        for (const address of event.recipients)
          this.#note(event, this.#standing(address), STATUS_AFTER[event.eventId], destinationOf(event));
    }
  }

  /** An alias keeps a row of its own beside that of the mailbox it stands for. */
  #receive(address: string): void {
    const stands = this.#resolve(address);
    const isAlias = stands.toLowerCase() !== address.toLowerCase();
    this.#state(address).status = isAlias ? "Resolved" : "GettingStatus";
    if (isAlias) this.#state(stands);
  }

  /** What became of an alias that was received under its name is told of its owner. */
  #standing(address: string): string {
    return this.#recipients.get(address.toLowerCase())?.status === "Resolved" ? this.#resolve(address) : address;
  }

  #note(event: TrackingRow, address: string, status: TraceStatus | undefined, toIP?: string | null): void {
    const state = this.#state(address);
    if (state.events.at(-1) !== event) state.events.push(event);
    if (toIP) state.toIP = toIP;
    // What is begun anew for a recipient (a rule's blind copy to somebody who has it) takes no outcome away.
    if (status && !(status === "Pending" && isFinal(state.status) && event.eventId !== "DEFER")) state.status = status;
  }

  #state(address: string): RecipientState {
    const key = address.toLowerCase();
    let state = this.#recipients.get(key);
    if (!state) {
      state = { address, events: [], status: "GettingStatus", toIP: null };
      this.#recipients.set(key, state);
    }
    return state;
  }
}

/** How the message came in is told of every recipient. */
function withReceipts(receipts: readonly TrackingRow[], events: readonly TrackingRow[]): TrackingRow[] {
  return [...receipts, ...events.filter((event) => !isReceipt(event))].sort((a, b) => a.id - b.id);
}

/** What each event leaves a recipient in. The service calls what left over a connector delivered. */
const STATUS_AFTER: Readonly<Partial<Record<TrackingRow["eventId"], TraceStatus>>> = {
  TRANSFER: "Pending",
  DEFER: "Pending",
  SEND: "Delivered",
  SENDEXTERNAL: "Delivered",
  DELIVER: "Delivered",
  // A recall request that did its work is "Failed" too: docs/recall.md R16.
  DROP: "Failed",
  DUPLICATEDELIVER: "Failed",
  FAIL: "Failed",
  POISONMESSAGE: "Failed",
  INITMESSAGECREATED: "Pending",
  MODERATORAPPROVE: "Pending",
  MODERATORREJECT: "Failed",
  MODERATIONEXPIRE: "Failed",
  QUARANTINE: "Quarantined",
  QUARANTINERELEASE: "Pending",
};

export const isReceipt = (event: TrackingRow): boolean => event.eventId === "RECEIVE" || event.eventId === "SUBMIT";

const isFinal = (status: TraceStatus): boolean => status !== "Pending" && status !== "GettingStatus";

/** Mailbox forwarding and resolution name their origin as context; a rule's redirect is told by its AGENTINFO. */
function originsOf(event: TrackingRow): string[] {
  return event.data.rule === undefined ? [event.context] : [];
}

const REDIRECT = "RedirectMessageTo";

/** Told by its detail too, so that other explanations need not be parsed. */
export function replaces(event: TrackingRow): boolean {
  return event.detail.includes(REDIRECT) && event.data.action === REDIRECT && event.data.enforced !== false;
}

function clientOf(event: TrackingRow): string | null {
  const { clientIp } = event.data;
  return typeof clientIp === "string" ? clientIp.replace(/^::ffff:/i, "") : null;
}

function destinationOf(event: TrackingRow): string | null {
  const peer = event.eventId === "SENDEXTERNAL" || event.eventId === "SEND" ? event.data.peer : undefined;
  return typeof peer === "string" ? peer.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1") : null;
}
