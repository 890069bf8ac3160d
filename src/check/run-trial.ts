// One trial: a case, its lab, its time; what it found and the evidence.
import { gatherEvidence } from "./evidence.ts";
import type { TracedMail } from "./examiner/traced-mail.ts";
import type { Bench } from "./lab/bench.ts";
import { CaseFailure, CaseSkipped } from "./lab/failure.ts";
import { TrialLab } from "./lab/trial-lab.ts";
import { patience } from "./patience.ts";
import type { Level, Outcome, Trial } from "./run.ts";
import type { PlannedTrial } from "./trials.ts";
import { observe } from "./verdict/observation.ts";
import type { FullRun } from "./verdict/verdict.ts";

export interface TrialResult {
  readonly trial: Trial;
  readonly contents: ReadonlyMap<string, Buffer>;
  /** Its time ended, and nothing of what it sent had come back. */
  readonly isSilent: boolean;
  /** Of a case that decides the verdict. */
  readonly fullRuns: readonly FullRun[];
}

const FAILS_AS: Readonly<Record<Level, Outcome>> = { must: "FAILED", should: "NON-STRICT", info: "INFORMATIONAL" };

export async function runTrial(bench: Bench, planned: PlannedTrial, ends?: AbortSignal): Promise<TrialResult> {
  const { of, stage, form, recipients, hasOwnRecipients } = planned;
  const time = patience(bench.timeoutMs);
  const signal = ends ? AbortSignal.any([time.signal, ends]) : time.signal;
  const lab = new TrialLab(bench, { of, form, ...stage, recipients, hasOwnRecipients }, signal);
  const began = performance.now();
  try {
    const { outcome, sentence } = await judge(planned, lab);
    await lab.captured();
    const evidence = await gatherEvidence(lab, bench);
    const kind = outcome === "FAILED" ? "failure" : "warning";
    const failed = outcome !== "OK" && outcome !== "SKIPPED";
    return {
      trial: {
        ...{ form, ...stage, outcome, sentence, evidence: evidence.evidence },
        findings: [...(failed ? [{ kind, sentence } as const] : []), ...lab.findings],
        ms: Math.round(performance.now() - began),
      },
      contents: evidence.contents,
      isSilent: signal.aborted && lab.mails.length > 0 && lab.mails.every(({ mail }) => mail.returned.length === 0),
      fullRuns: of.decidesVerdict ? await fullRunsOf(lab) : [],
    };
  } finally {
    time.stop();
    await lab.done();
  }
}

export function skipTrial({ form, stage }: PlannedTrial, sentence: string): TrialResult {
  return {
    trial: { form, ...stage, outcome: "SKIPPED", sentence, findings: [], evidence: [], ms: 0 },
    ...{ contents: new Map(), isSilent: false, fullRuns: [] },
  };
}

async function fullRunsOf(lab: TrialLab): Promise<FullRun[]> {
  const { serviceLevel, tenant } = lab;
  return Promise.all(
    lab.recalls.map(async ({ generation, original, request, outcome }) => {
      const [seenOriginal, seenRequest] = await Promise.all([observed(lab, original), observed(lab, request)]);
      const seen = seenOriginal && seenRequest && { original: seenOriginal, request: seenRequest };
      return { generation, serviceLevel, tenant, ...(seen && { seen }), ...(outcome && { outcome }) };
    }),
  );
}

const observed = (lab: TrialLab, mail: TracedMail) => observe(lab.passageOf(mail, { ...mail.traced }));

async function judge({ of }: PlannedTrial, lab: TrialLab): Promise<{ outcome: Outcome; sentence: string }> {
  try {
    await of.run(lab);
    return { outcome: "OK", sentence: lab.findings.at(-1)?.sentence ?? of.requirement.text };
  } catch (error) {
    if (error instanceof CaseFailure) return { outcome: FAILS_AS[of.level], sentence: error.message };
    if (error instanceof CaseSkipped) return { outcome: "SKIPPED", sentence: error.message };
    throw new Error(`${of.id} is broken: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
