// The queues on disk: nothing in memory is authoritative. Every SQL statement about mail_item stands here.
import type { Attribution, AuthAs, Entry, EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { ContentStore } from "../../database/content-store.ts";
import { asBuffer } from "../../database/content-store.ts";
import type { Database, SqlValue, Tx } from "../../database/database.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { itemColumns } from "../../trace/tracking-log.ts";
import type { HeldMessage, HeldQuery } from "./held-message.ts";

/** "outbox": submitted, and held until its sender's time has come. "moderation": waits for a moderator, at most until due. "quarantine": set aside by a rule, until due. */
export type QueueName = "outbox" | "submission" | "moderation" | "quarantine" | "delivery" | "poison";

/** A mail item with its place in a queue. */
export interface QueuedItem {
  readonly id: number;
  readonly queue: QueueName;
  /** "" in the outbox and the submission queue; "mailbox", "internet" or "connector:NAME". */
  readonly nextHop: string;
  readonly dueAt: number;
  /** When it entered the tenant's queues: expiry and delay notices count from here, milliseconds UTC. */
  readonly queuedAt: number;
  readonly attempts: number;
  readonly delayNotified: boolean;
  readonly contentId: number;
  readonly item: MailItem;
}

export interface UpcomingItem extends Pick<QueuedItem, "queue" | "nextHop" | "dueAt" | "queuedAt" | "attempts"> {
  readonly lastError: string | null;
  readonly subject: string;
  readonly journeyId: string;
}

export interface Placement {
  readonly queue: QueueName;
  readonly nextHop: string;
  readonly dueAt: number;
  readonly queuedAt: number;
  readonly contentId: number;
}

/** The part of a mail item that no query asks for. */
interface Facts {
  entry: Entry;
  authAs: AuthAs;
  submitter?: string;
  attribution?: Attribution;
  generatedBy?: string;
  ret?: "FULL" | "HDRS";
  envelopeId?: string;
  smtpUtf8: boolean;
  eightBitMime: boolean;
  outboundConnector?: string;
  data: Record<string, string>;
}

const COLUMNS = `mail_item.id, queue, next_hop AS "nextHop", due_at AS "dueAt", queued_at AS "queuedAt", attempts,
  delay_notified AS "delayNotified", content_id AS "contentId", sender, recipients,
  network_message_id AS "networkMessageId", journey_id AS "journeyId", received_at AS "receivedAt", facts`;

const HELD_COLUMNS = {
  itemId: "outbox.item_id",
  mailbox: "outbox.mailbox",
  messageId: "mail_item.message_id",
  networkMessageId: "mail_item.network_message_id",
} as const;

/** The row is gone while the item was at work: everything was wiped, or somebody removed it. What was done is undone. */
export class ItemGoneError extends Error {
  override readonly name = "ItemGoneError";
}

function expectOne(changed: number): void {
  if (changed === 0) throw new ItemGoneError("The item is no longer in its queue");
}

export class QueueRepository {
  readonly #db: Database;
  readonly #contents: ContentStore;

  constructor(db: Database, contents: ContentStore) {
    this.#db = db;
    this.#contents = contents;
  }

  async insert(tx: Tx, item: MailItem, place: Placement): Promise<QueuedItem> {
    const about = itemColumns(item);
    const row = await tx.get<{ id: number }>(
      `INSERT INTO mail_item (queue, next_hop, due_at, queued_at, content_id, sender, recipients, network_message_id,
         journey_id, message_id, subject, received_at, facts)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
      [
        place.queue,
        place.nextHop,
        place.dueAt,
        place.queuedAt,
        place.contentId,
        item.sender,
        JSON.stringify(item.recipients),
        item.networkMessageId,
        item.journeyId,
        about.messageId,
        about.subject,
        item.receivedAt,
        JSON.stringify(facts(item)),
      ],
    );
    return { id: (row as { id: number }).id, ...place, attempts: 0, delayNotified: false, item };
  }

  /** Moves an item whose headers did not change; its row keeps its content. */
  async place(tx: Tx, queued: QueuedItem, item: MailItem, place: Placement): Promise<QueuedItem> {
    const changed = await tx.run(
      `UPDATE mail_item SET queue = $1, next_hop = $2, due_at = $3, recipients = $4, facts = $5, content_id = $6,
         sender = $7, attempts = 0, starts = 0 WHERE id = $8`,
      [
        place.queue,
        place.nextHop,
        place.dueAt,
        JSON.stringify(item.recipients),
        JSON.stringify(facts(item)),
        place.contentId,
        item.sender,
        queued.id,
      ],
    );
    expectOne(changed);
    return { id: queued.id, ...place, attempts: 0, delayNotified: false, item };
  }

  /** @throws ItemGoneError, as `place` and `defer` do. */
  async remove(tx: Tx, id: number): Promise<void> {
    expectOne(await tx.run("DELETE FROM mail_item WHERE id = $1", [id]));
  }

  /** Another try at `dueAt`, for the recipients that are left. */
  async defer(
    tx: Tx,
    queued: QueuedItem,
    change: { dueAt: number; error: string; recipients: readonly EnvelopeRecipient[]; delayNotified: boolean },
  ): Promise<void> {
    const changed = await tx.run(
      `UPDATE mail_item SET due_at = $1, attempts = attempts + 1, last_error = $2, recipients = $3, delay_notified = $4,
         starts = 0 WHERE id = $5`,
      [change.dueAt, change.error, JSON.stringify(change.recipients), change.delayNotified ? 1 : 0, queued.id],
    );
    expectOne(changed);
  }

  /** Lets deferred deliveries to mailboxes be tried at once. */
  async wake(tx: Tx, messageId: string, now: number): Promise<number> {
    return tx.run(
      "UPDATE mail_item SET due_at = $1 WHERE message_id = $2 AND queue = 'delivery' AND next_hop = 'mailbox' AND due_at > $1",
      [now, messageId],
    );
  }

  /** Before an item from an unclean stop is processed: one that stops the process twice is poison. */
  async markStarted(tx: Tx, id: number): Promise<void> {
    await tx.run("UPDATE mail_item SET starts = starts + 1 WHERE id = $1", [id]);
  }

  /** @returns how many items went to the poison queue. */
  async quarantinePoison(tx: Tx, maxStarts: number): Promise<QueuedRow[]> {
    return tx.all<QueuedRow>(
      `UPDATE mail_item SET queue = 'poison' WHERE starts >= $1 AND queue <> 'poison'
       RETURNING id, network_message_id AS "networkMessageId", message_id AS "messageId", subject`,
      [maxStarts],
    );
  }

  /** Due items of a queue, oldest due first; `nextHop` narrows the delivery queue. */
  async due(queue: QueueName, nextHop: string, now: number, limit: number): Promise<number[]> {
    const rows = await this.#db.all<{ id: number }>(
      "SELECT id FROM mail_item WHERE queue = $1 AND next_hop = $2 AND due_at <= $3 ORDER BY due_at, id LIMIT $4",
      [queue, nextHop, now, limit],
    );
    return rows.map((row) => row.id);
  }

  async nextDue(queue: QueueName, nextHop: string, after: number): Promise<number | undefined> {
    const row = await this.#db.get<{ at: number | null }>(
      "SELECT min(due_at) AS at FROM mail_item WHERE queue = $1 AND next_hop = $2 AND due_at > $3",
      [queue, nextHop, after],
    );
    return row?.at ?? undefined;
  }

  async nextHops(): Promise<string[]> {
    const rows = await this.#db.all<{ hop: string }>(
      "SELECT DISTINCT next_hop AS hop FROM mail_item WHERE queue = 'delivery'",
    );
    return rows.map((row) => row.hop);
  }

  /** Rows up to this id were left by the process before. */
  async highestId(): Promise<number> {
    const row = await this.#db.get<{ id: number | null }>("SELECT max(id) AS id FROM mail_item");
    return row?.id ?? 0;
  }

  async counts(): Promise<{ queue: QueueName; nextHop: string; items: number }[]> {
    return this.#db.all(
      `SELECT queue, next_hop AS "nextHop", count(*) AS items FROM mail_item GROUP BY queue, next_hop`,
    );
  }

  /** As `counts`, with how many wait for a later time, and since when (milliseconds UTC) the oldest is in the tenant. */
  async depths(
    now: number,
  ): Promise<{ queue: string; nextHop: string; items: number; deferred: number; oldest: number }[]> {
    // Ids grow with time, and the index holds them: only the oldest rows themselves are read.
    return this.#db.all(
      `SELECT depth.*, mail_item.queued_at AS oldest FROM
         (SELECT queue, next_hop AS "nextHop", count(*) AS items, count(*) FILTER (WHERE due_at > $1) AS deferred, min(id) AS first
            FROM mail_item GROUP BY queue, next_hop) AS depth JOIN mail_item ON mail_item.id = depth.first`,
      [now],
    );
  }

  /** What waits for a later time, whatever the queue; what is due next comes first. */
  async upcoming(now: number, limit: number): Promise<UpcomingItem[]> {
    return this.#db.all(
      `SELECT queue, next_hop AS "nextHop", due_at AS "dueAt", queued_at AS "queuedAt", attempts,
         last_error AS "lastError", subject, journey_id AS "journeyId"
       FROM mail_item WHERE due_at > $1 AND queue != 'poison' ORDER BY due_at, id LIMIT $2`,
      [now, limit],
    );
  }

  /** What waits in outboxes; those that leave next come first. `recipients` as JSON. */
  async held(query: HeldQuery): Promise<(Omit<HeldMessage, "recipients"> & { recipients: string })[]> {
    const params: SqlValue[] = [];
    const where = (["itemId", "mailbox", "messageId", "networkMessageId"] as const).flatMap((name) => {
      const value = query[name];
      return value === undefined ? [] : [`${HELD_COLUMNS[name]} = $${params.push(value)}`];
    });
    return this.#db.all(
      `SELECT item_id AS "itemId", outbox.mailbox, message_id AS "messageId", network_message_id AS "networkMessageId",
         subject, recipients, due_at AS "sendAt"
       FROM outbox JOIN mail_item ON mail_item.id = outbox.mail_item_id
       ${where.length > 0 ? `WHERE ${where.join(" AND ")}` : ""} ORDER BY due_at, mail_item.id LIMIT ${query.limit ?? 1000}`,
      params,
    );
  }

  /** What waits for moderators; those that expire first come first. `facts` as JSON. */
  async moderated(limit: number): Promise<ModeratedRow[]> {
    return this.#db.all(
      `SELECT id, message_id AS "messageId", network_message_id AS "networkMessageId", sender, subject, facts,
         due_at AS "expiresAt" FROM mail_item WHERE queue = 'moderation' AND next_hop = '' ORDER BY due_at, id LIMIT $1`,
      [limit],
    );
  }

  /** @returns false where it waits no longer. */
  async takeFromModeration(tx: Tx, id: number): Promise<boolean> {
    return (await tx.run("DELETE FROM mail_item WHERE id = $1 AND queue = 'moderation'", [id])) > 0;
  }

  /** Ids of what is in quarantine, newest first. */
  async quarantined(limit: number): Promise<number[]> {
    const rows = await this.#db.all<{ id: number }>(
      "SELECT id FROM mail_item WHERE queue = 'quarantine' AND next_hop = '' ORDER BY due_at DESC, id DESC LIMIT $1",
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** It stays there for those who are left; without any it is gone. @returns false where it was there no longer. */
  async takeFromQuarantine(tx: Tx, id: number, left: readonly EnvelopeRecipient[]): Promise<boolean> {
    const changed =
      left.length === 0
        ? await tx.run("DELETE FROM mail_item WHERE id = $1 AND queue = 'quarantine'", [id])
        : await tx.run("UPDATE mail_item SET recipients = $1 WHERE id = $2 AND queue = 'quarantine'", [
            JSON.stringify(left),
            id,
          ]);
    return changed > 0;
  }

  /** To be categorized again, as if it had been submitted now; undefined where it waits no longer. */
  async releaseFromModeration(
    tx: Tx,
    queued: QueuedItem,
    item: MailItem,
    now: number,
  ): Promise<QueuedItem | undefined> {
    const changed = await tx.run(
      `UPDATE mail_item SET queue = 'submission', due_at = $1, queued_at = $1, facts = $2
         WHERE id = $3 AND queue = 'moderation'`,
      [now, JSON.stringify(facts(item)), queued.id],
    );
    return changed === 0 ? undefined : { ...queued, item, queue: "submission", dueAt: now, queuedAt: now };
  }

  async load(id: number): Promise<QueuedItem | undefined> {
    const row = await this.#db.get<Record<string, SqlValue>>(
      `SELECT ${COLUMNS}, content.headers AS headers FROM mail_item JOIN content ON content.id = content_id WHERE mail_item.id = $1`,
      [id],
    );
    if (!row) return undefined;
    const content = await this.#contents.load(Number(row.contentId));
    return content && readRow(row, content.body);
  }
}

interface ModeratedRow {
  readonly id: number;
  readonly messageId: string;
  readonly networkMessageId: string;
  readonly sender: string;
  readonly subject: string;
  readonly facts: string;
  readonly expiresAt: number;
}

export interface QueuedRow {
  readonly id: number;
  readonly networkMessageId: string;
  readonly messageId: string;
  readonly subject: string;
}

function facts(item: MailItem): Facts {
  const {
    entry,
    authAs,
    submitter,
    attribution,
    generatedBy,
    ret,
    envelopeId,
    smtpUtf8,
    eightBitMime,
    outboundConnector,
    data,
  } = item;
  return {
    entry,
    authAs,
    smtpUtf8,
    eightBitMime,
    data,
    ...(submitter !== undefined && { submitter }),
    ...(attribution !== undefined && { attribution }),
    ...(generatedBy !== undefined && { generatedBy }),
    ...(ret !== undefined && { ret }),
    ...(envelopeId !== undefined && { envelopeId }),
    ...(outboundConnector !== undefined && { outboundConnector }),
  };
}

function readRow(row: Record<string, SqlValue>, body: MailItem["body"]): QueuedItem {
  return {
    id: Number(row.id),
    queue: row.queue as QueueName,
    nextHop: String(row.nextHop),
    dueAt: Number(row.dueAt),
    queuedAt: Number(row.queuedAt),
    attempts: Number(row.attempts),
    delayNotified: row.delayNotified === 1,
    contentId: Number(row.contentId),
    item: {
      ...(JSON.parse(String(row.facts)) as Facts),
      networkMessageId: String(row.networkMessageId),
      journeyId: String(row.journeyId),
      receivedAt: Number(row.receivedAt),
      sender: String(row.sender),
      recipients: JSON.parse(String(row.recipients)),
      headers: HeaderBlock.parse(asBuffer(row.headers as Uint8Array)),
      body,
    },
  };
}
