// One message on its way in: bytes go through the scanner to the handler's sink until the final dot.
import { DataScanner, type Violation } from "./data-scanner.ts";
import * as replies from "./listener-replies.ts";
import type { SmtpReply } from "./reply.ts";
import type { MessageSink, SmtpLimits } from "./session.ts";

const REFUSALS: Record<Violation, SmtpReply> = {
  messageSize: replies.MESSAGE_TOO_BIG,
  headerSize: replies.HEADER_TOO_BIG,
  lineLength: replies.LINE_TOO_LONG,
  bareLineEnding: replies.BARE_LINE_ENDING,
};

export class MessageReceiver {
  readonly #scanner: DataScanner;
  readonly #onDefect: (error: unknown) => void;
  /** Gone once the message was handed over or given up; what still comes is read and thrown away. */
  #sink: MessageSink | undefined;
  #refusal: SmtpReply | undefined;

  constructor(sink: MessageSink, limits: SmtpLimits, onDefect: (error: unknown) => void) {
    this.#sink = sink;
    this.#scanner = new DataScanner(limits);
    this.#onDefect = onDefect;
  }

  get ended(): boolean {
    return this.#scanner.ended;
  }

  /** Bytes so far, without stuffed dots. */
  get size(): number {
    return this.#scanner.size;
  }

  get hasLongLine(): boolean {
    return this.#scanner.hasLongLine;
  }

  /** Takes the next bytes and gives back those behind the final dot. A promise holds the client back. */
  take(chunk: Buffer): Buffer | undefined | Promise<Buffer | undefined> {
    const payload = this.#scanner.scan(chunk);
    const rest = this.ended ? chunk.subarray(this.#scanner.consumed) : undefined;
    if (this.#scanner.violation) this.#refuse(REFUSALS[this.#scanner.violation]);
    if (!payload || !this.#sink) return rest;
    try {
      const written = this.#sink.write(payload);
      if (!(written instanceof Promise)) return rest;
      return written.then(
        () => rest,
        (error) => this.#fail(error, rest),
      );
    } catch (error) {
      return this.#fail(error, rest);
    }
  }

  /** The final dot came: the sink decides, unless the message is refused already. Never rejects. */
  async finish(): Promise<SmtpReply> {
    const sink = this.#sink;
    this.#sink = undefined;
    if (!sink) return this.#refusal ?? replies.SERVER_ERROR;
    try {
      return await sink.end();
    } catch (error) {
      this.#onDefect(error);
      return replies.SERVER_ERROR;
    }
  }

  /** The client is gone. Nothing happens when the message was handed over before. */
  abort(): void {
    const sink = this.#sink;
    this.#sink = undefined;
    try {
      sink?.abort();
    } catch (error) {
      this.#onDefect(error);
    }
  }

  #fail(error: unknown, rest: Buffer | undefined): Buffer | undefined {
    this.#onDefect(error);
    this.#refuse(replies.SERVER_ERROR);
    return rest;
  }

  #refuse(refusal: SmtpReply): void {
    this.#refusal ??= refusal;
    this.abort();
  }
}
