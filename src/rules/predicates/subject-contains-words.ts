// SubjectContainsWords, after decoding.
import type { MessagePredicate } from "../predicate.ts";
import { containsWord } from "../words.ts";
import { askHeader } from "./header-values.ts";

export const subjectContainsWords: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (words) => words,
  ask: (words, { item }) => askHeader(item, "Subject", (value) => words.some((word) => containsWord(value, word))),
};
