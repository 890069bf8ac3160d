// What becomes of a run before it is shown or written, on the command line as beside a sandbox.
import type { Run, RunRecord } from "../run.ts";
import { compareToBaseline } from "./matrix.ts";
import { redact } from "./redact.ts";

export interface FinishOptions {
  /** Addresses, hosts, subjects and bodies become placeholders. */
  readonly redact?: boolean;
  /** An earlier run that it is told beside. */
  readonly baseline?: Run;
}

/** Redacted first: what is told beside the baseline quotes the run's sentences. */
export function finishRecord(whole: RunRecord, options: FinishOptions): RunRecord {
  const record = options.redact ? redact(whole) : whole;
  const { baseline } = options;
  return baseline ? { ...record, run: { ...record.run, baseline: compareToBaseline(baseline, record.run) } } : record;
}
