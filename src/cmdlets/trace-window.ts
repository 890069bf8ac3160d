// The time that a message trace covers, and what is wrong with one that it can't.
import { argumentError, CmdletError } from "./cmdlet-error.ts";

export interface TraceWindow {
  /** Milliseconds UTC, both ends included. */
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
const DEFAULT_HOURS = 48;

/** `days`: how far back; `longest`: how many days one query may cover. Get-MessageTrace, Get-MessageTraceV2 */
export function traceWindow(
  given: { readonly StartDate?: number; readonly EndDate?: number },
  now: number,
  limits: { readonly days: number; readonly longest?: number; readonly defaultMs?: number },
): TraceWindow {
  const { StartDate: from, EndDate: to } = given;
  if (from === undefined && to === undefined) {
    return { from: now - (limits.defaultMs ?? DEFAULT_HOURS * 3_600_000), to: now };
  }
  if (to === undefined) throw argumentError("EndDate is required when a StartDate is entered.");
  if (from === undefined) throw argumentError("StartDate is required when an EndDate is entered.");
  // Days are counted, not hours.
  if (from < Math.floor(now / DAY_MS) * DAY_MS - limits.days * DAY_MS) {
    throw invalidStart(`Invalid StartDate value. The StartDate can't be older than ${limits.days} days from today.`);
  }
  if (from > to) throw argumentError("The StartDate must not be later than the EndDate.");
  if (limits.longest !== undefined && to - from > limits.longest * DAY_MS) {
    throw argumentError(`The interval between StartDate and EndDate can't be longer than ${limits.longest} days.`);
  }
  return { from, to };
}

function invalidStart(text: string): CmdletError {
  return new CmdletError("Microsoft.Exchange.Management.ReportingTask.InvalidExpressionException", text);
}
