// The recall register: which request recalls which original, and what became of it per recipient.
// docs/recall.md R8, R21, R22. Every SQL statement about recalls stands here.
import type { Database, Tx } from "../../database/database.ts";
import {
  insertRecipients,
  type RecipientOutcome,
  selectRecalledBefore,
  selectRecipients,
  updateLeft,
  updateOutcomes,
  updateReasons,
  updateWaiting,
} from "./recipient-sets.ts";
import {
  pageOfChanges,
  pageOfRecipients,
  type RecipientPage,
  type RecipientQuery,
  totalsOf,
} from "./register-pages.ts";
import {
  type ChangedRecall,
  conditions,
  type NewRecallRecipient,
  RECALL,
  RECIPIENT,
  type Recall,
  type RecallChange,
  type RecallFilter,
  type RecallOutcomes,
  type RecallRecipient,
  type RecipientRow,
  readRecipient,
} from "./register-rows.ts";
import { isSuccess, type TrueReason } from "./status.ts";

export type {
  ChangedRecall,
  NewRecallRecipient,
  Recall,
  RecallChange,
  RecallFilter,
  RecallOutcomes,
  RecallRecipient,
} from "./register-rows.ts";

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
    const opened = { at: recall.requestedAt, address: null, status: "requested", trueReason: null } as const;
    await this.#changed(tx, [{ requestMessageId: recall.requestMessageId, ...opened }]);
    tx.afterCommit(() => this.#requests.add(recall.requestMessageId));
  }

  /** One row per mailbox, all of one request: a recipient that is known already stays as it is. */
  async addRecipients(tx: Tx, recipients: readonly NewRecallRecipient[]): Promise<void> {
    const added = await insertRecipients(tx, recipients);
    await this.#changed(
      tx,
      recipients.filter(({ address }) => added.has(address)),
    );
  }

  async find(tx: Tx | undefined, requestMessageId: string): Promise<Recall | undefined> {
    const row = await (tx ?? this.#db).get<Recall>(`SELECT ${RECALL} FROM recall WHERE request_message_id = $1`, [
      requestMessageId,
    ]);
    return row && { ...row, finalised: Boolean(row.finalised) };
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

  /** By address; who is no recipient is not there. */
  async recipientsIn(
    tx: Tx,
    requestMessageId: string,
    addresses: readonly string[],
  ): Promise<Map<string, RecallRecipient>> {
    const rows = await selectRecipients(tx, requestMessageId, addresses);
    return new Map([...rows].map(([address, row]) => [address, readRecipient(row)]));
  }

  /** A later failure never replaces an outcome. R22 */
  async settle(tx: Tx, requestMessageId: string, outcomes: readonly RecipientOutcome[], at: number): Promise<void> {
    const addresses = outcomes.map(({ address }) => address);
    const before = await selectRecipients(tx, requestMessageId, addresses);
    const changing = outcomes.filter(({ address, status }) => {
      const known = before.get(address);
      return known && !isSuccess(known.outcome) && (known.outcome === "pending" || isSuccess(status));
    });
    if (changing.length === 0) return;
    await updateOutcomes(tx, requestMessageId, changing, at);
    const after: RecipientRow[] = changing.flatMap(({ address, status, trueReason }) => {
      const known = before.get(address);
      return known ? [{ ...known, outcome: status, trueReason, at }] : [];
    });
    const waited = after.filter((row) => row.waiting).length;
    if (waited > 0) {
      tx.afterCommit(() => {
        this.#waiting -= waited;
      });
    }
    await this.#changed(tx, after.map(readRecipient));
  }

  /** The request left the tenant on its way to these mailboxes: from now on the report of level 2023-04 says "outside". R22 */
  async noteLeft(tx: Tx, requestMessageId: string, addresses: readonly string[], at: number): Promise<void> {
    const left = await updateLeft(tx, requestMessageId, addresses, at);
    const rows = left.length > 0 ? await selectRecipients(tx, requestMessageId, left) : new Map<string, RecipientRow>();
    await this.#changed(
      tx,
      [...rows.values()].map((row) => ({ ...readRecipient(row), at })),
    );
  }

  /** Why a request will be delivered as ordinary mail: the DELIVER event that follows settles it. */
  noteReason(tx: Tx, requestMessageId: string, addresses: readonly string[], trueReason: TrueReason): Promise<void> {
    return updateReasons(tx, requestMessageId, addresses, trueReason);
  }

  /** The original is not there yet. */
  async wait(
    tx: Tx,
    requestMessageId: string,
    addresses: readonly string[],
    trueReason: TrueReason,
    at: number,
  ): Promise<void> {
    const waiting = await updateWaiting(tx, requestMessageId, addresses, trueReason);
    // At once: an original delivered in the same transaction must see it. Too many only costs a look-up.
    this.#waiting += waiting.length;
    await this.#changed(
      tx,
      waiting.map((address) => ({ requestMessageId, at, address, status: "waiting" as const, trueReason })),
    );
  }

  /** Requests that wait for this message in these mailboxes; at level 2023-04 the search key alone names it. R12 */
  async waitingFor(
    tx: Tx,
    messageId: string,
    copies: readonly { readonly mailbox: string; readonly searchKey: string }[],
  ): Promise<{ readonly recall: Recall; readonly address: string }[]> {
    const rows = await tx.all<Recall & { readonly address: string }>(
      `SELECT recall_recipient.address AS address, ${RECALL.replace(/^request_message_id/, "recall.request_message_id")}
       FROM json_each($1) AS given CROSS JOIN recall_recipient CROSS JOIN recall
       WHERE recall_recipient.waiting = 1 AND recall_recipient.address = given.value ->> 0
         AND recall.request_message_id = recall_recipient.request_message_id
         AND ((original_message_id = $2 AND level <> '2023-04')
           OR (original_search_key = given.value ->> 1 AND given.value ->> 1 <> ''))`,
      [JSON.stringify(copies.map(({ mailbox, searchKey }) => [mailbox, searchKey])), messageId],
    );
    return rows.map(({ address, ...row }) => ({ address, recall: { ...row, finalised: Boolean(row.finalised) } }));
  }

  /** Mailboxes from which an earlier request recalled a copy of the same message. R4 */
  recalledBefore(tx: Tx, recall: Recall, addresses: readonly string[]): Promise<Set<string>> {
    return selectRecalledBefore(tx, recall, addresses);
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

  /** Recalls that changed behind `id`, each with its last change. */
  async changedAfter(id: number): Promise<ChangedRecall[]> {
    return this.#db.all(
      `SELECT request_message_id AS "requestMessageId", max(id) AS id, max(at) AS at FROM recall_event WHERE id > $1
         GROUP BY request_message_id`,
      [id],
    );
  }

  /** Recipients by what all recalls of what a mailbox sent came to for them; undefined where it was never recalled. */
  async outcomesOf(originalMessageId: string, sentBy: string): Promise<RecallOutcomes | undefined> {
    if (!(await this.ofOriginal(originalMessageId)).some(({ mailbox }) => mailbox === sentBy)) return undefined;
    const rows = await this.#db.all<{ best: number; count: number }>(
      `SELECT best, count(*) AS count FROM (
         SELECT max(CASE WHEN status IN ('recalled', 'recalledRead') THEN 2 WHEN status = 'pending' THEN 1 ELSE 0 END) AS best
         FROM recall_recipient WHERE request_message_id IN
           (SELECT request_message_id FROM recall WHERE original_message_id = $1 AND mailbox = $2) GROUP BY address
       ) AS recipient GROUP BY best`,
      [originalMessageId, sentBy],
    );
    const count = (best: number) => rows.find((row) => row.best === best)?.count ?? 0;
    return { recalled: count(2), pending: count(1), failed: count(0) };
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

  /** Those that are not final, by when they will be. */
  async upcoming(limit: number): Promise<Recall[]> {
    const rows = await this.#db.all<Recall>(
      `SELECT ${RECALL} FROM recall WHERE finalised = 0 ORDER BY deadline LIMIT $1`,
      [limit],
    );
    return rows.map((row) => ({ ...row, finalised: false }));
  }

  async due(now: number): Promise<Recall[]> {
    const rows = await this.#db.all<Recall>(`SELECT ${RECALL} FROM recall WHERE finalised = 0 AND deadline <= $1`, [
      now,
    ]);
    return rows.map((row) => ({ ...row, finalised: false }));
  }

  async markFinal(tx: Tx, requestMessageId: string, at: number): Promise<void> {
    await tx.run("UPDATE recall SET finalised = 1 WHERE request_message_id = $1", [requestMessageId]);
    await this.#changed(tx, [{ requestMessageId, at, address: null, status: "final", trueReason: null }]);
  }

  /** At most `limit` of them. */
  async pendingIn(tx: Tx, requestMessageId: string, limit: number): Promise<RecallRecipient[]> {
    const rows = await tx.all<RecipientRow>(
      `SELECT ${RECIPIENT} FROM recall_recipient WHERE request_message_id = $1 AND status = 'pending' LIMIT $2`,
      [requestMessageId, limit],
    );
    return rows.map(readRecipient);
  }

  /** All of one request, at one time. */
  async #changed(tx: Tx, changes: readonly RecallChange[]): Promise<void> {
    const [first] = changes;
    if (!first) return;
    const values = changes.map(({ address, status, trueReason }) => [address, status, trueReason]);
    await tx.run(
      `INSERT INTO recall_event (request_message_id, at, address, status, true_reason)
       SELECT $1, $2, value ->> 0, value ->> 1, value ->> 2 FROM json_each($3)`,
      [first.requestMessageId, first.at, JSON.stringify(values)],
    );
    tx.afterCommit(() => {
      for (const { requestMessageId, at, address, status, trueReason } of changes)
        for (const listener of this.#listeners) listener({ requestMessageId, at, address, status, trueReason });
    });
  }
}
