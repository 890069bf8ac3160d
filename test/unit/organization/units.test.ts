import { expect, test } from "vitest";
import { formatDuration, formatSize, parseDuration, parseSize } from "../../../src/organization/units.ts";

test.each([
  ["90s", 90_000],
  ["5m", 300_000],
  ["1h30m", 5_400_000],
  ["500ms", 500],
  ["1d", 86_400_000],
  ["0", 0],
  ["00:05:00", 300_000],
  ["365.00:00:00", 365 * 86_400_000],
  ["3653.00:00:00", 3653 * 86_400_000],
  ["00:00:01.5", 1500],
])("%s is a duration", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(["", "5", "5 minutes", "24:00:00", "00:60:00", "m5", "-5m", "1e3s", "99999999999999999d"])(
  "%j is none",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test("durations are written with one whole unit", () => {
  expect([0, 500, 90_000, 14_400_000, 86_400_000].map(formatDuration)).toEqual(["0s", "500ms", "90s", "4h", "1d"]);
});

test("sizes count in powers of 1024, and in bytes without a unit", () => {
  expect(["35MB", "256 KB", "2gb", "1000", "0"].map(parseSize)).toEqual([36_700_160, 262_144, 2_147_483_648, 1000, 0]);
  expect(["35 MiB", "", "-1MB", "MB"].map(parseSize)).toEqual([undefined, undefined, undefined, undefined]);
  expect([36_700_160, 1000, 0].map(formatSize)).toEqual(["35MB", "1000B", "0B"]);
});
