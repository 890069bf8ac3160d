// One attempt to hand a message to its next hop: the first smart host that answers, one transaction, what it replied.
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { SendResult } from "../../smtp/client.ts";
import type { SmtpSender } from "../../smtp/pool.ts";
import { isPositive, reply, type SmtpReply } from "../../smtp/reply.ts";
import type { QueuedItem } from "../queue/queue-repository.ts";
import type { HopSettings } from "./next-hop.ts";
import type { OutboundFaults } from "./outbound-faults.ts";
import type { RecipientOutcome } from "./outcomes.ts";
import type { Senders } from "./senders.ts";

export const NOT_8BIT = reply(
  550,
  "5.6.3",
  "Conversion required but not supported: the next hop does not offer 8BITMIME",
);
export const NOT_UTF8 = reply(550, "5.6.7", "Non-ASCII addresses not permitted: the next hop does not offer SMTPUTF8");

export interface Attempt {
  readonly hop: string;
  readonly peer: string;
  readonly outcomes: readonly RecipientOutcome[];
  /** Nothing when no connection was made. */
  readonly result?: SendResult;
  /** Nobody could be connected to. */
  readonly unreached?: true;
}

/** Several smart hosts in order: the next one is asked only when nobody was reached. */
export async function tryHosts(
  queued: Pick<QueuedItem, "item">,
  hop: HopSettings,
  senders: Senders,
  faults: OutboundFaults | undefined,
): Promise<Attempt> {
  let last = same(queued.item, reply(451, "4.4.1", "No smart host is configured"), hop.name, "");
  for (const destination of hop.destinations) {
    const peer = `${destination.host}:${destination.port}`;
    const sender = (await faults?.instead("connect")) ?? (await senders.acquire(hop, destination));
    if ("code" in sender) {
      last = { ...same(queued.item, sender, hop.name, peer), unreached: true };
      continue;
    }
    try {
      const refusal = await unsuitable(queued.item, sender.extensions);
      if (refusal) return same(queued.item, refusal, hop.name, peer);
      const attempt = faults
        ? await sendWithFaults(queued.item, hop, peer, sender, faults)
        : await send(queued.item, queued.item.recipients, hop, peer, sender);
      if (faults?.wasTaken || attempt.outcomes.some((outcome) => isPositive(outcome.reply)))
        senders.noteSent(destination);
      return attempt;
    } finally {
      sender.release();
    }
  }
  return last;
}

/** Recipients that a fault refuses are not offered; the others are one transaction. */
async function sendWithFaults(
  item: MailItem,
  hop: HopSettings,
  peer: string,
  sender: SmtpSender,
  faults: OutboundFaults,
): Promise<Attempt> {
  const refused = await faults.instead("mail");
  if (refused) return same(item, refused, hop.name, peer);
  const missing: RecipientOutcome[] = [];
  const offered: EnvelopeRecipient[] = [];
  for (const recipient of item.recipients) {
    const answer = await faults.instead("rcpt", recipient.address);
    if (answer) missing.push({ recipient, reply: answer });
    else offered.push(recipient);
  }
  const atData = offered.length > 0 ? await faults.instead("data") : undefined;
  if (offered.length === 0 || atData) {
    const rest = offered.map((recipient) => ({ recipient, reply: atData as SmtpReply }));
    return { hop: hop.name, peer, outcomes: [...missing, ...rest] };
  }
  const attempt = await send(item, offered, hop, peer, sender, faults);
  return { ...attempt, outcomes: [...missing, ...attempt.outcomes] };
}

async function send(
  item: MailItem,
  offered: readonly EnvelopeRecipient[],
  hop: HopSettings,
  peer: string,
  sender: SmtpSender,
  faults?: OutboundFaults,
): Promise<Attempt> {
  const heard = await sender.send(
    {
      from: item.sender,
      recipients: offered.map(({ address, notify, originalRecipient }) => ({
        address,
        ...(notify && { notify }),
        ...(originalRecipient !== undefined && { originalRecipient }),
      })),
      ...(item.ret && { ret: item.ret }),
      ...(item.envelopeId !== undefined && { envelopeId: item.envelopeId }),
      smtpUtf8: needsUtf8(item),
      eightBitMime: item.eightBitMime,
      size: item.headers.byteLength + item.body.size,
    },
    faults ? faults.content(wire(item)) : wire(item),
  );
  const result = faults ? await faults.heard(heard) : heard;
  const outcomes = offered.map((recipient) => ({
    recipient,
    reply: result.recipients.find((r) => r.address === recipient.address)?.reply ?? result.reply,
  }));
  return { hop: hop.name, peer, outcomes, result };
}

/** Header block and body, one buffer where the body is small. */
async function* wire(item: MailItem): AsyncGenerator<Buffer> {
  const headers = item.headers.toBuffer();
  let first = true;
  for await (const chunk of item.body.chunks()) {
    yield first ? Buffer.concat([headers, chunk]) : chunk;
    first = false;
  }
  if (first) yield headers;
}

/** 8-bit mail only to hops that offer it; a service-made recall request is undeclared 8-bit and exempt (chosen). */
async function unsuitable(item: MailItem, extensions: ReadonlySet<string>): Promise<SmtpReply | undefined> {
  if (needsUtf8(item) && !extensions.has("SMTPUTF8")) return NOT_UTF8;
  if (extensions.has("8BITMIME") || item.data.recallOriginalMessageId !== undefined) return undefined;
  // What a client declared proves nothing: undeclared 8-bit bytes would be cut to seven all the same.
  if (!isAscii(item.headers.toBuffer())) return NOT_8BIT;
  for await (const chunk of item.body.chunks()) if (!isAscii(chunk)) return NOT_8BIT;
  return undefined;
}

/** Declared by the client, or made so since: by a contact's address, or for the sender of a notification. */
function needsUtf8(item: MailItem): boolean {
  if (item.smtpUtf8) return true;
  return [item.sender, ...item.recipients.map(({ address }) => address)].some((address) =>
    /[^\x00-\x7f]/.test(address),
  );
}

function isAscii(bytes: Buffer): boolean {
  return !/[\x80-\xff]/.test(bytes.toString("latin1"));
}

/** The same answer for everybody. */
export function same(item: MailItem, answer: SmtpReply, hop: string, peer: string): Attempt {
  return { hop, peer, outcomes: item.recipients.map((recipient) => ({ recipient, reply: answer })) };
}
