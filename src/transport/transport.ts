// The queues at work: submission queue to categorizer, one delivery queue per next hop.
import type { NewMessage } from "../agent-api/agents.ts";
import type { MailItem, NextHop } from "../agent-api/mail-item.ts";
import type { Tx } from "../database/database.ts";
import type { OutboundConnector } from "../organization/organization.ts";
import { formatReply } from "../smtp/reply.ts";
import { deferOrExpire } from "./deferral.ts";
import { type BuiltInDestinations, hopSettings } from "./deliver/next-hop.ts";
import type { Senders } from "./deliver/senders.ts";
import { deliverBySmtp } from "./deliver/smtp-delivery.ts";
import { deliverToMailboxes } from "./deliver/store-driver.ts";
import { type ValidationTask, validateConnector } from "./deliver/validate-connector.ts";
import { Moderation } from "./moderation/moderation.ts";
import { categorize } from "./pipeline.ts";
import { Quarantine } from "./quarantine/quarantine.ts";
import { ItemGoneError, type QueuedItem } from "./queue/queue-repository.ts";
import { WorkQueue } from "./queue/work-queue.ts";
import { insertGenerated } from "./receive/generated.ts";
import { release } from "./receive/hold.ts";
import type { TransportServices } from "./services.ts";

/** At a stop, real milliseconds, as long as agents have. RFC 5321 §4.5.3.2.6 would have us wait ten minutes. */
const SENDING_GRACE_MS = 5000;
/** An item that was begun this often without an end is poison: its processing stops the process. */
const MAX_STARTS = 2;
const CATEGORIZER_CONCURRENCY = 100;
const STORE_DRIVER_CONCURRENCY = 100;
/** A defect outside any agent; milliseconds. */
const RETRY_AFTER_DEFECT_MS = 5 * 60_000;

export interface TransportOptions {
  readonly services: Omit<TransportServices, "enqueued" | "wakeDelivery">;
  readonly senders: Senders;
  readonly builtIn: () => BuiltInDestinations;
}

export class Transport {
  readonly services: TransportServices;
  readonly moderation: Moderation;
  readonly quarantine: Quarantine;
  readonly #senders: Senders;
  readonly #builtIn: () => BuiltInDestinations;
  readonly #outbox: WorkQueue;
  readonly #held: WorkQueue;
  readonly #quarantined: WorkQueue;
  readonly #submission: WorkQueue;
  readonly #delivery = new Map<string, WorkQueue>();
  #recoverUpTo = 0;
  #stopped = false;
  #paused = false;

