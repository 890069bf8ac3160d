// Trials put together to what a case says.

import type { Case } from "./cases/case.ts";
import { groupOf } from "./cases/catalogue.ts";
import { type CaseResult, OUTCOMES, type Outcome, type Trial } from "./run.ts";
import type { PlannedTrial } from "./trials.ts";

/** Worst first; a trial that was skipped says less than one that held. */
const WORST: readonly Outcome[] = ["FAILED", "NON-STRICT", "INFORMATIONAL", "OK", "SKIPPED"];

export function caseResult(
  of: Case,
  results: readonly { readonly planned: PlannedTrial; readonly trial: Trial }[],
): CaseResult {
  const trials = results.filter(({ planned }) => planned.of.id === of.id).map(({ trial }) => trial);
  const [worst] = [...trials].sort((a, b) => WORST.indexOf(a.outcome) - WORST.indexOf(b.outcome));
  const { id, title, requirement, level, sends, judges } = of;
  return {
    ...{ id, group: groupOf(of), title, requirement, level, sends, judges },
    outcome: worst?.outcome ?? "SKIPPED",
    sentence: worst?.sentence ?? "It was not run.",
    trials,
    ms: trials.reduce((sum, { ms }) => sum + ms, 0),
  };
}

export function countOutcomes(cases: readonly CaseResult[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of cases) counts[outcome] += 1;
  return counts;
}
