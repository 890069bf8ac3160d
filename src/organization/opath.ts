// OPATH conditions over named properties: "(Department -eq 'Sales') -and (City -like 'S*')". What -Filter of a cmdlet and
// the recipient filter of a dynamic group are written in. learn.microsoft.com/powershell/exchange/recipient-filters
import { nearest } from "./nearest.ts";
import { matchesWildcard } from "./wildcard.ts";

/** The values of a property of what is filtered; one that has none gives "". */
export type PropertiesOf = (property: string) => readonly string[];
export type Opath = (values: PropertiesOf) => boolean;

/** Why a text is no filter; `at` counts characters from 0. */
export class OpathError extends SyntaxError {
  override readonly name = "OpathError";
  readonly kind: "tooLong" | "tooDeep" | "syntax" | "property";
  readonly at: number;
  /** Of kind "property": the unknown name, and a known one that was probably meant. */
  readonly property: string | undefined;
  readonly meant: string | undefined;

  constructor(kind: OpathError["kind"], message: string, at = 0, property?: string, meant?: string) {
    super(message);
    this.kind = kind;
    this.at = at;
    this.property = property;
    this.meant = meant;
  }
}

export const MAX_LENGTH = 10_000;
export const MAX_DEPTH = 50;
const TOKEN = /\s*(?:(\(|\)|!)|'((?:[^']|'')*)'|"([^"]*)"|([^\s()'"]+))/y;

interface Token {
  readonly at: number;
  /** A parenthesis, an operator or a word; undefined for text in quotes. */
  readonly word?: string;
  readonly quoted?: string;
}

/**
 * `known`: properties that may be named.
 * @throws OpathError where the text is no filter.
 */
export function parseOpath(text: string, known: readonly string[]): Opath {
  if (text.length > MAX_LENGTH) throw new OpathError("tooLong", `takes at most ${MAX_LENGTH} characters`);
  return new Parser(text, known).whole();
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

  whole(): Opath {
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

  #either(): Opath {
    const parts = [this.#both()];
    while (this.#take("-or")) parts.push(this.#both());
    return (values) => parts.some((part) => part(values));
  }

  #both(): Opath {
    const parts = [this.#one()];
    while (this.#take("-and")) parts.push(this.#one());
    return (values) => parts.every((part) => part(values));
  }

  #one(): Opath {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new OpathError("tooDeep", `is nested deeper than ${MAX_DEPTH} levels`);
    const filter = this.#negated() ?? this.#grouped() ?? this.#comparison();
    this.#depth -= 1;
    return filter;
  }

  #negated(): Opath | undefined {
    if (!this.#take("-not") && !this.#take("!")) return undefined;
    const inner = this.#one();
    return (values) => !inner(values);
  }

  #grouped(): Opath | undefined {
    if (!this.#take("(")) return undefined;
    const inner = this.#either();
    if (!this.#take(")")) throw this.#wrong();
    return inner;
  }

  #comparison(): Opath {
    const [name, operator, value] = [this.#token(), this.#token(), this.#token()];
    const property = this.#property(name);
    const compare = OPERATORS[operator.word?.toLowerCase() ?? ""];
    if (!compare) throw this.#wrong(operator.at);
    if (value.word === ")" || value.word === "(") throw this.#wrong(value.at);
    const wanted = value.quoted ?? value.word?.replace(/^\$(?=true$|false$|null$)/i, "") ?? "";
    const isNull = value.quoted === undefined && wanted.toLowerCase() === "null";
    const holds = compare(isNull ? "" : wanted);
    return (values) => holds(values(property));
  }

  #property({ word, at }: Token): string {
    if (word === undefined || !/^\w+$/.test(word)) throw this.#wrong(at);
    const found = this.#known.find((name) => name.toLowerCase() === word.toLowerCase());
    if (found !== undefined) return found;
    throw new OpathError(
      "property",
      `names \`${word}\`, which is no property that can be asked for`,
      at,
      word,
      nearest(word, this.#known),
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

  #wrong(at = this.#tokens[this.#next]?.at ?? this.#text.length): OpathError {
    return new OpathError("syntax", `can't be read at character ${at + 1}`, at);
  }
}

/** Of a property with several values any one suffices. Made once for what is wanted, asked of many. */
type Compare = (wanted: string) => (values: readonly string[]) => boolean;

const order = (test: (sign: number) => boolean): Compare => {
  return (wanted) => {
    const compare = comparing(wanted);
    return (values) => values.some((value) => test(compare(value)));
  };
};
const not = (compare: Compare): Compare => {
  return (wanted) => {
    const holds = compare(wanted);
    return (values) => !holds(values);
  };
};
const equals = order((sign) => sign === 0);
const like: Compare = (wanted) => (values) => values.some((value) => matchesWildcard(value, wanted));

const OPERATORS: Readonly<Record<string, Compare>> = {
  "-eq": equals,
  "-ne": not(equals),
  "-like": like,
  "-notlike": not(like),
  "-gt": order((sign) => sign > 0),
  "-ge": order((sign) => sign >= 0),
  "-lt": order((sign) => sign < 0),
  "-le": order((sign) => sign <= 0),
};

/** Numbers as numbers, instants as instants, all else as text in any case. */
function comparing(wanted: string): (value: string) => number {
  const number = wanted === "" ? Number.NaN : Number(wanted);
  const instant = Date.parse(wanted);
  const text = wanted.toLowerCase();
  return (value) => {
    if (!Number.isNaN(number) && value !== "" && !Number.isNaN(Number(value))) return Number(value) - number;
    if (!Number.isNaN(instant) && /^\d{4}-\d\d-\d\dT/.test(value)) return Date.parse(value) - instant;
    const own = value.toLowerCase();
    return own < text ? -1 : own > text ? 1 : 0;
  };
}
