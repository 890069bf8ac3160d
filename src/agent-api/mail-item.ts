// A message in transport: envelope, ordered header block over an unchanging body, and what is known about it.
import type { Body } from "../database/content-store.ts";
import type { HeaderBlock } from "../mime/header-block.ts";

export type { Body } from "../database/content-store.ts";

/** How a message came in: R7 lets only "submission", "http" and "agent" make a recall request. */
export type Entry = "submission" | "http" | "agent" | "inbound" | "return";
export type AuthAs = "Internal" | "Anonymous";

/** The inbound connector that a connection was matched to. docs/architecture.md "Trust". */
export interface Attribution {
  readonly connector: string;
  readonly connectorType: "OnPremises" | "Partner";
  readonly by: "certificate" | "address";
  /** GUID: the tenant that the connector pins its certificate to. docs/recall.md R25 */
  readonly tenantId?: string;
}

export type NextHop =
  | { readonly kind: "mailbox" }
  | { readonly kind: "connector"; readonly connector: string }
  | { readonly kind: "internet" };

/** One addressee (P1). */
export interface EnvelopeRecipient {
  address: string;
  /** ORCPT, RFC 3461 §4.2. */
  originalRecipient?: string;
  /** NOTIFY, RFC 3461 §4.1. */
  notify?: readonly string[];
  /** Addresses this one stands for, oldest first: group, forwarding mailbox, recipient replaced by a rule. */
  history?: readonly RecipientOrigin[];
  /** Primary address of the mailbox, once resolved to one. */
  mailbox?: string;
  nextHop?: NextHop;
}

export interface RecipientOrigin {
  readonly address: string;
  readonly by: "group" | "forwarding" | "alias" | "rule";
}

export interface MailItem {
  /** GUID, new for each pass through the tenant; forks share it. What message trace calls MessageTraceId. */
  readonly networkMessageId: string;
  /** Network message id of the first pass. */
  readonly journeyId: string;
  readonly entry: Entry;
  /** When this pass began, milliseconds UTC. */
  readonly receivedAt: number;
  /** Submitting mailbox (entry "submission" and "http"), primary address. */
  readonly submitter?: string;
  readonly authAs: AuthAs;
  readonly attribution?: Attribution;
  /** Agent that made this item (entry "agent"). */
  readonly generatedBy?: string;
  /** P1 sender, "" for notifications. RFC 5321 §4.5.5. */
  sender: string;
  recipients: EnvelopeRecipient[];
  headers: HeaderBlock;
  /** Never changed in place; a rule may put another in its stead. */
  body: Body;
  readonly ret?: "FULL" | "HDRS";
  readonly envelopeId?: string;
  readonly smtpUtf8: boolean;
  readonly eightBitMime: boolean;
  /** Set by the rule action RouteMessageOutboundConnector. */
  outboundConnector?: string;
  /** Facts that agents keep with the item; never on the wire. */
  readonly data: Record<string, string>;
}
