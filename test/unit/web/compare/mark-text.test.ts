import { describe, expect, it } from "vitest";
import { markTexts } from "../../../../src/web/compare/mark-text.ts";

describe("markTexts()", () => {
  it("outlines the block that was written into a text", () => {
    expect(markTexts("Hello.\nBye.", "Hello.\nContoso\nBye.", ["Contoso\n"]).after).toEqual([
      { text: "Hello.\n" },
      { text: "Contoso", mark: "inserted" },
      { text: "\nBye." },
    ]);
  });

  it("falls back on the stretch that differs", () => {
    expect(markTexts("one two three", "one 2 three", [])).toEqual({
      before: [{ text: "one " }, { text: "two", mark: "changed" }, { text: " three" }],
      after: [{ text: "one " }, { text: "2", mark: "changed" }, { text: " three" }],
    });
    expect(markTexts("aa", "a", []).before).toEqual([{ text: "a" }, { text: "a", mark: "removed" }]);
  });

  it("marks nothing where texts are alike, or one is missing", () => {
    expect(markTexts("a", "a", [])).toEqual({ before: [{ text: "a" }], after: [{ text: "a" }] });
    expect(markTexts(null, "a", ["a"])).toEqual({ before: [], after: [{ text: "a" }] });
  });
});
