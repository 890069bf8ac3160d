import { expect, test } from "vitest";
import { compilePattern, type NativeRunner, PatternError } from "../../../src/organization/pattern.ts";

/** What runs in linear time doesn't ask. */
const NONE: NativeRunner = {
  test() {
    throw new Error("asked for the engine that backtracks");
  },
};

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
  ["[(?#]x[)]", "#x)", true],
  ["(?'year'\\d+)(?#of the invoice)$", "2026", true],
  ["\\cI\\e", "\t\x1b", true],
])("%s in %j: %s", (pattern, text, found) => {
  expect(compilePattern(pattern).test(text, NONE)).toBe(found);
});

test.each([
  ["foo(?!bar)", "foobar foobaz", true],
  ["foo(?!bar)", "foobar", false],
  ["(?<=re: )lunch", "RE: Lunch", true],
  ["(?<!re: )lunch", "RE: Lunch", false],
  ["(\\w+) \\1", "the the end", true],
  ["(?<twice>\\w+) \\k<twice>", "the and", false],
  ["(?'twice'\\w+) \\k'twice'", "the the", true],
  ["\\Alunch\\Z", "lunch\n", true],
  ["\\Alunch(?=\\z)", "lunch\n", false],
  ["a(?=\\-\\ \\@)", "a- @", true],
  ["(?=x)(?s)x.y|a.b", "a\nb", true],
  ["(?=x)(?-i)X|a", "x", false],
  ["((?-i)A|B)(?=c)|b", "B", true],
  ["((?-i)A|B)(?=c)", "bc", false],
  ["(?=[]x])[[\\]]", "]", true],
  ["(?#what (comes)(?=\\{)\\{}", "{}", true],
  ["(?#what comes)(?={){}]", "{}]", true],
  ["(?=\\cA\\e\\a\\011)", "\x01\x1b\x07\t", true],
])("%s, by the engine that backtracks, in %j: %s", (pattern, text, found) => {
  let asked = 0;
  const native = { test: (regexp: RegExp, given: string) => ++asked > 0 && regexp.test(given) };
  expect(compilePattern(pattern).test(text, native)).toBe(found);
  expect(asked).toBe(1);
});

test.each([
  ["(?>a)", "atomic group; write (?:…)"],
  ["(?(1)a|b)", "conditional group"],
  ["(?<a-b>c)", "balancing group"],
  ["(?ix)a b", "option x or n"],
  ["a(?>b)\\1", "at character 2 an atomic group"],
  ["(?<n>a)(b)\\1", "at character 11 a number among named groups, which .NET counts last"],
  ["(?=a)\\y", "a regular expression we can run: Invalid escape"],
  ["(?=a)*", "Invalid quantifier"],
  ["(?<x>a)\\k<y>", "Invalid named capture referenced"],
  ["\\Ga", "\\G; write ^"],
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
  expect(compilePattern("^(a+)+$").test(`${"a".repeat(5000)}b`, NONE)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
