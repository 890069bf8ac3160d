// HeaderMatchesMessageHeader with HeaderMatchesPatterns.
import type { RulePredicates } from "../../organization/organization.ts";
import { compilePattern } from "../../organization/pattern.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askHeader } from "./header-values.ts";

export const headerMatches: MessagePredicate<NonNullable<RulePredicates["headerMatches"]>> = {
  scope: "message",
  wanted: ({ messageHeader, patterns }) => patterns.map((pattern) => `/${pattern}/ in ${messageHeader}`),
  ask: ({ messageHeader, patterns }, { item }) =>
    askHeader(item, messageHeader, (value) => patterns.some((pattern) => compilePattern(pattern).test(value))),
};
