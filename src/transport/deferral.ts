// A message that could not be dealt with inside the tenant, as by an agent that throws: one more try, told of when it takes
// long; or the end, as delivery over SMTP has it. RFC 5321 §4.5.4.1
import { reply, type SmtpReply } from "../smtp/reply.ts";
import type { TrackingEvent } from "../trace/events.ts";
import { EXPIRED, expiresAt, isDelayed, NO_REASON_EXPIRED } from "./deliver/outcomes.ts";
import { type Notice, noticesOf } from "./notifications.ts";
import type { QueuedItem } from "./queue/queue-repository.ts";
import { insertGenerated } from "./receive/generated.ts";
import type { TransportServices } from "./services.ts";

export interface Deferral {
  readonly retryAt: number;
  /** For trace and queue. What a stranger reads in a notification is no more than that it failed. */
  readonly reason: string;
  readonly source: TrackingEvent["source"];
}

const NOT_YET = reply(451, "4.3.0", "Temporary server error; the message could not be processed yet");

/** @returns when to try again, if it is. */
export async function deferOrExpire(
  queued: QueuedItem,
  services: TransportServices,
  { retryAt, reason, source }: Deferral,
): Promise<number | undefined> {
  const { item } = queued;
  const organization = services.organization();
  const now = services.clock.now();
  const end = expiresAt(queued, organization.transportConfig);
  const isOver = now >= end;
  const isLate = !isOver && isDelayed(queued, organization.transportConfig, now);
  // docs/recall.md R17: a recall request that expires in a queue makes no NDR.
  const isTold = (isOver && item.data.recallRegistered === undefined) || isLate;
  const notice: Notice = isOver
    ? { ...about(queued, NO_REASON_EXPIRED), lastAttempt: now }
    : { ...about(queued, NOT_YET), willRetryUntil: end };
  const notices = isTold ? await noticesOf(isOver ? "failed" : "delayed", [notice], organization, now) : [];
  // The last try comes when the message expires, so that its NDR is not late.
  const dueAt = Math.min(Math.max(retryAt, now + 1), Math.max(end, now + 1));
  await services.db.write(async function deferOrExpireIn(tx) {
    await services.tracking.write(tx, now, item, {
      eventId: isOver ? "FAIL" : "DEFER",
      source,
      recipients: item.recipients.map(({ address }) => address),
      detail: isOver ? `550 ${EXPIRED} ${NO_REASON_EXPIRED.text}; last: ${reason}` : reason,
    });
    for (const message of notices) await insertGenerated(tx, services, message, { by: "", parent: item, now });
    if (isOver) return services.queue.remove(tx, queued.id);
    await services.queue.defer(tx, queued, {
      dueAt,
      error: reason,
      recipients: item.recipients,
      delayNotified: queued.delayNotified || isLate,
    });
  });
  return isOver ? undefined : dueAt;
}

function about({ item }: QueuedItem, answer: SmtpReply): Notice {
  return { item, recipients: item.recipients, reply: answer };
}
