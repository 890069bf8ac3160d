// ContentCharacterSetContainsWords: what text parts say of their character sets.
import { contentOf } from "../content/message-content.ts";
import type { MessagePredicate } from "../predicate.ts";
import { wordsIn } from "../words.ts";

export const contentCharacterSetContainsWords: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (words) => words,
  async ask(words, { item }) {
    const { charsets } = await contentOf(item);
    const found = charsets.find((charset) => words.some(wordsIn(charset)));
    const seen = found ?? [...new Set(charsets)].join(", ");
    return {
      held: found !== undefined,
      seen: seen === "" ? "no part names its character set" : `the character set is ${seen}`,
    };
  },
};
