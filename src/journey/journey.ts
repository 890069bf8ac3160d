// A journey: what became of one message, over all its passes through the tenant. A read model over tracking events,
// legs and the recall register; its id is the network message id of the first pass. Everything here is JSON as it is.
import type { AuthAs, Entry } from "../agent-api/mail-item.ts";
import type { RecallView } from "../agents/recall/recall-view.ts";
import type { RuleExplanation } from "../rules/explanation.ts";
import type { TrackingEventId } from "../trace/events.ts";

/**
 * What became of the message itself:
 * - pending: a recipient has no outcome yet;
 * - intact: all outcomes are there, and what came back over a connector had the body that left;
 * - changed: the same, with another body;
 * - failed: a recipient got nothing, and the sender an NDR;
 * - looping: it keeps leaving over the same connector, or ended by the hop count (RFC 5321 §6.3);
 * - lost: it left over a connector for a recipient of ours and did not come back within a day.
 */
export const VERDICTS = ["pending", "intact", "changed", "failed", "looping", "lost"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Of all recalls of the message together; partly: recalled from some recipients, final for all. */
export const RECALL_STATES = ["none", "pending", "recalled", "partly", "failed"] as const;
export type RecallState = (typeof RECALL_STATES)[number];

/** What made the message. */
export const KINDS = ["message", "recallRequest", "recallReport", "notification", "generated"] as const;
export type Kind = (typeof KINDS)[number];

/** What a message may have: something attached, something that its text shows, rich text of Outlook. */
export const HOLDINGS = ["attachment", "inline", "tnef"] as const;
export type Holding = (typeof HOLDINGS)[number];

export interface JourneySummary {
  readonly id: string;
  readonly kind: Kind;
  /** ISO 8601 UTC, as all times here. */
  readonly startedAt: string;
  /** Of the newest event. */
  readonly changedAt: string;
  /** With its angle brackets; "" where the message has none. */
  readonly messageId: string;
  readonly subject: string;
  /** P1 sender of the first pass; "" for notifications. */
  readonly from: string;
  /** Everybody it was or became addressed to, by primary address; the first hundred. */
  readonly to: readonly string[];
  readonly recipientCount: number;
  /** Whom the header names: Cc; Reply-To; and who got it though neither To nor Cc name them. The first hundred. */
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  /** As it came in, bytes. */
  readonly size: number;
  /** What it brought, each once. */
  readonly has: readonly Holding[];
  /** Where it came in, connectors it left over and came back on, where it ended: in order, each named once. */
  readonly hops: readonly string[];
  /** Mail-flow rules that matched. */
  readonly rules: readonly string[];
  /** Client, tenant, rules, smart host, tenant, mailbox, recall; empty for what an older version wrote. */
  readonly strip: readonly JourneyStop[];
  readonly verdict: Verdict;
  readonly recall: RecallState;
}

export const STOP_STATES = ["ok", "waiting", "failed"] as const;
export type StopState = (typeof STOP_STATES)[number];

export interface JourneyStop {
  /** "client", "tenant", "rules", "smart host", "internet", "mailbox", "recall", or how it ended. */
  readonly place: string;
  /** Listener, connector, rules: what it is called there. */
  readonly name: string;
  readonly state: StopState;
  /** Since the journey began, virtual milliseconds; null where nothing came yet. */
  readonly ms: number | null;
}

export interface Journey extends JourneySummary {
  readonly recipients: readonly JourneyRecipient[];
  readonly passes: readonly JourneyPass[];
  readonly timeline: readonly JourneyHop[];
  readonly events: readonly JourneyEvent[];
  readonly legs: readonly JourneyLeg[];
  readonly ruleExplanations: readonly PassExplanations[];
  /** Recalls of this message, oldest first. */
  readonly recalls: readonly RecallView[];
  readonly related: readonly RelatedJourney[];
}

/**
 * - original: the message that this request recalls, or that the report is about;
 * - cause: what made the tenant make this one;
 * - request: a recall of this message;
 * - caused: what the tenant made because of it or, of recall reports, because of its requests.
 */
export const RELATIONS = ["original", "cause", "request", "caused"] as const;
export type Relation = (typeof RELATIONS)[number];

export interface RelatedJourney {
  readonly relation: Relation;
  readonly id: string;
  readonly kind: Kind;
  readonly subject: string;
  readonly startedAt: string;
}

export const RECIPIENT_STATES = [
  "pending",
  "deferred",
  /** Left over a connector, not back yet. */
  "away",
  "delivered",
  /** Taken by the internet, or by a connector for a recipient that is not ours. */
  "sent",
  /** Its place was taken by others: a group's members, a forwarding address, a rule's redirect. */
  "replaced",
  "dropped",
  "duplicate",
  "failed",
  "lost",
] as const;
export type RecipientState = (typeof RECIPIENT_STATES)[number];

export interface JourneyRecipient {
  readonly address: string;
  readonly state: RecipientState;
  readonly at: string;
  /** The event's words: a reply, an agent's reason. */
  readonly detail: string;
}

/** One trip through the tenant, from a RECEIVE on. */
export interface JourneyPass {
  readonly networkMessageId: string;
  readonly receivedAt: string;
  readonly entry: Entry;
  readonly authAs: AuthAs;
  /** Inbound connector it was attributed to. */
  readonly connector: string | null;
  readonly attributedBy: "certificate" | "address" | null;
}

/** A node of the hop strip. */
export interface JourneyHop {
  readonly kind: "received" | "left" | "returned" | "delivered" | "ended";
  /** Listener, connector, "mailbox", "internet"; where it ended: the event's id. */
  readonly name: string;
  readonly at: string;
  /** Since the journey began, virtual milliseconds. */
  readonly ms: number;
  readonly ok: boolean;
  readonly recipients: readonly string[];
  readonly detail: string;
  readonly legId: number | null;
}

export interface JourneyEvent {
  readonly id: number;
  readonly at: string;
  readonly networkMessageId: string;
  readonly eventId: TrackingEventId;
  readonly source: string;
  readonly context: string;
  readonly recipients: readonly string[];
  readonly detail: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A crossing of a connector; transcript and bytes are at /api/legs/{id}. */
export interface JourneyLeg {
  readonly id: number;
  readonly direction: "out" | "in";
  readonly connector: string;
  readonly at: string;
  readonly peer: string;
  readonly tls: string | null;
  readonly certificate: string | null;
  readonly networkMessageId: string;
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly reply: string;
  readonly size: number;
}

/** Why each mail-flow rule did or did not act on one pass. */
export interface PassExplanations {
  readonly networkMessageId: string;
  readonly recipients: readonly string[];
  readonly explanations: readonly RuleExplanation[];
}

/** All that are named must hold. Text is compared without case. */
export interface JourneyQuery {
  /** Part of the subject, of an address or of the Message-ID. */
  readonly text?: string;
  /** Address or a part of it. */
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  /** In no header field. */
  readonly bcc?: string;
  readonly replyTo?: string;
  /** Any of these addresses. */
  readonly addressed?: string;
  /** Bytes; exactly as large is neither. */
  readonly larger?: number;
  readonly smaller?: number;
  readonly has?: Holding;
  /** Part of the subject. */
  readonly subject?: string;
  /** With or without angle brackets. */
  readonly messageId?: string;
  /** Network message id of any pass. */
  readonly id?: string;
  readonly hop?: string;
  readonly rule?: string;
  readonly verdict?: Verdict;
  readonly recall?: RecallState;
  readonly kind?: Kind;
  /** Milliseconds UTC, when it began; both ends included. */
  readonly since?: number;
  readonly until?: number;
  /** These hold, too. */
  readonly all?: readonly JourneyQuery[];
  /** None of these holds. */
  readonly none?: readonly JourneyQuery[];
}
