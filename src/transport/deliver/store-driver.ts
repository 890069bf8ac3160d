// Delivery to mailboxes: promote, ask the store driver agents, create copies, all in one transaction per item.
import type { PromotedDelivery, StoreDriverAgent, StoreDriverContext } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import { promoteInternetHeaders } from "../../content-conversion/internet-headers.ts";
import { type PromotedMessage, promoteMessage } from "../../content-conversion/promote.ts";
import type { Tx } from "../../database/database.ts";
import { enterLedger } from "../../mailbox/delivered-ledger.ts";
import type { NewCopy } from "../../mailbox/mailbox-store.ts";
import { parseAddresses } from "../../mime/address.ts";
import type { Organization } from "../../organization/organization.ts";
import { headerPromotionMode } from "../../organization/organization-flags.ts";
import { newSearchKey } from "../../runtime/ids.ts";
import { reply } from "../../smtp/reply.ts";
import type { TrackingEvent } from "../../trace/events.ts";
import { itemColumns } from "../../trace/tracking-log.ts";
import { AgentGivenUp } from "../agent-waits.ts";
import { deferOrExpire } from "../deferral.ts";
import { noticesOf } from "../notifications.ts";
import { ItemGoneError, type QueuedItem } from "../queue/queue-repository.ts";
import { insertGenerated } from "../receive/generated.ts";
import type { TransportServices } from "../services.ts";
import { failCopies } from "./fail-copies.ts";

const DELIVERED = reply(250, "2.1.5", "STOREDRV.Deliver; delivered to the mailbox");
/** A longer From is not read to its end, characters. */
const LONGEST_FROM = 2000;
/** A defect of an agent is tried again after this time, milliseconds. */
const RETRY_AFTER_DEFECT_MS = 5 * 60_000;

/** @returns when to try again, if a copy was deferred. */
export async function deliverToMailboxes(queued: QueuedItem, services: TransportServices): Promise<number | undefined> {
  let culprit = "store driver";
  try {
    const organization = services.organization();
    const promoted = await promote(queued.item, organization);
    const agents = services.agents.current;
    const running = (agent: string) => {
      culprit = agent;
    };
    const message = { item: queued.item, messageClass: promoted.messageClass };
    const context = { now: services.clock.now(), organization };
    await agents.runInitialized(message, context, running);
    return await services.db.write(function deliver(tx) {
      return deliverIn(tx, queued, promoted, services, agents.storeDriver, running);
    });
  } catch (error) {
    if (error instanceof ItemGoneError) throw error;
    const wait = error instanceof AgentGivenUp && error.atStop ? 0 : RETRY_AFTER_DEFECT_MS;
    const retryAt = services.clock.now() + wait;
    const reason = `${culprit} failed: ${error instanceof Error ? error.message : String(error)}`;
    services.log.error({ message: queued.item.networkMessageId, agent: culprit, err: error }, "delivery deferred");
    return deferOrExpire(queued, services, { retryAt, reason, source: "STOREDRIVER" });
  }
}

/** Mail made in the tenant has the class that its agent gave it. */
async function promote(
  { headers, body, data, authAs }: MailItem,
  organization: Organization,
): Promise<PromotedMessage> {
  const promoted = await promoteMessage(headers, body);
  const named = promoteInternetHeaders(headers, headerPromotionMode(organization), authAs === "Internal");
  return {
    ...promoted,
    ...(named && { mapi: { ...named, ...promoted.mapi } }),
    ...(data.generatedClass !== undefined && { messageClass: data.generatedClass }),
  };
}

