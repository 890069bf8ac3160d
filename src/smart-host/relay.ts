// One message through the host: headers, behaviours, then its fate. Read this first.
// Cut-through: the tenant's MAIL and RCPT were passed on already (smart-host.ts), and the reply to its data is the next
// hop's. While no behaviour needs the body it streams past.

import { ContentCut } from "../faults/suffer.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import type { Clock } from "../runtime/clock.ts";
import { newGuid } from "../runtime/ids.ts";
import type { Log } from "../runtime/log.ts";
import { formatReply, isPositive, reply, type SmtpReply } from "../smtp/reply.ts";
import type { SmtpEnvelope, SmtpRecipient, SmtpSession } from "../smtp/session.ts";
import { type Behaviour, type Fate, newFate, type RelayedMessage } from "./behaviours/behaviour.ts";
import type { DeferredMail } from "./deferred-mail.ts";
import { combineResults, offerRecipients, type RecipientResult, sendAnew, sendSplit } from "./delivery.ts";
import { type HandOver, type HandOverOptions, handOverFaults } from "./hand-over-faults.ts";
import type { Inflow } from "./inflow.ts";
import { NEXT_HOP_LOST } from "./next-hop/dialog.ts";
import { type Content, type NextHop, Transaction } from "./next-hop/next-hop.ts";
import { receivedValue } from "./received-header.ts";

export const ACCEPTED = reply(250, "2.6.0", "Queued mail for delivery");
export const SERVER_ERROR = reply(451, "4.3.0", "Temporary server error");

export interface RelayOptions {
  readonly hostname: string;
  readonly behaviours: readonly Behaviour[];
  readonly nextHop: NextHop;
  /** What goes wrong on the way to it. */
  readonly handOver?: HandOverOptions;
  readonly deferred: DeferredMail;
  readonly clock: Clock;
  readonly log: Log;
  readonly logMessagesAs?: "info" | "debug";
}

