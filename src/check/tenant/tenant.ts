// The tenant that a check starts for itself: what it needs of a sandbox. `startSandbox` is given from above.
import type { RecallRegister } from "../../agents/recall/register.ts";
import type { RecallRequests } from "../../agents/recall/request.ts";
import type { FaultList } from "../../faults/fault-list.ts";
import type { MailboxStore } from "../../mailbox/mailbox-store.ts";
import type { ConfigurationStore } from "../../organization/configuration-store.ts";
import type { Activity } from "../../runtime/activity.ts";
import type { Certificates } from "../../runtime/certificates.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Legs } from "../../trace/legs.ts";
import type { TrackingLog } from "../../trace/tracking-log.ts";
import type { HttpSubmissions } from "../../transport/receive/http-submission.ts";

export interface Tenant {
  readonly ports: Readonly<Record<"submission" | "inbound" | "return", number>>;
  readonly certificates: Certificates;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly configurations: ConfigurationStore;
  readonly mailboxes: MailboxStore;
  readonly tracking: TrackingLog;
  readonly legs: Legs;
  readonly recalls: RecallRegister;
  readonly recallRequests: RecallRequests;
  readonly submissions: HttpSubmissions;
  /** Of hops outbound and return. */
  readonly faults: FaultList;
  idle(): Promise<void>;
  advance(ms: number): Promise<void>;
  reload(config: object): Promise<unknown>;
  stop(): Promise<void>;
}

export type StartTenant = (options: { readonly config: object }) => Promise<Tenant>;
