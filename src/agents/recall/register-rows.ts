// What the recall register holds, as rows and as values. docs/recall.md R21, R22
import type { SqlValue } from "../../database/database.ts";
import { isSuccess, type RecallStatus, type TrueReason } from "./status.ts";

export interface Recall {
  readonly requestMessageId: string;
  readonly originalMessageId: string;
  readonly originalSearchKey: string;
  /** Mailbox that sent the original. */
  readonly mailbox: string;
  readonly subject: string;
  /** Milliseconds UTC. */
  readonly requestedAt: number;
  readonly level: string;
  readonly networkMessageId: string;
  /** When every recipient without an outcome becomes final. */
  readonly deadline: number;
  readonly finalised: boolean;
}

export interface RecallRecipient {
  readonly requestMessageId: string;
  /** Primary address of the mailbox, or the address outside. */
  readonly address: string;
  readonly kind: "mailbox" | "outside";
  /** What the report says. */
  readonly status: RecallStatus;
  /** What became of it: at level 2023-04 the report may say something else. R22 */
  readonly outcome: RecallStatus;
  readonly trueReason: TrueReason | null;
  readonly at: number;
  readonly waiting: boolean;
}

export type NewRecallRecipient = Omit<RecallRecipient, "waiting" | "outcome">;

/** A recall that something happened to: id and time of the last change. */
export interface ChangedRecall {
  readonly requestMessageId: string;
  readonly id: number;
  readonly at: number;
}

/** Numbers of recipients. */
export interface RecallOutcomes {
  readonly recalled: number;
  readonly pending: number;
  readonly failed: number;
}

export interface RecallChange {
  readonly requestMessageId: string;
  readonly at: number;
  readonly address: string | null;
  readonly status: RecallStatus | "requested" | "waiting" | "final";
  readonly trueReason: TrueReason | null;
}

/** All that are named must hold; addresses in any case. */
export interface RecallFilter {
  readonly originalMessageId?: string | undefined;
  readonly mailbox?: string | undefined;
  readonly recipient?: string | undefined;
  /** Of that recipient, or of any. */
  readonly status?: RecallStatus | undefined;
  /** Only what follows this request in the list. */
  readonly before?: string | undefined;
}

export const RECALL = `request_message_id AS "requestMessageId", original_message_id AS "originalMessageId",
  original_search_key AS "originalSearchKey", mailbox, subject, requested_at AS "requestedAt", level,
  network_message_id AS "networkMessageId", deadline, finalised`;
export const RECIPIENT = `request_message_id AS "requestMessageId", address, kind, status AS outcome,
  true_reason AS "trueReason", at, waiting, left_at AS "leftAt"`;

export interface RecipientRow extends Omit<RecallRecipient, "status" | "waiting"> {
  readonly waiting: number;
  readonly leftAt: number | null;
}

export function readRecipient({ leftAt, ...row }: RecipientRow): RecallRecipient {
  const waiting = Boolean(row.waiting);
  if (leftAt === null) return { ...row, status: row.outcome, waiting };
  const trueReason = isSuccess(row.outcome) ? "recalledAllTheSame" : (row.trueReason ?? "leftOverConnector");
  return { ...row, status: "outside", trueReason, waiting };
}

export function conditions(filter: RecallFilter): { where: string[]; params: SqlValue[] } {
  const params: SqlValue[] = [];
  const where: string[] = [];
  const { originalMessageId, mailbox, recipient, status, before } = filter;
  if (originalMessageId !== undefined) where.push(`original_message_id = $${params.push(originalMessageId)}`);
  if (mailbox !== undefined) where.push(`mailbox = $${params.push(mailbox.toLowerCase())}`);
  if (recipient !== undefined || status !== undefined) {
    const has = ["recall_recipient.request_message_id = recall.request_message_id"];
    if (recipient !== undefined) has.push(`lower(address) = $${params.push(recipient.toLowerCase())}`);
    if (status !== undefined)
      has.push(`CASE WHEN left_at IS NULL THEN status ELSE 'outside' END = $${params.push(status)}`);
    where.push(`EXISTS (SELECT 1 FROM recall_recipient WHERE ${has.join(" AND ")})`);
  }
  if (before !== undefined) {
    const at = params.push(before);
    const then = `(SELECT requested_at FROM recall WHERE request_message_id = $${at})`;
    where.push(`(requested_at < ${then} OR (requested_at = ${then} AND request_message_id > $${at}))`);
  }
  return { where, params };
}
