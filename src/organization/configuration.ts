// Everything the file, the environment and the defaults give: the organization and how this sandbox runs it.
import type { NewFault } from "../faults/fault-list.ts";
import type { SmtpLimits } from "../smtp/session.ts";
import type { Organization } from "./organization.ts";
import type { SettingValues } from "./settings.ts";

/** One frozen value. Times are milliseconds, sizes bytes. */
export interface Configuration {
  readonly organization: Organization;
  readonly limits: Limits;
  readonly listeners: ListenersConfig;
  readonly http: HttpConfig;
  readonly retention: RetentionConfig;
  readonly smartHost: SmartHostConfig;
  readonly clock: ClockConfig;
  readonly agents: AgentsConfig;
  /** host or host:port that mail may be sent to besides loopback. */
  readonly allowedDestinations: readonly string[];
  /** What goes wrong from the start; docs/faults.md. */
  readonly faults: readonly NewFault[];
  /** The same scalar values by their names in the file, for show, compare and cmdlets. */
  readonly settings: SettingValues;
}

export interface Limits extends SmtpLimits {
  /** Less than this free: mail is refused with 452 4.3.1. */
  readonly minFreeDiskBytes: number;
}

/** Ports; 0 picks a free one. */
export interface ListenersConfig {
  readonly host: string;
  readonly submission: number;
  readonly inbound: number;
  readonly return: number;
  readonly smartHost: number;
  readonly internet: number;
  /** Absent: there is no on-premises listener. */
  readonly onPremises?: number;
  readonly http: number;
  /** Addresses or ranges of clients that may use XCLIENT. */
  readonly xclientFrom: readonly string[];
  /** Addresses or ranges of proxies that may announce a client (PROXY protocol). */
  readonly proxyFrom: readonly string[];
}

export interface HttpConfig {
  /** Demanded of every request; absent: any bearer text will do. */
  readonly token?: string;
  /** Lower case; "name" or "name:port". */
  readonly hostNames: readonly string[];
  /** Of one client. */
  readonly maxRequestsPerSecond: number;
  readonly maxConcurrentRequests: number;
  readonly maxConnections: number;
  readonly requestTimeoutMs: number;
}

export interface RetentionConfig {
  readonly legsMs: number;
  readonly legsMaxBytes: number;
  readonly traceMs: number;
  readonly deliveredLedgerMs: number;
  readonly recoverableItemsMs: number;
  readonly submittedMs: number;
}

export interface SmartHostConfig {
  readonly enabled: boolean;
  readonly preset: SmartHostPreset;
  readonly signature: { readonly text: string; readonly html: string };
}

export type SmartHostPreset = SettingValues["smartHost.preset"];

export interface AgentsConfig {
  /** Absolute; absent: there are no agents beside the built-in ones. */
  readonly folder?: string;
  /** Real milliseconds. */
  readonly timeoutMs: number;
}

export interface ClockConfig {
  /** With a foreign process in the loop: this long without traffic is quiescence. */
  readonly foreignQuietMs: number;
}
