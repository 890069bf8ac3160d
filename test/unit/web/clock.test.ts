// Steps of time and ready faults, as "Clock and reset" has them.
import { describe, expect, it } from "vitest";
import { whyImpossible } from "../../../src/faults/possible.ts";
import { newFault, READY_FAULTS, SCHEDULES, type Schedule } from "../../../src/web/clock/faults/ready-faults.ts";
import { howFar, parseDuration, within } from "../../../src/web/clock/time/due.ts";

it.each([
  ["24h", 86_400_000],
  [" 90 m ", 5_400_000],
  ["3d", 259_200_000],
  ["500ms", 500],
  ["soon", undefined],
  ["", undefined],
  ["1.5h", undefined],
])("%j is %s milliseconds", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it("what is due within a step is what lies at or before its end", () => {
  const at = (minutes: number) => ({ at: new Date(minutes * 60_000).toISOString() });
  expect(within([at(1), at(60), at(61)], 0, 3_600_000)).toEqual([at(1), at(60)]);
});

it.each([
  [{ frozen: true, aheadMs: 0 }, "stands still: it moves by advancing only"],
  [{ frozen: false, aheadMs: 0 }, "goes with real time"],
  [{ frozen: false, aheadMs: 86_400_000 }, "24 h ahead of real time, and goes on"],
  [{ frozen: false, aheadMs: 86_399_300 }, "24 h ahead of real time, and goes on"],
])("%j: %s", (clock, words) => {
  expect(howFar(clock)).toBe(words);
});

describe("a ready fault", () => {
  it.each(READY_FAULTS)("$id can be, whenever it is chosen to happen", (fault) => {
    for (const schedule of Object.keys(SCHEDULES) as Schedule[])
      expect(whyImpossible(newFault(fault, schedule, "bob@contoso.com") as Parameters<typeof whyImpossible>[0])).toBe(
        undefined,
      );
  });
});
