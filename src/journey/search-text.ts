// The search line of command line and pages: `subject:"Q3 numbers" -verdict:intact after:2026-11-27 bob`. All of it must
// hold; what a minus or an exclamation mark precedes must not. Words without a name are looked for in subject, addresses
// and Message-ID.
import { didYouMean } from "../organization/nearest.ts";
import { HOLDINGS, type JourneyQuery, KINDS, RECALL_STATES, VERDICTS } from "./journey.ts";

export class SearchTextError extends Error {
  override readonly name = "SearchTextError";
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  verdict: VERDICTS,
  recall: RECALL_STATES,
  kind: KINDS,
  has: HOLDINGS,
};
const TIMES: readonly string[] = ["since", "until"];
const SIZES: readonly string[] = ["larger", "smaller"];
/** Each is looked for in every journey. */
const MOST_TERMS = 30;
/** As a query has them. */
export const SEARCH_NAMES = [
  ...["from", "to", "cc", "bcc", "replyTo", "addressed", "subject", "messageId", "id", "hop", "rule"],
  ...[...TIMES, ...SIZES, ...Object.keys(CHOICES)],
] as const;
/** What others call it. */
const ALIASES: Readonly<Record<string, string>> = {
  "message-id": "messageId",
  msgid: "messageId",
  after: "since",
  before: "until",
  "reply-to": "replyTo",
};

/** @throws SearchTextError naming what can't be read and what would be right. */
export function parseSearchText(text: string): JourneyQuery {
  const first: Record<string, string | number> = {};
  const all: JourneyQuery[] = [];
  const none: JourneyQuery[] = [];
  const given = terms(text);
  if (given.length > MOST_TERMS)
    throw new SearchTextError(`A search has ${MOST_TERMS} words and names at most, not ${given.length}.`);
  for (const { isExcluded, name, value } of given) {
    const field = name === undefined ? "text" : nameOf(name);
    const wanted = name === undefined ? value : checked(field, value);
    if (isExcluded) none.push({ [field]: wanted });
    else if (field in first) all.push({ [field]: wanted });
    else first[field] = wanted;
  }
  return { ...first, ...(all.length > 0 && { all }), ...(none.length > 0 && { none }) };
}

interface Term {
  readonly isExcluded: boolean;
  readonly name: string | undefined;
  readonly value: string;
}

/** name:value, name:"some value", "some words", word; -name:value. */
function terms(text: string): Term[] {
  const found: Term[] = [];
  for (const match of text.matchAll(/([-!]?)(?:([A-Za-z][A-Za-z-]*):)?(?:"([^"]*)"|(\S+))/g)) {
    const [, sign, name, quoted, word] = match;
    const isExcluded = sign !== "";
    // "http://…" and "12:30" are words.
    const isWord = name !== undefined && word?.startsWith("//");
    found.push({
      isExcluded,
      ...(isWord ? { name: undefined, value: `${name}:${word}` } : { name, value: quoted ?? word ?? "" }),
    });
  }
  return found;
}

function nameOf(given: string): string {
  const wanted = ALIASES[given.toLowerCase()] ?? given;
  const found = SEARCH_NAMES.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  throw new SearchTextError(
    `Nothing is searched by "${given}:"${didYouMean(given, SEARCH_NAMES) || `; use ${SEARCH_NAMES.join(", ")}.`}`,
  );
}

function checked(name: string, value: string): string | number {
  if (TIMES.includes(name)) return instant(name, value);
  if (SIZES.includes(name)) return bytes(name, value);
  const choices = CHOICES[name];
  if (!choices) return value;
  const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (found) return found;
  throw new SearchTextError(
    `${name} is one of ${choices.join(", ")}, not "${value}"${didYouMean(value, choices) || "."}`,
  );
}

const UNITS = ["", "k", "m", "g"];

/** 2048, 200K, 1.5MB: of 1,024 each, as message sizes are. */
function bytes(name: string, value: string): number {
  const [, number, unit = ""] = /^(\d{1,12}(?:\.\d{1,6})?)([kmg]?)b?$/i.exec(value) ?? [];
  if (number !== undefined) return Math.round(Number(number) * 1024 ** UNITS.indexOf(unit.toLowerCase()));
  throw new SearchTextError(`${name} takes a size such as 2048, 200K or 1.5M, in bytes, not "${value}".`);
}

/** "2026-11-27" is its first moment, and its last one where a time ends with it. */
function instant(name: string, value: string): number {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value);
  const at = Date.parse(isDay && name === "until" ? `${value}T23:59:59.999Z` : value);
  if (Number.isNaN(at))
    throw new SearchTextError(`${name} takes a day or a time such as 2026-11-27 or 2026-11-27T12:00Z, not "${value}".`);
  return at;
}
