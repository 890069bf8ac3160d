import { describe, expect, it } from "vitest";
import { compareToBaseline, matrixOf } from "../../../../src/check/reports/matrix.ts";
import { formatBaseline, formatMatrix } from "../../../../src/cli/check/print-matrix.ts";
import { formatReplay, replayOptions } from "../../../../src/cli/check/replay.ts";
import { aCase, aFailedRecord, aRun, aTrial } from "../../../support/check-run.ts";
import { fakeTerminal } from "../terminal.ts";

const GIVEN = { tls: "opportunistic", profile: "full" };

describe("a replay", () => {
  it("runs what failed as it was run", () => {
    const { run } = aFailedRecord();
    expect(replayOptions(run, GIVEN)).toMatchObject({
      smartHost: { host: "127.0.0.1", port: 10025 },
      returnTo: { host: "127.0.0.1", port: 2528 },
      ...{ only: ["ID-01", "MIME-01"], seed: 7, timeoutMs: 30_000, domain: "contoso.com", from: "alice@contoso.com" },
      loopHeader: { name: "X-Processed", value: "yes" },
    });
  });

  it("starts the built-in smart host again", () => {
    const smartHost = { address: "built-in: signature, delay=1s", greeting: "", extensions: [] };
    const { builtIn, returnTo } = replayOptions(aRun([aCase("WIRE-01", { outcome: "FAILED" })], { smartHost }), GIVEN);
    expect(builtIn).toEqual({ preset: "signature", behaviours: ["delay=1s"] });
    expect(returnTo.port).toBe(0);
  });

  it("lets the command line go first, and wants a case where none failed", () => {
    const run = aRun([aCase("WIRE-01")]);
    const given = { ...GIVEN, only: "WIRE-01", smartHost: "127.0.0.1:9", timeout: "5s" };
    expect(replayOptions(run, given)).toMatchObject({ only: ["WIRE-01"], smartHost: { port: 9 }, timeoutMs: 5000 });
    expect(() => replayOptions(run, GIVEN)).toThrow(/No case .* failed: .*--only/);
  });

  it("says of each case whether it ended the same, in every trial", () => {
    const before = aRun([aCase("ID-01", { outcome: "FAILED" }), aCase("ID-02"), aCase("ID-03")]);
    const trials = [aTrial(), aTrial({ outcome: "SKIPPED" })];
    const after = aRun([
      aCase("ID-01", { outcome: "FAILED", sentence: "Other words." }),
      aCase("ID-02", { trials }),
      aCase("ID-04"),
    ]);
    expect(formatReplay(before, after, fakeTerminal()).split("\n").slice(3)).toEqual([
      "ID-01  FAILED                        FAILED  the same",
      "ID-02  OK                            OK      NOT THE SAME",
      "ID-04  –                             OK      was not run",
    ]);
  });
});

describe("runs side by side as text", () => {
  const before = aRun([aCase("ID-01"), aCase("ID-02", { outcome: "FAILED" })]);
  const after = aRun([
    aCase("ID-01", { outcome: "FAILED", sentence: "It is gone." }),
    aCase("ID-02"),
    aCase("ID-03", { outcome: "FAILED", level: "should", sentence: "It is new." }),
  ]);

  it("name a must that fails newly", () => {
    const old = { ...before, smartHost: { ...before.smartHost, build: "4.2" } };
    expect(formatBaseline(compareToBaseline(old, after), fakeTerminal()).split("\n")).toEqual([
      "",
      "Against the baseline 4.2:",
      "A must fails newly: ID-01",
      "Newly failing:",
      "  ID-01  OK → FAILED: It is gone.",
      "  ID-03  not run → FAILED: It is new.",
      "Newly passing:",
      "  ID-02  FAILED → OK: It holds.",
    ]);
    expect(formatBaseline(compareToBaseline(after, after), fakeTerminal())).toMatch(/No case ends otherwise/);
  });

  it("are a table with builds as columns", () => {
    expect(
      formatMatrix(matrixOf([before, after]), fakeTerminal())
        .split("\n")
        .slice(2),
    ).toEqual([
      "verdict  Transparent      Transparent",
      "ID-01    OK               FAILED ≠         What ID-01 is about",
      "ID-02    FAILED           OK ≠             What ID-02 is about",
      "ID-03    –                FAILED           What ID-03 is about",
      "",
      "3 cases, 2 changed (≠: unlike the build before).",
    ]);
  });
});
