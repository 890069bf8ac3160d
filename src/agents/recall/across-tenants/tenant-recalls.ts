// What other tenants sent here and recalled here: which tenant a message came from, which request names which original,
// and what became of it per mailbox. docs/recall.md R25. Every SQL statement about that stands here.
import type { Database, Tx } from "../../../database/database.ts";
import type { RecallStatus, TrueReason } from "../status.ts";

export interface TenantRecall {
  readonly requestMessageId: string;
  /** GUID, lower case: of the tenant that sent request and original. */
  readonly tenantId: string;
  readonly originalMessageId: string;
  /** When the request first came in, milliseconds UTC. */
  readonly requestedAt: number;
}

export interface TenantRecallOutcome {
  /** "pending": the original is not there yet. */
  readonly status: RecallStatus;
  readonly trueReason: TrueReason | null;
}

export class TenantRecalls {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** One row for a message, whatever the number of its copies: they have its network message id. */
  async noteSender(tx: Tx, networkMessageId: string, tenantId: string, at: number): Promise<void> {
    await tx.run(
      `INSERT INTO sender_tenant (network_message_id, tenant_id, at) VALUES ($1, $2, $3)
         ON CONFLICT (network_message_id) DO NOTHING`,
      [networkMessageId, tenantId, at],
    );
  }

  /** The tenant whose certificate brought the message, if it was one that is pinned. */
  async senderOf(networkMessageId: string, tx?: Tx): Promise<string | undefined> {
    const row = await (tx ?? this.#db).get<{ id: string }>(
      "SELECT tenant_id AS id FROM sender_tenant WHERE network_message_id = $1",
      [networkMessageId],
    );
    return row?.id;
  }

  async open(tx: Tx, recall: TenantRecall): Promise<void> {
    await tx.run(
      `INSERT INTO tenant_recall (request_message_id, tenant_id, original_message_id, requested_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (request_message_id, tenant_id) DO NOTHING`,
      [recall.requestMessageId, recall.tenantId, recall.originalMessageId, recall.requestedAt],
    );
  }

  find(requestMessageId: string, tenantId: string, tx?: Tx): Promise<TenantRecall | undefined> {
    return (tx ?? this.#db).get<TenantRecall>(
      `SELECT request_message_id AS "requestMessageId", tenant_id AS "tenantId",
         original_message_id AS "originalMessageId", requested_at AS "requestedAt"
         FROM tenant_recall WHERE request_message_id = $1 AND tenant_id = $2`,
      [requestMessageId, tenantId],
    );
  }

  async outcome(tx: Tx, recall: TenantRecall, mailbox: string): Promise<TenantRecallOutcome | undefined> {
    return tx.get<TenantRecallOutcome>(
      `SELECT status, true_reason AS "trueReason" FROM tenant_recall_recipient
         WHERE request_message_id = $1 AND tenant_id = $2 AND mailbox = $3`,
      [recall.requestMessageId, recall.tenantId, mailbox],
    );
  }

  async settle(tx: Tx, recall: TenantRecall, mailbox: string, outcome: TenantRecallOutcome, at: number): Promise<void> {
    await tx.run(
      `INSERT INTO tenant_recall_recipient (request_message_id, tenant_id, mailbox, status, true_reason, at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (request_message_id, tenant_id, mailbox) DO UPDATE SET status = $4, true_reason = $5, at = $6`,
      [recall.requestMessageId, recall.tenantId, mailbox, outcome.status, outcome.trueReason, at],
    );
  }

  /** Mailboxes in which a request waits for this original. */
  waitingFor(
    tx: Tx,
    originalMessageId: string,
    tenantId: string,
  ): Promise<(TenantRecall & { readonly mailbox: string })[]> {
    return tx.all(
      `SELECT recall.request_message_id AS "requestMessageId", recall.tenant_id AS "tenantId",
         original_message_id AS "originalMessageId", requested_at AS "requestedAt", mailbox
         FROM tenant_recall AS recall JOIN tenant_recall_recipient AS recipient
           ON recipient.request_message_id = recall.request_message_id AND recipient.tenant_id = recall.tenant_id
         WHERE original_message_id = $1 AND recall.tenant_id = $2 AND status = 'pending'`,
      [originalMessageId, tenantId],
    );
  }

  /** By an earlier request of that tenant. */
  async wasRecalled(tx: Tx, { originalMessageId, tenantId }: TenantRecall, mailbox: string): Promise<boolean> {
    const row = await tx.get(
      `SELECT 1 AS yes FROM tenant_recall AS recall JOIN tenant_recall_recipient AS recipient
           ON recipient.request_message_id = recall.request_message_id AND recipient.tenant_id = recall.tenant_id
         WHERE original_message_id = $1 AND recall.tenant_id = $2 AND mailbox = $3
           AND status IN ('recalled', 'recalledRead') LIMIT 1`,
      [originalMessageId, tenantId, mailbox],
    );
    return row !== undefined;
  }
}
