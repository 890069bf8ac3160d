// The recall register: which request recalls which original, and what became of it per recipient.
// docs/recall.md R8, R21, R22. Every SQL statement about recalls stands here.
import type { Database, SqlValue, Tx } from "../../database/database.ts";
import {
  pageOfChanges,
  pageOfRecipients,
  type RecipientPage,
  type RecipientQuery,
  totalsOf,
} from "./register-pages.ts";
import {
  conditions,
  type NewRecallRecipient,
  RECALL,
  RECIPIENT,
  type Recall,
  type RecallChange,
  type RecallFilter,
  type RecallRecipient,
  type RecipientRow,
  readRecipient,
} from "./register-rows.ts";
import { isSuccess, type RecallStatus, type TrueReason } from "./status.ts";

export type { NewRecallRecipient, Recall, RecallChange, RecallFilter, RecallRecipient } from "./register-rows.ts";

export class RecallRegister {
  readonly #db: Database;
  readonly #listeners = new Set<(change: RecallChange) => void>();
  /** All Message-IDs registered: asked for every message that is delivered. */
  readonly #requests = new Set<string>();
  #waiting = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  async load(): Promise<void> {
    this.#requests.clear();
    for (const row of await this.#db.all<{ id: string }>("SELECT request_message_id AS id FROM recall"))
      this.#requests.add(row.id);
    const row = await this.#db.get<{ n: number }>("SELECT count(*) AS n FROM recall_recipient WHERE waiting = 1");
    this.#waiting = row?.n ?? 0;
  }

  /** Without asking the database: registered, as of the last commit. */
  isRequest(messageId: string): boolean {
    return this.#requests.has(messageId);
  }

  /** Might an original that is being delivered be waited for? */
  get someoneWaits(): boolean {
    return this.#waiting > 0;
  }

  /** R26: every change, after its commit. */
  subscribe(listener: (change: RecallChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async open(tx: Tx, recall: Omit<Recall, "finalised">): Promise<void> {
    await tx.run(
      `INSERT INTO recall (request_message_id, original_message_id, original_search_key, mailbox, subject, requested_at,
         level, network_message_id, deadline) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (request_message_id) DO NOTHING`,
      [
        recall.requestMessageId,
        recall.originalMessageId,
        recall.originalSearchKey,
        recall.mailbox,
        recall.subject,
        recall.requestedAt,
        recall.level,
        recall.networkMessageId,
        recall.deadline,
      ],
    );
    await this.#changed(tx, {
      ...recall,
      at: recall.requestedAt,
      address: null,
      status: "requested",
      trueReason: null,
    });
    tx.afterCommit(() => this.#requests.add(recall.requestMessageId));
  }

  /** One row per mailbox: a recipient that is known already stays as it is. */
  async addRecipient(tx: Tx, recipient: NewRecallRecipient): Promise<void> {
    const added = await tx.run(
      `INSERT INTO recall_recipient (request_message_id, address, kind, status, true_reason, at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (request_message_id, address) DO NOTHING`,
      [
        recipient.requestMessageId,
        recipient.address,
        recipient.kind,
        recipient.status,
        recipient.trueReason,
        recipient.at,
      ],
    );
    if (added > 0) await this.#changed(tx, recipient);
  }

  async find(tx: Tx | undefined, requestMessageId: string): Promise<Recall | undefined> {
    const row = await (tx ?? this.#db).get<Recall>(`SELECT ${RECALL} FROM recall WHERE request_message_id = $1`, [
      requestMessageId,
    ]);
    return row && { ...row, finalised: Boolean(row.finalised) };
  }

  async recipient(tx: Tx, requestMessageId: string, address: string): Promise<RecallRecipient | undefined> {
    const row = await tx.get<RecipientRow>(
      `SELECT ${RECIPIENT} FROM recall_recipient WHERE request_message_id = $1 AND address = $2`,
      [requestMessageId, address],
    );
    return row && readRecipient(row);
  }

