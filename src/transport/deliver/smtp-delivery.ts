// Delivery over SMTP: one transaction to the first smart host that answers, its replies settled in one commit.
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import type { SendResult } from "../../smtp/client.ts";
import { formatReply, isPermanent, isPositive, isTransient, reply, type SmtpReply } from "../../smtp/reply.ts";
import { type Notice, noticesOf } from "../notifications.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";
import { insertGenerated } from "../receive/generated.ts";
import type { SendAttempt, TransportServices } from "../services.ts";
import { type Attempt, same, tryHosts } from "./attempt.ts";
import { asRequired, type HopSettings } from "./next-hop.ts";
import { outboundFaults } from "./outbound-faults.ts";
import {
  EXPIRED,
  expiresAt,
  isDelayed,
  type Outcomes,
  type RecipientOutcome,
  retryAt,
  sortOutcomes,
} from "./outcomes.ts";
import type { Senders } from "./senders.ts";

const HOP_GONE = reply(550, "5.4.4", "The outbound connector does not exist or is disabled");

/** @returns when to try again, if recipients were deferred. */
export async function deliverBySmtp(
  queued: QueuedItem,
  hop: HopSettings | undefined,
  senders: Senders,
  services: TransportServices,
): Promise<number | undefined> {
  const startedAt = performance.now();
  const attempt = hop
    ? await tryHosts(
        queued,
        asRequired(hop, queued.item, services.organization()),
        senders,
        outboundFaults(services.faults, queued.item),
      )
    : same(queued.item, HOP_GONE, queued.nextHop, "");
  services.sent?.(measured(attempt, performance.now() - startedAt));
  return settle(queued, attempt, services);
}

function measured(attempt: Attempt, ms: number): SendAttempt {
  const count = (test: (reply: SmtpReply) => boolean) =>
    attempt.outcomes.filter((outcome) => test(outcome.reply)).length;
  const first = attempt.outcomes[0]?.reply;
  return {
    hop: attempt.hop,
    peer: attempt.peer,
    ...(attempt.unreached && first && { unreached: first }),
    ms,
    sent: count(isPositive),
    deferred: count(isTransient),
    failed: count(isPermanent),
  };
}

/** One commit: leg, events, what is left to do, and the notifications that follow. */
async function settle(queued: QueuedItem, attempt: Attempt, services: TransportServices): Promise<number | undefined> {
  const organization = services.organization();
  const config = organization.transportConfig;
  const now = services.clock.now();
  const outcomes = sortOutcomes(attempt.outcomes, now >= expiresAt(queued, config));
  const delayed = outcomes.deferred.length > 0 && isDelayed(queued, config, now);
  const notices = [
    ...(await noticesOf("failed", failures(queued, attempt, outcomes, now), organization, now)),
    ...(delayed
      ? await noticesOf("delayed", delays(queued, attempt, outcomes, expiresAt(queued, config)), organization, now)
      : []),
    ...(await noticesOf("relayed", relays(queued, attempt, outcomes), organization, now)),
  ];
  const dueAt = outcomes.deferred.length > 0 ? retryAt(queued, config, now) : undefined;
  await services.db.write(async function settleSend(tx) {
    const legId = attempt.result && (await writeLeg(tx, queued, attempt, services, now));
    await trackOutcomes(tx, queued.item, attempt, outcomes, legId, services, now);
    for (const notice of notices) await insertGenerated(tx, services, notice, { by: "", parent: queued.item, now });
    if (dueAt === undefined) return services.queue.remove(tx, queued.id);
    const error = outcomes.deferred[0] ? formatReply(outcomes.deferred[0].reply) : "";
    const recipients = outcomes.deferred.map((outcome) => outcome.recipient);
    await services.queue.defer(tx, queued, {
      dueAt,
      error,
      recipients,
      delayNotified: queued.delayNotified || delayed,
    });
  });
  return dueAt;
}

/** One notice for each reply. docs/recall.md R17: a recall request that expires in a queue makes no NDR. */
function failures(queued: QueuedItem, attempt: Attempt, outcomes: Outcomes, now: number): Notice[] {
  const isRecall = queued.item.data.recallRegistered !== undefined;
  return byReply(outcomes.failed)
    .filter(({ reply: answer }) => !(isRecall && answer.enhanced === EXPIRED))
    .map(({ reply: answer, recipients }) => ({
      item: queued.item,
      recipients,
      reply: answer,
      lastAttempt: now,
      ...(answer.enhanced !== EXPIRED && sayer(attempt)),
    }));
}

function delays(queued: QueuedItem, attempt: Attempt, outcomes: Outcomes, until: number): Notice[] {
  return byReply(outcomes.deferred).map(({ reply: answer, recipients }) => ({
    item: queued.item,
    recipients,
    reply: answer,
    willRetryUntil: until,
    ...sayer(attempt),
  }));
}

/** Whose words a reply is: without a connection it is our own. */
function sayer({ peer, result }: Attempt): { remoteMta?: string } {
  return result ? { remoteMta: peer.replace(/:\d+$/, "") } : {};
}

/** RFC 3461 §5.2.2: a hop that knows no DSN takes over; who asked for success hears "relayed". */
function relays(queued: QueuedItem, attempt: Attempt, outcomes: Outcomes): Notice[] {
  if (!attempt.result || attempt.result.dsnOffered || outcomes.sent.length === 0) return [];
  return [{ item: queued.item, recipients: outcomes.sent.map((outcome) => outcome.recipient) }];
}

export async function writeLeg(
  tx: Tx,
  queued: Pick<QueuedItem, "item" | "contentId">,
  attempt: Attempt,
  services: TransportServices,
  now: number,
): Promise<number> {
  const result = attempt.result as SendResult;
  return services.legs.write(tx, queued.item, {
    direction: "out",
    connector: attempt.hop,
    at: now,
    peer: attempt.peer,
    ...(result.tls && { tls: `${result.tls.version} ${result.tls.cipher}` }),
    recipients: queued.item.recipients.map((recipient) => recipient.address),
    reply: formatReply(result.reply),
    transcript: result.transcript,
    ...(result.transcriptTimes && { transcriptTimes: result.transcriptTimes }),
    contentId: queued.contentId,
  });
}

export async function trackOutcomes(
  tx: Tx,
  item: MailItem,
  attempt: Attempt,
  outcomes: Outcomes,
  legId: number | undefined,
  services: TransportServices,
  now: number,
): Promise<void> {
  const groups = [
    ["SENDEXTERNAL", outcomes.sent],
    ["FAIL", outcomes.failed],
    ["DEFER", outcomes.deferred],
  ] as const;
  for (const [eventId, group] of groups) {
    for (const { reply, recipients } of byReply(group)) {
      const answer = formatReply(reply);
      await services.tracking.write(tx, now, item, {
        eventId,
        source: "SMTP",
        recipients: recipients.map((recipient) => recipient.address),
        context: attempt.hop,
        detail: eventId === "SENDEXTERNAL" ? `Message sent to ${attempt.peer} with reply: ${answer}` : answer,
        data: { peer: attempt.peer, reply: answer, ...(legId !== undefined && { legId }) },
      });
    }
  }
}

function byReply(outcomes: readonly RecipientOutcome[]): { reply: SmtpReply; recipients: EnvelopeRecipient[] }[] {
  const groups = new Map<string, { reply: SmtpReply; recipients: EnvelopeRecipient[] }>();
  for (const { recipient, reply: answer } of outcomes) {
    const text = formatReply(answer);
    const group = groups.get(text) ?? { reply: answer, recipients: [] };
    groups.set(text, group);
    group.recipients.push(recipient);
  }
  return [...groups.values()];
}
