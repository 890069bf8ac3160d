// SubjectMatchesPatterns, after decoding.
import { compilePattern } from "../../organization/pattern.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askHeader } from "./header-values.ts";

export const subjectMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (patterns) => patterns.map((pattern) => `/${pattern}/`),
  ask: (patterns, { item }) =>
    askHeader(item, "Subject", (value) => patterns.some((pattern) => compilePattern(pattern).test(value))),
};
