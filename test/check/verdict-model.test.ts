import { describe, expect, it } from "vitest";
import type { Case } from "../../src/check/cases/case.ts";
import { runCases } from "../../src/check/check.ts";
import { SERVICE_LEVELS, TENANT_SETTINGS } from "../../src/check/run.ts";
import { foreseenOf } from "../../src/check/verdict/verdict.ts";
import { startSandbox } from "../../src/sandbox.ts";
import { PRESET_NAMES } from "../../src/smart-host/presets.ts";

/** Under every setting at every level. */
const settings = SERVICE_LEVELS.flatMap((serviceLevel) => TENANT_SETTINGS.map((tenant) => ({ serviceLevel, tenant })));

function recallBy(generation: "A" | "B"): Case {
  return {
    ...{ id: `RECALL-${generation}`, title: `Recall of generation ${generation}`, level: "info" },
    requirement: { text: "The original is recalled and the report says so.", source: "docs/recall.md R16" },
    ...{ sends: "A message, then its recall.", judges: "By mailbox and report.", decidesVerdict: true },
    settings: settings.filter(({ serviceLevel }) => generation === "A" || serviceLevel !== "2023-04"),
    async run(lab) {
      const to = lab.recipient();
      const sent = await lab.send({ text: "The numbers of the third quarter.\r\n" });
      await lab.delivered(sent, to);
      const recall = await lab.recall(sent, generation === "A" ? { client: "outlook" } : {});
      await recall.outcome(to);
    },
  };
}

describe("what is foreseen of the legs at 2026-09 is what full runs give", () => {
  it.each(PRESET_NAMES)("behind %s, at every level under every setting", { timeout: 120_000 }, async (preset) => {
    const options = { builtIn: { preset }, returnTo: { host: "127.0.0.1", port: 0 }, seed: 1, timeoutMs: 20_000 };
    const { fullRuns } = await runCases(startSandbox, options, [recallBy("A"), recallBy("B")]);
    const captured = fullRuns.filter(({ serviceLevel }) => serviceLevel === "2026-09");
    const say = (recalled = false, right = false) => (right ? "right" : recalled ? "recalled, report wrong" : "stays");
    const rows = fullRuns.map(({ generation, serviceLevel, tenant, outcome }) => {
      const ofSame = captured.filter((run) => run.generation === generation);
      const foreseen = foreseenOf(serviceLevel, tenant, ofSame);
      const name = `${generation} ${serviceLevel} ${tenant}`;
      return {
        seen: `${name}: ${say(outcome?.recalled, outcome?.right)}`,
        foreseen: `${name}: ${say(foreseen?.recalled, foreseen?.reported)}`,
      };
    });
    expect(rows).toHaveLength(20);
    expect(rows.map(({ foreseen }) => foreseen)).toEqual(rows.map(({ seen }) => seen));
  });
});
