// Conditions about attached files: their size, names, what they are, and what is in them. Inline images are attachments.

import { formatSize } from "../../organization/units.ts";
import { contentOf } from "../content/message-content.ts";
import { allFiles, type ScannedFile } from "../content/scan-file.ts";
import { inSlashes, matchesAny } from "../patterns.ts";
import type { Answer, MessagePredicate, PredicateInput } from "../predicate.ts";
import { wordsIn } from "../words.ts";
import { quote } from "./header-values.ts";

const asTheyAre = (words: readonly string[]) => words;
const NONE = "the message has no attachment";
const SHOWN = 10;

async function scan({ item, context }: PredicateInput): Promise<readonly ScannedFile[]> {
  const content = await contentOf(item);
  return content.files(context.organization.transportConfig.attachmentScanLimit);
}

function ofFiles<V>(
  wanted: MessagePredicate<V>["wanted"],
  matches: (file: ScannedFile, value: V, input: PredicateInput) => boolean,
  say: (file: ScannedFile) => string,
  where: (files: readonly ScannedFile[]) => Iterable<ScannedFile> = allFiles,
): MessagePredicate<V> {
  return {
    scope: "message",
    wanted,
    async ask(value, input) {
      const files = [...where(await scan(input))];
      const found = files.find((file) => matches(file, value, input));
      if (found) return { held: true, seen: `the attachment ${quote(found.name)} ${say(found)}` };
      return { held: false, seen: files.length === 0 ? NONE : attachmentsAre(files.map(({ name }) => name)) };
    },
  };
}

function attachmentsAre(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `the attachments are ${names.slice(0, SHOWN).map(quote).join(", ")}${more}`;
}

export const attachmentSizeOver = ofFiles<number>(
  (size) => [formatSize(size)],
  (file, size) => file.size >= size,
  ({ size }) => `has ${size} bytes`,
  (files) => files,
);

export const attachmentContainsWords = ofFiles<readonly string[]>(
  asTheyAre,
  ({ text }, words) => words.some(wordsIn(text)),
  () => "has one of them",
);

export const attachmentMatchesPatterns = ofFiles<readonly string[]>(
  inSlashes,
  ({ text }, patterns, { context }) => matchesAny(text, patterns, context),
  () => "has a match",
);

export const attachmentNameMatchesPatterns: MessagePredicate<readonly string[]> = {
  scope: "message",
  wanted: inSlashes,
  async ask(patterns, { item, context }): Promise<Answer> {
    const { names } = await contentOf(item);
    const found = names.find((name) => matchesAny(name, patterns, context));
    if (found !== undefined) return { held: true, seen: `an attachment is ${quote(found)}` };
    return { held: false, seen: names.length === 0 ? NONE : attachmentsAre(names) };
  },
};

export const attachmentExtensionMatchesWords = ofFiles<readonly string[]>(
  asTheyAre,
  ({ name }, words) => words.some((word) => name.toLowerCase().endsWith(`.${word.toLowerCase().replace(/^\./, "")}`)),
  () => "has that extension",
);

const yes = () => ["true"];

export const attachmentHasExecutableContent = ofFiles<true>(
  yes,
  (file) => file.isExecutable,
  () => "is a program",
);

export const attachmentIsPasswordProtected = ofFiles<true>(
  yes,
  (file) => file.isPasswordProtected,
  () => "needs a password",
);

export const attachmentIsUnsupported = ofFiles<true>(
  yes,
  (file) => file.isUnsupported,
  () => "is of a type that is not read",
);

export const attachmentProcessingLimitExceeded = ofFiles<true>(
  yes,
  (file) => file.isCut,
  () => "was not read to its end",
);
