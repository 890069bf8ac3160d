// Patterns of a rule against a text, in the time that the message has for them.
import { compilePattern } from "../organization/pattern.ts";
import type { RuleContext } from "./rule-context.ts";

/** @throws RuleError when the time is up. */
export function matchesAny(text: string, patterns: readonly string[], { budget }: RuleContext): boolean {
  return patterns.some((pattern) => compilePattern(pattern).test(text, budget));
}

export const inSlashes = (patterns: readonly string[]): string[] => patterns.map((pattern) => `/${pattern}/`);
