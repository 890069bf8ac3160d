// What runs against known smart hosts say: of each preset, and of each case's mutant. docs/check.md repeats it.
import type { Run } from "../../src/check/run.ts";
import { PRESET_NAMES } from "../../src/smart-host/presets.ts";
import { HDR_MUTANTS } from "./mutants/hdr.ts";
import { ID_MUTANTS } from "./mutants/id.ts";
import { LOOP_MUTANTS } from "./mutants/loop.ts";
import { MIME_MUTANTS } from "./mutants/mime.ts";
import type { Mutant, Mutants } from "./mutants/mutant.ts";
import { ORDER_MUTANTS } from "./mutants/order.ts";
import { PACK_MUTANTS } from "./mutants/pack.ts";
import { RECALL_MUTANTS } from "./mutants/recall.ts";
import { REPORT_MUTANTS } from "./mutants/report.ts";
import { TNEF_MUTANTS } from "./mutants/tnef.ts";
import { WIRE_MUTANTS } from "./mutants/wire.ts";
import { check } from "./support.ts";

/** By case id. */
export const MUTANTS: Mutants = {
  ...WIRE_MUTANTS,
  ...MIME_MUTANTS,
  ...TNEF_MUTANTS,
  ...ID_MUTANTS,
  ...HDR_MUTANTS,
  ...RECALL_MUTANTS,
  ...REPORT_MUTANTS,
  ...ORDER_MUTANTS,
  ...LOOP_MUTANTS,
  ...PACK_MUTANTS,
};

export interface PresetRow {
  readonly preset: string;
  readonly verdict: string;
  /** At 2024-08 and 2023-04, A and B where there is one. */
  readonly earlier: string;
  readonly failedMusts: readonly string[];
  readonly warnings: readonly string[];
}

export { PRESET_NAMES };

/** @param only all cases unless given */
export async function runPreset(
  preset: string,
  only: readonly string[] = [],
): Promise<{ readonly row: PresetRow; readonly run: Run }> {
  const run = await check({ builtIn: { preset }, only });
  const { cases, verdict } = run;
  const at = (serviceLevel: string) =>
    verdict.perLevel
      .filter((one) => one.serviceLevel === serviceLevel && one.name !== undefined)
      .map(({ generation, name }) => `${generation}: ${name}`)
      .join(", ");
  const idsOf = (outcome: string) => cases.filter((one) => one.outcome === outcome).map(({ id }) => id);
  const row: PresetRow = {
    ...{ preset, verdict: verdict.name ?? "none", earlier: `2024-08 ${at("2024-08")}; 2023-04 ${at("2023-04")}` },
    ...{ failedMusts: idsOf("FAILED"), warnings: idsOf("NON-STRICT") },
  };
  return { row, run };
}

export function presetsTable(rows: readonly PresetRow[]): string {
  return [
    "| preset | verdict at 2026-09 | earlier | must-cases that fail | should-cases that do not hold |",
    "|---|---|---|---|---|",
    ...rows.map(({ preset, verdict, earlier, failedMusts, warnings }) => {
      return `| ${preset} | ${verdict} | ${earlier} | ${list(failedMusts)} | ${list(warnings)} |`;
    }),
  ].join("\n");
}

/** How the case ends behind its mutant. */
export async function runMutant(
  id: string,
  mutant: Mutant,
): Promise<{ readonly outcome: string; readonly sentence: string }> {
  const { behaviours = [], stampsMarker = true, faults = [] } = mutant;
  const all = [...behaviours, ...(stampsMarker ? ["loop-marker"] : [])];
  const run = await check({ builtIn: { behaviours: all, faults }, only: [id], timeoutMs: 8_000 });
  const [result] = run.cases;
  return { outcome: result?.outcome ?? "SKIPPED", sentence: result?.sentence ?? "" };
}

export function mutantsTable(): string {
  return [
    "| case | smart host |",
    "|---|---|",
    ...Object.entries(MUTANTS).map(([id, mutant]) => `| ${id} | ${describeMutant(mutant)} |`),
  ].join("\n");
}

export function describeMutant({ behaviours = [], faults = [], stampsMarker }: Mutant): string {
  return [
    ...behaviours.map((spec) => `\`${spec.replaceAll("|", "\\|")}\``),
    ...faults.map(({ hop, phase, action, when }) => {
      const { kind, ...options } = action;
      const extra = Object.entries({ ...options, ...when }).map(([key, value]) => `${key} ${value}`);
      return `fault ${[`${hop}.${phase} ${kind}`, ...extra].join(", ")}`;
    }),
    ...(stampsMarker === false ? ["stamps no loop header"] : []),
  ].join(" and ");
}

const list = (ids: readonly string[]): string => (ids.length === 0 ? "none" : ids.join(", "));
