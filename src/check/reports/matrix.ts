// Runs side by side: builds as columns, cases as rows, what changed from one to the next marked. A baseline is two columns.
import type { BaselineComparison, CaseResult, Changed, Level, Outcome, Run, VerdictName } from "../run.ts";

export interface Matrix {
  readonly columns: readonly {
    readonly label: string;
    readonly runId: string;
    readonly verdict: VerdictName | "none";
  }[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** Outcome absent: the case was not in that run. */
  readonly cells: readonly { readonly outcome?: Outcome; readonly sentence: string; readonly isChanged: boolean }[];
}

export function matrixOf(runs: readonly Run[]): Matrix {
  const byId = new Map<string, CaseResult>();
  // Of the last run that has it: titles become better.
  for (const { cases } of runs) for (const one of cases) byId.set(one.id, one);
  return {
    columns: runs.map((run) => ({
      label: run.smartHost.build ?? run.smartHost.address,
      runId: run.id,
      verdict: run.verdict.name ?? "none",
    })),
    rows: [...byId.values()].map(({ id, title, level }) => ({ id, title, level, cells: cellsOf(id, runs) })),
  };
}

function cellsOf(id: string, runs: readonly Run[]): MatrixRow["cells"] {
  let before: Outcome | undefined;
  return runs.map(({ cases }) => {
    const found = cases.find((one) => one.id === id);
    if (!found) return { sentence: "", isChanged: false };
    const { outcome, sentence } = found;
    const isChanged = before !== undefined && before !== outcome;
    before = outcome;
    return { outcome, sentence, isChanged };
  });
}

const isBad = (outcome?: Outcome): boolean => outcome === "FAILED" || outcome === "NON-STRICT";

export function compareToBaseline(baseline: Run, run: Run): BaselineComparison {
  const changed = run.cases.flatMap((one): Changed[] => {
    const before = baseline.cases.find(({ id }) => id === one.id)?.outcome;
    const { id, title, level, outcome: after, sentence } = one;
    return before === after ? [] : [{ id, title, level, ...(before && { before }), after, sentence }];
  });
  return {
    id: baseline.id,
    name: baseline.smartHost.build ?? baseline.id,
    newlyFailing: changed.filter(({ before, after }) => isBad(after) && !isBad(before)),
    newlyPassing: changed.filter(({ before, after }) => isBad(before) && after === "OK"),
    noLongerJudged: changed.filter(({ before, after }) => before !== undefined && after === "SKIPPED"),
    verdict: { before: baseline.verdict.name ?? "none", after: run.verdict.name ?? "none" },
  };
}

export const hasChanged = ({ cells }: MatrixRow): boolean => cells.some(({ isChanged }) => isChanged);
