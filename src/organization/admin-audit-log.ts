// What administrators changed: one entry for each cmdlet that changes something, refused ones too. Search-AdminAuditLog
import type { Database, SqlValue } from "../database/database.ts";

export interface AdminAct {
  /** Milliseconds UTC. */
  readonly at: number;
  /** "admin@contoso.com" */
  readonly caller: string;
  readonly cmdlet: string;
  /** What -Identity or -Name said; "" where neither is there. */
  readonly object: string;
  /** As given; secrets are masked. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Why it was refused. */
  readonly error?: string;
}

export interface AdminAuditEntry extends AdminAct {
  readonly id: number;
}

export interface AdminAuditQuery {
  /** Milliseconds UTC, both included. */
  readonly from: number;
  readonly to: number;
  readonly cmdlets?: readonly string[];
  readonly objects?: readonly string[];
  readonly callers?: readonly string[];
  readonly limit: number;
}

/** Set-AdminAuditLogConfig -AdminAuditLogAgeLimit: its default, milliseconds. */
export const ADMIN_AUDIT_LOG_AGE_MS = 90 * 86_400_000;

export class AdminAuditLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add({ at, caller, cmdlet, object, parameters, error }: AdminAct): Promise<void> {
    await this.#db.write((tx) =>
      tx.run(
        "INSERT INTO admin_audit (at, caller, cmdlet, object, parameters, error) VALUES ($1, $2, $3, $4, $5, $6)",
        [at, caller, cmdlet, object, JSON.stringify(parameters), error ?? null],
      ),
    );
  }

  /** The newest first. */
  async search({ from, to, cmdlets, objects, callers, limit }: AdminAuditQuery): Promise<AdminAuditEntry[]> {
    const values: SqlValue[] = [from, to, limit];
    const among = (column: string, wanted: readonly string[] | undefined) => {
      if (wanted === undefined || wanted.length === 0) return "";
      const marks = wanted.map((value) => `$${values.push(value.toLowerCase())}`);
      return ` AND lower(${column}) IN (${marks.join(", ")})`;
    };
    const where = among("cmdlet", cmdlets) + among("object", objects) + among("caller", callers);
    const rows = await this.#db.all<Omit<AdminAuditEntry, "parameters"> & { parameters: string; error: string | null }>(
      `SELECT id, at, caller, cmdlet, object, parameters, error FROM admin_audit
        WHERE at BETWEEN $1 AND $2${where} ORDER BY at DESC, id DESC LIMIT $3`,
      values,
    );
    return rows.map(({ parameters, error, ...row }) => ({
      ...row,
      parameters: JSON.parse(parameters) as Record<string, unknown>,
      ...(error !== null && { error }),
    }));
  }
}
