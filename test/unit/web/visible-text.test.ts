import { expect, test } from "vitest";
import { visibleText } from "../../../src/web/parts/visible-text.ts";

test.each([
  ["invoice\u202efdp.exe", "invoice⟨U+202E⟩fdp.exe"],
  ["pay\u200bpal", "pay⟨U+200B⟩pal"],
  ["\u2067שלום\u2069", "⟨U+2067⟩שלום⟨U+2069⟩"],
  ["Grüße, שלום, 数字 \u{1f4e8}", "Grüße, שלום, 数字 \u{1f4e8}"],
  ["a\tb\nc\r\nd\re", "a\tb\nc\r\nd⟨U+000D⟩e"],
  ["\u{1f468}\u200d\u{1f469}\u200d\u{1f467}", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}"],
  ["\u{1f469}\u{1f3fd}\u200d\u{1f4bb}", "\u{1f469}\u{1f3fd}\u200d\u{1f4bb}"],
  ["می\u200cخواهم", "می\u200cخواهم"],
  ["pay\u200dpal", "pay⟨U+200D⟩pal"],
])("%j is shown as %j", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
