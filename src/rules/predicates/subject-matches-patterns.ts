// SubjectMatchesPatterns, after decoding.
import { inSlashes, matchesAny } from "../patterns.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askHeader } from "./header-values.ts";

export const subjectMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: inSlashes,
  ask: (patterns, { item, context }) => askHeader(item, "Subject", (value) => matchesAny(value, patterns, context)),
};
