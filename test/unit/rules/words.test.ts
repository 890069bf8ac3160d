import { expect, test } from "vitest";
import { containsWord } from "../../../src/rules/words.ts";

test.each([
  [" Contoso, hello", "contoso", true],
  ["Acontoso", "contoso", false],
  ["contosos", "contoso", false],
  ["contoso2", "contoso", false],
  ["contoso_x", "contoso", true],
  ["contoso", "contoso", true],
  ["Acontoso contoso", "contoso", true],
  ["a contoso b", "con*", false],
  ["what * is", "*", true],
  ["Transport  Message\tRecall Routing Agent", "transport message recall routing agent", true],
  ["x{/o=ExchangeLabs}y", "{/o=ExchangeLabs}", true],
  ["price: $5", "$5", true],
  ["price: $55", "$5", false],
  ["a.b@contoso.com", "contoso.com", true],
  ["ÜBER uns", "über", true],
  ["Cafe\u0301 offen", "café", true],
  ["Cafe\u0301 offen", "cafe", false],
  ["日本語", "日本", false],
  ["\u{1D400}abc", "abc", false],
  ["😀abc😀", "abc", true],
  ["", "a", false],
  ["true, false", "true", true],
])("%j has the word %j: %s", (text, word, expected) => {
  expect(containsWord(text, word)).toBe(expected);
});
