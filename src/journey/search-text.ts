// The search line of command line and pages: `subject:"Q3 numbers" verdict:intact bob`. Words without a name are
// looked for in subject, addresses and Message-ID.
import { didYouMean } from "../organization/nearest.ts";
import { type JourneyQuery, KINDS, RECALL_STATES, VERDICTS } from "./journey.ts";

export class SearchTextError extends Error {
  override readonly name = "SearchTextError";
}

const CHOICES: Readonly<Record<string, readonly string[]>> = { verdict: VERDICTS, recall: RECALL_STATES, kind: KINDS };
const NAMES = ["from", "to", "subject", "messageId", "id", "hop", "rule", ...Object.keys(CHOICES)] as const;
/** What others call it. */
const ALIASES: Readonly<Record<string, string>> = { "message-id": "messageId", msgid: "messageId" };

/** @throws SearchTextError naming what can't be read and what would be right. */
export function parseSearchText(text: string): JourneyQuery {
  const query: Record<string, string> = {};
  const words: string[] = [];
  for (const { name, value } of terms(text)) {
    if (name === undefined) words.push(value);
    else query[nameOf(name)] = checked(nameOf(name), value);
  }
  return { ...query, ...(words.length > 0 && { text: words.join(" ") }) };
}

interface Term {
  readonly name: string | undefined;
  readonly value: string;
}

/** name:value, name:"some value", "some words", word. */
function terms(text: string): Term[] {
  const found: Term[] = [];
  for (const match of text.matchAll(/(?:([A-Za-z][A-Za-z-]*):)?(?:"([^"]*)"|(\S+))/g)) {
    const [, name, quoted, word] = match;
    // "http://…" and "12:30" are words.
    const isWord = name !== undefined && word?.startsWith("//");
    found.push(isWord ? { name: undefined, value: match[0] } : { name, value: quoted ?? word ?? "" });
  }
  return found;
}

function nameOf(given: string): string {
  const wanted = ALIASES[given.toLowerCase()] ?? given;
  const found = NAMES.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  throw new SearchTextError(
    `Nothing is searched by "${given}:"${didYouMean(given, NAMES) || `; use ${NAMES.join(", ")}.`}`,
  );
}

function checked(name: string, value: string): string {
  const choices = CHOICES[name];
  if (!choices) return value;
  const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (found) return found;
  throw new SearchTextError(
    `${name} is one of ${choices.join(", ")}, not "${value}"${didYouMean(value, choices) || "."}`,
  );
}
