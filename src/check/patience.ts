// How long the check waits for a smart host. What its own work takes, on a machine that has much else to do, is not the
// smart host's: only that time counts in which this process had nothing to do but to wait.
import { performance } from "node:perf_hooks";

export interface Patience {
  /** Aborted when it is over. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** A process that never comes to rest ends too: so many times the patience, at most. */
const MOST = 10;

/** @param ms of waiting, real milliseconds. */
export function patience(ms: number): Patience {
  const over = new AbortController();
  const [began, before] = [performance.now(), performance.eventLoopUtilization()];
  // A tenant that listens keeps the process; a wait that nobody stopped must not.
  let timer = setTimeout(look, ms).unref();
  function look(): void {
    const left = Math.min(ms - performance.eventLoopUtilization(before).idle, began + MOST * ms - performance.now());
    if (left <= 0) over.abort();
    else timer = setTimeout(look, Math.max(1, Math.ceil(left))).unref();
  }
  return { signal: over.signal, stop: () => clearTimeout(timer) };
}
