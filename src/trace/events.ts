// Message tracking events under the field's names. docs/recall.md R26.

/** The event-id column of a message tracking log. */
export type TrackingEventId =
  | "RECEIVE"
  | "SUBMIT"
  | "EXPAND"
  | "RESOLVE"
  | "REDIRECT"
  | "TRANSFER"
  | "AGENTINFO"
  | "SEND"
  | "SENDEXTERNAL"
  | "DELIVER"
  | "DUPLICATEDELIVER"
  | "DEFER"
  | "DROP"
  | "FAIL"
  | "DSN"
  | "POISONMESSAGE"
  | "HAREDIRECT"
  | "INITMESSAGECREATED"
  | "MODERATORAPPROVE"
  | "MODERATORREJECT"
  | "MODERATIONEXPIRE"
  /** Of the sandbox. */
  | "QUARANTINE"
  | "QUARANTINERELEASE";

export interface TrackingEvent {
  readonly eventId: TrackingEventId;
  /** Component: SMTP, STOREDRIVER, ROUTING, AGENT, APPROVAL, DSN, QUEUE. */
  readonly source: "SMTP" | "STOREDRIVER" | "ROUTING" | "AGENT" | "APPROVAL" | "DSN" | "QUEUE" | "HTTP";
  /** Recipients that the event is about; one row for all of them. */
  readonly recipients: readonly string[];
  /** What Get-MessageTraceDetail shows as Detail. */
  readonly detail?: string;
  /** Agent, rule or connector concerned. */
  readonly context?: string;
  /** Structured facts: a rule's explanation, the reply of the next hop, a leg's id. */
  readonly data?: Readonly<Record<string, unknown>>;
}
