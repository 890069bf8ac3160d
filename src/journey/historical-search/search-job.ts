// What a historical search is asked for, and how far it came. Start-HistoricalSearch, Get-HistoricalSearch
import type { TraceStatus } from "../../trace/message-trace.ts";

export type SearchStatus = "NotStarted" | "InProgress" | "Done" | "Cancelled";
/**
 * MessageTrace: a line for each message; MessageTraceDetail: for each of its events; TransportRule: for each action of a
 * rule that matched it.
 */
export const REPORT_TYPES = ["MessageTrace", "MessageTraceDetail", "TransportRule"] as const;
export type ReportType = (typeof REPORT_TYPES)[number];
export type Direction = "All" | "Received" | "Sent";

export interface SearchRequest {
  readonly title: string;
  readonly type: ReportType;
  /** Milliseconds UTC, both ends included. */
  readonly from: number;
  readonly to: number;
  /** With their angle brackets; empty: any. */
  readonly messageIds: readonly string[];
  /** A star stands for any text; empty: any. */
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly networkMessageIds: readonly string[];
  readonly statuses: readonly TraceStatus[];
  readonly direction: Direction;
  readonly clientIp?: string;
  /** Names in any case, of a report of type TransportRule; absent: every rule. */
  readonly rules?: readonly string[];
  /** Who gets a mail when it is done. */
  readonly notify: readonly string[];
  /** The file is a zip archive with the report in it. */
  readonly compress: boolean;
}

export interface SearchJob {
  /** GUID, lower case. */
  readonly id: string;
  /** Milliseconds UTC. */
  readonly submittedAt: number;
  readonly status: SearchStatus;
  readonly request: SearchRequest;
  /** Lines of the report below its heading; 0 until it is made. */
  readonly lines: number;
}

/** Nothing was begun, or ended. */
export class HistoricalSearchError extends Error {
  override readonly name = "HistoricalSearchError";
}

/** Get-HistoricalSearch shows the last ten days. Milliseconds. */
export const SEARCHES_KEPT_MS = 10 * 86_400_000;
