// LZFu, the compression of compressed RTF. [MS-OXRTFCP] §2.1.3.1
// Runs of up to eight tokens, each run led by a byte whose bits say, lowest first, whether a token is a literal (0) or a
// reference (1). A reference is 16 bits, big-endian: twelve of a place in a ring of 4096 bytes, four of a length less 2.
// One that names the place to be written next ends the text. The ring begins with RTF that most documents repeat.
// Here text stands in one piece behind that beginning, so that a reference is a distance back and nothing wraps.
import type { Steps } from "../mime/in-turns.ts";
import { TnefSyntaxError } from "./tnef-error.ts";

/** What the ring holds at the start. [MS-OXRTFCP] §2.1.3.1.3 */
const PRELUDE = Buffer.from(
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol" +
    "ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx",
  "latin1",
);

const RING = 4096;
const LONGEST = 17;
/** Candidates looked at for one match: what more would find is not worth their time. */
const PATIENCE = 32;
/** Bytes of text between two hand-overs. */
const TURN = 65_536;
/** A byte never tells more than eight: a reference and its share of the leading byte take more than 17/8. */
const MOST_EXPANSION = 8;

export interface Expanded {
  readonly text: Buffer;
  /** Where reading stopped. */
  readonly at: number;
  /** The end's token was met; otherwise the bytes, or `most`, were used up. */
  readonly ended: boolean;
}

/** Expands what stands from `start` on, to `most` bytes at the most. Throws TnefSyntaxError. */
export function* expandLzfu(bytes: Buffer, start: number, most: number): Steps<Expanded> {
  const room = Math.min(most, (bytes.length - start) * MOST_EXPANSION);
  const out = Buffer.allocUnsafe(PRELUDE.length + room);
  PRELUDE.copy(out);
  const { at, to, ended } = yield* expand(bytes, start, out);
  return { text: out.subarray(PRELUDE.length, to), at, ended };
}

/**
 * Greedy: the longest match, of equals the farthest, as the examples of §4 have it, found along chains of the places
 * where the same two bytes stood. `before` bytes are left free for a header. The same text gives the same bytes.
 */
export function* packLzfu(raw: Buffer, before: number): Steps<Buffer> {
  const text = Buffer.concat([PRELUDE, raw]);
  // One leading byte for eight literals, and the token of the end with its own.
  const out = Buffer.allocUnsafe(before + raw.length + Math.ceil(raw.length / 8) + 4);
  const chains = new Chains(text);
  for (let at = 0; at < PRELUDE.length; at += 1) chains.add(at);
  let to = before;
  let lead = 0;
  let bit = 8;
  const open = (flag: number): void => {
    if (bit === 8) {
      lead = to++;
      out[lead] = 0;
      bit = 0;
    }
    out[lead] = (out[lead] as number) | (flag << bit++);
  };
  let turn = TURN;
  for (let at = PRELUDE.length; at < text.length; ) {
    if (at >= turn) {
      yield;
      turn = at + TURN;
    }
    const length = chains.find(at);
    open(length > 1 ? 1 : 0);
    if (length > 1) to = out.writeUInt16BE(((chains.found & (RING - 1)) << 4) | (length - 2), to);
    else out[to++] = text[at] as number;
    for (const next = at + Math.max(length, 1); at < next; at += 1) chains.add(at);
  }
  open(1);
  to = out.writeUInt16BE((text.length & (RING - 1)) << 4, to);
  return out.subarray(0, to);
}

/** Fills `out` behind the prelude until the end's token, the end of `bytes` or of `out`. */
function* expand(bytes: Buffer, start: number, out: Buffer): Steps<{ at: number; to: number; ended: boolean }> {
  const most = out.length;
  let to = PRELUDE.length;
  let at = start;
  let turn = TURN;
  while (at < bytes.length) {
    if (to >= turn) {
      yield;
      turn = to + TURN;
    }
    let flags = bytes[at++] as number;
    for (let token = 0; token < 8; token += 1, flags >>= 1) {
      if ((flags & 1) === 0) {
        if (at >= bytes.length || to >= most) return { at, to, ended: false };
        out[to++] = bytes[at++] as number;
        continue;
      }
      if (at + 2 > bytes.length) return { at, to, ended: false };
      const reference = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
      const distance = (to - (reference >> 4)) & (RING - 1);
      if (distance === 0) return { at: at + 2, to, ended: true };
      if (distance > to) throw new TnefSyntaxError("compressed RTF", at, "it refers to what is not there yet");
      const stop = Math.min(to + (reference & 15) + 2, most);
      const cut = stop < to + (reference & 15) + 2;
      for (; to < stop; to += 1) out[to] = out[to - distance] as number;
      if (cut) return { at, to, ended: false };
      at += 2;
    }
  }
  return { at, to, ended: false };
}

class Chains {
  /** Where the last match begins. */
  found = 0;
  readonly #text: Buffer;
  /** By two bytes: the last place where they stood, plus 1. */
  readonly #last = new Int32Array(65_536);
  /** By place in the ring: the place before that with the same two bytes, plus 1. */
  readonly #before = new Int32Array(RING);

  constructor(text: Buffer) {
    this.#text = text;
  }

  add(at: number): void {
    const text = this.#text;
    if (at + 1 >= text.length) return;
    const pair = ((text[at] as number) << 8) | (text[at + 1] as number);
    this.#before[at & (RING - 1)] = this.#last[pair] as number;
    this.#last[pair] = at + 1;
  }

  /** The length of the longest match, 0 where there is none. */
  find(at: number): number {
    const text = this.#text;
    const most = Math.min(LONGEST, text.length - at);
    if (most < 2) return 0;
    const oldest = Math.max(0, at - RING + 1);
    let place = (this.#last[((text[at] as number) << 8) | (text[at + 1] as number)] as number) - 1;
    let best = 0;
    for (let patience = PATIENCE; place >= oldest && patience > 0; patience -= 1) {
      if (best < 3 || text[place + best - 1] === text[at + best - 1]) {
        let length = 2;
        while (length < most && text[place + length] === text[at + length]) length += 1;
        if (length >= best) {
          best = length;
          this.found = place;
          if (length === LONGEST) break;
        }
      }
      place = (this.#before[place & (RING - 1)] as number) - 1;
    }
    return best;
  }
}
