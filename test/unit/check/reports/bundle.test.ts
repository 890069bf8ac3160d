import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MANIFEST, reportFiles, writeReport } from "../../../../src/check/reports/bundle.ts";
import { aCase, aFailedRecord, aRun, aVerdict } from "../../../support/check-run.ts";
import { parseXml } from "../../../support/xml.ts";

let parent: string;
let dir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "check-report-"));
  dir = join(parent, "report");
});
afterEach(() => rmSync(parent, { recursive: true }));

const names = () => readdirSync(dir, { recursive: true }).map(String).sort();

describe("a report's folder", () => {
  it("has page, JUnit, JSON, badge and evidence, all of them in a manifest that sha256sum reads", () => {
    const record = aFailedRecord();
    writeReport(dir, reportFiles(record));
    const evidence = [...record.contents.keys()].sort().map((sha256) => `evidence/${sha256}.eml`);
    expect(names()).toEqual([MANIFEST, "badge.svg", "evidence", ...evidence, "index.html", "junit.xml", "run.json"]);
    expect(JSON.parse(readFileSync(join(dir, "run.json"), "utf8"))).toEqual(record.run);
    const lines = readFileSync(join(dir, MANIFEST), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines) {
      const [sha256, name = ""] = line.split("  ");
      expect(
        createHash("sha256")
          .update(readFileSync(join(dir, name)))
          .digest("hex"),
      ).toBe(sha256);
    }
    const sums = spawnSync("sha256sum", ["-c", "--strict", MANIFEST], { cwd: dir });
    if (!sums.error) expect(sums.status).toBe(0);
  });

  it("replaces a former report, with nothing of it left", () => {
    writeReport(dir, reportFiles(aFailedRecord()));
    writeReport(dir, reportFiles({ run: aRun([aCase("WIRE-01")]), contents: new Map() }));
    expect(names()).toEqual([MANIFEST, "badge.svg", "evidence", "index.html", "junit.xml", "run.json"]);
  });

  it("is known as one when it was cut short", () => {
    writeReport(dir, reportFiles(aFailedRecord()));
    rmSync(join(dir, "index.html"));
    expect(() => writeReport(dir, reportFiles(aFailedRecord()))).not.toThrow();
  });

  it("is not written over what is no report", () => {
    mkdirSync(dir);
    writeFileSync(join(dir, "thesis.txt"), "years of work");
    expect(() => writeReport(dir, reportFiles(aFailedRecord()))).toThrow(/holds thesis.txt, which is of no report/);
    expect(names()).toEqual(["thesis.txt"]);
  });

  it("is not written through a link, nor by what a manifest names beyond it", () => {
    writeReport(dir, reportFiles(aFailedRecord()));
    writeFileSync(join(parent, "mine"), "mine");
    writeFileSync(join(dir, MANIFEST), `${readFileSync(join(dir, MANIFEST), "utf8")}${"0".repeat(64)}  ../mine\n`);
    writeReport(dir, reportFiles(aFailedRecord()));
    expect(existsSync(join(parent, "mine"))).toBe(true);
    rmSync(join(dir, "index.html"));
    symlinkSync(join(parent, "mine"), join(dir, "index.html"));
    expect(() => writeReport(dir, reportFiles(aFailedRecord()))).toThrow(/index.html/);
    expect(readFileSync(join(parent, "mine"), "utf8")).toBe("mine");
  });

  it("has a badge that names the verdict", () => {
    const badge = (run = aFailedRecord().run) =>
      parseXml(String(reportFiles({ run, contents: new Map() }).get("badge.svg")));
    expect(badge().attributes["aria-label"]).toBe("message recall: With rich text");
    const { name: _, ...none } = aVerdict();
    expect(badge(aRun([], { verdict: none })).attributes["aria-label"]).toBe("message recall: passed");
  });
});
