// Chance that can be repeated: the same seed, the same numbers.
import { createHash } from "node:crypto";

/** 0 ≤ n < 1, for each call. */
export function seededRandom(seed: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    return createHash("sha256").update(`${seed} ${count}`).digest().readUInt32BE() / 2 ** 32;
  };
}
