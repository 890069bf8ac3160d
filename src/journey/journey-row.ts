// A journey as a row: how lists lie in columns, and what everybody is shown of it.
import type { Holding, JourneyStop, JourneySummary, Kind, RecallState, Verdict } from "./journey.ts";
import { LONGEST_LIST } from "./search-conditions.ts";

const LISTED = 100;

/** A journey as it is kept; times are milliseconds UTC. */
export interface JourneyRow {
  readonly id: string;
  readonly kind: Kind;
  readonly startedAt: number;
  readonly changedAt: number;
  readonly messageId: string;
  readonly subject: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly recipientCount: number;
  readonly size: number;
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly has: readonly Holding[];
  readonly hops: readonly string[];
  readonly rules: readonly string[];
  readonly strip: readonly JourneyStop[];
  readonly verdict: Verdict;
  readonly recall: RecallState;
  readonly lostAt: number | null;
  /** Journey of the message that made the tenant make this one. */
  readonly causedBy: string | null;
  /** Greater with each change of any journey. */
  readonly version: number;
}

type Listed = "recipients" | "cc" | "bcc" | "replyTo" | "has" | "hops" | "rules" | "strip";
/** As SQL gives it. */
export type StoredJourney = Omit<JourneyRow, Listed> & Readonly<Record<Listed, string>>;

/** One a line: what is looked for between line ends is a whole entry. */
export function joined(values: readonly string[]): string {
  const text = values.join("\n");
  if (text.length <= LONGEST_LIST) return text;
  return text.slice(0, text.lastIndexOf("\n", LONGEST_LIST));
}

export const split = (text: string): string[] => (text === "" ? [] : text.split("\n"));

export function readJourney(row: StoredJourney): JourneyRow {
  return {
    ...row,
    recipients: split(row.recipients),
    cc: split(row.cc),
    bcc: split(row.bcc),
    replyTo: split(row.replyTo),
    has: split(row.has) as Holding[],
    hops: split(row.hops),
    rules: split(row.rules),
    strip: JSON.parse(row.strip),
  };
}

export function summaryOf(row: JourneyRow): JourneySummary {
  return {
    id: row.id,
    kind: row.kind,
    startedAt: new Date(row.startedAt).toISOString(),
    changedAt: new Date(row.changedAt).toISOString(),
    messageId: row.messageId,
    subject: row.subject,
    from: row.sender,
    to: row.recipients.slice(0, LISTED),
    recipientCount: row.recipientCount,
    cc: row.cc.slice(0, LISTED),
    bcc: row.bcc.slice(0, LISTED),
    replyTo: row.replyTo.slice(0, LISTED),
    size: row.size,
    has: row.has,
    hops: row.hops,
    rules: row.rules,
    strip: row.strip,
    verdict: row.verdict,
    recall: row.recall,
  };
}
