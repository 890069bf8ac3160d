import { describe, expect, it } from "vitest";
import { exitCode } from "../../../src/check/exit-code.ts";
import type { Outcome, VerdictName } from "../../../src/check/run.ts";
import { aCase, aVerdict } from "../../support/check-run.ts";

const { name: _, ...NO_VERDICT } = aVerdict();

/** Outcomes of the cases, verdict ("" where the recall groups did not run), --strict, exit code. */
const TABLE: readonly [readonly Outcome[], VerdictName | "", boolean, number][] = [
  [["OK", "SKIPPED"], "Transparent", false, 0],
  [["OK", "SKIPPED"], "Transparent", true, 0],
  [["OK"], "", false, 0],
  [["OK", "NON-STRICT"], "Transparent", false, 0],
  [["OK", "NON-STRICT"], "Transparent", true, 3],
  [["OK", "NON-STRICT"], "", true, 3],
  [["INFORMATIONAL"], "Transparent", true, 0],
  [["FAILED"], "Transparent", false, 1],
  [["FAILED", "NON-STRICT"], "Transparent", true, 1],
  [["FAILED"], "", false, 1],
  [["OK"], "With rich text", false, 1],
  [["OK", "NON-STRICT"], "With exemption", true, 1],
  [["OK"], "Not compatible", false, 1],
];

describe("the exit code of a run", () => {
  for (const [outcomes, name, strict, code] of TABLE)
    it(`is ${code} after ${outcomes.join(", ")} with the verdict ${name || "none"}${strict ? ", strict" : ""}`, () => {
      const cases = outcomes.map((outcome, index) => aCase(`WIRE-0${index + 1}`, { outcome }));
      expect(exitCode({ cases, strict, verdict: name ? aVerdict({ name }) : NO_VERDICT })).toBe(code);
    });
});
