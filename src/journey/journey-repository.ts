// Journeys and passes as rows: every SQL statement about them stands here, its searches in search-conditions.ts.
import type { Database, Tx } from "../database/database.ts";
import type { FoundPass, PassFilter } from "../trace/search-trace.ts";
import type { JourneyQuery, Kind } from "./journey.ts";
import { type JourneyRow, joined, readJourney, type StoredJourney, split } from "./journey-row.ts";
import { journeyConditions, passConditions } from "./search-conditions.ts";

/** One pass, as the message trace looks for it. */
export interface PassRow {
  readonly networkMessageId: string;
  readonly journeyId: string;
  readonly receivedAt: number;
  readonly messageId: string;
  readonly sender: string;
  readonly subject: string;
  readonly recipients: readonly string[];
  /** Trace statuses of its recipients. */
  readonly statuses: readonly string[];
}

/** Where a list goes on: behind this journey. */
export interface Position {
  readonly startedAt: number;
  readonly id: string;
}

const COLUMNS = `id, kind, started_at AS "startedAt", changed_at AS "changedAt", message_id AS "messageId", subject, sender,
  recipients, recipient_count AS "recipientCount", size, cc, bcc, reply_to AS "replyTo", has, hops, rules, strip, verdict, recall,
  lost_at AS "lostAt", caused_by AS "causedBy", version`;