  async recipients(requestMessageId: string): Promise<RecallRecipient[]> {
    const rows = await this.#db.all<RecipientRow>(
      `SELECT ${RECIPIENT} FROM recall_recipient WHERE request_message_id = $1 ORDER BY address`,
      [requestMessageId],
    );
    return rows.map(readRecipient);
  }

  page(requestMessageId: string, query: RecipientQuery): Promise<RecipientPage> {
    return pageOfRecipients(this.#db, requestMessageId, query);
  }

  totals(requestMessageId: string): ReturnType<typeof totalsOf> {
    return totalsOf(this.#db, requestMessageId);
  }

  /** A later failure never replaces an outcome. R22 */
  async settle(
    tx: Tx,
    requestMessageId: string,
    address: string,
    outcome: { status: RecallStatus; trueReason: TrueReason | null },
    at: number,
  ): Promise<void> {
    const before = await this.recipient(tx, requestMessageId, address);
    if (!before || isSuccess(before.outcome) || (before.outcome !== "pending" && !isSuccess(outcome.status))) return;
    await tx.run(
      `UPDATE recall_recipient SET status = $1, true_reason = $2, at = $3, waiting = 0
         WHERE request_message_id = $4 AND address = $5`,
      [outcome.status, outcome.trueReason, at, requestMessageId, address],
    );
    if (before.waiting) {
      tx.afterCommit(() => {
        this.#waiting -= 1;
      });
    }
    const after = (await this.recipient(tx, requestMessageId, address)) ?? outcome;
    await this.#changed(tx, { requestMessageId, at, address, status: after.status, trueReason: after.trueReason });
  }

  /** The request left the tenant on its way to this mailbox: from now on the report of level 2023-04 says "outside". R22 */
  async noteLeft(tx: Tx, requestMessageId: string, address: string, at: number): Promise<void> {
    const changed = await tx.run(
      `UPDATE recall_recipient SET left_at = $1, at = $1 WHERE request_message_id = $2 AND address = $3
         AND kind = 'mailbox' AND left_at IS NULL`,
      [at, requestMessageId, address],
    );
    const after = changed > 0 ? await this.recipient(tx, requestMessageId, address) : undefined;
    if (after) await this.#changed(tx, { ...after, at });
  }

  /** Why a request will be delivered as ordinary mail: the DELIVER event that follows settles it. */
  async noteReason(tx: Tx, requestMessageId: string, address: string, trueReason: TrueReason): Promise<void> {
    await tx.run(
      "UPDATE recall_recipient SET true_reason = $1 WHERE request_message_id = $2 AND address = $3 AND status = 'pending' AND waiting = 0",
      [trueReason, requestMessageId, address],
    );
  }

  /** The original is not there yet. */
  async wait(tx: Tx, requestMessageId: string, address: string, trueReason: TrueReason, at: number): Promise<void> {
    const changed = await tx.run(
      `UPDATE recall_recipient SET waiting = 1, true_reason = $1 WHERE request_message_id = $2 AND address = $3
         AND status = 'pending' AND waiting = 0`,
      [trueReason, requestMessageId, address],
    );
    if (changed === 0) return;
    // At once: an original delivered in the same transaction must see it. Too many only costs a look-up.
    this.#waiting += 1;
    await this.#changed(tx, { requestMessageId, at, address, status: "waiting", trueReason });
  }

  /** Requests that wait for this message in this mailbox; at level 2023-04 the search key alone names it. R12 */
  async waitingFor(tx: Tx, mailbox: string, messageId: string, searchKey: string): Promise<Recall[]> {
    const rows = await tx.all<Recall>(
      `SELECT ${RECALL} FROM recall WHERE request_message_id IN
         (SELECT request_message_id FROM recall_recipient WHERE waiting = 1 AND address = $1)
         AND ((original_message_id = $2 AND level <> '2023-04') OR (original_search_key = $3 AND $3 <> ''))`,
      [mailbox, messageId, searchKey],
    );
    return rows.map((row) => ({ ...row, finalised: Boolean(row.finalised) }));
  }

  /** Was a copy in this mailbox recalled by an earlier request? R4 */
  async wasRecalled(tx: Tx, recall: Recall, mailbox: string): Promise<boolean> {
    const row = await tx.get(
      `SELECT 1 AS yes FROM recall_recipient JOIN recall ON recall.request_message_id = recall_recipient.request_message_id
         WHERE recall.original_message_id = $1 AND recall.request_message_id <> $2 AND recall_recipient.address = $3
           AND recall_recipient.status IN ('recalled', 'recalledRead') LIMIT 1`,
      [recall.originalMessageId, recall.requestMessageId, mailbox],
    );
    return row !== undefined;
  }

  /** Newest first. */
  async list(filter: RecallFilter = {}, limit = 100): Promise<Recall[]> {
    const { where, params } = conditions(filter);
    const rows = await this.#db.all<Recall>(
      `SELECT ${RECALL} FROM recall ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""}
         ORDER BY requested_at DESC, request_message_id LIMIT $${params.push(limit)}`,
      params,
    );
    return rows.map((row) => ({ ...row, finalised: Boolean(row.finalised) }));
  }

  /** Of one recall, oldest first: the first thousand unless a page is asked for. */
  changes(
    requestMessageId: string,
    { after = 0, limit = 1000 }: { readonly after?: number; readonly limit?: number } = {},
  ): ReturnType<typeof pageOfChanges> {
    return pageOfChanges(this.#db, requestMessageId, { after, limit });
  }

  /** Of all recalls, in the order in which they were written, from behind `id` on. */
  async changesAfter(id: number, limit: number): Promise<(RecallChange & { readonly id: number })[]> {
    return this.#db.all(
      `SELECT id, request_message_id AS "requestMessageId", at, address, status, true_reason AS "trueReason"
         FROM recall_event WHERE id > $1 ORDER BY id LIMIT $2`,
      [id, limit],
    );
  }

  async lastChange(): Promise<number> {
    const row = await this.#db.get<{ id: number | null }>("SELECT max(id) AS id FROM recall_event");
    return row?.id ?? 0;
  }

  /** Recalls of one message, oldest first. */
  async ofOriginal(originalMessageId: string): Promise<Recall[]> {
    const rows = await this.#db.all<Recall>(
      `SELECT ${RECALL} FROM recall WHERE original_message_id = $1 ORDER BY requested_at, request_message_id`,
      [originalMessageId],
    );
    return rows.map((row) => ({ ...row, finalised: Boolean(row.finalised) }));
  }

  async nextDeadline(): Promise<number | undefined> {
    const row = await this.#db.get<{ at: number | null }>("SELECT min(deadline) AS at FROM recall WHERE finalised = 0");
    return row?.at ?? undefined;
  }

  async due(now: number): Promise<Recall[]> {
    const rows = await this.#db.all<Recall>(`SELECT ${RECALL} FROM recall WHERE finalised = 0 AND deadline <= $1`, [
      now,
    ]);
    return rows.map((row) => ({ ...row, finalised: false }));
  }

  async markFinal(tx: Tx, requestMessageId: string, at: number): Promise<void> {
    await tx.run("UPDATE recall SET finalised = 1 WHERE request_message_id = $1", [requestMessageId]);
    await this.#changed(tx, { requestMessageId, at, address: null, status: "final", trueReason: null });
  }

  async pendingIn(tx: Tx, requestMessageId: string): Promise<RecallRecipient[]> {
    const rows = await tx.all<RecipientRow>(
      `SELECT ${RECIPIENT} FROM recall_recipient WHERE request_message_id = $1 AND status = 'pending'`,
      [requestMessageId],
    );
    return rows.map(readRecipient);
  }

  async #changed(tx: Tx, change: RecallChange): Promise<void> {
    const { requestMessageId, at, address, status, trueReason } = change;
    const values: SqlValue[] = [requestMessageId, at, address, status, trueReason];
    await tx.run(
      "INSERT INTO recall_event (request_message_id, at, address, status, true_reason) VALUES ($1, $2, $3, $4, $5)",
      values,
    );
    tx.afterCommit(() => {
      for (const listener of this.#listeners) listener({ requestMessageId, at, address, status, trueReason });
    });
  }
}
