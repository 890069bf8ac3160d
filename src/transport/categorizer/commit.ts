// The one commit of a categorization: forks with their next hops, agent-made mail, notifications, events.
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import { formatReply } from "../../smtp/reply.ts";
import { deferOrExpire } from "../deferral.ts";
import { type Hold, NO_MODERATOR, prepareHold, writeHold } from "../moderation/hold.ts";
import { failureNotices } from "../notifications.ts";
import { writeQuarantined } from "../quarantine/quarantine.ts";
import { insertGenerated } from "../receive/generated.ts";
import type { TransportServices } from "../services.ts";
import { hopKey } from "./bifurcate.ts";
import { addresses, type CategorizerRun } from "./categorizer-run.ts";

/** Bytes in memory of what is attached to requests for moderators. */
const ORIGINALS_AT_ONCE = 16 * 1024 * 1024;

/** @returns when to try again, if an agent deferred the message: then nothing of the run is kept. */
export async function commitRun(run: CategorizerRun, services: TransportServices): Promise<number | undefined> {
  if (run.deferral) return deferRun(run, services);
  const holds = await prepareHolds(run);
  const notices = await failureNotices(run.failures, run.organization, run.now);
  await services.db.write(async function commitCategorized(tx) {
    for (const { item, event } of run.events) await services.tracking.write(tx, run.now, item, event);
    for (const work of run.commits) await work(tx);
    for (const { message, by, parent } of run.submissions)
      await insertGenerated(tx, services, message, { by, parent, now: run.now });
    for (const notice of notices)
      await insertGenerated(tx, services, notice, { by: "", parent: run.queued.item, now: run.now });
    for (const hold of holds) {
      const contentId = await contentOf(tx, hold.item, run, services);
      await writeHold(tx, hold, { contentId, now: run.now }, services);
    }
    for (const { item, rule } of run.quarantined) {
      const contentId = await contentOf(tx, item, run, services);
      const { organization, now } = run;
      await writeQuarantined(tx, item, { rule, organization, contentId, now }, services);
    }
    await placeForks(tx, run, services);
  });
  return undefined;
}

/** Where nobody could decide, the sender hears of it. */
async function prepareHolds(run: CategorizerRun): Promise<Hold[]> {
  const holds: Hold[] = [];
  const { organization, now } = run;
  const longest = ORIGINALS_AT_ONCE / run.held.length;
  for (const { item, moderated } of run.held) {
    const hold = await prepareHold(item, moderated, { organization, now, longest });
    if (hold) {
      holds.push(hold);
      continue;
    }
    const detail = formatReply(NO_MODERATOR);
    run.track(item, { eventId: "FAIL", source: "ROUTING", recipients: addresses(item.recipients), detail });
    run.failures.push({ item, recipients: item.recipients, reply: NO_MODERATOR });
  }
  return holds;
}

async function placeForks(tx: Tx, run: CategorizerRun, services: TransportServices): Promise<void> {
  const { queued, now, rest } = run;
  const first = rest ? undefined : run.items[0];
  const others = rest ? run.items : run.items.slice(1);
  const place = async (item: MailItem) => ({
    queue: "delivery" as const,
    nextHop: hopKey(item),
    dueAt: now,
    queuedAt: queued.queuedAt,
    contentId: await contentOf(tx, item, run, services),
  });
  if (first) services.enqueued(tx, await services.queue.place(tx, queued, first, await place(first)));
  else if (rest) {
    const contentId = await contentOf(tx, rest, run, services);
    const stays = { queue: "submission", nextHop: "", dueAt: now, queuedAt: queued.queuedAt, contentId } as const;
    run.continued = await services.queue.place(tx, queued, rest, stays);
  } else await services.queue.remove(tx, queued.id);
  for (const item of others) services.enqueued(tx, await services.queue.insert(tx, item, await place(item)));
}

/** A fork that nobody edited or converted shares the content of the message that came in. */
async function contentOf(tx: Tx, item: MailItem, run: CategorizerRun, services: TransportServices): Promise<number> {
  const before = run.queued.item.headers.fields;
  const after = item.headers.fields;
  const unchanged =
    item.body === run.queued.item.body &&
    before.length === after.length &&
    before.every((field, index) => field.raw === after[index]?.raw);
  return unchanged ? run.queued.contentId : services.contents.save(tx, item.headers.toBuffer(), item.body, run.now);
}

async function deferRun(run: CategorizerRun, services: TransportServices): Promise<number | undefined> {
  const { queued } = run;
  const { reason, at } = run.deferral as { reason: string; at: number };
  services.log.warn({ message: queued.item.networkMessageId, reason }, "message deferred");
  return deferOrExpire(queued, services, { retryAt: at, reason, source: "AGENT" });
}
