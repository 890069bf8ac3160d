// Bodies of many megabytes: what rules read of them, and that others have their turn meanwhile.
import { expect, test } from "vitest";
import { withBody } from "./actions/act.ts";
import { askRule } from "./asking.ts";
import type { FlatRule } from "./rule-fixtures.ts";

const MB = 1024 * 1024;
const LINE = "The quick brown fox jumps over 4111 1111 the lazy dog.\r\n";
const megabytes = (count: number) => LINE.repeat(Math.ceil((count * MB) / LINE.length));

/** What was seen, and how often the event loop came round. */
async function ask(flat: FlatRule, text: string) {
  let turns = 0;
  let isRunning = true;
  const count = () => {
    turns += 1;
    if (isRunning) setImmediate(count);
  };
  setImmediate(count);
  const headers = "From: alice@contoso.com\r\nSubject: Lunch\r\nContent-Type: text/plain; charset=utf-8\r\n";
  const { seen } = await askRule(flat, { headers, ...withBody(text) });
  isRunning = false;
  return { seen, turns };
}

test("SubjectOrBodyContainsWords: a word behind megabytes is found", async () => {
  const { seen } = await ask({ subjectOrBodyContainsWords: "the  needle" }, `${megabytes(3)}the\r\nneedle`);
  expect(seen).toBe("the body has the  needle");
});

test("SubjectOrBodyMatchesPatterns: the first 1 MB is searched, with a turn for each pattern, and that is said", async () => {
  const patterns = Array.from({ length: 20 }, (_, index) => `needle ${index};`);
  const within = await ask({ subjectOrBodyMatchesPatterns: patterns }, `needle 19; ${megabytes(2)}`);
  expect(within.seen).toBe("the body has /needle 19;/");
  expect(within.turns).toBeGreaterThan(19);
  const { seen } = await ask({ subjectOrBodyMatchesPatterns: patterns }, `${megabytes(2)} needle 19;`);
  expect(seen).toBe('Subject is "Lunch", the first 1MB of the body has none of them');
});
