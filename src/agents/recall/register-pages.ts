// Recalls of many recipients, looked at in pages: who stands where, how many do, and what happened. docs/recall.md R21
import type { Database, SqlValue } from "../../database/database.ts";
import {
  RECIPIENT,
  type RecallChange,
  type RecallRecipient,
  type RecipientRow,
  readRecipient,
} from "./register-rows.ts";
import { RECALL_STATUSES, type RecallStatus } from "./status.ts";

export interface RecipientQuery {
  /** Only this recipient, lower case. */
  readonly address?: string | undefined;
  readonly status?: RecallStatus | undefined;
  /** Only recipients behind this address, or before it. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

export interface RecipientPage {
  /** By address. */
  readonly recipients: readonly RecallRecipient[];
  /** `before` of the page before this one. */
  readonly previous?: string;
  /** `after` of the next page. */
  readonly next?: string;
}

export interface RecallTotals extends Readonly<Record<RecallStatus, number>> {
  readonly recipients: number;
}

/** Of a request at level 2023-04 that has left, the report says "outside", come what may. R22 */
const SHOWN = "CASE WHEN left_at IS NULL THEN status ELSE 'outside' END";

export async function pageOfRecipients(
  db: Database,
  requestMessageId: string,
  { address, status, after, before, limit }: RecipientQuery,
): Promise<RecipientPage> {
  const params: SqlValue[] = [requestMessageId];
  const where = ["request_message_id = $1"];
  if (status !== undefined) where.push(`${SHOWN} = $${params.push(status)}`);
  if (address !== undefined) where.push(`lower(address) = $${params.push(address)}`);
  if (after !== undefined) where.push(`address > $${params.push(after)}`);
  if (before !== undefined) where.push(`address < $${params.push(before)}`);
  const backwards = before !== undefined && after === undefined;
  const rows = await db.all<RecipientRow>(
    `SELECT ${RECIPIENT} FROM recall_recipient WHERE ${where.join(" AND ")}
       ORDER BY address${backwards ? " DESC" : ""} LIMIT $${params.push(limit + 1)}`,
    params,
  );
  const recipients = rows.slice(0, limit).map(readRecipient);
  if (backwards) recipients.reverse();
  const isMore = rows.length > limit;
  const [first, last] = [recipients[0]?.address, recipients.at(-1)?.address];
  return {
    recipients,
    ...(first !== undefined && (backwards ? isMore : after !== undefined) && { previous: first }),
    ...(last !== undefined && (backwards || isMore) && { next: last }),
  };
}

/** By what the report says; `undecided`: recipients that may still get an outcome. */
export async function totalsOf(
  db: Database,
  requestMessageId: string,
): Promise<{ readonly totals: RecallTotals; readonly undecided: number }> {
  const rows = await db.all<{ status: RecallStatus; n: number; undecided: number }>(
    `SELECT ${SHOWN} AS status, count(*) AS n, sum(CASE WHEN status = 'pending' THEN 1 ELSE 0 END) AS undecided
       FROM recall_recipient WHERE request_message_id = $1 GROUP BY 1`,
    [requestMessageId],
  );
  const count = (status: RecallStatus) => Number(rows.find((row) => row.status === status)?.n ?? 0);
  const byStatus = Object.fromEntries(RECALL_STATUSES.map((status) => [status, count(status)]));
  return {
    totals: {
      ...(byStatus as Record<RecallStatus, number>),
      recipients: rows.reduce((sum, row) => sum + Number(row.n), 0),
    },
    undecided: rows.reduce((sum, row) => sum + Number(row.undecided), 0),
  };
}

/** Oldest first. */
export async function pageOfChanges(
  db: Database,
  requestMessageId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<(RecallChange & { readonly id: number })[]> {
  return db.all(
    `SELECT id, request_message_id AS "requestMessageId", at, address, status, true_reason AS "trueReason"
       FROM recall_event WHERE request_message_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
    [requestMessageId, after, limit],
  );
}
