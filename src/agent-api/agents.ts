// The contract every agent is written against. Agents run in order of priority (lower first); one that throws
// defers the message and is named in log and trace. Copy agents/skeleton-agent.ts to begin.
import type { KeptProperties } from "../content-conversion/kept-properties.ts";
import type { Body } from "../database/content-store.ts";
import type { Tx } from "../database/database.ts";
import type { ItemProperties } from "../mailbox/item-properties.ts";
import type { Organization } from "../organization/organization.ts";
import type { Log } from "../runtime/log.ts";
import type { SmtpReply } from "../smtp/reply.ts";
import type { SmtpSession } from "../smtp/session.ts";
import type { TrackingEvent } from "../trace/events.ts";
import type { AuthAs, EnvelopeRecipient, MailItem } from "./mail-item.ts";

/** A message made by an agent; it enters the submission queue with entry "agent" and AuthAs Internal. */
export interface NewMessage {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** Whole message, CRLF. */
  readonly content: Buffer;
  /** What follows the header block where it is in the store already, or is long: then `content` is the header block alone. */
  readonly body?: Body;
  /** Of a message that is another's, sent on: as that one came. */
  readonly authAs?: AuthAs;
  readonly smtpUtf8?: boolean;
  readonly eightBitMime?: boolean;
  /** PidTagMessageClass at mailboxes of the tenant where the message's own form does not say it. */
  readonly messageClass?: string;
}

/** Sees a message while it is received, once, before anything is stored and before the client has its reply. */
export interface SmtpReceiveAgent {
  readonly name: string;
  readonly priority: number;
  /** The final dot came. May edit `item.headers`; a returned reply refuses the message. */
  onEndOfData(item: MailItem, context: ReceiveContext): Promise<SmtpReply | undefined> | SmtpReply | undefined;
}

export interface ReceiveContext {
  readonly now: number;
  readonly organization: Organization;
  readonly session: SmtpSession;
}

/**
 * Sees a message after it was queued. Order: onSubmitted → onResolved → onRouted → onCategorized; each at most once
 * per fork. Nothing is committed before the last agent returned: a deferred message starts again from the beginning.
 */
export interface RoutingAgent {
  readonly name: string;
  readonly priority: number;
  /** Recipients as the client gave them. */
  onSubmitted?(source: QueuedMessageEventSource, item: MailItem): Promise<void> | void;
  /** Recipients are final, groups expanded. Transport rules run here. */
  onResolved?(source: QueuedMessageEventSource, item: MailItem): Promise<void> | void;
  /** Every recipient has its next hop. */
  onRouted?(source: QueuedMessageEventSource, item: MailItem): Promise<void> | void;
  /** The item was forked by next hop and converted: what leaves is what stands here. */
  onCategorized?(source: QueuedMessageEventSource, item: MailItem): Promise<void> | void;
}

export interface QueuedMessageEventSource {
  readonly now: number;
  readonly organization: Organization;
  /** Bifurcation: `recipients` move to a copy of the item, which has seen the same agents and goes on after this one. */
  fork(item: MailItem, recipients: readonly EnvelopeRecipient[]): MailItem;
  /** Puts the item back on the submission queue until `at` (milliseconds UTC). */
  defer(reason: string, at: number): void;
  /** Drops these recipients of the item without a DSN. */
  drop(item: MailItem, recipients: readonly EnvelopeRecipient[], detail: string): void;
  /** Those that failed so far, of whatever fork: at resolution, by an agent, at routing. */
  readonly failed: readonly EnvelopeRecipient[];
  /** Fails these recipients; each gets an NDR unless the sender is null. */
  fail(item: MailItem, recipients: readonly EnvelopeRecipient[], reply: SmtpReply): void;
  /** Sets these recipients' mail aside until somebody releases it. `rule`: what put it there. */
  quarantine(item: MailItem, recipients: readonly EnvelopeRecipient[], rule: string): void;
  /** These recipients' mail waits until one of the moderators lets it pass; then it is categorized again. */
  hold(item: MailItem, recipients: readonly EnvelopeRecipient[], by: ModeratedBy): void;
  /** Queues a message of the agent's own, in the same commit. */
  submit(message: NewMessage): void;
  track(item: MailItem, event: TrackingEvent): void;
  /** Runs in the transaction that commits the categorized item. Must await nothing but `tx`. */
  commit(work: (tx: Tx) => Promise<void>): void;
}

