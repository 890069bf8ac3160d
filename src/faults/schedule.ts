// When a fault applies: one decision for each time that it would. The same schedule decides the same way every time.
import type { FaultSchedule } from "./fault.ts";

/** Asked each time that the fault would apply. */
export type Decide = () => boolean;

export function createSchedule(when: FaultSchedule = {}): Decide {
  const { every, probability, times = Number.POSITIVE_INFINITY } = when;
  const nth = when.nth === undefined ? undefined : new Set([when.nth].flat());
  const random = createRandom(when.seed ?? 1);
  let seen = 0;
  let applied = 0;
  return () => {
    seen += 1;
    // Drawn each time, so that what else is asked for does not shift the sequence.
    const drawn = random();
    const isDue =
      applied < times &&
      (nth?.has(seen) ?? true) &&
      (every === undefined || seen % every === 0) &&
      (probability === undefined || drawn < probability);
    if (isDue) applied += 1;
    return isDue;
  };
}

/** Numbers from 0 to 1 that follow from the seed: mulberry32, good enough to shuffle faults. */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
