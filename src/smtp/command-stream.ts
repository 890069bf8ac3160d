// Splits what a client sends into command lines and, after DATA, message bytes. RFC 5321 §2.4, RFC 2920 (pipelining).
// Nothing is read on while a command is being answered or a chunk of the message is being taken.
import { SMTPStream } from "smtp-server/lib/smtp-stream.js";

const LF = 0x0a;
const CR = 0x0d;
const EMPTY = Buffer.alloc(0);
/** Pipelined commands answered in one go; then other connections have their turn. */
const COMMANDS_PER_TURN = 100;

/** Calls `next` with what of the chunk is behind the message, or with nothing when the message goes on. */
export type MessageConsumer = (chunk: Buffer, next: (rest?: Buffer) => void) => void;

export class CommandStream extends SMTPStream {
  readonly #maxLineBytes: number;
  readonly #onTooLong: (next: () => void) => void;
  #chunk: Buffer = EMPTY;
  #release: (() => void) | undefined;
  #message: MessageConsumer | undefined;
  /** Pieces of a line whose end has not come; undefined when it is too long and only its end matters. */
  #pieces: Buffer[] | undefined = [];
  #piecesBytes = 0;
  #busy = false;
  #again = false;

  /** Commands go to `oncommand`; a line over `maxLineBytes` is thrown away and told to `onTooLong`. */
  constructor(maxLineBytes: number, onTooLong: (next: () => void) => void) {
    super();
    this.#maxLineBytes = maxLineBytes;
    this.#onTooLong = onTooLong;
  }

  /** What follows is a message. Called while a command is being answered. */
  startMessage(consumer: MessageConsumer): void {
    this.#message = consumer;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding | "buffer", next: (error?: Error | null) => void): void {
    this.#chunk = chunk;
    this.#release = next;
    this.#advance();
  }

  /** A last line without an end is not a command: the client was cut off. */
  override _flushData(): void {}

  // Handlers may answer at once or later; a loop instead of recursion keeps the stack flat.
  readonly #advance = (): void => {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let steps = 0; this.#again; steps += 1) {
        if (steps === COMMANDS_PER_TURN) {
          setImmediate(this.#advance);
          return;
        }
        this.#again = false;
        if (this.isClosed || this.#chunk.length === 0) this.#finishChunk();
        else if (this.#message) this.#feed(this.#message);
        else this.#nextLine();
      }
    } finally {
      this.#busy = false;
    }
  };

  #finishChunk(): void {
    const release = this.#release;
    this.#release = undefined;
    this.#chunk = EMPTY;
    release?.();
  }

  #feed(consumer: MessageConsumer): void {
    const chunk = this.#chunk;
    this.#chunk = EMPTY;
    consumer(chunk, (rest) => {
      if (rest) {
        this.#message = undefined;
        this.#chunk = rest;
      }
      this.#advance();
    });
  }

  #nextLine(): void {
    const end = this.#chunk.indexOf(LF);
    const piece = end < 0 ? this.#chunk : this.#chunk.subarray(0, end);
    this.#chunk = end < 0 ? EMPTY : this.#chunk.subarray(end + 1);
    this.#piecesBytes += piece.length;
    if (this.#piecesBytes > this.#maxLineBytes) this.#pieces = undefined;
    if (end < 0) {
      this.#pieces?.push(piece);
      this.#again = true;
      return;
    }
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#piecesBytes = 0;
    if (pieces === undefined) {
      this.#onTooLong(this.#advance);
      return;
    }
    const line = pieces.length === 0 ? piece : Buffer.concat([...pieces, piece]);
    this.oncommand(line.at(-1) === CR ? line.subarray(0, -1) : line, this.#advance);
  }
}
