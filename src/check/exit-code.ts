// What a run ends with.
import type { CaseResult, Verdict } from "./run.ts";

/** 0: no must failed and Transparent, as far as it was asked. 1: a must failed, or less than Transparent. 3: strict. */
export function exitCode(run: { cases: readonly CaseResult[]; verdict: Verdict; strict: boolean }): 0 | 1 | 3 {
  const { cases, verdict, strict } = run;
  if (cases.some(({ outcome }) => outcome === "FAILED")) return 1;
  if (verdict.name !== undefined && verdict.name !== "Transparent") return 1;
  return strict && cases.some(({ outcome }) => outcome === "NON-STRICT") ? 3 : 0;
}
