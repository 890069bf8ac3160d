// A message on its way out, in whatever form its owner has it, as what nodemailer takes.
import { Readable } from "node:stream";

/**
 * A whole message with CRLF line ends; it arrives byte for byte (nodemailer makes CRLF of a bare CR or LF, and ends an
 * unended last line). A Readable or iterable is read only after the peer asked for the message.
 */
export type OutgoingMessage = Buffer | AsyncIterable<Buffer> | Readable;

const CHUNK_BYTES = 65_536;

/** Nothing is read before the peer asked for the message, so that an untouched one can be sent elsewhere. */
export function readable(message: OutgoingMessage): Buffer | Readable {
  if (Buffer.isBuffer(message))
    return message.length > CHUNK_BYTES ? Readable.from(pieces(message), { objectMode: false }) : message;
  let iterator: AsyncIterator<Buffer> | undefined;
  return new Readable({
    read() {
      iterator ??= message[Symbol.asyncIterator]();
      iterator.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error) => this.destroy(error),
      );
    },
    destroy(error, done) {
      iterator?.return?.().then(
        () => done(error),
        () => done(error),
      );
      if (!iterator?.return) done(error);
    },
  });
}

function* pieces(message: Buffer): Generator<Buffer> {
  for (let at = 0; at < message.length; at += CHUNK_BYTES) yield message.subarray(at, at + CHUNK_BYTES);
}