/** A rule that asks for moderation, and whom: their addresses. */
export interface ModeratedBy {
  readonly rule: string;
  readonly moderators: readonly string[];
}

/** What a store driver agent may decide about one mailbox copy; "deliver" is the default. */
export type DeliveryVerdict =
  | { readonly kind: "deliver" }
  | {
      readonly kind: "drop";
      readonly detail: string;
      /** Structured facts for the trace. */
      readonly data?: Readonly<Record<string, unknown>>;
      /** Set by the store driver once the DROP event is written. */
      readonly tracked?: boolean;
    }
  /** Refused: the sender gets an NDR. */
  | { readonly kind: "fail"; readonly reply: SmtpReply }
  | { readonly kind: "defer"; readonly detail: string; readonly retryAt: number };

export interface PromotedDelivery {
  readonly item: MailItem;
  readonly recipient: EnvelopeRecipient;
  /** Primary address of the mailbox. */
  readonly mailbox: string;
  /** Item properties promoted from the message. */
  readonly messageClass: string;
  /** PidTagSearchKey of the copy: the message's own where that is known, else one that no other copy has. Upper-case hex. */
  readonly searchKey: string;
  /** What else the message's TNEF says; empty where it has none that belongs to it. */
  readonly mapi: KeptProperties;
  /** Where the copy goes; the Inbox when absent. */
  folderId?: number;
  isRead?: boolean;
  /** What its owner's rules set. */
  properties?: ItemProperties;
  verdict: DeliveryVerdict;
}

/** A message on its way to mailboxes, promoted; each of `item.recipients` becomes a PromotedDelivery. */
export interface InitializedMessage {
  readonly item: MailItem;
  readonly messageClass: string;
}

/** Sees mailbox copies in batches, inside the delivery's transaction. Must await nothing but `tx`. */
export interface StoreDriverAgent {
  readonly name: string;
  readonly priority: number;
  /** Before the transaction: here the body may be read, and anything be awaited. */
  onInitialized?(message: InitializedMessage, context: { now: number; organization: Organization }): Promise<void>;
  /** Copies are promoted, not yet in the mailbox. Set `verdict` to drop or defer one. */
  onPromoted?(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void>;
  /** Copies were created; no client can see them before this transaction ends. */
  onCreated?(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void>;
}

export interface StoreDriverContext {
  readonly tx: Tx;
  readonly now: number;
  readonly organization: Organization;
  submit(message: NewMessage): Promise<void>;
  track(item: MailItem, event: TrackingEvent): Promise<void>;
  /** Lets deferred deliveries of the message with this Message-ID be tried again at once. */
  wake(messageId: string): Promise<void>;
}

export type Agent = SmtpReceiveAgent | RoutingAgent | StoreDriverAgent;

/** What an agent of the agents folder is made with. */
export interface AgentServices {
  /** Names the agent's file on every line. */
  readonly log: Log;
  /** The folder, absolute: for a word list beside the agent, for instance. */
  readonly folder: string;
  /** The time that mail lives by, milliseconds UTC. */
  now(): number;
  organization(): Organization;
}

/** The default export of a file in the agents folder: an agent, its class, or a function that makes it. docs/agents.md */
export type AgentExport =
  | Agent
  | (new (
      services: AgentServices,
    ) => Agent)
  | ((services: AgentServices) => Agent | Promise<Agent>);
