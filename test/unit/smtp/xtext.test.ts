import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeXtext, encodeXtext } from "../../../src/smtp/xtext.ts";

describe("xtext", () => {
  it("writes and reads", () => {
    expect(encodeXtext("bob+x=y@contoso.com é")).toBe("bob+2Bx+3Dy@contoso.com+20+C3+A9");
    expect(decodeXtext("bob+2Bx+3Dy@contoso.com+20+C3+A9")).toBe("bob+x=y@contoso.com é");
  });

  it.each(["a+", "a+2", "a+2b", "a=b", "a b", "a+0D+0Ab", "a+FF", "é"])("does not read %s", (text) =>
    expect(decodeXtext(text)).toBeUndefined(),
  );

  it("reads what it writes", () => {
    const text = fc.string({ unit: "grapheme" }).filter((s) => !/[\x00-\x1f\x7f-\x9f\ufffd]/.test(s));
    fc.assert(
      fc.property(text, (s) => {
        expect(decodeXtext(encodeXtext(s))).toBe(s);
      }),
      { seed: 1 },
    );
  });
});
