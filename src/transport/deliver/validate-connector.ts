// Validate-OutboundConnector: what an outbound connector can do now. Each of its smart hosts is connected to as the
// connector demands, then a message is sent through the one that answers first. Neither queues nor agents see it.
import type { NewMessage } from "../../agent-api/agents.ts";
import type { EnvelopeRecipient } from "../../agent-api/mail-item.ts";
import { formatReply, isPositive, type SmtpReply } from "../../smtp/reply.ts";
import { receipt } from "../receive/accept.ts";
import { generatedItem } from "../receive/generated.ts";
import type { TransportServices } from "../services.ts";
import { type Attempt, tryHosts } from "./attempt.ts";
import type { HopSettings } from "./next-hop.ts";
import { outboundFaults } from "./outbound-faults.ts";
import type { Senders } from "./senders.ts";
import { trackOutcomes, writeLeg } from "./smtp-delivery.ts";

export interface ValidationTask {
  /** "Check connectivity to 127.0.0.1:25" */
  readonly task: string;
  readonly isSuccess: boolean;
  /** What was heard, or why nothing was. */
  readonly detail: string;
}

const BY = "Connector validation";

export async function validateConnector(
  message: NewMessage,
  hop: HopSettings,
  senders: Senders,
  services: TransportServices,
): Promise<ValidationTask[]> {
  const tasks: ValidationTask[] = [];
  for (const destination of hop.destinations) {
    const task = `Check connectivity to ${destination.host}:${destination.port}`;
    const sender = await senders.acquire(hop, destination);
    if ("code" in sender) {
      tasks.push({ task, isSuccess: false, detail: formatReply(sender) });
      continue;
    }
    const offers = [...sender.extensions].sort().join(", ");
    sender.release();
    tasks.push({ task, isSuccess: true, detail: `Connected; it offers ${offers === "" ? "no extensions" : offers}.` });
  }
  return [...tasks, await sendTestMessage(message, hop, senders, services)];
}

async function sendTestMessage(
  message: NewMessage,
  hop: HopSettings,
  senders: Senders,
  services: TransportServices,
): Promise<ValidationTask> {
  const item = generatedItem(message, { by: BY, now: services.clock.now() }, services.contents);
  const attempt = await tryHosts({ item }, hop, senders, outboundFaults(services.faults, item));
  const now = services.clock.now();
  await services.db.write(async function keepValidation(tx) {
    const contentId = await services.contents.save(tx, item.headers.toBuffer(), item.body, now);
    const event = { source: "AGENT" as const, detail: `Made by ${BY}`, context: BY };
    await services.tracking.write(tx, item.receivedAt, item, receipt(item, event));
    const legId = attempt.result && (await writeLeg(tx, { item, contentId }, attempt, services, now));
    const sent = attempt.outcomes.filter(({ reply }) => isPositive(reply));
    // It is not tried again.
    const failed = attempt.outcomes.filter(({ reply }) => !isPositive(reply));
    await trackOutcomes(tx, item, attempt, { sent, failed, deferred: [] }, legId, services, now);
  });
  const isSuccess = attempt.outcomes.every(({ reply }) => isPositive(reply));
  return { task: `Send a test message to ${message.recipients.join(", ")}`, isSuccess, detail: heard(attempt) };
}

function heard({ peer, outcomes, result }: Attempt): string {
  const replies = new Set(outcomes.map(({ reply }) => formatReply(reply)));
  const words = replies.size === 1 ? [...replies].join() : outcomes.map(each).join("; ");
  if (!result) return words;
  const how = result.tls ? `over ${result.tls.version}` : "without TLS";
  return `${peer}, ${how}: ${words}`;
}

const each = ({ recipient, reply }: { recipient: EnvelopeRecipient; reply: SmtpReply }): string =>
  `${recipient.address}: ${formatReply(reply)}`;
