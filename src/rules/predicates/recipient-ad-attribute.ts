// RecipientADAttributeContainsWords, RecipientADAttributeMatchesPatterns: what the address book knows of each recipient.
import { askAttributes } from "../attributes.ts";
import { matchesAny } from "../patterns.ts";
import type { RecipientPredicate } from "../predicate.ts";
import { wordsIn } from "../words.ts";

export const recipientADAttributeContainsWords: RecipientPredicate<readonly string[]> = {
  scope: "recipient",
  wanted: (values) => values,
  ask: (values, recipient, { context }) =>
    askAttributes("recipient", recipient.mailbox ?? recipient.address, values, context.organization, (text, words) =>
      words.some(wordsIn(text)),
    ),
};

export const recipientADAttributeMatchesPatterns: RecipientPredicate<readonly string[]> = {
  scope: "recipient",
  wanted: (values) => values,
  ask: (values, recipient, { context }) =>
    askAttributes("recipient", recipient.mailbox ?? recipient.address, values, context.organization, (text, patterns) =>
      matchesAny(text, patterns, context),
    ),
};
