// All trials of a stage: many at once, those that must be alone afterwards, one by one.
import type { Bench } from "./lab/bench.ts";
import { runTrial, skipTrial, type TrialResult } from "./run-trial.ts";
import type { PlannedTrial } from "./trials.ts";

const AT_ONCE = 12;
/** A smart host that stopped handing mail back would otherwise cost the time of every case. */
const SILENT_AT_MOST = 24;

export async function runStage(
  bench: Bench,
  trials: readonly PlannedTrial[],
  ended: (planned: PlannedTrial, result: TrialResult) => void,
  signal?: AbortSignal,
): Promise<void> {
  let silent = 0;
  const waiting = trials.filter(({ of }) => of.alone !== true);
  const run = async (planned: PlannedTrial) => {
    signal?.throwIfAborted();
    if (silent >= SILENT_AT_MOST) {
      ended(planned, skipTrial(planned, `Not run: nothing came back in the ${SILENT_AT_MOST} trials before it`));
      return;
    }
    const result = await runTrial(bench, planned, signal);
    silent = result.isSilent ? silent + 1 : 0;
    ended(planned, result);
  };
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const planned of trials) if (planned.of.alone) await run(planned);
}
