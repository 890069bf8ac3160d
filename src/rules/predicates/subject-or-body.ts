// SubjectOrBodyContainsWords, SubjectOrBodyMatchesPatterns: the subject, else plain text and the text of HTML.
import { contentOf } from "../content/message-content.ts";
import { inSlashes, matchesAny } from "../patterns.ts";
import type { Answer, MessagePredicate, PredicateInput } from "../predicate.ts";
import { wordsIn } from "../words.ts";
import { askHeader } from "./header-values.ts";

export const subjectOrBodyContainsWords: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (words) => words,
  ask: (words, input) => askBoth(input, (text) => words.find(wordsIn(text))),
};

export const subjectOrBodyMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: inSlashes,
  ask: (patterns, input) =>
    askBoth(input, (text) => inSlashes(patterns.filter((pattern) => matchesAny(text, [pattern], input.context)))[0]),
};

async function askBoth({ item }: PredicateInput, find: (text: string) => string | undefined): Promise<Answer> {
  const subject = askHeader(item, "Subject", (value) => find(value) !== undefined);
  if (subject.held) return subject;
  const { texts } = await contentOf(item);
  for (const text of texts) {
    const found = find(text);
    if (found !== undefined) return { held: true, seen: `the body has ${found}` };
  }
  const body = texts.every((text) => text.trim() === "") ? "there is no text in the body" : "the body has none of them";
  return { held: false, seen: `${subject.seen}, ${body}` };
}