  constructor(options: TransportOptions) {
    this.services = {
      ...options.services,
      enqueued: (tx, queued) => this.#enqueued(tx, queued),
      wakeDelivery: (nextHop) => this.#delivery.get(nextHop)?.lookOnDisk(),
    };
    this.#senders = options.senders;
    this.#builtIn = options.builtIn;
    this.#outbox = this.#queue(
      "outbox",
      "",
      CATEGORIZER_CONCURRENCY,
      (queued) => release(queued, this.services),
      false,
    );
    this.moderation = new Moderation(this.services);
    this.#held = this.#queue(
      "moderation",
      "",
      CATEGORIZER_CONCURRENCY,
      (queued) => this.moderation.expire(queued),
      false,
    );
    this.quarantine = new Quarantine(this.services);
    this.#quarantined = this.#queue(
      "quarantine",
      "",
      CATEGORIZER_CONCURRENCY,
      (queued) => this.quarantine.expire(queued),
      false,
    );
    this.#submission = this.#queue(
      "submission",
      "",
      CATEGORIZER_CONCURRENCY,
      (queued) => categorize(queued, this.services),
      true,
    );
  }

  /** A message of the service's own that no other one caused. */
  async submit(message: NewMessage, by: string): Promise<void> {
    const { db, clock } = this.services;
    await db.write((tx) => insertGenerated(tx, this.services, message, { by, now: clock.now() }));
  }

  /** Connects to its smart hosts and sends the message through it, enabled or not; a row for each. */
  async validate(connector: OutboundConnector, message: NewMessage): Promise<ValidationTask[]> {
    const organization = { ...this.services.organization(), outboundConnectors: [{ ...connector, enabled: true }] };
    const hop = hopSettings({ kind: "connector", connector: connector.name }, organization, this.#builtIn());
    if (!hop) throw new Error(`the connector ${connector.name} has no next hop`);
    const end = this.services.activity.begin();
    try {
      return await validateConnector(message, hop, this.#senders, this.services);
    } finally {
      end();
    }
  }

  /** Goes on where the last process ended. */
  async start(): Promise<void> {
    await this.#quarantinePoison();
    this.#recoverUpTo = await this.services.queue.highestId();
    const hops = await this.services.queue.nextHops();
    await this.#outbox.start();
    await this.#held.start();
    await this.#quarantined.start();
    await this.#submission.start(this.#recoverUpTo);
    for (const hop of hops) await this.#deliveryQueue(hop).start(this.#recoverUpTo);
  }

  /** No item is begun until `resume`; what is at work goes on. */
  pause(): void {
    this.#outbox.pause();
    this.#held.pause();
    this.#quarantined.pause();
    this.#submission.pause();
    for (const queue of this.#delivery.values()) queue.pause();
    this.#paused = true;
  }

  async resume(): Promise<void> {
    this.#paused = false;
    const hops = await this.services.queue.nextHops();
    await this.#outbox.resume();
    await this.#held.resume();
    await this.#quarantined.resume();
    await this.#submission.resume();
    await Promise.all([...this.#delivery.values()].map((queue) => queue.resume()));
    for (const hop of hops) if (!this.#delivery.has(hop)) await this.#deliveryQueue(hop).start();
  }

  /** Ends what was begun, within its grace: a next hop that never replies gets its mail again. What waits stays on disk. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const cut = setTimeout(() => this.#senders.cut(), SENDING_GRACE_MS);
    await Promise.all([
      this.#outbox.stop(),
      this.#held.stop(),
      this.#quarantined.stop(),
      this.#submission.stop(),
      ...[...this.#delivery.values()].map((queue) => queue.stop()),
    ]);
    clearTimeout(cut);
    await this.#senders.close();
  }

  #enqueued(tx: Tx, queued: QueuedItem): void {
    tx.afterCommit(() => {
      if (this.#stopped || this.#paused) return;
      if (queued.queue === "outbox") this.#outbox.offer(queued);
      else if (queued.queue === "moderation") this.#held.offer(queued);
      else if (queued.queue === "quarantine") this.#quarantined.offer(queued);
      else if (queued.queue === "submission") this.#submission.offer(queued);
      else this.#deliveryQueue(queued.nextHop).offer(queued);
    });
  }

  #deliveryQueue(nextHop: string): WorkQueue {
    let queue = this.#delivery.get(nextHop);
    if (!queue) {
      const { maxConcurrencyPerNextHop } = this.services.organization().transportConfig;
      queue =
        nextHop === "mailbox"
          ? this.#queue(
              "delivery",
              nextHop,
              STORE_DRIVER_CONCURRENCY,
              (queued) => deliverToMailboxes(queued, this.services),
              true,
            )
          : this.#queue("delivery", nextHop, maxConcurrencyPerNextHop, (queued) => this.#deliverBySmtp(queued), false);
      this.#delivery.set(nextHop, queue);
    }
    return queue;
  }

  #deliverBySmtp(queued: QueuedItem): Promise<number | undefined> {
    const hop = hopSettings(parseHop(queued.nextHop), this.services.organization(), this.#builtIn());
    return deliverBySmtp(queued, hop, this.#senders, this.services);
  }

  #queue(
    queue: "outbox" | "submission" | "moderation" | "quarantine" | "delivery",
    nextHop: string,
    concurrency: number,
    process: (queued: QueuedItem) => Promise<number | undefined>,
    canStopTheProcess: boolean,
  ): WorkQueue {
    const { queue: repository, clock, activity, db, log } = this.services;
    return new WorkQueue({
      queue,
      nextHop,
      concurrency,
      repository,
      clock,
      activity,
      process: (queued) => process(queued).catch((error) => this.#contain(queued, error)),
      failed: (error) =>
        log.error({ queue, nextHop, err: error }, "a queue could not go on; it looks again in a minute"),
      ...(canStopTheProcess && {
        recover: (queued: QueuedItem) => db.write((tx) => repository.markStarted(tx, queued.id)),
      }),
    });
  }

  /** A defect of transport's own: logged, the message waits, nothing is lost. */
  async #contain(queued: QueuedItem, error: unknown): Promise<number | undefined> {
    if (this.#stopped) return undefined;
    const { log, clock } = this.services;
    if (error instanceof ItemGoneError) {
      log.debug({ message: queued.item.networkMessageId }, "no longer in its queue: what became of it is not kept");
      return undefined;
    }
    log.error(
      { message: queued.item.networkMessageId, queue: queued.queue, nextHop: queued.nextHop, err: error },
      "message deferred by a defect",
    );
    const retryAt = clock.now() + RETRY_AFTER_DEFECT_MS;
    const reason =
      error instanceof Error ? error.message : formatReply({ code: 451, enhanced: "4.3.0", text: String(error) });
    try {
      return await deferOrExpire(queued, this.services, { retryAt, reason, source: "QUEUE" });
    } catch (failure) {
      log.error(
        { message: queued.item.networkMessageId, err: failure },
        "the message stays due: it could not be deferred",
      );
    }
    return retryAt;
  }

  async #quarantinePoison(): Promise<void> {
    const { db, queue, log, tracking, clock } = this.services;
    const rows = await db.write((tx) => queue.quarantinePoison(tx, MAX_STARTS));
    for (const row of rows) {
      log.error(
        { message: row.networkMessageId, subject: row.subject },
        "poison message: its processing stopped the process twice",
      );
      const queued = await queue.load(row.id);
      if (!queued) continue;
      const item: MailItem = queued.item;
      await db.write((tx) =>
        tracking.write(tx, clock.now(), item, {
          eventId: "POISONMESSAGE",
          source: "QUEUE",
          recipients: item.recipients.map((recipient) => recipient.address),
          detail: "Its processing stopped the process twice; it is kept in the poison queue",
        }),
      );
    }
  }
}

function parseHop(key: string): NextHop {
  if (key === "internet" || key === "mailbox") return { kind: key };
  return { kind: "connector", connector: key.slice("connector:".length) };
}
