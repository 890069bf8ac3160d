// FromAddressContainsWords, FromAddressMatchesPatterns: the sender's address. Nobody's can't be matched.
import { inSlashes, matchesAny } from "../patterns.ts";
import type { MessagePredicate } from "../predicate.ts";
import { askSenders } from "../senders.ts";
import { wordsIn } from "../words.ts";

export const fromAddressContainsWords: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (words) => words,
  ask: (words, input) => askSenders(input, (sender) => words.some(wordsIn(sender))),
};

export const fromAddressMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: inSlashes,
  ask: (patterns, input) => askSenders(input, (sender) => matchesAny(sender, patterns, input.context)),
};
