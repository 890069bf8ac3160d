// All trials of a stage: many at once, those that must be alone afterwards, one by one.
import type { Bench } from "./lab/bench.ts";
import { runTrial, type TrialResult } from "./run-trial.ts";
import type { PlannedTrial } from "./trials.ts";

const AT_ONCE = 12;

export async function runStage(
  bench: Bench,
  trials: readonly PlannedTrial[],
  ended: (planned: PlannedTrial, result: TrialResult) => void,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = trials.filter(({ of }) => of.alone !== true);
  const run = async (planned: PlannedTrial) => {
    signal?.throwIfAborted();
    ended(planned, await runTrial(bench, planned, signal));
  };
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const planned of trials) if (planned.of.alone) await run(planned);
}