async function deliverIn(
  tx: Tx,
  queued: QueuedItem,
  promoted: PromotedMessage,
  services: TransportServices,
  agents: readonly StoreDriverAgent[],
  running: (agent: string) => void,
): Promise<number | undefined> {
  const { item } = queued;
  const now = services.clock.now();
  const { messageClass, mapi = {} } = promoted;
  const batch: PromotedDelivery[] = item.recipients.map((recipient) => ({
    item,
    recipient,
    mailbox: recipient.mailbox ?? recipient.address,
    messageClass,
    // Mail that never left the tenant kept its properties; from plain MIME a copy gets a key of its own.
    searchKey: item.data.searchKey ?? promoted.searchKey ?? newSearchKey(),
    mapi,
    verdict: { kind: "deliver" },
  }));
  await runAgents(agents, "onPromoted", batch, queued, tx, services, now, running);
  await failCopies(tx, item, batch, services, now);
  const created = await createCopies(tx, queued, batch, services, now);
  await notifyDelivered(tx, item, created, services, now);
  if (created.length > 0) await runAgents(agents, "onCreated", created, queued, tx, services, now, running);
  return settle(tx, queued, batch, services, now);
}

async function runAgents(
  agents: readonly StoreDriverAgent[],
  event: "onPromoted" | "onCreated",
  batch: readonly PromotedDelivery[],
  queued: QueuedItem,
  tx: Tx,
  services: TransportServices,
  now: number,
  running: (agent: string) => void,
): Promise<void> {
  for (const agent of agents) {
    if (!agent[event]) continue;
    running(agent.name);
    await agent[event](batch, contextFor(agent, queued, tx, services, now));
    if (event === "onCreated") continue;
    await trackDrops(tx, batch, agent, services, now);
  }
}

function contextFor(
  agent: StoreDriverAgent,
  queued: QueuedItem,
  tx: Tx,
  services: TransportServices,
  now: number,
): StoreDriverContext {
  return {
    tx,
    now,
    organization: services.organization(),
    submit: (message) => insertGenerated(tx, services, message, { by: agent.name, parent: queued.item, now }),
    track: (item, event) => services.tracking.write(tx, now, item, event),
    wake: async (messageId) => {
      await services.queue.wake(tx, messageId, now);
      tx.afterCommit(() => services.wakeDelivery("mailbox"));
    },
  };
}

/** Dropped copies are told of at once, with their agent; later agents no longer see them as theirs to drop. */
async function trackDrops(
  tx: Tx,
  batch: readonly PromotedDelivery[],
  agent: StoreDriverAgent,
  services: TransportServices,
  now: number,
): Promise<void> {
  const events = new Map<string, TrackingEvent & { recipients: string[] }>();
  for (const delivery of batch) {
    const { verdict } = delivery;
    if (verdict.kind !== "drop" || verdict.tracked) continue;
    const { detail, data } = verdict;
    delivery.verdict = { ...verdict, tracked: true };
    const key = JSON.stringify([detail, data]);
    const event = events.get(key) ?? {
      eventId: "DROP",
      source: "STOREDRIVER",
      recipients: [],
      detail,
      context: agent.name,
      ...(data && { data }),
    };
    event.recipients.push(delivery.recipient.address);
    events.set(key, event);
  }
  const [item] = batch.map((delivery) => delivery.item);
  if (item) for (const event of events.values()) await services.tracking.write(tx, now, item, event);
}

async function createCopies(
  tx: Tx,
  queued: QueuedItem,
  batch: readonly PromotedDelivery[],
  services: TransportServices,
  now: number,
): Promise<PromotedDelivery[]> {
  const { item } = queued;
  const { messageId, subject, size } = itemColumns(item);
  const date = item.headers.get("Date") ?? "";
  const from = parseAddresses(item.headers.get("From")?.slice(0, LONGEST_FROM) ?? "")[0]?.address;
  const { networkMessageId } = item;
  const delivered = batch.filter(({ verdict }) => verdict.kind === "deliver");
  const mailboxes = delivered.map(({ mailbox }) => mailbox);
  const taking = new Set(await enterLedger(tx, { messageId, date, networkMessageId }, mailboxes, now));
  const { created = [], duplicates = [] } = Object.groupBy(delivered, ({ mailbox }) =>
    taking.delete(mailbox) ? "created" : "duplicates",
  );
  const messages = Map.groupBy(created, ({ messageClass }) => messageClass);
  for (const [messageClass, copies] of messages) {
    const { mapi = {} } = copies[0] ?? {};
    const message = { contentId: queued.contentId, messageId, messageClass, mapi, subject, networkMessageId, size };
    await services.mailboxes.createAll(
      tx,
      { ...message, sender: item.sender, receivedAt: now, ...(from !== undefined && { from }) },
      copies.map((delivery) => copyOf(delivery, services)),
    );
  }
  await trackCopies(tx, item, created, duplicates, services, now);
  return created;
}

