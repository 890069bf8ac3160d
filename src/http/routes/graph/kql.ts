// The part of the Keyword Query Language that $search takes: words and phrases, property:value, AND OR NOT, parentheses.
// Learn: Keyword Query Language (KQL) syntax reference; Microsoft Graph: search query parameter
import { didYouMean } from "../../../organization/nearest.ts";
import { badQuery } from "./graph-error.ts";

export type KqlQuery =
  | { readonly kind: "and" | "or"; readonly of: readonly KqlQuery[] }
  | { readonly kind: "not"; readonly of: KqlQuery }
  | { readonly kind: "text"; readonly field: TextField; readonly text: string }
  | { readonly kind: "flag"; readonly field: FlagField; readonly value: boolean }
  | { readonly kind: "word"; readonly field: "importance"; readonly text: string }
  | { readonly kind: "time"; readonly field: "received"; readonly from: number; readonly to: number };

const TEXT_FIELDS = [
  ..."from to cc bcc participants recipients subject body attachment".split(" "),
] as readonly string[] as readonly NamedTextField[];
type NamedTextField = "from" | "to" | "cc" | "bcc" | "participants" | "recipients" | "subject" | "body" | "attachment";
/** "any": a word by itself looks at sender, subject and body. */
export type TextField = NamedTextField | "any";
const FLAG_FIELDS: Readonly<Record<string, FlagField>> = {
  hasattachment: "hasAttachments",
  hasattachments: "hasAttachments",
  isread: "isRead",
};
export type FlagField = "hasAttachments" | "isRead";
const FIELDS = [...TEXT_FIELDS, ...Object.keys(FLAG_FIELDS), "importance", "received"];

const LONGEST = 2000;
const DEEPEST = 20;
const DAY_MS = 24 * 3_600_000;

type Token =
  | { readonly kind: "open" | "close" | "AND" | "OR" | "NOT"; readonly at: number }
  | {
      readonly kind: "term";
      readonly at: number;
      readonly field?: string;
      readonly operator: string;
      readonly text: string;
    };

/** @throws HttpError with the place of what can't be read. */
export function parseKql(given: string): KqlQuery {
  const text = unquoted(given);
  if (text.trim() === "") throw badQuery("$search is empty.");
  if (text.length > LONGEST) throw badQuery(`$search is longer than ${LONGEST} characters.`);
  const parser = new KqlParser(text);
  return parser.parse();
}

/** "\"from:bob budget\"": Graph wants all of it in quotes. */
function unquoted(text: string): string {
  const inner = /^\s*"((?:[^"\\]|\\.)*)"\s*$/s.exec(text)?.[1];
  return inner === undefined ? text : inner.replace(/\\(.)/g, "$1");
}

const TERM = /\s*(?:([()])|(?:([A-Za-z]+)(:|>=|<=|=|>|<))?(?:"([^"]*)"|([^\s()"]+))|(\S))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.trimEnd().length) {
    const at = TERM.lastIndex;
    const [, paren, field, operator = ":", phrase, word, wrong] = TERM.exec(text) ?? [];
    if (wrong !== undefined) throw syntaxError(text, at, `'${wrong}' can't stand there`);
    if (paren) tokens.push({ kind: paren === "(" ? "open" : "close", at });
    else if (!field && (word === "AND" || word === "OR" || word === "NOT")) tokens.push({ kind: word, at });
    else tokens.push({ kind: "term", at, ...(field && { field }), operator, text: phrase ?? word ?? "" });
  }
  return tokens;
}

class KqlParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  parse(): KqlQuery {
    const query = this.#or();
    const rest = this.#tokens[this.#next];
    if (rest) throw syntaxError(this.#text, rest.at, "the end was expected");
    return query;
  }

  #or(): KqlQuery {
    const of = [this.#and()];
    while (this.#take("OR")) of.push(this.#and());
    return joined("or", of);
  }

  /** What stands side by side must all hold. */
  #and(): KqlQuery {
    const of = [this.#not()];
    for (;;) {
      const next = this.#tokens[this.#next];
      if (this.#take("AND")) of.push(this.#not());
      else if (next && next.kind !== "OR" && next.kind !== "close") of.push(this.#not());
      else return joined("and", of);
    }
  }

  #not(): KqlQuery {
    this.#depth += 1;
    const token = this.#tokens[this.#next];
    if (this.#depth > DEEPEST) throw syntaxError(this.#text, token?.at ?? 0, "it is nested too deeply");
    this.#next += 1;
    try {
      switch (token?.kind) {
        case "NOT":
          return { kind: "not", of: this.#not() };
        case "open": {
          const inner = this.#or();
          if (!this.#take("close")) throw syntaxError(this.#text, this.#text.length, "')' was expected");
          return inner;
        }
        case "term":
          return toQuery(this.#text, token);
      }
      throw syntaxError(this.#text, token?.at ?? this.#text.length, "a word was expected");
    } finally {
      this.#depth -= 1;
    }
  }

  #take(kind: Token["kind"]): boolean {
    if (this.#tokens[this.#next]?.kind !== kind) return false;
    this.#next += 1;
    return true;
  }
}

function joined(kind: "and" | "or", of: readonly KqlQuery[]): KqlQuery {
  return of.length === 1 ? (of[0] as KqlQuery) : { kind, of };
}

function toQuery(text: string, term: Extract<Token, { kind: "term" }>): KqlQuery {
  // "-word" is "NOT word".
  if (!term.field && /^-./.test(term.text))
    return { kind: "not", of: { kind: "text", field: "any", text: term.text.slice(1) } };
  if (!term.field) return { kind: "text", field: "any", text: term.text };
  const field = term.field.toLowerCase();
  const wrong = (expected: string) => syntaxError(text, term.at, `${field}: ${expected} was expected`);
  if (field === "received") return received(term.operator, term.text) ?? fail(wrong("a day such as 2026-11-20"));
  if (term.operator !== ":" && term.operator !== "=") throw wrong("':'");
  if ((TEXT_FIELDS as readonly string[]).includes(field))
    return { kind: "text", field: field as NamedTextField, text: term.text };
  const flag = FLAG_FIELDS[field];
  if (flag) {
    if (!/^(?:true|false|yes|no|0|1)$/i.test(term.text)) throw wrong("true or false");
    return { kind: "flag", field: flag, value: /^(?:true|yes|1)$/i.test(term.text) };
  }
  if (field === "importance") return { kind: "word", field, text: term.text.toLowerCase() };
  throw badQuery(`$search looks here at ${FIELDS.join(", ")}, not at '${field}'${didYouMean(field, FIELDS) || "."}`);
}

function fail(error: Error): never {
  throw error;
}

/** A day, or a time. */
function received(operator: string, text: string): KqlQuery | undefined {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const at = isDay || /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  const end = isDay ? at + DAY_MS : at + 1;
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const spans: Readonly<Record<string, readonly [number, number]>> = {
    ">=": [at, most],
    ">": [end, most],
    "<": [least, at],
    "<=": [least, end],
  };
  const [from, to] = spans[operator] ?? [at, end];
  return { kind: "time", field: "received", from, to };
}

function syntaxError(text: string, at: number, what: string) {
  return badQuery(`Syntax error at position ${at} in '${text.slice(0, 200)}': ${what}.`);
}
