// Recipients of one recall in sets, as many as one part of a delivery has: each change is one statement, however many they
// are. docs/recall.md R8, R21, R22
import type { Tx } from "../../database/database.ts";
import type { NewRecallRecipient, RecipientRow } from "./register-rows.ts";
import { RECIPIENT } from "./register-rows.ts";
import type { RecallStatus, TrueReason } from "./status.ts";

export interface RecipientOutcome {
  readonly address: string;
  readonly status: RecallStatus;
  readonly trueReason: TrueReason | null;
}

const ADDRESSES = "(SELECT value FROM json_each($2))";

/** By address; who is no recipient is not there. */
export async function selectRecipients(
  tx: Tx,
  requestMessageId: string,
  addresses: readonly string[],
): Promise<Map<string, RecipientRow>> {
  const rows = await tx.all<RecipientRow>(
    `SELECT ${RECIPIENT} FROM recall_recipient WHERE request_message_id = $1 AND address IN ${ADDRESSES}`,
    [requestMessageId, JSON.stringify(addresses)],
  );
  return new Map(rows.map((row) => [row.address, row]));
}

/** All of one request. @returns addresses that were not there yet */
export async function insertRecipients(tx: Tx, recipients: readonly NewRecallRecipient[]): Promise<Set<string>> {
  const [first] = recipients;
  if (!first) return new Set();
  const values = recipients.map(({ address, kind, status, trueReason }) => [address, kind, status, trueReason]);
  const rows = await tx.all<{ address: string }>(
    `INSERT INTO recall_recipient (request_message_id, address, kind, status, true_reason, at)
     SELECT $1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, $2 FROM json_each($3) WHERE TRUE
     ON CONFLICT (request_message_id, address) DO NOTHING RETURNING address`,
    [first.requestMessageId, first.at, JSON.stringify(values)],
  );
  return new Set(rows.map(({ address }) => address));
}

export async function updateOutcomes(
  tx: Tx,
  requestMessageId: string,
  outcomes: readonly RecipientOutcome[],
  at: number,
): Promise<void> {
  // Outcomes are few: a set of addresses for each finds its rows by the key, where a join might read the whole table.
  for (const alike of Map.groupBy(outcomes, ({ status, trueReason }) => `${status} ${trueReason}`).values()) {
    const [{ status, trueReason } = { status: "failed", trueReason: null }] = alike;
    await tx.run(
      `UPDATE recall_recipient SET status = $3, true_reason = $4, at = $5, waiting = 0
       WHERE request_message_id = $1 AND address IN ${ADDRESSES}`,
      [requestMessageId, JSON.stringify(alike.map(({ address }) => address)), status, trueReason, at],
    );
  }
}

/** The request left the tenant on its way to these mailboxes. @returns those for whom that is new */
export async function updateLeft(
  tx: Tx,
  requestMessageId: string,
  addresses: readonly string[],
  at: number,
): Promise<string[]> {
  const rows = await tx.all<{ address: string }>(
    `UPDATE recall_recipient SET left_at = $3, at = $3 WHERE request_message_id = $1 AND address IN ${ADDRESSES}
       AND kind = 'mailbox' AND left_at IS NULL RETURNING address`,
    [requestMessageId, JSON.stringify(addresses), at],
  );
  return rows.map(({ address }) => address);
}

/** Why the request will be delivered as ordinary mail: the DELIVER event that follows settles it. */
export async function updateReasons(
  tx: Tx,
  requestMessageId: string,
  addresses: readonly string[],
  trueReason: TrueReason,
): Promise<void> {
  await tx.run(
    `UPDATE recall_recipient SET true_reason = $3 WHERE request_message_id = $1 AND address IN ${ADDRESSES}
       AND status = 'pending' AND waiting = 0`,
    [requestMessageId, JSON.stringify(addresses), trueReason],
  );
}

/** The original is not there yet. @returns those who did not wait before */
export async function updateWaiting(
  tx: Tx,
  requestMessageId: string,
  addresses: readonly string[],
  trueReason: TrueReason,
): Promise<string[]> {
  const rows = await tx.all<{ address: string }>(
    `UPDATE recall_recipient SET waiting = 1, true_reason = $3 WHERE request_message_id = $1 AND address IN ${ADDRESSES}
       AND status = 'pending' AND waiting = 0 RETURNING address`,
    [requestMessageId, JSON.stringify(addresses), trueReason],
  );
  return rows.map(({ address }) => address);
}

/** Mailboxes from which an earlier request recalled a copy of the same message. R4 */
export async function selectRecalledBefore(
  tx: Tx,
  recall: { readonly requestMessageId: string; readonly originalMessageId: string },
  addresses: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.all<{ address: string }>(
    `SELECT DISTINCT recipient.address FROM recall JOIN recall_recipient AS recipient
         ON recipient.request_message_id = recall.request_message_id
       WHERE recall.original_message_id = $1 AND recipient.address IN ${ADDRESSES}
         AND recall.request_message_id <> $3 AND recipient.status IN ('recalled', 'recalledRead')`,
    [recall.originalMessageId, JSON.stringify(addresses), recall.requestMessageId],
  );
  return new Set(rows.map(({ address }) => address));
}
