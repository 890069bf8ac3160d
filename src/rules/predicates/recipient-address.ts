// RecipientAddressContainsWords, RecipientAddressMatchesPatterns, and AnyOf… of both: the address that RecipientAddressType
// says.
import { inSlashes, matchesAny } from "../patterns.ts";
import type { PredicateInput } from "../predicate.ts";
import { ofAnyRecipient, ofEachRecipient } from "../recipients.ts";
import { wordsIn } from "../words.ts";

const asTheyAre = (words: readonly string[]) => words;
const hasWord = (address: string, words: readonly string[]) => words.some(wordsIn(address));
const matches = (address: string, patterns: readonly string[], { context }: PredicateInput) =>
  matchesAny(address, patterns, context);

export const recipientAddressContainsWords = ofEachRecipient(asTheyAre, hasWord);
export const recipientAddressMatchesPatterns = ofEachRecipient(inSlashes, matches);
export const anyOfRecipientAddressContainsWords = ofAnyRecipient(asTheyAre, hasWord);
export const anyOfRecipientAddressMatchesPatterns = ofAnyRecipient(inSlashes, matches);
