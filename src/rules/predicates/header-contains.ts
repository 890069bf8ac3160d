// HeaderContainsMessageHeader with HeaderContainsWords.
import type { RulePredicates } from "../../organization/organization.ts";
import type { MessagePredicate } from "../predicate.ts";
import { containsWord } from "../words.ts";
import { askHeader } from "./header-values.ts";

export const headerContains: MessagePredicate<NonNullable<RulePredicates["headerContains"]>> = {
  scope: "message",
  wanted: ({ messageHeader, words }) => words.map((word) => `${word} in ${messageHeader}`),
  ask: ({ messageHeader, words }, { item }) =>
    askHeader(item, messageHeader, (value) => words.some((word) => containsWord(value, word))),
};
