// Sending whole messages in transactions of their own, and what several results mean as one reply.
import { isPermanent, isPositive, isTransient, reply, type SmtpReply } from "../smtp/reply.ts";
import type { SmtpEnvelope } from "../smtp/session.ts";
import { type NextHop, Transaction } from "./next-hop/next-hop.ts";

export interface RecipientResult {
  readonly address: string;
  readonly reply: SmtpReply;
}

/** MAIL, RCPT for each recipient, DATA. Never throws: trouble is a reply. */
export async function sendAnew(nextHop: NextHop, envelope: SmtpEnvelope, content: Buffer): Promise<RecipientResult[]> {
  const transaction = await nextHop.begin(envelope);
  if (!(transaction instanceof Transaction)) {
    return envelope.recipients.map(({ address }) => ({ address, reply: transaction }));
  }
  const results = await offerRecipients(transaction, envelope);
  if (!results.some((result) => isPositive(result.reply))) {
    await transaction.cancel();
    return results;
  }
  const answer = await transaction.send([content]);
  return results.map((result) => (isPositive(result.reply) ? { ...result, reply: answer } : result));
}

export async function offerRecipients(transaction: Transaction, envelope: SmtpEnvelope): Promise<RecipientResult[]> {
  const results: RecipientResult[] = [];
  for (const recipient of envelope.recipients) {
    results.push({ address: recipient.address, reply: await transaction.rcpt(recipient) });
  }
  return results;
}

/** A transaction for each recipient. */
export async function sendSplit(nextHop: NextHop, envelope: SmtpEnvelope, content: Buffer): Promise<RecipientResult[]> {
  const results: RecipientResult[] = [];
  for (const recipient of envelope.recipients) {
    results.push(...(await sendAnew(nextHop, { ...envelope, recipients: [recipient] }, content)));
  }
  return results;
}

/**
 * One reply after the data for recipients that fared differently. RFC 5321 has only one: so the worst counts, first of
 * all what is temporary. The sender then tries again, or hears of it; a copy that passed may come twice, but none is
 * lost in silence.
 */
export function combineResults(results: readonly RecipientResult[]): SmtpReply {
  const worst = results.find((r) => isTransient(r.reply)) ?? results.find((r) => isPermanent(r.reply)) ?? results[0];
  if (!worst) return reply(451, "4.3.0", "No recipient");
  const passed = results.filter((result) => isPositive(result.reply));
  if (passed.length === 0 || passed.length === results.length) return worst.reply;
  const failed = results.filter((result) => !isPositive(result.reply));
  const text = `${worst.reply.text} (for ${names(failed)}; accepted for ${names(passed)})`;
  return reply(worst.reply.code, worst.reply.enhanced, text.slice(0, 400));
}

function names(results: readonly RecipientResult[]): string {
  const shown = results.slice(0, 3).map((result) => result.address);
  return shown.join(", ") + (results.length > 3 ? " and others" : "");
}
