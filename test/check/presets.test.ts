import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GROUPS } from "../../src/check/run.ts";
import { PRESET_NAMES, presetsTable, runPreset } from "./measured.ts";

const documented = readFileSync(new URL("../../docs/check.md", import.meta.url), "utf8").split("\n");

/** No preset speaks SMTP badly, none has a must of these to fail: those cases are run once. */
const RUN_ONCE: readonly string[] = ["WIRE", "ORDER", "PACK"];
const OTHERS = GROUPS.filter((group) => !RUN_ONCE.includes(group));
/** Preset, verdicts and musts of a row; what a run leaves out shows in shoulds only. */
const upToMusts = (row = "") => row.split(" | ").slice(0, 4).join(" | ");

/** Verdict, and groups with must-cases that fail. */
const EXPECTED: Readonly<Record<string, readonly [verdict: string, groups: readonly string[]]>> = {
  transparent: ["Transparent", []],
  signature: ["Transparent", []],
  "re-serialises": ["Transparent", ["MIME"]],
  "strips-exchange-headers": ["With rich text or exemption", ["HDR", "RECALL", "REPORT"]],
  "rewrites-message-id": ["With rich text and exemption", ["ID", "RECALL", "REPORT"]],
  "strip-tnef": ["Transparent", ["TNEF"]],
  "unpack-tnef": ["Transparent", ["TNEF"]],
  "rewrite-correlator": ["Transparent", ["TNEF"]],
  "keep-tnef": ["Transparent", []],
  "stamp-text-part-only": ["Transparent", []],
  "re-encode-winmail": ["Transparent", []],
  "rename-winmail": ["Transparent", []],
  "drops-loop-header": ["Not compatible", ["RECALL", "REPORT", "LOOP"]],
};

describe("check --builtin", () => {
  it.each(PRESET_NAMES)("%s gets its verdict, and docs/check.md says so", { timeout: 240_000 }, async (preset) => {
    const { row, run } = await runPreset(preset, preset === "transparent" ? [] : OTHERS);
    const groups = [...new Set(row.failedMusts.map((id) => id.slice(0, id.indexOf("-"))))];
    const sentences = run.cases
      .filter(({ outcome }) => outcome === "FAILED")
      .map(({ id, sentence }) => `${id} ${sentence}`);
    expect([row.verdict, groups], sentences.join("\n")).toEqual(EXPECTED[preset]);
    expect(documented.map(upToMusts)).toContain(upToMusts(presetsTable([row]).split("\n").at(-1)));
    expect(run.exitCode).toBe(row.verdict === "Transparent" && groups.length === 0 ? 0 : 1);
  });
});
