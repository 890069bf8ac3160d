// Legs: what left over a connector and what came back, with envelope, transcript and bytes.
import type { MailItem } from "../agent-api/mail-item.ts";
import type { ContentStore } from "../database/content-store.ts";
import type { Database, SqlValue, Tx } from "../database/database.ts";
import { itemColumns } from "./tracking-log.ts";

export interface NewLeg {
  readonly direction: "out" | "in";
  /** Connector's name; "" for mail that matched none. */
  readonly connector: string;
  readonly at: number;
  /** host:port of the other side. */
  readonly peer: string;
  readonly tls?: string;
  readonly certificate?: string;
  readonly recipients: readonly string[];
  readonly reply: string;
  readonly transcript: readonly string[];
  /** Of each line, real milliseconds since the connection began. */
  readonly transcriptTimes?: readonly number[];
  readonly contentId: number;
  /** Of its bytes, where the item has other ones by now. */
  readonly size?: number;
}

export interface Leg extends Omit<NewLeg, "tls" | "certificate" | "transcriptTimes"> {
  readonly id: number;
  readonly tls: string | null;
  readonly certificate: string | null;
  /** Null in what an older version wrote. */
  readonly transcriptTimes: readonly number[] | null;
  readonly networkMessageId: string;
  readonly journeyId: string;
  readonly messageId: string;
  readonly sender: string;
  readonly size: number;
}

/** All that are named must hold. */
export interface LegFilter {
  /** With its angle brackets. */
  readonly messageId?: string | undefined;
  readonly journeyId?: string | undefined;
  readonly networkMessageId?: string | undefined;
  readonly direction?: "out" | "in" | undefined;
  /** In any case. */
  readonly connector?: string | undefined;
  /** Only legs that were written before the one of this id. */
  readonly before?: number | undefined;
  readonly limit?: number;
}

const COLUMNS = `id, direction, connector, at, peer, tls, certificate, network_message_id AS "networkMessageId",
  journey_id AS "journeyId", message_id AS "messageId", sender, recipients, reply, transcript,
  transcript_times AS "transcriptTimes", content_id AS "contentId", size`;

export class Legs {
  readonly #db: Database;
  readonly #contents: ContentStore;

  constructor(db: Database, contents: ContentStore) {
    this.#db = db;
    this.#contents = contents;
  }

  async write(tx: Tx, item: MailItem, leg: NewLeg): Promise<number> {
    const about = itemColumns(item);
    const row = await tx.get<{ id: number }>(
      `INSERT INTO leg (direction, connector, at, peer, tls, certificate, network_message_id, journey_id, message_id,
         sender, recipients, reply, transcript, content_id, size, transcript_times)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id`,
      [
        leg.direction,
        leg.connector,
        leg.at,
        leg.peer,
        leg.tls ?? null,
        leg.certificate ?? null,
        item.networkMessageId,
        item.journeyId,
        about.messageId,
        item.sender,
        JSON.stringify(leg.recipients),
        leg.reply,
        leg.transcript.join("\n"),
        leg.contentId,
        leg.size ?? about.size,
        leg.transcriptTimes ? JSON.stringify(leg.transcriptTimes) : null,
      ],
    );
    return (row as { id: number }).id;
  }

  /** Journey of the last message with that Message-ID that left, or is leaving, over a connector. */
  async journeyOf(messageId: string): Promise<string | undefined> {
    if (messageId === "") return undefined;
    // A cut-through smart host hands a message back before its own 250 lets us write the leg.
    const row = await this.#db.get<{ journeyId: string }>(
      `SELECT journey_id AS "journeyId" FROM mail_item WHERE message_id = $1 AND next_hop LIKE 'connector:%'
       UNION ALL SELECT * FROM (SELECT journey_id FROM leg WHERE message_id = $1 AND direction = 'out' ORDER BY id DESC LIMIT 1) AS sent
       LIMIT 1`,
      [messageId],
    );
    return row?.journeyId;
  }

  /** Oldest first; the newest `limit` of those that fit. */
  async list(filter: LegFilter = {}): Promise<Leg[]> {
    const params: SqlValue[] = [];
    const where: string[] = [];
    if (filter.messageId !== undefined) where.push(`message_id = $${params.push(filter.messageId)}`);
    if (filter.journeyId !== undefined) where.push(`journey_id = $${params.push(filter.journeyId)}`);
    if (filter.networkMessageId !== undefined)
      where.push(`network_message_id = $${params.push(filter.networkMessageId)}`);
    if (filter.direction !== undefined) where.push(`direction = $${params.push(filter.direction)}`);
    if (filter.connector !== undefined)
      where.push(`lower(connector) = $${params.push(filter.connector.toLowerCase())}`);
    if (filter.before !== undefined) where.push(`id < $${params.push(filter.before)}`);
    const rows = await this.#db.all<Record<string, SqlValue>>(
      `SELECT ${COLUMNS} FROM leg ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""}
         ORDER BY id DESC LIMIT $${params.push(filter.limit ?? 1000)}`,
      params,
    );
    return rows.map(readRow).reverse();
  }

  async find(id: number): Promise<Leg | undefined> {
    const row = await this.#db.get<Record<string, SqlValue>>(`SELECT ${COLUMNS} FROM leg WHERE id = $1`, [id]);
    return row && readRow(row);
  }

  /** The bytes that went over the wire, dot stuffing undone. */
  async bytes(leg: Leg): Promise<Buffer | undefined> {
    return this.#contents.bytes(leg.contentId);
  }
}

function readRow(row: Record<string, SqlValue>): Leg {
  return {
    ...(row as unknown as Leg),
    recipients: JSON.parse(String(row.recipients)),
    transcript: String(row.transcript).split("\n"),
    transcriptTimes: row.transcriptTimes === null ? null : JSON.parse(String(row.transcriptTimes)),
  };
}
