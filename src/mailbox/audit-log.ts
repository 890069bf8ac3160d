// The mailbox audit log: what its owner and others did to a mailbox's items. A recall writes nothing here.
// Learn: Manage mailbox auditing; docs/recall.md R15
import type { Database, SqlValue, Tx } from "../database/database.ts";

export const AUDIT_OPERATIONS = [
  "Create",
  "HardDelete",
  "Move",
  "MoveToDeletedItems",
  "SendAs",
  "SendOnBehalf",
  "SoftDelete",
  "Update",
] as const;
export type AuditOperation = (typeof AUDIT_OPERATIONS)[number];
export type LogonType = "Owner" | "Delegate";

export interface AuditedAct {
  /** Primary address. */
  readonly mailbox: string;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly operation: AuditOperation;
  /** Who did it: primary address; the mailbox itself for its owner. */
  readonly actor: string;
  /** "Client=REST" */
  readonly client: string;
  readonly subject: string;
  readonly messageId: string;
  /** "Inbox", "Recoverable Items/Purges"; "" where there is none. */
  readonly folder: string;
  /** Where it went. */
  readonly destination?: string;
}

export interface AuditEntry extends Required<AuditedAct> {
  readonly id: number;
  readonly logonType: LogonType;
}

export interface AuditQuery {
  readonly mailbox: string;
  /** Milliseconds UTC, both included. */
  readonly from: number;
  readonly to: number;
  readonly logonTypes?: readonly LogonType[];
  readonly operations?: readonly AuditOperation[];
  readonly limit: number;
}

/** Set-Mailbox -AuditLogAgeLimit: its default, milliseconds. */
export const AUDIT_LOG_AGE_MS = 90 * 86_400_000;

export class MailboxAuditLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async write(tx: Tx, act: AuditedAct): Promise<void> {
    await tx.run(
      `INSERT INTO mailbox_audit (mailbox, at, operation, actor, client, subject, message_id, folder, destination)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[act.mailbox, act.at, act.operation, act.actor, act.client],
        ...[act.subject, act.messageId, act.folder, act.destination ?? ""],
      ],
    );
  }

  /** Newest first. */
  async search(query: AuditQuery): Promise<AuditEntry[]> {
    const params: SqlValue[] = [query.mailbox, query.from, query.to];
    const where = ["mailbox = $1", "at >= $2", "at <= $3"];
    const oneOf = (sql: string, values: readonly string[] | undefined) => {
      if (values) where.push(`${sql} IN (${values.map((value) => `$${params.push(value)}`).join(", ")})`);
    };
    oneOf("operation", query.operations);
    oneOf(LOGON_TYPE, query.logonTypes);
    return this.#db.all<AuditEntry>(
      `SELECT id, mailbox, at, operation, ${LOGON_TYPE} AS "logonType", actor, client, subject,
         message_id AS "messageId", folder, destination
       FROM mailbox_audit WHERE ${where.join(" AND ")} ORDER BY at DESC, id DESC LIMIT ${query.limit}`,
      params,
    );
  }
}

const LOGON_TYPE = "CASE WHEN actor = mailbox THEN 'Owner' ELSE 'Delegate' END";
