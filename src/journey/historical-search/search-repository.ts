// Historical searches on disk, with the reports they made.
import type { Database, SqlValue, Tx } from "../../database/database.ts";
import type { SearchJob, SearchRequest, SearchStatus } from "./search-job.ts";

const COLUMNS = 'id, submitted_at AS "submittedAt", status, request, lines';

export class SearchRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  insert(tx: Tx, { id, submittedAt, status, request }: SearchJob, dueAt: number): Promise<number> {
    return tx.run(
      "INSERT INTO historical_search (id, submitted_at, status, due_at, request) VALUES ($1, $2, $3, $4, $5)",
      [id, submittedAt, status, dueAt, JSON.stringify(request)],
    );
  }

  /** Newest first. */
  async list(since: number): Promise<SearchJob[]> {
    const rows = await this.#db.all<Record<string, SqlValue>>(
      `SELECT ${COLUMNS} FROM historical_search WHERE submitted_at >= $1 ORDER BY submitted_at DESC, rowid DESC`,
      [since],
    );
    return rows.map(jobOf);
  }

  async find(id: string): Promise<SearchJob | undefined> {
    const row = await this.#db.get<Record<string, SqlValue>>(`SELECT ${COLUMNS} FROM historical_search WHERE id = $1`, [
      id,
    ]);
    return row && jobOf(row);
  }

  /** Undefined until it is made. */
  async report(id: string): Promise<Buffer | undefined> {
    const row = await this.#db.get<{ report: Uint8Array | null }>(
      "SELECT report FROM historical_search WHERE id = $1",
      [id],
    );
    return row?.report ? Buffer.from(row.report) : undefined;
  }

  async countSince(tx: Tx, at: number): Promise<number> {
    const row = await tx.get<{ n: number }>("SELECT count(*) AS n FROM historical_search WHERE submitted_at > $1", [
      at,
    ]);
    return Number(row?.n ?? 0);
  }

  async due(now: number): Promise<SearchJob[]> {
    const rows = await this.#db.all<Record<string, SqlValue>>(
      `SELECT ${COLUMNS} FROM historical_search WHERE due_at <= $1 ORDER BY due_at, rowid`,
      [now],
    );
    return rows.map(jobOf);
  }

  async nextDue(): Promise<number | undefined> {
    const row = await this.#db.get<{ at: number | null }>(
      "SELECT min(due_at) AS at FROM historical_search WHERE due_at IS NOT NULL",
    );
    return row?.at ?? undefined;
  }

  /** @returns whether it was in the state before. `dueAt` null: nothing is left to do. */
  async move(tx: Tx, id: string, before: SearchStatus, after: SearchStatus, dueAt: number | null): Promise<boolean> {
    const sql = "UPDATE historical_search SET status = $1, due_at = $2 WHERE id = $3 AND status = $4";
    return (await tx.run(sql, [after, dueAt, id, before])) > 0;
  }

  keepReport(tx: Tx, id: string, lines: number, report: Buffer): Promise<number> {
    return tx.run("UPDATE historical_search SET lines = $1, report = $2 WHERE id = $3", [lines, report, id]);
  }
}

function jobOf(row: Record<string, SqlValue>): SearchJob {
  return {
    id: row.id as string,
    submittedAt: row.submittedAt as number,
    status: row.status as SearchStatus,
    request: JSON.parse(row.request as string) as SearchRequest,
    lines: row.lines as number,
  };
}
