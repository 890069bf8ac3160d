// Patterns of a rule against a text, in the time that the message has for them.
import { setImmediate } from "node:timers/promises";
import { compilePattern } from "../organization/pattern.ts";
import { createTurns } from "../runtime/turns.ts";
import type { RuleContext } from "./rule-context.ts";

/** @throws RuleError when the time is up. */
export function matchesAny(text: string, patterns: readonly string[], { budget }: RuleContext): boolean {
  return patterns.some((pattern) => compilePattern(pattern).test(text, budget));
}

/** Characters; RE2 takes 10 to 30 ms for 1 MB. */
const LONG = 64 * 1024;
/** Over all messages: those that search at one time would have one turn together. */
const inTurn = createTurns();

/** The first that matches; between two of them over a long text the event loop has a turn. @throws RuleError */
export async function findPattern(
  text: string,
  patterns: readonly string[],
  context: RuleContext,
): Promise<string | undefined> {
  if (text.length <= LONG) return patterns.find((pattern) => matchesAny(text, [pattern], context));
  for (const pattern of patterns) {
    const isMatch = await inTurn(async () => {
      await setImmediate();
      return matchesAny(text, [pattern], context);
    });
    if (isMatch) return pattern;
  }
  return undefined;
}

export const inSlashes = (patterns: readonly string[]): string[] => patterns.map((pattern) => `/${pattern}/`);
