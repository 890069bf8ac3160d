// Who submitted what: the register by which recalls name their originals. docs/recall.md R6.
import type { Database, SqlValue, Tx } from "../database/database.ts";

export interface SubmittedMessage {
  readonly messageId: string;
  /** Mailbox it was sent as, primary address. */
  readonly mailbox: string;
  /** PidTagSearchKey given at submission, upper-case hex. */
  readonly searchKey: string;
  /** P1 recipients as submitted. */
  readonly recipients: readonly string[];
  /** Milliseconds UTC. */
  readonly submittedAt: number;
  readonly subject: string;
  readonly networkMessageId: string;
  readonly meeting: boolean;
  /** Purview Message Encryption: message.rpmsg. */
  readonly rightsManaged: boolean;
}

const COLUMNS = `message_id AS "messageId", mailbox, search_key AS "searchKey", recipients, submitted_at AS "submittedAt",
  subject, network_message_id AS "networkMessageId", meeting, rights_managed AS "rightsManaged"`;

export class SubmittedMessages {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The first submission under a Message-ID stands: sending a file twice does not make it younger. */
  async add(tx: Tx, message: SubmittedMessage): Promise<void> {
    await tx.run(
      `INSERT INTO submitted (message_id, mailbox, search_key, recipients, submitted_at, subject, network_message_id, meeting, rights_managed)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (message_id, mailbox) DO NOTHING`,
      [
        message.messageId,
        message.mailbox,
        message.searchKey,
        JSON.stringify(message.recipients),
        message.submittedAt,
        message.subject,
        message.networkMessageId,
        message.meeting ? 1 : 0,
        message.rightsManaged ? 1 : 0,
      ],
    );
  }

  /** All mailboxes that submitted under this Message-ID. */
  find(messageId: string): Promise<SubmittedMessage[]> {
    return this.#where("message_id", messageId);
  }

  /** What was submitted with this search key, upper-case hex. */
  findByKey(searchKey: string): Promise<SubmittedMessage[]> {
    return this.#where("search_key", searchKey);
  }

  async #where(column: "message_id" | "search_key", value: string): Promise<SubmittedMessage[]> {
    const rows = await this.#db.all<Record<string, SqlValue>>(`SELECT ${COLUMNS} FROM submitted WHERE ${column} = $1`, [
      value,
    ]);
    return rows.map((row) => ({
      ...(row as unknown as SubmittedMessage),
      recipients: JSON.parse(String(row.recipients)),
      meeting: row.meeting === 1,
      rightsManaged: row.rightsManaged === 1,
    }));
  }

  /** Newest first. */
  async latest(mailbox: string): Promise<SubmittedMessage | undefined> {
    const row = await this.#db.get<{ id: string }>(
      "SELECT message_id AS id FROM submitted WHERE mailbox = $1 ORDER BY submitted_at DESC LIMIT 1",
      [mailbox],
    );
    return row && (await this.find(row.id)).find((message) => message.mailbox === mailbox);
  }
}
