// What an investigator asks for, in the part of KQL that mail here has. Learn: Keyword queries and search conditions
import { didYouMean } from "../../organization/nearest.ts";

/** Any one must hold; within it, all. */
export type Query = readonly (readonly Term[])[];

export interface Term {
  readonly property: Property;
  /** Lower case, without a "*" at its end; a Message-ID as it stands. */
  readonly value: string;
  /** Of `received`, milliseconds UTC: from, and before. */
  readonly span?: readonly [from: number, before: number];
  readonly isNegated: boolean;
}

const PROPERTIES = [
  ...(["bcc", "cc", "from", "itemclass", "messageid", "participants"] as const),
  ...(["received", "recipients", "subject", "to"] as const),
] as const;
/** "any": a word alone. */
export type Property = (typeof PROPERTIES)[number] | "any";

export class QuerySyntaxError extends Error {
  override readonly name = "QuerySyntaxError";
}

/** word, "several words", property:value, property>=value */
const TOKEN = /\s*(?:(-)?(?:([a-z]+)(:|>=|<=|>|<|=))?(?:"([^"]*)"|([^\s"]+)))/iy;

/** @throws QuerySyntaxError which says what can be asked. */
export function parseQuery(text: string): Query {
  const query: Term[][] = [[]];
  let isNegated = false;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(text);
    if (!token || (token[4] === undefined && text[TOKEN.lastIndex] === '"'))
      throw new QuerySyntaxError(`A quotation mark is open: ${text.slice(at).trim().slice(0, 100)}`);
    const [, minus, property, operator = ":", quoted, word = ""] = token;
    const isBare = property === undefined && quoted === undefined && minus === undefined;
    if (isBare && /^(AND|OR|NOT)$/.test(word)) {
      if (word === "OR") query.push([]);
      isNegated = word === "NOT";
      continue;
    }
    if (property === undefined && /^[a-z]+[:=<>]+$/i.test(word))
      throw new QuerySyntaxError(`${word} lacks a value, such as ${word}alice.`);
    if (quoted === undefined && /[()]/.test(word)) throw new QuerySyntaxError("Parentheses can't be used here.");
    query.at(-1)?.push(termOf({ property, operator, value: quoted ?? word, isNegated: isNegated || minus === "-" }));
    isNegated = false;
  }
  if (query.length > 1 && query.some((terms) => terms.length === 0))
    throw new QuerySyntaxError("OR stands between two conditions.");
  return query;
}

interface Given {
  readonly property: string | undefined;
  readonly operator: string;
  readonly value: string;
  readonly isNegated: boolean;
}

function termOf({ property: given, operator, value, isNegated }: Given): Term {
  if (value === "") throw new QuerySyntaxError(`${given ?? "The query"} lacks a value.`);
  if (given === undefined) return { property: "any", value: fold(value), isNegated };
  const property = PROPERTIES.find((name) => name === given.toLowerCase());
  if (!property) {
    const hint = didYouMean(given, [...PROPERTIES]);
    throw new QuerySyntaxError(`Mail isn't searched by ${given} here: ${PROPERTIES.join(", ")} are there.${hint}`);
  }
  if (property === "received") return { property, value, span: spanOf(operator, value), isNegated };
  if (operator !== ":" && operator !== "=")
    throw new QuerySyntaxError(`${property}${operator} means nothing: ${property}:value was expected.`);
  return { property, value: property === "messageid" ? bracketed(value) : fold(value), isNegated };
}

const fold = (value: string): string => value.toLowerCase().replace(/\*$/, "");
const bracketed = (id: string): string => (id.startsWith("<") ? id : `<${id}>`);

const DAY_MS = 86_400_000;

/** 2026-11-20, 2026-11-20T12:00:00Z, 2026-11-01..2026-11-20 */
function spanOf(operator: string, value: string): readonly [number, number] {
  const [first = "", last = first] = value.split("..");
  const [start] = instantOf(first);
  const [, end] = instantOf(last);
  const [, endOfFirst] = instantOf(first);
  switch (operator) {
    case ">":
      return [endOfFirst, Number.POSITIVE_INFINITY];
    case ">=":
      return [start, Number.POSITIVE_INFINITY];
    case "<":
      return [0, start];
    case "<=":
      return [0, endOfFirst];
    default:
      return [start, end];
  }
}

/** From when to when: a day, or a second. */
function instantOf(text: string): readonly [number, number] {
  const at = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z?)?$/.test(text)
    ? Date.parse(text.length === 10 || text.endsWith("Z") ? text : `${text}Z`)
    : Number.NaN;
  if (Number.isNaN(at)) throw new QuerySyntaxError(`"${text.slice(0, 100)}" is no time such as 2026-11-20.`);
  return [at, at + (text.length === 10 ? DAY_MS : 1000)];
}
