// Whole winmail.dat, and damage to them that a seed repeats.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const GOLDEN = join(import.meta.dirname, "../golden/tnef");
const CORPUS = join(import.meta.dirname, "../../../shared/corpus/tnef");

/** The golden cases, and the corpus where there is one. */
export function wholeStreams(): Buffer[] {
  const golden = readdirSync(GOLDEN).map((name) => readFileSync(join(GOLDEN, name, "input.tnef")));
  if (!existsSync(CORPUS)) return golden;
  const files = readdirSync(CORPUS).filter((name) => name.endsWith(".tnef"));
  return [...golden, ...files.map((name) => readFileSync(join(CORPUS, name)))];
}

/** Mulberry32. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One to three of: a byte, a length, a cut, bytes twice, bytes gone. */
export function mutate(original: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(original);
  for (let times = 1 + random(3); times > 0; times -= 1) {
    const at = random(bytes.length);
    const kind = random(5);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1 && at + 4 <= bytes.length) {
      bytes.writeUInt32LE([0, 1, 0x7fffffff, 0xffffffff, bytes.length, random(70_000)][random(6)] ?? 0, at);
    } else if (kind === 2) bytes = bytes.subarray(0, Math.max(6, at));
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - random(64)))]);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(64))]);
  }
  return bytes;
}

/** Up to three bytes and counts; the length stays, so that most of it is read to its end. */
export function changeValues(original: Buffer, random: (below: number) => number): Buffer {
  const bytes = Buffer.from(original);
  for (let times = random(4); times > 0; times -= 1) {
    const at = random(bytes.length);
    const kind = random(3);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes[at] = LINE_ENDS_AND_MORE[random(LINE_ENDS_AND_MORE.length)] ?? 0;
    else if (at + 4 <= bytes.length) bytes.writeUInt32LE([0, 1, 2, 0xffffffff, random(400)][random(5)] ?? 0, at);
  }
  return bytes;
}

/** What a text should not bring into a header: NUL, LF, CR, quote, colon, halves of surrogates. */
const LINE_ENDS_AND_MORE = [0x00, 0x0a, 0x0d, 0x22, 0x3a, 0xd8, 0xdc];
