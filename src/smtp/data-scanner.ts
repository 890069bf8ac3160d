// Finds the end of DATA, takes the dot stuffing out and watches the limits. RFC 5321 §4.1.1.4, §4.5.2, §4.5.3.1.
// Only CRLF ends a line and only CRLF.CRLF ends the message, so no other reading of the bytes can smuggle a command.
import type { SmtpLimits } from "./session.ts";

const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;
/** RFC 5321 §4.5.3.1.6: 1,000 bytes with CRLF. */
const RECOMMENDED_LINE_BYTES = 998;

export type Violation = "messageSize" | "headerSize" | "lineLength" | "bareLineEnding";
export type DataLimits = Pick<SmtpLimits, "maxMessageBytes" | "maxHeaderBytes" | "maxLineBytes" | "takesBareLf">;

/** What stands before the next byte. */
type Place = "lineStart" | "dot" | "dotCr" | "text" | "cr";

export class DataScanner {
  readonly #limits: DataLimits;
  #place: Place = "lineStart";
  #lineBytes = 0;
  #inHeader = true;
  #headerBytes = 0;
  /** Bytes of the message so far, without stuffed dots. */
  size = 0;
  /** The first limit that was broken; the bytes are then only read to their end. */
  violation: Violation | undefined;
  /** A line over 998 bytes was seen. */
  hasLongLine = false;
  /** The final dot was read. */
  ended = false;
  /** Bytes of the last chunk that belonged to DATA; the rest of it is commands. */
  consumed = 0;

  constructor(limits: DataLimits) {
    this.#limits = limits;
  }

  /** The message's bytes in `chunk`, sharing its memory where no dot was taken out; see `ended` and `consumed`. */
  scan(chunk: Buffer): Buffer | undefined {
    const runs: Buffer[] = [];
    let start = 0; // of the run of message bytes that ends at `at`
    let at = 0;
    const takeOut = () => {
      if (at > start) runs.push(chunk.subarray(start, at));
      start = at + 1;
    };
    while (at < chunk.length && !this.ended) {
      const byte = chunk[at];
      switch (this.#place) {
        case "lineStart":
          if (byte === DOT) {
            // RFC 5321 §4.5.2: the first dot of a line is never part of the message.
            takeOut();
            at += 1;
            this.#place = "dot";
          } else this.#place = "text";
          break;
        case "dot":
          if (byte === CR) {
            takeOut();
            at += 1;
            this.#place = "dotCr";
          } else if (byte === LF && this.#limits.takesBareLf) {
            takeOut();
            at += 1;
            this.ended = true;
          } else this.#place = "text";
          break;
        case "dotCr":
          if (byte === LF) {
            takeOut();
            at += 1;
            this.ended = true;
          } else this.#bare("text");
          break;
        case "cr":
          if (byte === LF) {
            at += 1;
            this.#endLine();
          } else this.#bare("text");
          break;
        case "text":
          at = this.#text(chunk, at);
          break;
      }
    }
    this.consumed = at;
    return this.#payload(chunk, runs, start, at);
  }

  /** Reads from `at` to the end of the line or chunk. */
  #text(chunk: Buffer, at: number): number {
    const lf = chunk.indexOf(LF, at);
    const end = lf < 0 ? chunk.length : lf;
    const cr = this.violation === "bareLineEnding" ? end - 1 : chunk.indexOf(CR, at);
    const crLast = end > at && chunk[end - 1] === CR;
    if (cr >= 0 && cr < end - 1) this.#bare("text");
    this.#lineBytes += end - at - (crLast ? 1 : 0);
    if (lf < 0) {
      this.#place = crLast ? "cr" : "text";
      if (this.#lineBytes > this.#limits.maxLineBytes) this.#break("lineLength");
      return end;
    }
    if (crLast || this.#limits.takesBareLf) this.#endLine();
    else this.#bare("text");
    return lf + 1;
  }

  #endLine(): void {
    if (this.#lineBytes > RECOMMENDED_LINE_BYTES) this.hasLongLine = true;
    if (this.#lineBytes > this.#limits.maxLineBytes) this.#break("lineLength");
    if (this.#inHeader) {
      // RFC 5322 §2.1: the first empty line ends the header.
      if (this.#lineBytes === 0) this.#inHeader = false;
      else this.#headerBytes += this.#lineBytes + 2;
      if (this.#headerBytes > this.#limits.maxHeaderBytes) this.#break("headerSize");
    }
    this.#lineBytes = 0;
    this.#place = "lineStart";
  }

  /** RFC 5321 §2.3.8: CR and LF only ever stand together. What follows is the same line. */
  #bare(place: Place): void {
    this.#break("bareLineEnding");
    this.#place = place;
  }

  #break(violation: Violation): void {
    this.violation ??= violation;
  }

  #payload(chunk: Buffer, runs: Buffer[], start: number, at: number): Buffer | undefined {
    const last = start === 0 && at === chunk.length ? chunk : chunk.subarray(start, Math.max(start, at));
    let size = last.length;
    for (const run of runs) size += run.length;
    this.size += size;
    if (this.size > this.#limits.maxMessageBytes) this.#break("messageSize");
    if (this.#inHeader && this.#headerBytes + this.#lineBytes > this.#limits.maxHeaderBytes) this.#break("headerSize");
    if (this.violation || size === 0) return undefined;
    return runs.length === 0 ? last : Buffer.concat([...runs, last], size);
  }
}
