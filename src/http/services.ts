// What HTTP is served from. A Sandbox has all of it; declared here so that sandbox.ts and http/ don't import each other.
import type { RecallRegister } from "../agents/recall/register.ts";
import type { RecallRequests } from "../agents/recall/request.ts";
import type { CheckRuns } from "../check/runs/check-runs.ts";
import type { FaultList } from "../faults/fault-list.ts";
import type { InternetSink } from "../internet/sink.ts";
import type { EventStream } from "../journey/event-stream.ts";
import type { HistoricalSearches } from "../journey/historical-search/historical-searches.ts";
import type { Journeys } from "../journey/journeys.ts";
import type { MailboxAuditLog } from "../mailbox/audit-log.ts";
import type { MailboxChanges } from "../mailbox/changes/mailbox-changes.ts";
import type { Subscriptions } from "../mailbox/changes/subscriptions.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import type { AdminAuditLog } from "../organization/admin-audit-log.ts";
import type { Configuration, SmartHostPreset } from "../organization/configuration.ts";
import type { ConfigurationStore } from "../organization/configuration-store.ts";
import type { SettableClock } from "../runtime/clock.ts";
import type { Metrics } from "../runtime/metrics.ts";
import type { Legs } from "../trace/legs.ts";
import type { TrackingLog } from "../trace/tracking-log.ts";
import type { Moderation } from "../transport/moderation/moderation.ts";
import type { Quarantine } from "../transport/quarantine/quarantine.ts";
import type { Outbox } from "../transport/queue/outbox.ts";
import type { QueueRepository } from "../transport/queue/queue-repository.ts";
import type { HttpSubmissions } from "../transport/receive/http-submission.ts";
import type { Refusals } from "../transport/receive/refusals.ts";
import type { Transport } from "../transport/transport.ts";

export interface ReadinessCheck {
  readonly name: string;
  readonly status: "ok" | "warning" | "failed";
  readonly reason?: string;
}

export interface SmartHostState {
  readonly isRunning: boolean;
  readonly preset: SmartHostPreset;
  readonly configured: SmartHostPreset;
  readonly nextDelayed: number | undefined;
}

export interface HttpServices {
  /** By listener; 0: it does not run. */
  readonly ports: ListenerPorts;
  /** Whom clients of the listeners are to trust. */
  readonly certificates: { readonly ca: { readonly cert: string } };
  /** As the file gave it. */
  readonly configuration: Pick<Configuration, "settings" | "retention" | "http">;
  readonly configurations: Pick<ConfigurationStore, "at" | "current" | "latest" | "change" | "times">;
  readonly clock: Pick<SettableClock, "now" | "isFrozen" | "offsetMs">;
  /** The conformance suite, beside this sandbox. */
  readonly checks: Pick<CheckRuns, "start" | "cancel" | "remove" | "live" | "saved">;
  readonly faults: Pick<FaultList, "add" | "list" | "switch" | "remove" | "reset">;
  readonly mailboxes: MailboxStore;
  readonly changes: MailboxChanges;
  readonly subscriptions: Subscriptions;
  /** Beside loopback, where the sandbox may send something by itself. */
  readonly allowedDestinations: () => readonly string[];
  readonly audit: MailboxAuditLog;
  readonly adminAudit: AdminAuditLog;
  readonly tracking: Pick<TrackingLog, "ofMessages">;
  readonly legs: Pick<Legs, "list" | "find" | "bytes">;
  readonly queue: Pick<QueueRepository, "counts" | "upcoming">;
  /** What is older or larger than retention allows. */
  readonly housekeeping: { nextRun(): number };
  readonly outbox: Outbox;
  readonly moderation: Pick<Moderation, "list" | "decide">;
  readonly generated: Pick<Transport, "submit" | "validate">;
  readonly quarantine: Pick<Quarantine, "list" | "find" | "bytes" | "release" | "remove">;
  readonly historicalSearches: Pick<HistoricalSearches, "submit" | "list" | "find" | "cancel" | "fileUrl" | "file">;
  readonly recalls: RecallRegister;
  readonly recallRequests: Pick<RecallRequests, "request" | "judge">;
  readonly submissions: Pick<HttpSubmissions, "submit" | "limits">;
  readonly journeys: Journeys;
  readonly events: EventStream;
  /** What the tenant's listeners refused. */
  readonly refusals: Pick<Refusals, "list">;
  readonly internet: Pick<InternetSink, "list" | "find" | "bytes">;
  readonly onPremises: Pick<InternetSink, "list" | "find" | "bytes">;
  /** Moves virtual time; resolves when nothing is in flight any more. */
  advance(ms: number): Promise<void>;
  /** The built-in one. */
  readonly smartHost: {
    state(): SmartHostState;
    use(preset: SmartHostPreset | undefined): Promise<void>;
  };
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  /** Whether it takes mail, check by check. */
  readiness(): Promise<readonly ReadinessCheck[]>;
  readonly isBeingReset: boolean;
  /** Removes all mail and takes the configuration back to the file. */
  reset(options: { readonly clock?: boolean }): Promise<{ readonly removedRows: number; readonly wasQuiet: boolean }>;
}

export interface ListenerPorts {
  readonly submission: number;
  readonly inbound: number;
  readonly return: number;
  readonly smartHost: number;
  readonly internet: number;
  readonly onPremises?: number;
  readonly http: number;
}
