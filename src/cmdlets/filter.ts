// -Filter: OPATH conditions over the properties that a Get cmdlet shows. "(Alias -like 'a*') -and (IsShared -eq $false)"
// learn.microsoft.com/powershell/exchange/recipient-filters
import { nearest } from "../organization/nearest.ts";
import { type CmdletObject, type CmdletValue, Typed } from "./cmdlet.ts";
import { argumentError, bindingError } from "./cmdlet-error.ts";
import { matchesWildcard } from "./wildcard.ts";

export type Filter = (object: CmdletObject) => boolean;

const MAX_LENGTH = 10_000;
const MAX_DEPTH = 50;
const TOKEN = /\s*(?:(\(|\)|!)|'((?:[^']|'')*)'|"([^"]*)"|([^\s()'"]+))/y;

interface Token {
  readonly at: number;
  /** A parenthesis, an operator or a word; undefined for text in quotes. */
  readonly word?: string;
  readonly quoted?: string;
}

/**
 * `known`: properties that may be named.
 * @throws CmdletError where the text is no filter.
 */
export function parseFilter(text: string, known: readonly string[]): Filter {
  if (text.length > MAX_LENGTH) throw argumentError(`-Filter takes at most ${MAX_LENGTH} characters.`);
  const parser = new Parser(text, known);
  return parser.whole();
}

class Parser {
  readonly #text: string;
  readonly #known: readonly string[];
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string, known: readonly string[]) {
    this.#text = text;
    this.#known = known;
    this.#tokens = [...this.#read()];
  }

  whole(): Filter {
    const filter = this.#either();
    if (this.#next < this.#tokens.length) throw this.#wrong();
    return filter;
  }

  *#read(): Generator<Token> {
    for (let end = 0; this.#text.slice(end).trim() !== ""; end = TOKEN.lastIndex) {
      TOKEN.lastIndex = end;
      const at = this.#text.length - this.#text.slice(end).trimStart().length;
      const match = TOKEN.exec(this.#text);
      if (!match) throw this.#wrong(at);
      const quoted = match[2]?.replaceAll("''", "'") ?? match[3];
      const word = match[1] ?? match[4];
      yield { at, ...(quoted !== undefined && { quoted }), ...(word !== undefined && { word }) };
    }
  }

  #either(): Filter {
    const parts = [this.#both()];
    while (this.#take("-or")) parts.push(this.#both());
    return (object) => parts.some((part) => part(object));
  }

  #both(): Filter {
    const parts = [this.#one()];
    while (this.#take("-and")) parts.push(this.#one());
    return (object) => parts.every((part) => part(object));
  }

  #one(): Filter {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw argumentError(`-Filter is nested deeper than ${MAX_DEPTH} levels.`);
    const filter = this.#negated() ?? this.#grouped() ?? this.#comparison();
    this.#depth -= 1;
    return filter;
  }

  #negated(): Filter | undefined {
    if (!this.#take("-not") && !this.#take("!")) return undefined;
    const inner = this.#one();
    return (object) => !inner(object);
  }

  #grouped(): Filter | undefined {
    if (!this.#take("(")) return undefined;
    const inner = this.#either();
    if (!this.#take(")")) throw this.#wrong();
    return inner;
  }

  #comparison(): Filter {
    const [name, operator, value] = [this.#token(), this.#token(), this.#token()];
    const property = this.#property(name);
    const compare = OPERATORS[operator.word?.toLowerCase() ?? ""];
    if (!compare) throw this.#wrong(operator.at);
    if (value.word === ")" || value.word === "(") throw this.#wrong(value.at);
    const wanted = value.quoted ?? value.word?.replace(/^\$(?=true$|false$|null$)/i, "") ?? "";
    const isNull = value.quoted === undefined && wanted.toLowerCase() === "null";
    return (object) => compare(texts(object[property] ?? null), isNull ? "" : wanted);
  }

  #property({ word, at }: Token): string {
    if (word === undefined || !/^\w+$/.test(word)) throw this.#wrong(at);
    const found = this.#known.find((name) => name.toLowerCase() === word.toLowerCase());
    if (found !== undefined) return found;
    const best = nearest(word, this.#known);
    throw bindingError(
      `Cannot bind parameter 'Filter' to the target. Exception setting "Filter": ""${word}" is not a recognized filterable property.${best ? ` Did you mean ${best}?` : ""} For a complete list of filterable properties see the command help."`,
    );
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#next]?.word?.toLowerCase() !== word) return false;
    this.#next += 1;
    return true;
  }

  #token(): Token {
    const token = this.#tokens[this.#next];
    if (!token) throw this.#wrong();
    this.#next += 1;
    return token;
  }

  #wrong(at = this.#tokens[this.#next]?.at ?? this.#text.length) {
    return bindingError(
      `Cannot bind parameter 'Filter' to the target. Exception setting "Filter": "Invalid filter syntax. For a description of the filter parameter syntax see the command help.\r\n"${this.#text.slice(0, 500)}" at position ${at + 1}."`,
    );
  }
}

/** Of a property with several values any one suffices. */
type Compare = (values: readonly string[], wanted: string) => boolean;

const order = (test: (sign: number) => boolean): Compare => {
  return (values, wanted) => values.some((value) => test(compared(value, wanted)));
};
const equals: Compare = (values, wanted) => values.some((value) => compared(value, wanted) === 0);
const like: Compare = (values, wanted) => values.some((value) => matchesWildcard(value, wanted));

const OPERATORS: Readonly<Record<string, Compare>> = {
  "-eq": equals,
  "-ne": (values, wanted) => !equals(values, wanted),
  "-like": like,
  "-notlike": (values, wanted) => !like(values, wanted),
  "-gt": order((sign) => sign > 0),
  "-ge": order((sign) => sign >= 0),
  "-lt": order((sign) => sign < 0),
  "-le": order((sign) => sign <= 0),
};

/** Numbers as numbers, instants as instants, all else as text in any case. */
function compared(value: string, wanted: string): number {
  const [a, b] = [Number(value), Number(wanted)];
  if (value !== "" && wanted !== "" && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) {
    const [at, then] = [Date.parse(value), Date.parse(wanted)];
    if (!Number.isNaN(then)) return at - then;
  }
  const [left, right] = [value.toLowerCase(), wanted.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

function texts(value: CmdletValue): readonly string[] {
  if (value === null) return [""];
  if (value instanceof Date) return [value.toISOString()];
  if (value instanceof Typed) return [String(value.value)];
  if (Array.isArray(value)) return value.length === 0 ? [""] : value.map(String);
  return [String(value)];
}
