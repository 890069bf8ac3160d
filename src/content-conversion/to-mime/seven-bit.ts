// What may be sent as "7bit". RFC 2045 §2.7
import type { Steps } from "../../mime/in-turns.ts";

/** RFC 5322 §2.1.1 */
const MAX_LINE = 998;
const TURN = 262_144;

/** ASCII without NUL, in lines of a length that passes everywhere; CR and LF only together. */
export function* isSevenBit(bytes: Buffer): Steps<boolean> {
  let lineStart = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (at % TURN === 0) yield;
    const byte = bytes[at] as number;
    if (byte === 0x0d && bytes[at + 1] === 0x0a) {
      if (at - lineStart > MAX_LINE) return false;
      at += 1;
      lineStart = at + 1;
    } else if (byte === 0 || byte > 0x7f || byte === 0x0d || byte === 0x0a) return false;
  }
  return bytes.length - lineStart <= MAX_LINE;
}