export class Relay {
  readonly #options: RelayOptions;
  #behaviours: readonly Behaviour[];

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#behaviours = options.behaviours;
  }

  setBehaviours(behaviours: readonly Behaviour[]): void {
    this.#behaviours = behaviours;
  }

  envelope(envelope: SmtpEnvelope): SmtpEnvelope {
    return this.#behaviours.reduce((edited, behaviour) => behaviour.editEnvelope?.(edited) ?? edited, envelope);
  }

  /** Undefined: swallowed. */
  recipient(recipient: SmtpRecipient): SmtpRecipient | undefined {
    let edited: SmtpRecipient | undefined = recipient;
    for (const { editRecipient } of this.#behaviours) if (edited && editRecipient) edited = editRecipient(edited);
    return edited;
  }

  /** Reads `inflow` to its end or discards it; `transaction` is over afterwards. Throws ClientGone. */
  async relay(session: SmtpSession, transaction: Transaction, inflow: Inflow): Promise<SmtpReply> {
    const { hostname, clock, log, logMessagesAs = "info" } = this.#options;
    const envelope = session.envelope;
    const incoming = await inflow.readHeaders();
    const headers = HeaderBlock.parse(incoming.headers);
    const message: RelayedMessage = { envelope, headers, body: Buffer.alloc(0), fate: newFate() };
    const body = new IncomingBody(incoming.rest, inflow, message);
    await this.#applyBehaviours(message, body);
    message.headers.prepend("Received", receivedValue(session, hostname, newGuid().slice(-12), clock.now()));
    const answer = await this.#settle(message, body, transaction);
    await transaction.cancel();
    log[logMessagesAs](
      {
        from: envelope.from,
        recipients: envelope.recipients.map((recipient) => recipient.address),
        messageId: message.headers.get("Message-ID"),
        reply: formatReply(answer),
        ...(message.fate.notes.length > 0 && { notes: message.fate.notes }),
      },
      isPositive(answer) ? "accepted" : "refused",
    );
    return answer;
  }

  async #applyBehaviours(message: RelayedMessage, body: IncomingBody): Promise<void> {
    for (const behaviour of this.#behaviours) {
      if (behaviour.needs === "message") {
        if (message.fate.keepsBody) continue;
        await body.readWhole();
      }
      try {
        await behaviour.apply(message, { hostname: this.#options.hostname });
      } catch (err) {
        this.#options.log.error({ err, behaviour: behaviour.name }, "a behaviour failed");
        message.fate.refusal ??= SERVER_ERROR;
        return;
      }
    }
  }

  async #settle(message: RelayedMessage, body: IncomingBody, transaction: Transaction): Promise<SmtpReply> {
    const { fate, envelope } = message;
    if (fate.refusal) return fate.refusal;
    if (fate.isDropped) {
      fate.notes.push("dropped");
      return ACCEPTED;
    }
    const trouble = await this.#troubleOf(message);
    if (fate.delayMs === 0 && fate.copiesAfterMs.length === 0 && !fate.isSplit) {
      return await this.#passOn(transaction, envelope, body.content(), trouble);
    }
    await body.readWhole();
    const content = Buffer.concat([message.headers.toBuffer(), message.body]);
    if (fate.delayMs > 0) return await this.#keep(fate, envelope, content, [0, ...fate.copiesAfterMs], fate.delayMs);
    const answer = fate.isSplit
      ? combineResults(await this.#split(transaction, envelope, content))
      : await this.#passOn(transaction, envelope, [content], trouble);
    if (isPositive(answer)) await this.#sendCopies(fate, envelope, content);
    return answer;
  }

  /** What faults ask for is added to the fate. */
  async #troubleOf({ envelope, fate }: RelayedMessage): Promise<HandOver | undefined> {
    const { handOver } = this.#options;
    if (!handOver || handOver.faults.isEmpty) return undefined;
    const trouble = await handOverFaults(handOver, envelope);
    if (!trouble) return undefined;
    fate.delayMs += trouble.delayMs;
    fate.copiesAfterMs.push(...trouble.copiesAfterMs);
    fate.notes.push("a fault was in force");
    return trouble;
  }

  async #passOn(
    transaction: Transaction,
    envelope: SmtpEnvelope,
    content: Content,
    trouble: HandOver | undefined,
  ): Promise<SmtpReply> {
    if (!trouble) return await this.#send(transaction, envelope, content, this.#options.nextHop);
    if (trouble.via) await transaction.cancel();
    try {
      return await this.#send(transaction, envelope, trouble.flow(content), trouble.via ?? this.#options.nextHop);
    } catch (error) {
      if (error instanceof ContentCut) return NEXT_HOP_LOST;
      throw error;
    } finally {
      trouble.via?.close();
    }
  }

  /** Over the transaction that the client opened with us; anew where that is over. */
  async #send(
    transaction: Transaction,
    envelope: SmtpEnvelope,
    content: Content,
    nextHop: NextHop,
  ): Promise<SmtpReply> {
    if (transaction.isOpen) return await transaction.send(content);
    const again = await nextHop.begin(envelope);
    if (!(again instanceof Transaction)) return again;
    const results = await offerRecipients(again, envelope);
    if (results.every((result) => isPositive(result.reply))) return await again.send(content);
    await again.cancel();
    // Nothing was sent: when the client comes again it hears at RCPT who is refused.
    return results.some((result) => isPositive(result.reply)) ? NEXT_HOP_LOST : combineResults(results);
  }

  async #split(transaction: Transaction, envelope: SmtpEnvelope, content: Buffer): Promise<RecipientResult[]> {
    await transaction.cancel();
    return await sendSplit(this.#options.nextHop, envelope, content);
  }

  /** The first copy was accepted, so its reply stands whatever becomes of the others. */
  async #sendCopies(fate: Fate, envelope: SmtpEnvelope, content: Buffer): Promise<void> {
    const late = fate.copiesAfterMs.filter((ms) => ms > 0);
    for (const _ of fate.copiesAfterMs.filter((ms) => ms === 0)) {
      const send = fate.isSplit ? sendSplit : sendAnew;
      const results = await send(this.#options.nextHop, envelope, content);
      fate.notes.push(`sent again: ${formatReply(combineResults(results))}`);
    }
    if (late.length === 0) return;
    try {
      await this.#keep(fate, envelope, content, late, 0);
    } catch (err) {
      this.#options.log.error({ err }, "a copy could not be kept");
    }
  }

  async #keep(
    fate: Fate,
    envelope: SmtpEnvelope,
    content: Buffer,
    afterMs: readonly number[],
    delayMs: number,
  ): Promise<SmtpReply> {
    const { clock, deferred } = this.#options;
    const envelopes = fate.isSplit
      ? envelope.recipients.map((one) => ({ ...envelope, recipients: [one] }))
      : [envelope];
    for (const ms of afterMs) {
      for (const each of envelopes) await deferred.add(each, clock.now() + delayMs + ms, content);
    }
    fate.notes.push(`kept in a file for later: ${afterMs.length * envelopes.length}`);
    return ACCEPTED;
  }
}

/** The body on its way in: streamed once, or read whole into the message. */
class IncomingBody {
  readonly #start: Buffer;
  readonly #inflow: Inflow;
  readonly #message: RelayedMessage;
  #isWhole = false;

  constructor(start: Buffer, inflow: Inflow, message: RelayedMessage) {
    this.#start = start;
    this.#inflow = inflow;
    this.#message = message;
  }

  async readWhole(): Promise<void> {
    if (this.#isWhole) return;
    const chunks = [this.#start];
    for await (const chunk of this.#inflow) chunks.push(chunk);
    this.#message.body = Buffer.concat(chunks);
    this.#isWhole = true;
  }

  /** Headers and body. */
  async *content(): AsyncGenerator<Buffer, void, void> {
    const headers = this.#message.headers.toBuffer();
    if (this.#isWhole) {
      yield Buffer.concat([headers, this.#message.body]);
      return;
    }
    yield Buffer.concat([headers, this.#start]);
    yield* this.#inflow;
  }
}
