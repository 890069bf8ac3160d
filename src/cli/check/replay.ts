// `check --replay`: cases of a saved run once more, with its settings, seed and smart host.
import { CheckError, type CheckOptions } from "../../check/options.ts";
import type { CaseResult, Run } from "../../check/run.ts";
import { LOOP_MARKER } from "../../smart-host/behaviours/loop-marker.ts";
import { styleFor } from "../style.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { CheckCommandOptions } from "./command-options.ts";
import { parseCheckOptions } from "./parse-options.ts";

const BUILT_IN = "built-in: ";

/**
 * What the command line gives goes before what was saved. A run keeps no secrets, certificates or files: --auth, --ca,
 * --client-cert, --recipients and the markers of --edits are given again.
 */
export function replayOptions(saved: Run, given: CheckCommandOptions): CheckOptions {
  const { settings, seed, smartHost } = saved;
  const [name = "", value = ""] = settings.loopHeader.split(/: (.*)/s);
  const isBuiltIn = smartHost.address.startsWith(BUILT_IN);
  const isRenamed = given.domain !== undefined || given.from !== undefined;
  return parseCheckOptions({
    ...(given.smartHost === undefined && given.builtin === undefined && savedHost(smartHost.address)),
    ...(!isBuiltIn && { return: settings.return }),
    // The tenant's own marker is stamped by the tenant unless it is told otherwise.
    ...(name !== LOOP_MARKER.header && { loopHeader: `${name}=${value}` }),
    timeout: `${settings.timeoutMs}ms`,
    ...(!isRenamed && { domain: settings.domain, from: settings.from }),
    ...(settings.edits.length > 0 && { edits: settings.edits }),
    ...(settings.strict && { strict: true as const }),
    ...(smartHost.build !== undefined && { build: smartHost.build }),
    seed: String(seed),
    ...given,
    only: given.only ?? failedIds(saved).join(","),
  });
}

function savedHost(address: string): Pick<CheckCommandOptions, "smartHost" | "builtin" | "behaviour"> {
  if (!address.startsWith(BUILT_IN)) return { smartHost: address };
  const [builtin = "", ...behaviour] = address.slice(BUILT_IN.length).split(", ");
  return { builtin, ...(behaviour.length > 0 && { behaviour }) };
}

function failedIds({ id, cases }: Run): string[] {
  const failed = cases.filter(({ outcome }) => outcome === "FAILED" || outcome === "NON-STRICT");
  if (failed.length === 0)
    throw new CheckError(`No case of the run ${id} failed: name what is to be run again with --only.`);
  return failed.map((one) => one.id);
}

export function formatReplay(saved: Run, run: Run, terminal: Terminal): string {
  const style = styleFor(terminal);
  const rows = run.cases.map((one) => {
    const before = saved.cases.find(({ id }) => id === one.id);
    const isSame = before !== undefined && outcomesOf(before) === outcomesOf(one);
    const word = before === undefined ? "was not run" : isSame ? "the same" : "NOT THE SAME";
    return [one.id, before?.outcome ?? "–", one.outcome, { text: word, paint: isSame ? style.good : style.bad }];
  });
  return `\n${formatTable(rows, { header: ["case", `then (${saved.id})`, "now", "result"] })}`;
}

/** Of each trial: sentences name what is new with each run. */
const outcomesOf = ({ trials, outcome }: CaseResult): string =>
  [outcome, ...trials.map((trial) => `${trial.tenant}/${trial.serviceLevel}/${trial.outcome}`)].join(" ");
