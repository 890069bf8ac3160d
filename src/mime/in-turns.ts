// Long work over bytes, written as a generator that yields wherever it may be interrupted, so that 25 MB never block the loop.
import { setImmediate } from "node:timers/promises";

/** Work that hands over about every 64 KB. Run it with `runNow` on small input, else with `runInTurns`. */
export type Steps<T> = Generator<void, T, void>;

export function runNow<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Gives the event loop a turn after each `turnMs` of work. */
export async function runInTurns<T>(steps: Steps<T>, turnMs = 10): Promise<T> {
  let turnEnds = performance.now() + turnMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    await setImmediate();
    turnEnds = performance.now() + turnMs;
  }
}
