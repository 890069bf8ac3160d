// What the page makes of a run of the check.
import { expect, it } from "vitest";
import {
  bySentence,
  type CaseResult,
  commandOf,
  dotsOf,
  type Run,
  toldCases,
} from "../../../src/web/check/run-view.ts";
import { aCase, aTrial } from "../../support/check-run.ts";

const trial = (caseId: string, outcome: "OK" | "FAILED" | "SKIPPED") => ({
  ...{ caseId, outcome, sentence: `${caseId} ${outcome}`, tenant: "default", serviceLevel: "2026-09" },
});
const planned = (id: string, trials: number) => ({ id, title: `About ${id}`, level: "must", trials });

it("a dot has the worst of its case's trials, and is open until all have ended", () => {
  const groups = dotsOf({
    planned: [planned("ID-01", 2), planned("ID-02", 1), planned("LOOP-01", 1)],
    trials: [trial("ID-01", "FAILED"), trial("ID-02", "SKIPPED"), trial("ID-02", "OK")],
  });
  expect([...groups.keys()]).toEqual(["ID", "LOOP"]);
  expect(groups.get("ID")).toMatchObject([
    { id: "ID-01", outcome: "FAILED", sentence: "ID-01 FAILED", isComplete: false },
    { id: "ID-02", outcome: "SKIPPED", isComplete: true },
  ]);
  expect(groups.get("LOOP")).toMatchObject([{ outcome: undefined, isComplete: false }]);
});

it("cases are told worst first, those that hold not at all", () => {
  const cases = [aCase("ID-01", { outcome: "NON-STRICT" }), aCase("ID-02"), aCase("ID-03", { outcome: "FAILED" })];
  expect(toldCases({ cases } as unknown as Run).map(({ id }) => id)).toEqual(["ID-03", "ID-01"]);
});

it("trials that ended alike are told once, with where they ran", () => {
  const failed = { outcome: "FAILED", sentence: "Another Message-ID came back." } as const;
  const trials = [aTrial(failed), aTrial({ ...failed, form: "tnef", serviceLevel: "2024-08" }), aTrial()];
  expect(bySentence(aCase("ID-01", { ...failed, trials }) as unknown as CaseResult)).toEqual([
    ["Another Message-ID came back.", "MIME, default, 2026-09; TNEF, default, 2024-08"],
  ]);
});

it.each([
  [{ builtIn: "signature" }, "npx recall-sandbox check --builtin signature --profile recall"],
  [
    { smartHost: "127.0.0.1:10025", returnPort: 2530, tls: "required", profile: "full", build: "4.3 beta" },
    "npx recall-sandbox check --smart-host 127.0.0.1:10025 --return 127.0.0.1:2530 --profile full --tls required --build '4.3 beta'",
  ],
] as const)("%j is a command line", (what, line) => {
  expect(commandOf(what)).toBe(line);
});
