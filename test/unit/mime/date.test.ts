import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRfc5322Date, parseDate } from "../../../src/mime/date.ts";

describe("formatRfc5322Date()", () => {
  it("pads the day and writes UTC as +0000", () => {
    expect(formatRfc5322Date(Date.UTC(2026, 10, 20, 12))).toBe("Fri, 20 Nov 2026 12:00:00 +0000");
    expect(formatRfc5322Date(Date.UTC(2024, 3, 5, 9, 19, 51, 999))).toBe("Fri, 05 Apr 2024 09:19:51 +0000");
  });

  it("is undone by parseDate() to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
        expect(parseDate(formatRfc5322Date(seconds * 1000))).toBe(seconds * 1000);
      }),
      { seed: 7 },
    );
  });
});

describe("parseDate()", () => {
  it.each([
    // RFC 5322 Appendix A
    ["Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z"],
    ["Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52:37Z"],
    [
      "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)",
      "1969-02-14T03:02:00Z",
    ],
    ["21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06Z"],
    ["Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", undefined],
    ["Wed, 01 Jan 2020 00:00:00 EST", "2020-01-01T05:00:00Z"],
    ["Wed, 01 Jan 2020 00:00:00 (a (nested \\) one)) PDT", "2020-01-01T07:00:00Z"],
    ["Wed, 01 Jan 2020 00:00:00 Z", "2020-01-01T00:00:00Z"],
    ["Wed, 01 Jan 2020 00:00:00", "2020-01-01T00:00:00Z"],
    ["Wed, 01 Jan 2020 00:00:00 +0100 (CET)", "2019-12-31T23:00:00Z"],
    ["Sat, 31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00Z"],
    ["31 Feb 2020 00:00:00 +0000", undefined],
    ["yesterday", undefined],
    ["", undefined],
    ["2026-11-20T12:00:00Z", undefined],
  ])("reads %s", (value, expected) => {
    expect(parseDate(value)).toBe(expected === undefined ? undefined : Date.parse(expected));
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        parseDate(value);
      }),
      { seed: 7 },
    );
    const started = performance.now();
    for (const part of ["(", ")", "1 ", "Mon, ", "- ", "\\"]) parseDate(part.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
