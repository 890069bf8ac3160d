// The internet, and the servers on premises: take mail for every domain outside, or for mailboxes that aren't in the
// cloud, and keep it to be looked at. Nothing is ever passed on.
import type { BodyUpload, ContentStore } from "../database/content-store.ts";
import type { Database, SqlValue } from "../database/database.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import { headerText } from "../mime/header-text.ts";
import { findBlankLine } from "../mime/message.ts";
import type { Activity } from "../runtime/activity.ts";
import type { Clock } from "../runtime/clock.ts";
import { BEING_RESET, type Gate } from "../smtp/gate.ts";
import { reply, type SmtpReply } from "../smtp/reply.ts";
import type { ListenerHandler, MessageSink, SmtpSession } from "../smtp/session.ts";

export interface SinkMessage {
  readonly id: number;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly subject: string;
  readonly contentId: number;
}

/** All that are named must hold; addresses in any case. */
export interface SinkFilter {
  /** With its angle brackets. */
  readonly messageId?: string | undefined;
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
  /** Only messages that came before the one of this id. */
  readonly before?: number | undefined;
  readonly limit?: number;
}

/** Who has it in the end. */
export type SinkPlace = "internet" | "onPremises";

const NAMES: Readonly<Record<SinkPlace, string>> = { internet: "internet", onPremises: "servers on premises" };

const COLUMNS = `id, at, sender, recipients, message_id AS "messageId", subject, content_id AS "contentId"`;

export interface SinkServices {
  readonly db: Database;
  readonly contents: ContentStore;
  readonly clock: Clock;
  readonly activity: Activity;
  /** Shut while everything is wiped. */
  readonly gate: Gate;
}

export class InternetSink {
  readonly #services: SinkServices;
  readonly #place: SinkPlace;

  constructor(services: SinkServices, place: SinkPlace = "internet") {
    this.#services = services;
    this.#place = place;
  }

  handler(): ListenerHandler {
    return { onData: (session) => new SinkReceiver(this.#services, session, this.#place) };
  }

  /** Oldest first; the newest `limit` of those that fit. */
  async list(filter: SinkFilter = {}): Promise<SinkMessage[]> {
    const params: SqlValue[] = [this.#place];
    const where = ["place = $1"];
    if (filter.messageId !== undefined) where.push(`message_id = $${params.push(filter.messageId)}`);
    if (filter.sender !== undefined) where.push(`lower(sender) = $${params.push(filter.sender.toLowerCase())}`);
    if (filter.recipient !== undefined)
      where.push(`lower(recipients) LIKE $${params.push(entryPattern(filter.recipient))} ESCAPE '\\'`);
    if (filter.before !== undefined) where.push(`id < $${params.push(filter.before)}`);
    const rows = await this.#services.db.all<Record<string, SqlValue>>(
      `SELECT ${COLUMNS} FROM sink_message WHERE ${where.join(" AND ")}
         ORDER BY id DESC ${filter.limit === undefined ? "" : `LIMIT $${params.push(filter.limit)}`}`,
      params,
    );
    return rows.map(readRow).reverse();
  }

  async find(id: number): Promise<SinkMessage | undefined> {
    const row = await this.#services.db.get<Record<string, SqlValue>>(
      `SELECT ${COLUMNS} FROM sink_message WHERE id = $1 AND place = $2`,
      [id, this.#place],
    );
    return row && readRow(row);
  }

  async bytes(id: number): Promise<Buffer | undefined> {
    const message = await this.find(id);
    return message && this.#services.contents.bytes(message.contentId);
  }
}

function readRow(row: Record<string, SqlValue>): SinkMessage {
  return { ...(row as unknown as SinkMessage), recipients: JSON.parse(String(row.recipients)) };
}

/** An entry of a list that is kept as JSON. */
function entryPattern(entry: string): string {
  return `%${JSON.stringify(entry.toLowerCase()).replace(/[\\%_]/g, "\\$&")}%`;
}

class SinkReceiver implements MessageSink {
  readonly #services: SinkServices;
  readonly #session: SmtpSession;
  readonly #place: SinkPlace;
  readonly #end: () => void;
  readonly #generation: number;
  #head: Buffer = Buffer.alloc(0);
  #upload: BodyUpload | undefined;

  constructor(services: SinkServices, session: SmtpSession, place: SinkPlace) {
    this.#services = services;
    this.#session = session;
    this.#place = place;
    this.#end = services.activity.begin();
    this.#generation = services.gate.generation;
  }

  write(chunk: Buffer): void | Promise<void> {
    if (this.#upload) return this.#upload.write(chunk);
    const bytes = Buffer.concat([this.#head, chunk]);
    const at = findBlankLine(bytes, this.#head.length - 2);
    this.#head = at < 0 ? bytes : bytes.subarray(0, at);
    if (at < 0) return undefined;
    this.#upload = this.#services.contents.upload();
    return this.#upload.write(bytes.subarray(at));
  }

  async end(): Promise<SmtpReply> {
    try {
      const { db, contents, clock, gate } = this.#services;
      const body = (await this.#upload?.finish()) ?? contents.whole(Buffer.alloc(0));
      const headers = HeaderBlock.parse(this.#head);
      const { from, recipients } = this.#session.envelope;
      const now = clock.now();
      if (!gate.admits(this.#generation)) {
        this.#upload?.abort();
        return BEING_RESET;
      }
      await db.write(async (tx) => {
        const contentId = await contents.save(tx, this.#head, body, now);
        await tx.run(
          "INSERT INTO sink_message (at, sender, recipients, message_id, subject, content_id, place) VALUES ($1, $2, $3, $4, $5, $6, $7)",
          [
            now,
            from,
            JSON.stringify(recipients.map((recipient) => recipient.address)),
            headers.get("Message-ID") ?? "",
            headerText(headers, "Subject"),
            contentId,
            this.#place,
          ],
        );
      });
      return reply(250, "2.0.0", `Ok: taken by the sandbox's ${NAMES[this.#place]}`);
    } finally {
      this.#end();
    }
  }

  abort(): void {
    this.#upload?.abort();
    this.#end();
  }
}
