// The next hop: its connections, kept open for the mail to come, and the transactions spoken over them step by step.
import { isPositive, reply, type SmtpReply } from "../../smtp/reply.ts";
import type { SmtpEnvelope, SmtpRecipient } from "../../smtp/session.ts";
import { mailCommand, recipientCommand } from "./commands.ts";
import { Dialog, NextHopError, type NextHopOptions } from "./dialog.ts";
import { DotStuffer } from "./dot-stuffer.ts";

export type Content = Iterable<Buffer> | AsyncIterable<Buffer>;

/** RFC 6152 §3, RFC 6531 §3.5: what was declared cannot be passed on undeclared. */
const NEEDS_8BITMIME = reply(554, "5.6.3", "The next hop does not take 8-bit mail");
const NEEDS_SMTPUTF8 = reply(550, "5.6.7", "The next hop does not take internationalized addresses");
const MAX_IDLE = 20;

export class NextHop {
  readonly #options: NextHopOptions;
  readonly #hostname: string;
  readonly #idle: Dialog[] = [];
  #isClosed = false;

  constructor(options: NextHopOptions, hostname: string) {
    this.#options = options;
    this.#hostname = hostname;
  }

  /** MAIL; a reply tells why there is no transaction. Never throws. */
  async begin(envelope: SmtpEnvelope): Promise<Transaction | SmtpReply> {
    try {
      // A connection kept open may have been closed by the other side just now: then a new one is asked.
      for (let dialog = this.#takeIdle(); dialog; dialog = this.#takeIdle()) {
        const begun = await this.#mail(dialog, envelope).catch(replyOf);
        if (dialog.isUsable) return begun;
      }
      return await this.#mail(await Dialog.open(this.#options, this.#hostname), envelope);
    } catch (error) {
      return replyOf(error);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const dialog of this.#idle.splice(0)) dialog.quit();
  }

  async #mail(dialog: Dialog, envelope: SmtpEnvelope): Promise<Transaction | SmtpReply> {
    const keep = () => this.#keep(dialog);
    const missing = whatIsMissing(envelope, dialog.extensions);
    const answer = missing ?? (await dialog.command(mailCommand(envelope, dialog.extensions)));
    if (isPositive(answer)) return new Transaction(dialog, keep);
    keep();
    return answer;
  }

  #keep(dialog: Dialog): void {
    if (!dialog.isUsable) return;
    if (this.#isClosed || this.#idle.length >= MAX_IDLE) {
      dialog.quit();
      return;
    }
    this.#idle.push(dialog);
    dialog.onGone = () => {
      const at = this.#idle.indexOf(dialog);
      if (at >= 0) this.#idle.splice(at, 1);
    };
  }

  #takeIdle(): Dialog | undefined {
    for (let dialog = this.#idle.pop(); dialog; dialog = this.#idle.pop()) if (dialog.isUsable) return dialog;
    return undefined;
  }
}

function whatIsMissing(envelope: SmtpEnvelope, extensions: ReadonlySet<string>): SmtpReply | undefined {
  if (envelope.eightBitMime && !extensions.has("8BITMIME")) return NEEDS_8BITMIME;
  return envelope.smtpUtf8 && !extensions.has("SMTPUTF8") ? NEEDS_SMTPUTF8 : undefined;
}

/** MAIL was accepted. Ends by one of `send`, `cancel` or `abort`. */
export class Transaction {
  readonly #dialog: Dialog;
  readonly #keep: () => void;
  #isOver = false;

  constructor(dialog: Dialog, keep: () => void) {
    this.#dialog = dialog;
    this.#keep = keep;
  }

  /** Nothing is known against sending the message. */
  get isOpen(): boolean {
    return !this.#isOver && this.#dialog.isUsable;
  }

  async rcpt(recipient: SmtpRecipient): Promise<SmtpReply> {
    try {
      return await this.#dialog.command(recipientCommand(recipient, this.#dialog.extensions));
    } catch (error) {
      return replyOf(error);
    }
  }

  /** DATA with the content, which is read only after the next hop asked for it. Rethrows what the content throws. */
  async send(content: Content): Promise<SmtpReply> {
    this.#isOver = true;
    const asked = await this.#dialog.command("DATA").catch(replyOf);
    const answer = asked.code === 354 ? await this.#write(content) : asked;
    if (isPositive(answer)) this.#keep();
    // A refused message leaves the transaction open on some servers; RSET ends it on all. RFC 5321 §4.1.1.5
    else await this.#reset();
    return answer;
  }

  /** RSET; the connection stays. Nothing happens to a transaction that is over. */
  async cancel(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#reset();
  }

  /** Nothing that was sent so far may count. */
  abort(): void {
    this.#isOver = true;
    this.#dialog.destroy();
  }

  async #write(content: Content): Promise<SmtpReply> {
    const stuffer = new DotStuffer();
    let isContent = true;
    try {
      for await (const chunk of content) {
        isContent = false;
        await this.#dialog.write(stuffer.stuff(chunk));
        isContent = true;
      }
      isContent = false;
      const [answer] = await Promise.all([this.#dialog.reply(), this.#dialog.write(stuffer.end())]);
      return answer;
    } catch (error) {
      this.abort();
      if (isContent) throw error;
      return replyOf(error);
    }
  }

  async #reset(): Promise<void> {
    if (!this.#dialog.isUsable) return;
    const answer = await this.#dialog.command("RSET").catch(replyOf);
    if (isPositive(answer)) this.#keep();
    else this.#dialog.destroy();
  }
}

function replyOf(error: unknown): SmtpReply {
  if (error instanceof NextHopError) return error.reply;
  throw error;
}
