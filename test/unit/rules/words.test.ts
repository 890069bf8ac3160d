import { expect, test } from "vitest";
import { containsWord, wordsInLong } from "../../../src/rules/words.ts";

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

test("a long text is searched as a short one is, wherever it is cut", async () => {
  const filler = "Cafe\u0301 \r\n\r\n ".repeat(20_000);
  for (let shift = 0; shift < 24; shift += 1) {
    const text = `${"x".repeat(shift)} ${filler}Über  uns ${filler}the end`;
    const has = await wordsInLong(text);
    expect(["über uns", "café über", "café the end", "café café", "uns café"].filter(has)).toHaveLength(5);
    expect(["caf", "ber", "cafécafé"].filter(has)).toEqual([]);
  }
  expect((await wordsInLong(`the${" ".repeat(400_000)}needle`))("the needle")).toBe(true);
  expect((await wordsInLong(`${"é".repeat(300_000)} needle`))("needle")).toBe(true);
});

test("while a very long text is made ready, others have their turns", async () => {
  let turns = 0;
  let isReady = false;
  const count = () => {
    turns += 1;
    if (!isReady) setImmediate(count);
  };
  setImmediate(count);
  await wordsInLong("The quick brown fox jumps over the lazy dog.\r\n".repeat(200_000));
  isReady = true;
  expect(turns).toBeGreaterThan(2);
});
