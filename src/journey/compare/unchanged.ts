// How many bytes of what left came back as they were. Lines are looked up, not aligned: what only moved did not change.
import type { Steps } from "../../mime/in-turns.ts";
import type { Comparison } from "./comparison.ts";

/** @param spared what left in this many bytes came back as it was but for declared edits; its lines are in no list. */
export interface Remainder {
  readonly spared: number;
  readonly ours: readonly Buffer[];
  readonly theirs: readonly Buffer[];
}

export function* countingUnchanged({ spared, ours, theirs }: Remainder): Steps<Comparison["unchanged"]> {
  const lines = new Map<string, number>();
  for (const bytes of theirs) yield* eachLine(bytes, (line) => lines.set(line, (lines.get(line) ?? 0) + 1));
  let same = spared;
  let of = spared;
  for (const bytes of ours) {
    of += bytes.length;
    yield* eachLine(bytes, (line) => {
      const count = lines.get(line) ?? 0;
      if (count === 0) return;
      lines.set(line, count - 1);
      same += line.length;
    });
  }
  // Rounded down: 100 is said of all bytes only.
  return { percent: of === 0 ? 100 : Math.floor((same / of) * 1000) / 10, bytes: same, of };
}

const TURN = 65_536;

function* eachLine(bytes: Buffer, take: (line: string) => void): Steps<void> {
  for (let at = 0, turnEnds = TURN; at < bytes.length; ) {
    const lineFeed = bytes.indexOf(0x0a, at);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    take(bytes.toString("latin1", at, end));
    at = end;
    if (at < turnEnds) continue;
    turnEnds = at + TURN;
    yield;
  }
}
