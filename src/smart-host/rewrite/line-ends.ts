// Line ends of text, and the transfer encoding that suits it. RFC 2045 §6.
import type { Steps } from "../../mime/in-turns.ts";

const TURN = 65_536;
const CR = 0x0d;
const LF = 0x0a;

/** CRLF throughout: what a host does that takes text for lines. Exact bytes of a text file do not survive it. */
export function* normalisingLineEnds(bytes: Buffer): Steps<Buffer> {
  const pieces: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const turnEnds = Math.min(at + TURN, bytes.length);
    const out = Buffer.allocUnsafe(2 * TURN + 2);
    let length = 0;
    for (; at < turnEnds; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte !== CR && byte !== LF) {
        out[length++] = byte;
        continue;
      }
      if (byte === CR && bytes[at + 1] === LF) at += 1;
      out[length++] = CR;
      out[length++] = LF;
    }
    pieces.push(out.subarray(0, length));
    yield;
  }
  return Buffer.concat(pieces);
}

/** `text` has CRLF only. A message always ends in a line end: text that does not needs an encoding to say so. */
export function* chooseForText(text: Buffer, endsMessage: boolean): Steps<"7bit" | "quoted-printable" | "base64"> {
  let eightBit = 0;
  let hasLongLine = false;
  let lineStart = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at % TURN === 0) yield;
    const byte = text[at] ?? 0;
    if (byte > 0x7f || byte === 0) eightBit += 1;
    if (byte !== LF) continue;
    hasLongLine ||= at - lineStart > 998;
    lineStart = at + 1;
  }
  hasLongLine ||= text.length - lineStart > 998;
  if (eightBit > text.length / 3) return "base64";
  const isUnfinished = endsMessage && text.length > 0 && text.at(-1) !== LF;
  return eightBit > 0 || hasLongLine || isUnfinished ? "quoted-printable" : "7bit";
}
