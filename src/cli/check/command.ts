// Runs the check and prints it: dots as trials end, failures, the verdict.
import { runCheck } from "../../check/check.ts";
import type { CheckOptions } from "../../check/options.ts";
import { refuseForeignFiles, reportFiles, writeReport } from "../../check/reports/bundle.ts";
import type { RunRecord } from "../../check/run.ts";
import { startSandbox } from "../../sandbox.ts";
import { printJson } from "../options.ts";
import { CommandError, type Terminal } from "../terminal.ts";
import type { CheckCommandOptions } from "./command-options.ts";
import { asCommandError, inWords } from "./in-words.ts";
import { parseCheckOptions } from "./parse-options.ts";
import { printList } from "./print-list.ts";
import { formatRun } from "./print-run.ts";
import { progressPrinter } from "./progress.ts";

export async function runCheckCommand(terminal: Terminal, given: CheckCommandOptions): Promise<void> {
  if (given.list) return printList(terminal, given);
  const options = parseCheckOptions(given);
  // Before an hour of mail was sent for a report that can't be written.
  if (given.report !== undefined) inWords(() => refuseForeignFiles(given.report as string));
  const { run } = await checkAndPrint(terminal, given, options);
  terminal.exitCode = run.exitCode;
}

async function checkAndPrint(
  terminal: Terminal,
  given: CheckCommandOptions,
  options: CheckOptions,
): Promise<RunRecord> {
  const progress = given.json ? undefined : progressPrinter(terminal);
  const record = await runUntilStopped(terminal, { ...options, ...(progress && { onProgress: progress.on }) });
  progress?.end();
  const { report, json } = given;
  if (report !== undefined) inWords(() => writeReport(report, reportFiles(record)));
  if (json) printJson(terminal, record.run);
  else terminal.out(formatRun(record.run, terminal, report === undefined ? {} : { report }));
  return record;
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
