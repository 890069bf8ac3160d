// What a message trace is asked, as it stands in the address, and as Get-MessageTraceV2 takes it.
import type { Parameters } from "../api/exchange.ts";

export const STATUSES = [
  "Delivered",
  "Failed",
  "Pending",
  "Expanded",
  "Quarantined",
  "GettingStatus",
  "FilteredAsSpam",
  "Resolved",
] as const;

/** Names in the address. Times are "2026-11-27T16:00", UTC. */
export interface Filters {
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
  readonly subject?: string | undefined;
  readonly status?: string | undefined;
  readonly id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** As many rows as the service gives at most. Get-MessageTraceV2 */
const MOST = 5000;
const HOUR_MS = 3_600_000;
/** Without dates the service looks back so far. */
const USUAL_HOURS = 48;
/** And never over a longer time at once. */
const LONGEST_DAYS = 10;

/** @param now milliseconds UTC of the sandbox: where one end of the time is given, the service wants the other. */
export function parametersOf(filters: Filters, now: number): Parameters {
  const { sender, recipient, subject, status, id } = filters;
  return {
    ...(addresses(sender) && { SenderAddress: addresses(sender) }),
    ...(addresses(recipient) && { RecipientAddress: addresses(recipient) }),
    ...(subject && { Subject: subject }),
    ...(status && { Status: [status] }),
    ...(id && { MessageId: [bracketed(id)] }),
    ...windowOf(filters, now),
    ResultSize: MOST,
  };
}

function windowOf({ from, to }: Filters, now: number): Parameters {
  if (!from && !to) return {};
  const end = to ? instant(to) : from ? Math.min(now, (instant(from) ?? now) + LONGEST_DAYS * 24 * HOUR_MS) : now;
  const start = from ? instant(from) : (end ?? now) - USUAL_HOURS * HOUR_MS;
  // What is no time goes as it is: the service says so.
  return { StartDate: iso(start) ?? from, EndDate: iso(end) ?? to };
}

function instant(text: string): number | undefined {
  const at = Date.parse(/Z$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? undefined : at;
}

const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

function addresses(text: string | undefined): string[] | undefined {
  const found = (text ?? "").split(/[\s,;]+/).filter((one) => one !== "");
  return found.length === 0 ? undefined : found;
}

/** The service finds a Message-ID with its brackets only. */
const bracketed = (id: string): string => (/^<.*>$/.test(id.trim()) ? id.trim() : `<${id.trim()}>`);
