// V8's heap, where the live part of it is large.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Of what lives, in percent: V8 would let a heap of 100 MB grow to three times that before it collects what is old. */
const GROWTH = 25;

/**
 * For a process whose start took much memory that nobody needs any more: gives it back, and lets the heap grow by less
 * from now on. Blocks.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options: object) => void;
  setFlagsFromString("--no-expose-gc");
  // It compacts too: else pages with one object each stay.
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
