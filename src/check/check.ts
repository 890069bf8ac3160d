// A run of the check: a tenant of its own, a smart host in its mail flow, all cases, a verdict.
import { randomBytes } from "node:crypto";
import { packageVersion } from "../runtime/package-files.ts";
import { signs } from "./built-in-host.ts";
import { calibrate } from "./calibrate.ts";
import type { Case } from "./cases/case.ts";
import { exitCode } from "./exit-code.ts";
import { FIRST_STAGE, type OpenBench, openBench } from "./open-bench.ts";
import { CheckError, type CheckOptions } from "./options.ts";
import { caseResult, countOutcomes } from "./results.ts";
import type { CaseResult, Run, RunRecord } from "./run.ts";
import { runStage } from "./run-stage.ts";
import type { TrialResult } from "./run-trial.ts";
import type { StartTenant } from "./tenant/tenant.ts";
import { chooseCases, type PlannedTrial, planTrials, stagesOf } from "./trials.ts";
import { type FullRun, verdictOf } from "./verdict/verdict.ts";

/** @throws CheckError where it can't run: one sentence, exit code 2. */
export async function runCheck(start: StartTenant, options: CheckOptions): Promise<RunRecord> {
  return runCases(start, options, chooseCases(options));
}

/** With what its verdict is made of. */
export async function runCases(
  start: StartTenant,
  options: CheckOptions,
  cases: readonly Case[],
): Promise<RunRecord & { readonly fullRuns: readonly FullRun[] }> {
  const began = Date.now();
  const domain = (options.domain ?? options.from?.split("@")[1] ?? "contoso.com").toLowerCase();
  const trials = planTrials(cases, options, domain);
  const seed = options.seed ?? randomBytes(4).readUInt32BE();
  const bench = await openBench(start, { ...options, domain, seed, trials });
  try {
    const { notices, results } = await work(bench, options, trials);
    const done = cases.map((one) => caseResult(one, results));
    const fullRuns = results.flatMap((result) => result.fullRuns);
    const run = conclude(bench, options, { began, seed, done, notices, fullRuns });
    return { run, fullRuns, contents: new Map(results.flatMap(({ contents }) => [...contents])) };
  } finally {
    await bench.close();
  }
}

interface Ran extends TrialResult {
  readonly planned: PlannedTrial;
}

async function work(bench: OpenBench, options: CheckOptions, trials: readonly PlannedTrial[]) {
  const progress = options.onProgress ?? (() => {});
  const declared = options.edits ?? (options.builtIn && signs(options.builtIn) ? [{ kind: "signature" as const }] : []);
  const stages = stagesOf(trials);
  await bench.enter(stages[0]?.stage ?? FIRST_STAGE);
  const { edits, notices } = await calibrate(bench, bench.calibrationRecipient, declared, options.signal);
  bench.declare(edits);
  progress({
    kind: "started",
    cases: new Set(trials.map(({ of }) => of.id)).size,
    trials: trials.length,
    smartHost: bench.address,
  });
  const results: Ran[] = [];
  for (const stage of stages) {
    progress({ kind: "stage", ...stage.stage });
    await bench.enter(stage.stage);
    await runStage(
      bench,
      stage.trials,
      (planned, result) => {
        results.push({ ...result, planned });
        progress({ kind: "trial", id: planned.of.id, outcome: result.trial.outcome, sentence: result.trial.sentence });
      },
      options.signal,
    );
    if (bench.examiner.isFlooded)
      throw new CheckError(
        `The smart host floods the check: ${bench.examiner.strangers.length} messages came back that it was never given. Give it mail of this check only.`,
      );
  }
  return { notices: [...notices, ...bench.notices()], results };
}

interface Conclusion {
  readonly began: number;
  readonly seed: number;
  readonly done: readonly CaseResult[];
  readonly notices: readonly string[];
  readonly fullRuns: readonly FullRun[];
}

function conclude(bench: OpenBench, options: CheckOptions, { began, seed, done, notices, fullRuns }: Conclusion): Run {
  const { loopHeader, domain } = bench;
  const verdict = verdictOf(fullRuns, { domain, loopHeader });
  const counts = countOutcomes(done);
  return {
    format: "recall-sandbox check 1",
    id: options.id ?? runId(began),
    version: packageVersion(),
    startedAt: new Date(began).toISOString(),
    endedAt: new Date().toISOString(),
    seed,
    smartHost: { ...bench.facts, ...(options.build !== undefined && { build: options.build }) },
    settings: {
      profile: options.only?.length ? "only" : (options.profile ?? "full"),
      only: options.only ?? [],
      strict: options.strict === true,
      ...{ domain: bench.domain, from: bench.from, return: bench.returnAddress },
      edits: (options.edits ?? []).map(({ kind }) => kind),
      loopHeader: `${loopHeader.name}: ${loopHeader.value}`,
      timeoutMs: bench.timeoutMs,
    },
    ...{ cases: done, counts, verdict, notices },
    exitCode: exitCode({ cases: done, verdict, strict: options.strict === true }),
  };
}

export function runId(at: number): string {
  const stamp = new Date(at).toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  return `${stamp}-${randomBytes(2).toString("hex")}`;
}
