// HeaderMatchesMessageHeader with HeaderMatchesPatterns.
import { matchesAny } from "../patterns.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askHeader } from "./header-values.ts";

export const headerMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (patterns, { headerMatchesMessageHeader: header }) => patterns.map((pattern) => `/${pattern}/ in ${header}`),
  ask: (patterns, { item, among, context }) =>
    askHeader(item, among.headerMatchesMessageHeader ?? "", (value) => matchesAny(value, patterns, context)),
};
