import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatMatrixPage } from "../../../../src/check/reports/html/matrix-page.ts";
import { loadRun } from "../../../../src/check/reports/load-run.ts";
import { compareToBaseline, matrixOf } from "../../../../src/check/reports/matrix.ts";
import type { Outcome, Run } from "../../../../src/check/run.ts";
import { aCase, aFailedRecord, aRun, aVerdict } from "../../../support/check-run.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "check-saved-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const build = (name: string, outcomes: Readonly<Record<string, Outcome>>, changed: Partial<Run> = {}): Run => {
  const cases = Object.entries(outcomes).map(([id, outcome]) => aCase(id, { outcome }));
  return aRun(cases, { smartHost: { address: "127.0.0.1:1", greeting: "", extensions: [], build: name }, ...changed });
};

describe("a saved run", () => {
  it("is read from its file, or from the folder of a report", () => {
    const { run } = aFailedRecord();
    writeFileSync(join(folder, "run.json"), JSON.stringify(run));
    expect(loadRun(folder)).toEqual(run);
    expect(loadRun(join(folder, "run.json"))).toEqual(run);
  });

  it.each([
    ["hello", /is no saved run: /],
    [JSON.stringify({ format: "recall-sandbox check 9" }), /is no saved run of this version: format: /],
    [JSON.stringify(aRun([aCase('WIRE-01" onclick="x')])), /cases\.0\.id/],
  ])("is not believed when it is %s", (text, why) => {
    const file = join(folder, "wrong.json");
    writeFileSync(file, text);
    expect(() => loadRun(file)).toThrow(why);
  });

  it("is missed in words", () => {
    expect(() => loadRun(join(folder, "none"))).toThrow(/^No saved run can be read there: /);
  });
});

describe("a baseline", () => {
  const before = build("4.2", {
    "WIRE-01": "OK",
    "WIRE-02": "FAILED",
    "WIRE-03": "SKIPPED",
    "WIRE-04": "OK",
    "WIRE-05": "FAILED",
  });
  const after = build(
    "4.3",
    {
      "WIRE-01": "FAILED",
      "WIRE-02": "OK",
      "WIRE-03": "FAILED",
      "WIRE-04": "SKIPPED",
      "WIRE-05": "FAILED",
      "WIRE-06": "FAILED",
    },
    { verdict: aVerdict({ name: "With exemption" }) },
  );

  it("tells what fails newly, what passes newly, and what nobody judges any more", () => {
    const { newlyFailing, newlyPassing, noLongerJudged, verdict } = compareToBaseline(before, after);
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    expect(ids(newlyFailing)).toEqual(["WIRE-01", "WIRE-03", "WIRE-06"]);
    expect(ids(newlyPassing)).toEqual(["WIRE-02"]);
    expect(ids(noLongerJudged)).toEqual(["WIRE-04"]);
    expect(verdict).toEqual({ before: "Transparent", after: "With exemption" });
  });
});

describe("a matrix", () => {
  const runs = [
    build("4.1", { "WIRE-01": "OK", "WIRE-02": "OK" }),
    build("4.2", { "WIRE-01": "FAILED" }),
    build("4.3", { "WIRE-01": "FAILED", "WIRE-02": "FAILED" }),
  ];

  it("marks what changed since the last build that had the case", () => {
    const { columns, rows } = matrixOf(runs);
    expect(columns.map(({ label }) => label)).toEqual(["4.1", "4.2", "4.3"]);
    expect(
      rows.map(({ id, cells }) => [id, ...cells.map(({ outcome, isChanged }) => `${outcome}${isChanged ? "!" : ""}`)]),
    ).toEqual([
      ["WIRE-01", "OK", "FAILED!", "FAILED"],
      ["WIRE-02", "OK", "undefined", "FAILED!"],
    ]);
  });

  it("has a page that marks it without colour too", () => {
    const page = formatMatrixPage(matrixOf(runs));
    expect(page.match(/ ≠<\/td>/g)).toHaveLength(2);
    expect(page).toContain("<th>4.2<br>");
  });
});
