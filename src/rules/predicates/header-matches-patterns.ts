// HeaderMatchesMessageHeader with HeaderMatchesPatterns.
import { compilePattern } from "../../organization/pattern.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askHeader } from "./header-values.ts";

export const headerMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (patterns, { headerMatchesMessageHeader: header }) => patterns.map((pattern) => `/${pattern}/ in ${header}`),
  ask: (patterns, { item, among }) =>
    askHeader(item, among.headerMatchesMessageHeader ?? "", (value) =>
      patterns.some((pattern) => compilePattern(pattern).test(value)),
    ),
};
