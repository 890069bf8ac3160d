// Runs the check and prints it: dots as trials end, failures, the verdict.
import { runCheck } from "../../check/check.ts";
import type { CheckOptions } from "../../check/options.ts";
import { refuseForeignFiles, reportFiles, writeReport } from "../../check/reports/bundle.ts";
import { finishRecord } from "../../check/reports/finish-record.ts";
import { formatMatrixPage } from "../../check/reports/html/matrix-page.ts";
import { loadRun } from "../../check/reports/load-run.ts";
import { matrixOf } from "../../check/reports/matrix.ts";
import type { Run, RunRecord } from "../../check/run.ts";
import { startSandbox } from "../../sandbox.ts";
import { printJson } from "../options.ts";
import { CommandError, type Terminal } from "../terminal.ts";
import type { CheckCommandOptions } from "./command-options.ts";
import { asCommandError, inWords } from "./in-words.ts";
import { parseCheckOptions } from "./parse-options.ts";
import { printList } from "./print-list.ts";
import { formatBaseline, formatMatrix } from "./print-matrix.ts";
import { formatRun } from "./print-run.ts";
import { progressPrinter } from "./progress.ts";
import { formatReplay, replayOptions } from "./replay.ts";

export async function runCheckCommand(terminal: Terminal, given: CheckCommandOptions): Promise<void> {
  if (given.list) return printList(terminal, given);
  // Before an hour of mail was sent for a report that can't be written, or against a baseline that can't be read.
  if (given.report !== undefined) inWords(() => refuseForeignFiles(given.report as string));
  if (given.matrix !== undefined) return printMatrix(terminal, given, given.matrix);
  const [saved, baseline] = [given.replay, given.baseline].map((path) =>
    path === undefined ? undefined : inWords(() => loadRun(path)),
  );
  const options = inWords(() => (saved ? replayOptions(saved, given) : parseCheckOptions(given)));
  const { run } = await checkAndPrint(terminal, given, options, baseline);
  if (saved && !given.json) terminal.out(formatReplay(saved, run, terminal));
  if (run.baseline) {
    const text = formatBaseline(run.baseline, terminal);
    // Standard output is the run's alone under --json.
    if (given.json) terminal.err(text);
    else terminal.out(text);
  }
  terminal.exitCode = run.exitCode;
}

async function checkAndPrint(
  terminal: Terminal,
  given: CheckCommandOptions,
  options: CheckOptions,
  baseline: Run | undefined,
): Promise<RunRecord> {
  const { report, json } = given;
  const progress = json ? undefined : progressPrinter(terminal);
  const whole = await runUntilStopped(terminal, { ...options, ...(progress && { onProgress: progress.on }) });
  progress?.end();
  const record = finishRecord(whole, { redact: given.redact === true, ...(baseline && { baseline }) });
  if (report !== undefined) inWords(() => writeReport(report, reportFiles(record)));
  if (json) printJson(terminal, record.run);
  else terminal.out(formatRun(record.run, terminal, report === undefined ? {} : { report }));
  return record;
}

function printMatrix(terminal: Terminal, { json, report }: CheckCommandOptions, paths: readonly string[]): void {
  const matrix = matrixOf(paths.map((path) => inWords(() => loadRun(path))));
  const page = new Map([
    ["index.html", formatMatrixPage(matrix)],
    ["matrix.json", `${JSON.stringify(matrix, null, 2)}\n`],
  ]);
  if (report !== undefined) inWords(() => writeReport(report, page));
  if (json) printJson(terminal, matrix);
  else terminal.out(formatMatrix(matrix, terminal));
}

/** A signal ends the run: the tenant is stopped in order, and nothing is judged. */
export async function runUntilStopped(terminal: Terminal, options: CheckOptions): Promise<RunRecord> {
  const stop = new AbortController();
  let signals = 0;
  const forget = terminal.onSignal(() => {
    signals += 1;
    if (signals > 1) terminal.exit(130);
    stop.abort();
  });
  try {
    const record = await runCheck(startSandbox, { ...options, signal: stop.signal });
    if (stop.signal.aborted) throw new CommandError("The check was stopped: no verdict.");
    return record;
  } catch (error) {
    if (stop.signal.aborted) throw new CommandError("The check was stopped: no verdict.");
    throw asCommandError(error);
  } finally {
    forget();
  }
}
