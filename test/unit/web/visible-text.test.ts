import { expect, test } from "vitest";
import { visibleText } from "../../../src/web/parts/visible-text.ts";

test.each([
  ["invoice\u202efdp.exe", "invoice⟨U+202E⟩fdp.exe"],
  ["pay\u200bpal", "pay⟨U+200B⟩pal"],
  ["\u2067שלום\u2069", "⟨U+2067⟩שלום⟨U+2069⟩"],
  ["Grüße, שלום, 数字 \u{1f4e8}", "Grüße, שלום, 数字 \u{1f4e8}"],
  ["a\tb\nc", "a\tb\nc"],
])("%j is shown as %j", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
