// What the page makes of a run of the check.
import { expect, it } from "vitest";
import type { Check } from "../../../src/web/api/answers.ts";
import { commandOf } from "../../../src/web/check/command-line.ts";
import { NO_MORE, settingsOf } from "../../../src/web/check/more.ts";
import {
  bySentence,
  type CaseResult,
  dotsOf,
  laterOf,
  type Run,
  toldCases,
  withEvent,
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

const running = (count: number): Check =>
  ({
    id: "a",
    state: "running",
    trials: Array.from({ length: count }, () => trial("ID-01", "OK")),
  }) as unknown as Check;
const event = { checkId: "a", state: "running", trials: 3, trial: trial("ID-02", "FAILED") } as const;

it("a trial that is told is added once; what was missed, and the end, are asked for", () => {
  expect(withEvent(running(2), event)?.trials.map(({ caseId }) => caseId)).toEqual(["ID-01", "ID-01", "ID-02"]);
  const known = running(3);
  expect(withEvent(known, event)).toBe(known);
  expect(withEvent(running(1), event)).toBeUndefined();
  expect(withEvent(undefined, event)).toBeUndefined();
  expect(withEvent(running(3), { checkId: "a", state: "done", trials: 3 })).toBeUndefined();
  const begun = running(0);
  expect(withEvent(begun, { checkId: "a", state: "running", trials: 0 })).toBe(begun);
});

it("an answer that is older than what was told meanwhile does not take it back", () => {
  const [two, three] = [running(2), running(3)];
  expect(laterOf(three, two)).toBe(three);
  expect(laterOf(two, three)).toBe(three);
  const ended = { ...two, state: "done" } as const;
  expect(laterOf(three, ended)).toBe(ended);
  expect(laterOf(undefined, two)).toBe(two);
});

it("settings are sent where they are given; of a built-in host the baseline alone", () => {
  const more = { ...NO_MORE, username: "vendor", password: "s3cret", ca: "PEM", redact: true, baseline: "x" };
  const edits = { edits: "between", begin: "-- ", end: "Legal" } as const;
  const rest = { auth: { username: "vendor", password: "s3cret" }, ca: "PEM", redact: true, baseline: "x" };
  expect(settingsOf({ ...more, ...edits }, true)).toEqual({ ...rest, edits: ["signature=-- …Legal"] });
  expect(settingsOf({ ...more, ...edits }, false)).toEqual({ baseline: "x" });
  expect(settingsOf(NO_MORE, true)).toEqual({});
});

it("a command line has no password", () => {
  const line = commandOf({
    ...{ smartHost: "127.0.0.1:10025", returnPort: 2530, auth: { username: "o'neil", password: "s3cret" }, ca: "PEM" },
    ...{ edits: ["signature", "signature=-- …Legal"], redact: true, baseline: "20261126T201500Z-3f2a" },
  });
  expect(line).toBe(
    "RECALL_SANDBOX_CHECK_AUTH='o'\\''neil:'\"$SMART_HOST_PASSWORD\" npx recall-sandbox check --smart-host 127.0.0.1:10025 --return 127.0.0.1:2530 --profile recall --ca smart-host-ca.pem --edits signature --edits 'signature=-- …Legal' --redact --baseline check-20261126T201500Z-3f2a-run.json",
  );
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
