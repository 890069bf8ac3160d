// HeaderContainsMessageHeader with HeaderContainsWords.
import type { MessagePredicate } from "../predicate.ts";
import { containsWord } from "../words.ts";
import { askHeader } from "./header-values.ts";

export const headerContainsWords: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (words, { headerContainsMessageHeader: header }) => words.map((word) => `${word} in ${header}`),
  ask: (words, { item, among }) =>
    askHeader(item, among.headerContainsMessageHeader ?? "", (value) =>
      words.some((word) => containsWord(value, word)),
    ),
};
