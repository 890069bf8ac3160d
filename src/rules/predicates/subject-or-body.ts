// SubjectOrBodyContainsWords, SubjectOrBodyMatchesPatterns: the subject, else plain text and the text of HTML.

import { formatSize } from "../../organization/units.ts";
import { contentOf } from "../content/message-content.ts";
import { findPattern, inSlashes, matchesAny } from "../patterns.ts";
import type { Answer, MessagePredicate, PredicateInput } from "../predicate.ts";
import { wordsIn, wordsInLong } from "../words.ts";
import { askHeader } from "./header-values.ts";

export const subjectOrBodyContainsWords: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: (words) => words,
  async ask(words, input) {
    const subject = askHeader(input.item, "Subject", (value) => words.some(wordsIn(value)));
    return askBody(input, subject, async (text) => words.find(await wordsInLong(text)));
  },
};

export const subjectOrBodyMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: inSlashes,
  async ask(patterns, input) {
    const { context, item } = input;
    const limit = context.organization.transportConfig.attachmentScanLimit;
    const subject = askHeader(item, "Subject", (value) => matchesAny(value, patterns, context));
    const find = async (text: string) => {
      const found = await findPattern(text.slice(0, limit), patterns, context);
      return found === undefined ? undefined : inSlashes([found])[0];
    };
    return askBody(input, subject, find, limit);
  },
};

/** @param limit characters of each text that are searched. */
async function askBody(
  { item }: PredicateInput,
  subject: Answer,
  find: (text: string) => Promise<string | undefined>,
  limit = Number.POSITIVE_INFINITY,
): Promise<Answer> {
  if (subject.held) return subject;
  const { texts } = await contentOf(item);
  for (const text of texts) {
    const found = await find(text);
    if (found !== undefined) return { held: true, seen: `the body has ${found}` };
  }
  if (texts.every((text) => text.trim() === ""))
    return { held: false, seen: `${subject.seen}, there is no text in the body` };
  const body = texts.some((text) => text.length > limit) ? `the first ${formatSize(limit)} of the body` : "the body";
  return { held: false, seen: `${subject.seen}, ${body} has none of them` };
}