export class JourneyRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async save(tx: Tx, row: JourneyRow): Promise<void> {
    await tx.run(
      `INSERT INTO journey (id, kind, started_at, changed_at, message_id, subject, subject_folded, sender, sender_folded,
         recipients, recipient_count, hops, rules, strip, verdict, recall, lost_at, version, size, cc, bcc, reply_to, has,
         caused_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, changed_at = excluded.changed_at,
         recipients = excluded.recipients, recipient_count = excluded.recipient_count, hops = excluded.hops,
         rules = excluded.rules, strip = excluded.strip, verdict = excluded.verdict, lost_at = excluded.lost_at, recall = excluded.recall,
         version = excluded.version`,
      [
        row.id,
        row.kind,
        row.startedAt,
        row.changedAt,
        row.messageId,
        row.subject,
        row.subject.toLowerCase(),
        row.sender,
        row.sender.toLowerCase(),
        joined(row.recipients),
        row.recipientCount,
        joined(row.hops),
        joined(row.rules),
        JSON.stringify(row.strip),
        row.verdict,
        row.recall,
        row.lostAt,
        row.version,
        row.size,
        joined(row.cc),
        joined(row.bcc),
        joined(row.replyTo),
        joined(row.has),
        row.causedBy,
      ],
    );
  }

  async savePass(tx: Tx, pass: PassRow): Promise<void> {
    await tx.run(
      `INSERT INTO journey_pass (network_message_id, journey_id, received_at, message_id, sender_folded, subject_folded,
         recipients, statuses) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (network_message_id) DO UPDATE SET recipients = excluded.recipients, statuses = excluded.statuses`,
      [
        pass.networkMessageId,
        pass.journeyId,
        pass.receivedAt,
        pass.messageId,
        pass.sender.toLowerCase(),
        pass.subject.toLowerCase(),
        joined(pass.recipients).toLowerCase(),
        joined(pass.statuses),
      ],
    );
  }

  async get(id: string): Promise<JourneyRow | undefined> {
    const row = await this.#db.get<StoredJourney>(`SELECT ${COLUMNS} FROM journey WHERE id = $1`, [id]);
    return row && readJourney(row);
  }

  /** What the tenant made because of it, oldest first. */
  async causedBy(id: string, limit: number, kind?: Kind): Promise<JourneyRow[]> {
    const rows = await this.#db.all<StoredJourney>(
      `SELECT ${COLUMNS} FROM journey WHERE caused_by = $1 ${kind === undefined ? "" : "AND kind = $3"}
         ORDER BY started_at, id LIMIT $2`,
      kind === undefined ? [id, limit] : [id, limit, kind],
    );
    return rows.map(readJourney);
  }

  /** Network message ids of its passes, in the order in which they came in. */
  async passesOf(journeyId: string): Promise<string[]> {
    const rows = await this.#db.all<{ id: string }>(
      "SELECT network_message_id AS id FROM journey_pass WHERE journey_id = $1 ORDER BY received_at, network_message_id",
      [journeyId],
    );
    return rows.map(({ id }) => id);
  }

  /** By the network message id of any pass. */
  async journeyIdOf(networkMessageId: string): Promise<string | undefined> {
    const row = await this.#db.get<{ id: string }>(
      "SELECT journey_id AS id FROM journey_pass WHERE network_message_id = $1",
      [networkMessageId],
    );
    return row?.id;
  }

  /** Newest first. */
  async list(query: JourneyQuery, limit: number, after?: Position): Promise<JourneyRow[]> {
    const { where, params } = journeyConditions(query);
    if (after)
      where.push(
        `(started_at < $${params.push(after.startedAt)} OR (started_at = $${params.length} AND id < $${params.push(after.id)}))`,
      );
    const rows = await this.#db.all<StoredJourney>(
      `SELECT ${COLUMNS} FROM journey ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""}
         ORDER BY started_at DESC, id DESC LIMIT $${params.push(limit)}`,
      params,
    );
    return rows.map(readJourney);
  }

  /** Passes that may have a trace row that is wanted, newest first. */
  async passes(filter: PassFilter, limit: number, after?: FoundPass): Promise<FoundPass[]> {
    const { where, params } = passConditions(filter);
    if (after) {
      const [at, id] = [params.push(after.receivedAt), params.push(after.networkMessageId)];
      where.push(`(received_at < $${at} OR (received_at = $${at} AND network_message_id < $${id}))`);
    }
    return this.#db.all<FoundPass>(
      `SELECT network_message_id AS "networkMessageId", received_at AS "receivedAt" FROM journey_pass
         WHERE ${where.join(" AND ")} ORDER BY received_at DESC, network_message_id DESC LIMIT $${params.push(limit)}`,
      params,
    );
  }

  /** In the order of their change. */
  async changedAfter(version: number, limit: number): Promise<JourneyRow[]> {
    const rows = await this.#db.all<StoredJourney>(
      `SELECT ${COLUMNS} FROM journey WHERE version > $1 ORDER BY version LIMIT $2`,
      [version, limit],
    );
    return rows.map(readJourney);
  }

  /** By each set of rules that matched one message. */
  async ruleSets(): Promise<{ rules: readonly string[]; journeys: number; lastAt: number }[]> {
    const rows = await this.#db.all<{ rules: string; journeys: number; lastAt: number }>(
      `SELECT rules, count(*) AS journeys, max(started_at) AS "lastAt" FROM journey WHERE rules <> '' GROUP BY rules`,
    );
    return rows.map((row) => ({ ...row, rules: split(row.rules) }));
  }

  async newestVersion(): Promise<number> {
    const row = await this.#db.get<{ version: number | null }>("SELECT max(version) AS version FROM journey");
    return row?.version ?? 0;
  }

  /** Did a body come back over a connector that is none of those that left? */
  async bodyChanged(journeyId: string): Promise<boolean> {
    const row = await this.#db.get(BODY_CHANGED, [journeyId]);
    return row !== undefined;
  }

  async nextLost(): Promise<number | undefined> {
    const row = await this.#db.get<{ at: number | null }>("SELECT min(lost_at) AS at FROM journey WHERE lost_at > 0");
    return row?.at ?? undefined;
  }

  /** Journeys that are away for too long. */
  async overdue(now: number): Promise<JourneyRow[]> {
    const rows = await this.#db.all<StoredJourney>(
      `SELECT ${COLUMNS} FROM journey WHERE lost_at <= $1 ORDER BY lost_at`,
      [now],
    );
    return rows.map(readJourney);
  }
}

/** What an earlier pass sent out is what a later one should bring: ids of passes lie in the order of time. */
const BODY_CHANGED = `WITH crossing AS (
    SELECT leg.direction, leg.network_message_id AS pass, body.id, body.size, body.hash, body.data FROM leg
      JOIN content ON content.id = leg.content_id JOIN body ON body.id = content.body_id WHERE leg.journey_id = $1)
  SELECT 1 AS yes FROM crossing AS came WHERE came.direction = 'in'
    AND EXISTS (SELECT 1 FROM crossing AS went WHERE went.direction = 'out' AND went.pass < came.pass)
    AND NOT EXISTS (SELECT 1 FROM crossing AS went WHERE went.direction = 'out' AND went.pass < came.pass
      AND (went.id = came.id OR (went.size = came.size AND (went.hash = came.hash OR went.data = came.data)))) LIMIT 1`;
