// Dot stuffing over chunks, and the final dot. RFC 5321 §4.5.2.

const DOT = 0x2e;
const LF = 0x0a;

export class DotStuffer {
  #isLineStart = true;

  stuff(chunk: Buffer): Buffer {
    const pieces: Buffer[] = [];
    let from = 0;
    if (this.#isLineStart && chunk[0] === DOT) pieces.push(Buffer.from("."));
    for (let at = chunk.indexOf("\n."); at >= 0; at = chunk.indexOf("\n.", at + 1)) {
      pieces.push(chunk.subarray(from, at + 2));
      // The dot that was written stands for the stuffing; it comes again with the next piece.
      from = at + 1;
    }
    if (chunk.length > 0) this.#isLineStart = chunk.at(-1) === LF;
    if (pieces.length === 0) return chunk;
    pieces.push(chunk.subarray(from));
    return Buffer.concat(pieces);
  }

  end(): Buffer {
    return Buffer.from(this.#isLineStart ? ".\r\n" : "\r\n.\r\n");
  }
}