function copyOf(delivery: PromotedDelivery, { mailboxes: { folders } }: TransportServices): NewCopy {
  const { mailbox, searchKey, isRead = false, properties } = delivery;
  const folderId = delivery.folderId ?? folders.wellKnown(mailbox, "inbox")?.id;
  if (folderId === undefined) throw new Error(`The mailbox ${mailbox} has no Inbox`);
  return { mailbox, folderId, searchKey, isRead, ...(properties && { properties }) };
}

/** RFC 3461 §5.2.4: who asked with NOTIFY=SUCCESS hears of it. */
async function notifyDelivered(
  tx: Tx,
  item: MailItem,
  created: readonly PromotedDelivery[],
  services: TransportServices,
  now: number,
): Promise<void> {
  const recipients = created
    .map((delivery) => delivery.recipient)
    .filter((recipient) => recipient.notify?.includes("SUCCESS"));
  if (recipients.length === 0) return;
  for (const notice of await noticesOf(
    "delivered",
    [{ item, recipients, reply: DELIVERED }],
    services.organization(),
    now,
  )) {
    await insertGenerated(tx, services, notice, { by: "", parent: item, now });
  }
}

async function trackCopies(
  tx: Tx,
  item: MailItem,
  created: readonly PromotedDelivery[],
  duplicates: readonly PromotedDelivery[],
  services: TransportServices,
  now: number,
): Promise<void> {
  for (const [folder, copies] of Map.groupBy(created, ({ folderId }) => folderName(folderId, services))) {
    await services.tracking.write(tx, now, item, {
      eventId: "DELIVER",
      source: "STOREDRIVER",
      recipients: copies.map((delivery) => delivery.recipient.address),
      detail: `The message was delivered to the folder: ${folder}`,
    });
  }
  if (duplicates.length > 0) {
    await services.tracking.write(tx, now, item, {
      eventId: "DUPLICATEDELIVER",
      source: "STOREDRIVER",
      recipients: duplicates.map((delivery) => delivery.recipient.address),
      detail: "A copy with this Message-ID and Date was delivered before; this one was dropped",
    });
  }
}

function folderName(folderId: number | undefined, { mailboxes }: TransportServices): string {
  return (folderId === undefined ? undefined : mailboxes.folders.get(folderId)?.name) ?? "Inbox";
}

/** Copies that wait keep their row; all others are done with. */
async function settle(
  tx: Tx,
  queued: QueuedItem,
  batch: readonly PromotedDelivery[],
  services: TransportServices,
  now: number,
): Promise<number | undefined> {
  const waiting = batch.filter((delivery) => delivery.verdict.kind === "defer");
  if (waiting.length === 0) {
    await services.queue.remove(tx, queued.id);
    return undefined;
  }
  let dueAt = Number.POSITIVE_INFINITY;
  let detail = "";
  for (const { verdict } of waiting) {
    if (verdict.kind !== "defer") continue;
    dueAt = Math.min(dueAt, verdict.retryAt);
    detail = verdict.detail;
  }
  // A time that is past would be tried again without an end.
  dueAt = Math.max(dueAt, now + 1);
  const recipients = waiting.map((delivery) => delivery.recipient);
  await services.tracking.write(tx, now, queued.item, {
    eventId: "DEFER",
    source: "STOREDRIVER",
    recipients: recipients.map((recipient) => recipient.address),
    detail,
  });
  await services.queue.defer(tx, queued, { dueAt, error: detail, recipients, delayNotified: queued.delayNotified });
  return dueAt;
}
