import { describe, expect, it } from "vitest";
import { htmlOf, markTexts } from "../../../../src/web/compare/mark-text.ts";

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

describe("htmlOf()", () => {
  it("puts an outline around whole elements and around text, not around halves of tags", () => {
    expect(htmlOf([{ text: "<p>a</p>" }, { text: "<p>b</p>", mark: "inserted" }])).toMatch(
      /^<p>a<\/p><div style="[^"]*"><p>b<\/p><\/div>$/,
    );
    expect(htmlOf([{ text: "b", mark: "inserted" }])).toMatch(/^<span style="[^"]*">b<\/span>$/);
    expect(htmlOf([{ text: 'i>a <b title="', mark: "inserted" }])).toBe('i>a <b title="');
    expect(htmlOf([{ text: "b", mark: "changed" }])).toBe("b");
  });
});
