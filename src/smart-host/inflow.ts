// A message while it comes in: the listener writes, one reader takes. The client waits while the reader does.
import { findBlankLine } from "../mime/message.ts";

/** The client went away in the middle: what was sent on must not count. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}

export class Inflow implements AsyncIterable<Buffer> {
  #chunks: Buffer[] = [];
  #state: "open" | "ended" | "aborted" = "open";
  #isDiscarded = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriter: (() => void) | undefined;

  write(chunk: Buffer): void | Promise<void> {
    if (this.#isDiscarded) return;
    this.#chunks.push(chunk);
    this.#wakeReader?.();
    return new Promise((resolve) => {
      this.#wakeWriter = resolve;
    });
  }

  end(): void {
    this.#state = "ended";
    this.#wakeReader?.();
  }

  abort(): void {
    this.#state = "aborted";
    this.#wakeReader?.();
    this.#wakeWriter?.();
  }

  /** Nobody reads any more; what still comes is thrown away. */
  discard(): void {
    this.#isDiscarded = true;
    this.#chunks = [];
    this.#wakeWriter?.();
  }

  /** The header block, and the body's bytes that came with it. */
  async readHeaders(): Promise<{ headers: Buffer; rest: Buffer }> {
    let bytes = Buffer.alloc(0);
    for (;;) {
      const from = Math.max(0, bytes.length - 2);
      const chunk = await this.#next();
      if (!chunk) return { headers: bytes, rest: Buffer.alloc(0) };
      bytes = Buffer.concat([bytes, chunk]);
      const at = findBlankLine(bytes, from);
      if (at >= 0) return { headers: bytes.subarray(0, at), rest: bytes.subarray(at) };
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, void> {
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) yield chunk;
  }

  async #next(): Promise<Buffer | undefined> {
    for (;;) {
      if (this.#state === "aborted") throw new ClientGone();
      const chunk = this.#chunks.shift();
      if (chunk) return chunk;
      if (this.#state === "ended") return undefined;
      this.#wakeWriter?.();
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
  }
}
