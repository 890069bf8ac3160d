// What every stage of transport works with; put together in sandbox.ts.
import type { ContentStore } from "../database/content-store.ts";
import type { Database, Tx } from "../database/database.ts";
import type { FaultList } from "../faults/fault-list.ts";
import type { MailboxAuditLog } from "../mailbox/audit-log.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import type { SubmittedMessages } from "../mailbox/submitted-messages.ts";
import type { Organization } from "../organization/organization.ts";
import type { Activity } from "../runtime/activity.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Gate } from "../smtp/gate.ts";
import type { SmtpReply } from "../smtp/reply.ts";
import type { Legs } from "../trace/legs.ts";
import type { TrackingLog } from "../trace/tracking-log.ts";
import type { AgentRuntime } from "./agent-runtime.ts";
import type { Outbox } from "./queue/outbox.ts";
import type { QueuedItem, QueueRepository } from "./queue/queue-repository.ts";

/** One attempt to hand a message to a next hop. */
export interface SendAttempt {
  /** Connector's name, or "internet". */
  readonly hop: string;
  /** host:port that was tried last; "" where there was none to try. */
  readonly peer: string;
  /** Nobody was reached: why. */
  readonly unreached?: SmtpReply;
  /** Real milliseconds. */
  readonly ms: number;
  /** Recipients by outcome. */
  readonly sent: number;
  readonly deferred: number;
  readonly failed: number;
}

export interface TransportServices {
  readonly db: Database;
  readonly contents: ContentStore;
  readonly queue: QueueRepository;
  readonly outbox: Outbox;
  readonly tracking: TrackingLog;
  readonly legs: Legs;
  readonly mailboxes: MailboxStore;
  readonly audit: MailboxAuditLog;
  readonly submitted: SubmittedMessages;
  readonly agents: AgentRuntime;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly log: Log;
  /** Shut while everything is wiped. */
  readonly gate: Gate;
  /** What goes wrong on the wire: hop "outbound" where mail is sent. */
  readonly faults?: FaultList;
  /** SHA-256 fingerprint of the sandbox's own certificate authority. */
  readonly ownAuthority?: string;
  /** Told of every attempt to send. */
  readonly sent?: (attempt: SendAttempt) => void;
  /** What is configured, as of now. */
  organization(): Organization;
  /** Hands an item over to its queue once `tx` is committed. */
  enqueued(tx: Tx, queued: QueuedItem): void;
  /** Deferred items of this next hop may have become due. */
  wakeDelivery(nextHop: string): void;
}
