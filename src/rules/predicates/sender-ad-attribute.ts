// SenderADAttributeContainsWords, SenderADAttributeMatchesPatterns: what the address book knows of the sender.
import { askAttributes } from "../attributes.ts";
import { matchesAny } from "../patterns.ts";
import type { MessagePredicate } from "../predicate.ts";
import { senderOf } from "../senders.ts";
import { wordsIn } from "../words.ts";

export const senderADAttributeContainsWords: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (values) => values,
  ask: (values, { item, context }) =>
    askAttributes("sender", senderOf(item), values, context.organization, (text, words) => words.some(wordsIn(text))),
};

export const senderADAttributeMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (values) => values,
  ask: (values, { item, context }) =>
    askAttributes("sender", senderOf(item), values, context.organization, (text, patterns) =>
      matchesAny(text, patterns, context),
    ),
};
