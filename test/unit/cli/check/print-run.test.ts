import { describe, expect, it } from "vitest";
import { formatRun } from "../../../../src/cli/check/print-run.ts";
import { progressPrinter } from "../../../../src/cli/check/progress.ts";
import { aCase, aFailedRecord, aRun, aVerdict } from "../../../support/check-run.ts";
import { fakeTerminal } from "../terminal.ts";

describe("a run on a terminal", () => {
  it("tells failures with requirement and evidence, the verdict with its cmdlets, the counts", () => {
    expect(formatRun(aFailedRecord().run, fakeTerminal()).split("\n")).toEqual([
      "",
      "FAILED  ID-01  What ID-01 is about  (must)",
      "    It came back with another Message-ID (<m1@contoso.com> became <x@vendor>). [MIME, default, 2026-09; TNEF, rich text, 2026-09]",
      "    Required: Body lines that begin with a dot arrive with it. (RFC 5321 §4.5.2)",
      "    2 legs captured: --report DIR keeps them",
      "",
      "NON-STRICT  MIME-01  What MIME-01 is about  (should)",
      "    A header was refolded. [MIME, default, 2026-09]",
      "    Required: Body lines that begin with a dot arrive with it. (RFC 5321 §4.5.2)",
      "",
      "SKIPPED  WIRE-02  What WIRE-02 is about",
      "    The smart host does not offer SMTPUTF8.",
      "",
      "Verdict: With rich text",
      "    The original is not found.",
      "",
      "    level    generation  verdict",
      "    -----    ----------  -------",
      "    2026-09  A           With rich text",
      "    2026-09  B           With rich text",
      "",
      "    Set the remote domain contoso.com to rich text always.",
      '      Set-RemoteDomain "contoso.com" -TNEFEnabled $true',
      "",
      "4 cases in 4.1 s: 1 OK, 1 NON-STRICT, 1 FAILED, 1 SKIPPED · seed 7 · exit 1",
    ]);
  });

  it("names the files of a report that was written", () => {
    const { run, contents } = aFailedRecord();
    const text = formatRun(run, fakeTerminal(), { report: "out" });
    for (const sha256 of contents.keys()) expect(text).toContain(`out/evidence/${sha256}.eml`);
    expect(text).toContain("out/index.html#ID-01");
    expect(text.endsWith("Report: out/index.html, junit.xml, run.json")).toBe(true);
  });

  it("keeps within the terminal, and lets no mail move its cursor", () => {
    const sentence = `${"a long word ".repeat(20)}\x1b[2J`;
    const run = aRun([aCase("ID-01", { outcome: "FAILED", sentence })], { verdict: aVerdict() });
    const lines = formatRun(run, fakeTerminal({ columns: 60 })).split("\n");
    expect(Math.max(...lines.slice(0, -1).map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.join("\n")).not.toContain("\x1b");
  });
});

describe("progress", () => {
  it("is a letter for each trial, in whole lines", () => {
    const terminal = fakeTerminal({ columns: 21 });
    const { on, end } = progressPrinter(terminal);
    on({ kind: "started", cases: 12, trials: 24, smartHost: "127.0.0.1:10025" });
    on({ kind: "stage", tenant: "default", serviceLevel: "2026-09" });
    for (const outcome of ["FAILED", "NON-STRICT", "INFORMATIONAL", "SKIPPED", ...Array(18).fill("OK")])
      on({ kind: "trial", id: "WIRE-01", outcome, sentence: "" });
    on({ kind: "stage", tenant: "rich text", serviceLevel: "2026-09" });
    on({ kind: "trial", id: "WIRE-01", outcome: "OK", sentence: "" });
    end();
    expect(terminal.written).toEqual([
      "127.0.0.1:10025  12 cases, sent 24 times in all",
      "FWis................  20/24",
      "...                   23/24",
    ]);
  });
});
