// What a next hop's replies mean for each recipient, and when a temporary one is tried again.
import type { EnvelopeRecipient } from "../../agent-api/mail-item.ts";
import type { TransportConfig } from "../../organization/organization.ts";
import { isPermanent, isPositive, reply, type SmtpReply } from "../../smtp/reply.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";

export interface RecipientOutcome {
  readonly recipient: EnvelopeRecipient;
  readonly reply: SmtpReply;
}

export interface Outcomes {
  readonly sent: readonly RecipientOutcome[];
  readonly failed: readonly RecipientOutcome[];
  readonly deferred: readonly RecipientOutcome[];
}

export function sortOutcomes(all: readonly RecipientOutcome[], expired: boolean): Outcomes {
  const sent: RecipientOutcome[] = [];
  const failed: RecipientOutcome[] = [];
  const deferred: RecipientOutcome[] = [];
  for (const outcome of all) {
    if (isPositive(outcome.reply)) sent.push(outcome);
    else if (isPermanent(outcome.reply)) failed.push(outcome);
    else if (expired) failed.push({ ...outcome, reply: expiredReply(outcome.reply) });
    else deferred.push(outcome);
  }
  return { sent, failed, deferred };
}

/** RFC 3463 §3.5: X.4.7 delivery time expired. */
export const EXPIRED = "4.4.7";
/** Where no other server said anything. */
export const NO_REASON_EXPIRED = reply(550, EXPIRED, "QUEUE.Expired; message expired");

function expiredReply(last: SmtpReply): SmtpReply {
  return reply(550, EXPIRED, `QUEUE.Expired; message expired; last reply: ${last.code} ${last.enhanced} ${last.text}`);
}

export function retryAt(queued: QueuedItem, config: TransportConfig, now: number): number {
  const schedule = config.retryScheduleMs;
  const delay = schedule[Math.min(queued.attempts, schedule.length - 1)] ?? 60_000;
  // The last try comes when the message expires, so that its NDR is not late.
  return Math.min(now + delay, Math.max(expiresAt(queued, config), now + 1));
}

export const expiresAt = (queued: QueuedItem, config: TransportConfig): number => queued.queuedAt + config.expirationMs;

export const isDelayed = (queued: QueuedItem, config: TransportConfig, now: number): boolean =>
  !queued.delayNotified && now - queued.queuedAt >= config.delayNotificationMs;
