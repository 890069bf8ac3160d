// The message tracking log: written in the same transactions as what it tells of.
import type { MailItem } from "../agent-api/mail-item.ts";
import type { Database, SqlValue, Tx } from "../database/database.ts";
import { headerText } from "../mime/header-text.ts";
import type { TrackingEvent, TrackingEventId } from "./events.ts";

export interface TrackingRow {
  readonly id: number;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly eventId: TrackingEventId;
  readonly source: string;
  readonly networkMessageId: string;
  readonly journeyId: string;
  /** With its angle brackets; "" where the message has none. */
  readonly messageId: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly size: number;
  readonly detail: string;
  readonly context: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TrackingFilter {
  readonly messageId?: string;
  readonly networkMessageId?: string;
  readonly journeyId?: string;
  /** Milliseconds UTC, both ends included. */
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
}

const COLUMNS = `id, at, event_id AS "eventId", source, network_message_id AS "networkMessageId", journey_id AS "journeyId",
  message_id AS "messageId", sender, recipients, subject, size, detail, context, data`;

const INSERT = `INSERT INTO tracking_event (at, event_id, source, network_message_id, journey_id, message_id, sender,
  recipients, subject, size, detail, context, data)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

const IDS_AT_ONCE = 50;
const OF_MESSAGES = `FROM tracking_event WHERE network_message_id IN
  (${Array.from({ length: IDS_AT_ONCE }, (_, index) => `$${index + 1}`).join(", ")})`;
/** Why rules did nothing is most of what is kept of a message, and a list does not show it. */
const WITHOUT_EXPLANATIONS = COLUMNS.replace(
  /data$/,
  "CASE WHEN event_id = 'AGENTINFO' AND context = 'Transport Rule Agent' THEN NULL ELSE data END AS data",
);

/** An event that is on disk, as it was written. */
export interface CommittedEvent {
  readonly at: number;
  readonly item: MailItem;
  readonly event: TrackingEvent;
}

/** Follows events inside their transaction; awaits nothing but `tx`. */
export type TraceObserver = (tx: Tx, at: number, item: MailItem, event: TrackingEvent) => Promise<void>;

export class TrackingLog {
  readonly #db: Database;
  readonly #listeners = new Set<(row: TrackingRow) => void>();
  readonly #observers: TraceObserver[] = [];
  #committed: (committed: CommittedEvent) => void = () => {};

  constructor(db: Database) {
    this.#db = db;
  }

  async write(tx: Tx, at: number, item: MailItem, event: TrackingEvent): Promise<void> {
    const about = itemColumns(item);
    const values: SqlValue[] = [
      at,
      event.eventId,
      event.source,
      item.networkMessageId,
      item.journeyId,
      about.messageId,
      item.sender,
      JSON.stringify(event.recipients),
      about.subject,
      about.size,
      event.detail ?? null,
      event.context ?? null,
      event.data ? JSON.stringify(event.data) : null,
    ];
    // Nobody listens most of the time; then nobody needs the row's id.
    if (this.#listeners.size === 0) await tx.run(INSERT, values);
    else
      this.#tell(
        tx,
        (await tx.get<{ id: number }>(`${INSERT} RETURNING id`, values)) as { id: number },
        at,
        item,
        event,
      );
    for (const observer of this.#observers) await observer(tx, at, item, event);
    tx.afterCommit(() => this.#committed({ at, item, event }));
  }

  #tell(tx: Tx, { id }: { id: number }, at: number, item: MailItem, event: TrackingEvent): void {
    const { networkMessageId, journeyId, sender } = item;
    const { detail = "", context = "", data = {} } = event;
    const row: TrackingRow = {
      id,
      at,
      ...event,
      ...itemColumns(item),
      networkMessageId,
      journeyId,
      sender,
      detail,
      context,
      data,
    };
    tx.afterCommit(() => {
      for (const listener of this.#listeners) listener(row);
    });
  }

  observe(observer: TraceObserver): void {
    this.#observers.push(observer);
  }

  /** Calls back once for every event that was committed, without its row: cheaper than to subscribe. */
  onCommitted(listener: (committed: CommittedEvent) => void): void {
    const before = this.#committed;
    this.#committed = (committed) => {
      before(committed);
      listener(committed);
    };
  }

  /** Calls back after each commit; returns how to stop. */
  subscribe(listener: (row: TrackingRow) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** In the order in which they were written, from behind `id` on. */
  async after(id: number, limit: number): Promise<TrackingRow[]> {
    const rows = await this.#db.all<Record<string, SqlValue>>(
      `SELECT ${COLUMNS} FROM tracking_event WHERE id > $1 ORDER BY id LIMIT $2`,
      [id, limit],
    );
    return rows.map((row) => new StoredRow(row));
  }

  /** All events of these network message ids, in the order in which they were written. */
  async ofMessages(networkMessageIds: readonly string[], { explanations = true } = {}): Promise<TrackingRow[]> {
    const columns = explanations ? COLUMNS : WITHOUT_EXPLANATIONS;
    const found: TrackingRow[] = [];
    for (let at = 0; at < networkMessageIds.length; at += IDS_AT_ONCE) {
      // Always as many, so that the statement is prepared once; no id is empty.
      const ids = Array.from({ length: IDS_AT_ONCE }, (_, index) => networkMessageIds[at + index] ?? "");
      const rows = await this.#db.all<Record<string, SqlValue>>(`SELECT ${columns} ${OF_MESSAGES}`, ids);
      for (const row of rows) found.push(new StoredRow(row));
    }
    return found.sort((a, b) => a.id - b.id);
  }

  /** Id of the first and the last event; 0 where there is none. */
  async bounds(): Promise<{ first: number; last: number }> {
    const row = await this.#db.get<{ first: number | null; last: number | null }>(
      "SELECT (SELECT min(id) FROM tracking_event) AS first, (SELECT max(id) FROM tracking_event) AS last",
    );
    return { first: row?.first ?? 0, last: row?.last ?? 0 };
  }

  /** Oldest first. */
  async find(filter: TrackingFilter): Promise<TrackingRow[]> {
    const { where, params } = conditions(filter);
    const rows = await this.#db.all<Record<string, SqlValue>>(
      `SELECT ${COLUMNS} FROM tracking_event ${where} ORDER BY ${filter.from === undefined ? "id" : "at, id"} ${filter.limit ? `LIMIT ${Number(filter.limit)}` : ""}`,
      params,
    );
    return rows.map((row) => new StoredRow(row));
  }
}

/** Subject and Message-ID as the log and the queue keep them. */
export function itemColumns(item: MailItem): { messageId: string; subject: string; size: number } {
  return {
    messageId: messageIdOf(item),
    subject: headerText(item.headers, "Subject"),
    size: item.headers.byteLength + item.body.size,
  };
}

/** The Message-ID with its angle brackets, RFC 2047 and comments left alone; "" where there is none. */
export function messageIdOf(item: { headers: MailItem["headers"] }): string {
  const value = item.headers.get("Message-ID") ?? "";
  return /<[^<>]*>/.exec(value)?.[0] ?? value;
}

const RECEIVED_AS = `network_message_id IN (SELECT network_message_id FROM tracking_event
  WHERE event_id = 'RECEIVE' AND message_id =`;

function conditions(filter: TrackingFilter): { where: string; params: SqlValue[] } {
  const params: SqlValue[] = [];
  const parts: string[] = [];
  const add = (sql: string, value: SqlValue | undefined, end = "") => {
    if (value !== undefined) parts.push(`${sql} $${params.push(value)}${end}`);
  };
  add("message_id =", filter.messageId);
  // Every pass begins with a RECEIVE: only those are indexed by Message-ID, so that a commit writes fewer pages.
  add(RECEIVED_AS, filter.messageId, ")");
  add("network_message_id =", filter.networkMessageId);
  add("journey_id =", filter.journeyId);
  add("at >=", filter.from);
  add("at <=", filter.to);
  return { where: parts.length > 0 ? `WHERE ${parts.join(" AND ")}` : "", params };
}

/** A row as it is read; recipients may be many and a rule's explanation is long, so they are parsed when asked for. */
class StoredRow implements TrackingRow {
  readonly id: number;
  readonly at: number;
  readonly eventId: TrackingEventId;
  readonly source: string;
  readonly networkMessageId: string;
  readonly journeyId: string;
  readonly messageId: string;
  readonly sender: string;
  readonly subject: string;
  readonly size: number;
  readonly detail: string;
  readonly context: string;
  #recipients: string | readonly string[];
  #data: string | Readonly<Record<string, unknown>>;

  constructor(row: Record<string, SqlValue>) {
    this.id = row.id as number;
    this.at = row.at as number;
    this.eventId = row.eventId as TrackingEventId;
    this.source = row.source as string;
    this.networkMessageId = row.networkMessageId as string;
    this.journeyId = row.journeyId as string;
    this.messageId = row.messageId as string;
    this.sender = row.sender as string;
    this.#recipients = row.recipients as string;
    this.subject = row.subject as string;
    this.size = row.size as number;
    this.detail = (row.detail as string | null) ?? "";
    this.context = (row.context as string | null) ?? "";
    this.#data = (row.data as string | null) ?? "{}";
  }

  get recipients(): readonly string[] {
    if (typeof this.#recipients === "string") this.#recipients = JSON.parse(this.#recipients) as string[];
    return this.#recipients;
  }

  get data(): Readonly<Record<string, unknown>> {
    if (typeof this.#data === "string") this.#data = JSON.parse(this.#data) as Record<string, unknown>;
    return this.#data;
  }
}
