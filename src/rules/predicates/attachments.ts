// Conditions about attached files: their size, names, what they are, and what is in them. Inline images are attachments.

import { formatSize } from "../../organization/units.ts";
import { contentOf } from "../content/message-content.ts";
import { allFiles, type ScannedFile } from "../content/scan-file.ts";
import { findPattern, inSlashes, matchesAny } from "../patterns.ts";
import type { Answer, MessagePredicate, PredicateInput } from "../predicate.ts";
import { wordsInLong } from "../words.ts";
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
  matches: (file: ScannedFile, value: V, input: PredicateInput) => boolean | Promise<boolean>,
  say: (file: ScannedFile) => string,
  where: (files: readonly ScannedFile[]) => Iterable<ScannedFile> = allFiles,
  sayNone = (files: readonly ScannedFile[]) => attachmentsAre(files.map(({ name }) => name)),
): MessagePredicate<V> {
  return {
    scope: "message",
    wanted,
    async ask(value, input) {
      const files = [...where(await scan(input))];
      for (const file of files) {
        if (!(await matches(file, value, input))) continue;
        return { held: true, seen: `the attachment ${quote(file.name)} ${say(file)}` };
      }
      return { held: false, seen: files.length === 0 ? NONE : sayNone(files) };
    },
  };
}

function attachmentsAre(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `the attachments are ${names.slice(0, SHOWN).map(quote).join(", ")}${more}`;
}

/** So that nobody takes a PDF for one that lacks the words. */
function textsAre(files: readonly ScannedFile[]): string {
  const unread = files.filter(({ isTextUnread }) => isTextUnread).map(({ name }) => name);
  const named = attachmentsAre(files.map(({ name }) => name));
  if (unread.length === 0) return named;
  const more = unread.length > SHOWN ? ` and ${unread.length - SHOWN} more` : "";
  return `${named}; the sandbox does not read the text of ${unread.slice(0, SHOWN).map(quote).join(", ")}${more}`;
}

export const attachmentSizeOver = ofFiles<number>(
  (size) => [formatSize(size)],
  (file, size) => file.size >= size,
  ({ size }) => `has ${size} bytes`,
  (files) => files,
);

export const attachmentContainsWords = ofFiles<readonly string[]>(
  asTheyAre,
  async ({ text }, words) => words.some(await wordsInLong(text)),
  () => "has one of them",
  allFiles,
  textsAre,
);

export const attachmentMatchesPatterns = ofFiles<readonly string[]>(
  inSlashes,
  async ({ text }, patterns, { context }) => (await findPattern(text, patterns, context)) !== undefined,
  () => "has a match",
  allFiles,
  textsAre,
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
