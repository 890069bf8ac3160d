import { expect, test } from "vitest";
import { compilePattern, PatternError } from "../../../src/organization/pattern.ts";

test.each([
  ["^re:", "RE: hello", true],
  ["^re:", "Fwd: RE: hello", false],
  ["invoice \\d{4}", "Your invoice 2026 is here", true],
  ["\\u00e9t\\u00e9", "un été", true],
  ["(?<year>\\d+)", "2026", true],
  ["[\\]x-]", "]", true],
  ["[]a]", "]", true],
  ["\\(\\?=", "(?=", true],
  ["[(?=]", "?", true],
])("%s in %j: %s", (pattern, text, found) => {
  expect(compilePattern(pattern).test(text)).toBe(found);
});

test.each([
  ["a(?=b)", "at character 2 look-ahead"],
  ["(?<!a)b", "look-behind"],
  ["(a)\\1", "at character 4 a back-reference"],
  ["(?<x>a)\\k<x>", "a back-reference"],
  ["(?>a)", "atomic group; write (?:…)"],
  ["(?(1)a|b)", "conditional group"],
  ["(?#note)a", "a comment"],
  ["(?'n'a)", "write (?<name>…)"],
  ["(?<a-b>c)", "balancing group"],
  ["(?ix)a b", "option x or n"],
  ["\\Ga", "\\G; write ^"],
  ["a\\Z", "\\Z; write $ or \\z"],
  ["\\cA", "\\x and its two hex digits"],
  ["[a-z-[aeiou]]", "class subtraction"],
  ["[[:alpha:]]", "POSIX class"],
  ["\\p{IsGreek}", "\\p{Greek}"],
  ["a++", "`++`"],
  ["(", "missing closing ): `(`"],
  ["a{1,5000}", "invalid repeat count"],
])("%s is refused with words", (pattern, words) => {
  expect(() => compilePattern(pattern)).toThrow(PatternError);
  expect(() => compilePattern(pattern)).toThrow(words);
});

test("a pattern that stalls a backtracking engine takes linear time", () => {
  const started = performance.now();
  expect(compilePattern("^(a+)+$").test(`${"a".repeat(5000)}b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
