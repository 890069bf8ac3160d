// What a sandbox is started with, and what can be asked of a running one.
import type { OwnAgents } from "./agents/own/own-agents.ts";
import type { RecallRegister } from "./agents/recall/register.ts";
import type { RecallRequests } from "./agents/recall/request.ts";
import type { CheckRuns } from "./check/runs/check-runs.ts";
import type { FaultList } from "./faults/fault-list.ts";
import type { Housekeeping } from "./housekeeping.ts";
import type { InternetSink } from "./internet/sink.ts";
import type { EventStream } from "./journey/event-stream.ts";
import type { HistoricalSearches } from "./journey/historical-search/historical-searches.ts";
import type { Journeys } from "./journey/journeys.ts";
import type { Ports } from "./listeners.ts";
import type { MailboxAuditLog } from "./mailbox/audit-log.ts";
import type { MailboxChanges } from "./mailbox/changes/mailbox-changes.ts";
import type { Subscriptions } from "./mailbox/changes/subscriptions.ts";
import type { MailboxStore } from "./mailbox/mailbox-store.ts";
import type { SubmittedMessages } from "./mailbox/submitted-messages.ts";
import type { ReadinessCheck } from "./operations/readiness.ts";
import type { Reload } from "./operations/reload.ts";
import type { ResetOptions, ResetReport } from "./operations/reset.ts";
import type { AdminAuditLog } from "./organization/admin-audit-log.ts";
import type { Configuration, SmartHostPreset } from "./organization/configuration.ts";
import type { ConfigurationStore } from "./organization/configuration-store.ts";
import type { Activity } from "./runtime/activity.ts";
import type { Certificates } from "./runtime/certificates.ts";
import type { SettableClock } from "./runtime/clock.ts";
import type { Log } from "./runtime/log.ts";
import type { Metrics } from "./runtime/metrics.ts";
import type { Legs } from "./trace/legs.ts";
import type { TrackingLog } from "./trace/tracking-log.ts";
import type { Agents } from "./transport/agent-runtime.ts";
import type { Moderation } from "./transport/moderation/moderation.ts";
import type { Quarantine } from "./transport/quarantine/quarantine.ts";
import type { Outbox } from "./transport/queue/outbox.ts";
import type { QueueRepository } from "./transport/queue/queue-repository.ts";
import type { HttpSubmissions } from "./transport/receive/http-submission.ts";
import type { Refusals } from "./transport/receive/refusals.ts";
import type { Transport } from "./transport/transport.ts";

export interface SandboxOptions {
  /** A YAML file, or its content as an object; config/default.yaml unless given. */
  readonly config?: string | object;
  /** Data folder; absent: everything goes with the process, and a 250 is not on disk. */
  readonly data?: string;
  /** Every listener takes a free port. */
  readonly freePorts?: boolean;
  /** Milliseconds UTC: time then moves by `advance` only. */
  readonly frozenAt?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
  /** The file wins over what the data folder has. */
  readonly resetConfiguration?: boolean;
  /** Agents beside the built-in ones. */
  readonly agents?: Partial<Agents>;
}

export interface SmartHostState {
  readonly isRunning: boolean;
  readonly preset: SmartHostPreset;
  /** As the file has it. */
  readonly configured: SmartHostPreset;
  /** When mail that it kept for later is due next, milliseconds UTC. */
  readonly nextDelayed: number | undefined;
}

export interface SmartHostSwitch {
  state(): SmartHostState;
  /** From the next message on, until a reset or until the file says otherwise; undefined: as the file has it. */
  use(preset: SmartHostPreset | undefined): Promise<void>;
}

export interface Sandbox {
  readonly ports: Ports;
  /** http://127.0.0.1:8025 */
  readonly url: string;
  readonly folder: string;
  readonly configuration: Configuration;
  readonly configurations: ConfigurationStore;
  readonly certificates: Certificates;
  readonly clock: SettableClock;
  readonly activity: Activity;
  /** The conformance suite, beside this sandbox. */
  readonly checks: CheckRuns;
  /** What goes wrong on the wire; live. */
  readonly faults: FaultList;
  readonly mailboxes: MailboxStore;
  /** Of mailboxes that a client follows. */
  readonly changes: MailboxChanges;
  readonly subscriptions: Subscriptions;
  readonly allowedDestinations: () => readonly string[];
  readonly audit: MailboxAuditLog;
  readonly adminAudit: AdminAuditLog;
  readonly submitted: SubmittedMessages;
  readonly tracking: TrackingLog;
  readonly legs: Legs;
  readonly queue: QueueRepository;
  /** What was submitted and has not left. */
  readonly outbox: Outbox;
  readonly recalls: RecallRegister;
  readonly recallRequests: RecallRequests;
  /** What waits for a moderator. */
  readonly moderation: Moderation;
  /** Mail of the service's own. */
  readonly generated: Pick<Transport, "submit" | "validate">;
  /** What rules set aside. */
  readonly quarantine: Quarantine;
  /** Jobs over the message trace. */
  readonly historicalSearches: HistoricalSearches;
  readonly submissions: HttpSubmissions;
  readonly internet: InternetSink;
  /** What the listeners of the tenant refused. */
  readonly refusals: Refusals;
  readonly onPremises: InternetSink;
  readonly journeys: Journeys;
  readonly events: EventStream;
  /** The file's organization differs from the data folder's, which is in force. */
  readonly configurationDiffers: boolean;
  readonly housekeeping: Housekeeping;
  /** Absent when the configuration names no agents.folder. */
  readonly ownAgents?: OwnAgents;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  /** Moves virtual time by so many milliseconds, one due instant after the other. */
  advance(ms: number): Promise<void>;
  /**
   * Reads the configuration anew, all or nothing: what changed in it since it was loaded is put in force. `config`:
   * instead of the one it was started with, from now on.
   * @throws ConfigurationError: what was in force stays in force.
   */
  reload(config?: string | object): Promise<Reload>;
  /** Removes all mail, traces and recalls, takes the configuration back to the file. Mail in flight goes too. */
  reset(options?: ResetOptions): Promise<ResetReport>;
  /** The built-in one: what it does to mail, switched while it runs. */
  readonly smartHost: SmartHostSwitch;
  readonly metrics: Metrics;
  /** Whether it takes mail, check by check. */
  readiness(): Promise<readonly ReadinessCheck[]>;
  /** A reset is under way: whoever writes should come again. */
  readonly isBeingReset: boolean;
  stop(): Promise<void>;
}
