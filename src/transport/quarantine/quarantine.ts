// Quarantine: messages that a mail-flow rule set aside, until somebody releases or deletes them, or their time is over.
// New-TransportRule -Quarantine, Get-QuarantineMessage, Release-QuarantineMessage, Delete-QuarantineMessage
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import type { Organization } from "../../organization/organization.ts";
import { ruleIdNamed } from "../../organization/transport-rule/rule-id.ts";
import type { TrackingEvent } from "../../trace/events.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";
import type { TransportServices } from "../services.ts";

export interface QuarantinedMessage {
  readonly id: number;
  readonly messageId: string;
  readonly networkMessageId: string;
  /** P1. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  /** Bytes. */
  readonly size: number;
  /** The rule that put it there. */
  readonly rule: string;
  /** "Inbound": it came from outside. */
  readonly direction: "Inbound" | "Outbound";
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  readonly expiresAt: number;
}

/** Nothing was done. */
export class QuarantineError extends Error {
  override readonly name = "QuarantineError";
}

interface QuarantineFacts {
  /** The name of the rule. */
  readonly rule: string;
  /** In which it has that name. */
  readonly organization: Organization;
  readonly contentId: number;
  readonly now: number;
}

/** In the transaction that ends the message's categorization. */
export async function writeQuarantined(
  tx: Tx,
  item: MailItem,
  { rule, organization, contentId, now }: QuarantineFacts,
  services: TransportServices,
): Promise<void> {
  const ruleId = ruleIdNamed(rule, organization);
  const by = { quarantinedBy: rule, ...(ruleId !== undefined && { quarantinedByRule: ruleId }) };
  const held = { ...item, data: { ...item.data, ...by } };
  const { quarantineRetentionMs } = organization.transportConfig;
  const place = {
    queue: "quarantine",
    nextHop: "",
    dueAt: now + quarantineRetentionMs,
    queuedAt: now,
    contentId,
  } as const;
  const queued = await services.queue.insert(tx, held, place);
  const detail = `Quarantined by the transport rule '${rule}'`;
  await track(tx, services, item, { eventId: "QUARANTINE", detail, context: rule });
  services.enqueued(tx, queued);
}

export class Quarantine {
  readonly #services: TransportServices;

  constructor(services: TransportServices) {
    this.#services = services;
  }

  /** Newest first. */
  async list(limit = 1000): Promise<QuarantinedMessage[]> {
    const { queue } = this.#services;
    const found = await Promise.all((await queue.quarantined(limit)).map((id) => this.#find(id)));
    return found.flatMap((queued) => (queued ? [describe(queued)] : []));
  }

  /** @throws QuarantineError */
  async find(id: number): Promise<QuarantinedMessage> {
    return describe(await this.#held(id));
  }

  /** The message as it was set aside. @throws QuarantineError */
  async bytes(id: number): Promise<Buffer | undefined> {
    return this.#services.contents.bytes((await this.#held(id)).contentId);
  }

  /** To all recipients, or to those named: they get it as if it had been sent now. No rule is asked again. @throws QuarantineError */
  async release(id: number, recipients?: readonly string[]): Promise<QuarantinedMessage> {
    const queued = await this.#held(id);
    const { item } = queued;
    const wanted = recipients && new Set(recipients.map((address) => address.toLowerCase()));
    const chosen = item.recipients.filter(({ address }) => !wanted || wanted.has(address.toLowerCase()));
    for (const address of wanted ?? [])
      if (!chosen.some((recipient) => recipient.address.toLowerCase() === address))
        throw new QuarantineError(`Message ${id} is not quarantined for ${address}.`);
    const isDone = await this.#change((tx) => this.#releaseIn(tx, queued, chosen));
    if (!isDone) throw new QuarantineError(`Message ${id} is no longer in quarantine.`);
    return describe({ ...queued, item: { ...item, recipients: chosen } });
  }

  /** @throws QuarantineError */
  async remove(id: number): Promise<QuarantinedMessage> {
    const queued = await this.#held(id);
    if (!(await this.#change((tx) => this.#dropIn(tx, queued, "Deleted from quarantine"))))
      throw new QuarantineError(`Message ${id} is no longer in quarantine.`);
    return describe(queued);
  }

  /** Its time is over. */
  async expire(queued: QueuedItem): Promise<undefined> {
    await this.#services.db.write((tx) => this.#dropIn(tx, queued, "Expired in quarantine"));
    return undefined;
  }

  async #releaseIn(tx: Tx, queued: QueuedItem, chosen: MailItem["recipients"]): Promise<boolean> {
    const { queue, clock, enqueued } = this.#services;
    const now = clock.now();
    const { item, contentId } = queued;
    const staying = item.recipients.filter((recipient) => !chosen.includes(recipient));
    const left = { ...item, recipients: staying };
    if (!(await queue.takeFromQuarantine(tx, queued.id, staying))) return false;
    const {
      quarantinedBy: name,
      quarantinedByRule: ruleId = ruleIdNamed(name, this.#services.organization()),
      ...data
    } = item.data;
    const released = { ...left, recipients: [...chosen], data: { ...data, releasedFromQuarantine: "true" } };
    const place = { queue: "submission", nextHop: "", dueAt: now, queuedAt: now, contentId } as const;
    const detail = "Released from quarantine";
    await track(tx, this.#services, released, {
      ...{ eventId: "QUARANTINERELEASE", detail, context: "Quarantine" },
      ...(ruleId !== undefined && { data: { ruleId } }),
    });
    enqueued(tx, await queue.insert(tx, released, place));
    return true;
  }

  async #dropIn(tx: Tx, queued: QueuedItem, detail: string): Promise<boolean> {
    if (!(await this.#services.queue.takeFromQuarantine(tx, queued.id, []))) return false;
    await track(tx, this.#services, queued.item, { eventId: "DROP", detail, context: "Quarantine" });
    return true;
  }

  async #change(work: (tx: Tx) => Promise<boolean>): Promise<boolean> {
    const end = this.#services.activity.begin();
    try {
      return await this.#services.db.write(work);
    } finally {
      end();
    }
  }

  async #find(id: number): Promise<QueuedItem | undefined> {
    const queued = await this.#services.queue.load(id);
    return queued?.queue === "quarantine" ? queued : undefined;
  }

  async #held(id: number): Promise<QueuedItem> {
    const queued = await this.#find(id);
    if (!queued) throw new QuarantineError(`No message ${id} is in quarantine.`);
    return queued;
  }
}

function track(
  tx: Tx,
  { tracking, clock }: TransportServices,
  item: MailItem,
  event: Pick<TrackingEvent, "eventId" | "detail" | "context" | "data">,
): Promise<void> {
  const recipients = item.recipients.map(({ address }) => address);
  return tracking.write(tx, clock.now(), item, { ...event, source: "QUEUE", recipients });
}

function describe({ id, item, dueAt }: QueuedItem): QuarantinedMessage {
  return {
    id,
    messageId: messageIdOf(item),
    networkMessageId: item.networkMessageId,
    sender: item.sender,
    recipients: item.recipients.map(({ address }) => address),
    subject: decodeEncodedWords(item.headers.get("Subject") ?? ""),
    size: item.headers.byteLength + item.body.size,
    rule: item.data.quarantinedBy ?? "",
    direction: item.authAs === "Internal" ? "Outbound" : "Inbound",
    receivedAt: item.receivedAt,
    expiresAt: dueAt,
  };
}
