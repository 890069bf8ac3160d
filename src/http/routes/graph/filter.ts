// $filter on messages: comparisons, and functions of the subject, joined by and, or, not and parentheses.
// OData 4.01 part 2, 5.1.1
import type { ItemFilter, ItemProperty, ItemValue, Operator, TextPlace } from "../../../mailbox/item-query.ts";
import { didYouMean } from "../../../organization/nearest.ts";
import type { HttpError } from "../../http-error.ts";
import { isAnyExtended, parseAnyExtended } from "./extended-property-filter.ts";
import { type Token, tokenize } from "./filter-tokens.ts";
import { badQuery, invalidFilter } from "./graph-error.ts";

/** By Graph's names: what the store calls it, and what it can be compared with. */
const PROPERTIES = {
  isRead: { as: "isRead", type: "boolean", operators: ["eq", "ne"] },
  internetMessageId: { as: "messageId", type: "string", operators: ["eq", "ne"] },
  subject: { as: "subject", type: "string", operators: ["eq", "ne"] },
  "from/emailAddress/address": { as: "from", type: "string", operators: ["eq", "ne"] },
  receivedDateTime: { as: "receivedAt", type: "date", operators: ["eq", "ne", "gt", "ge", "lt", "le"] },
} as const satisfies Record<string, { as: ItemProperty; type: string; operators: readonly Operator[] }>;

type FilterProperty = keyof typeof PROPERTIES;

const FUNCTIONS: readonly string[] = ["startswith", "endswith", "contains"] satisfies TextPlace[];
const OPERATORS: readonly string[] = ["eq", "ne", "gt", "ge", "lt", "le"];
const LONGEST = 4000;
const DEEPEST = 20;

/** @throws HttpError in Graph's form, with the place of what can't be read. */
export function parseFilter(text: string): ItemFilter {
  if (text.length > LONGEST) throw badQuery(`Invalid filter clause: it is longer than ${LONGEST} characters.`);
  const parser = new FilterParser(text);
  return parser.parse();
}

class FilterParser {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  parse(): ItemFilter {
    const filter = this.#or();
    const rest = this.#peek();
    if (rest.kind !== "end") throw this.#refuse(rest, "the end, 'and' or 'or' was expected");
    return filter;
  }

  #or(): ItemFilter {
    let left = this.#and();
    while (this.#takeWord("or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): ItemFilter {
    let left = this.#not();
    while (this.#takeWord("and")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): ItemFilter {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#refuse(this.#peek(), "it is nested too deeply");
    try {
      if (this.#takeWord("not")) return { kind: "not", of: this.#not() };
      if (this.#peek().kind !== "open") return this.#comparison();
      this.#take();
      const inner = this.#or();
      const close = this.#take();
      if (close.kind !== "close") throw this.#refuse(close, "')' was expected");
      return inner;
    } finally {
      this.#depth -= 1;
    }
  }

  #comparison(): ItemFilter {
    const name = this.#take();
    if (name.kind !== "word") throw this.#refuse(name, "a property was expected");
    if (this.#peek().kind === "open") return this.#function(name);
    const property = this.#property(name);
    const operator = this.#take();
    if (operator.kind !== "word" || !OPERATORS.includes(operator.text)) {
      throw this.#refuse(operator, `one of ${OPERATORS.join(", ")} was expected`);
    }
    const allowed: readonly string[] = PROPERTIES[property].operators;
    if (!allowed.includes(operator.text)) {
      throw invalidFilter(`'${property}' can be compared with ${allowed.join(", ")}, not with '${operator.text}'.`);
    }
    const { as } = PROPERTIES[property];
    return { kind: "compare", property: as, operator: operator.text as Operator, value: this.#value(property) };
  }

  /** startswith(subject,'x'), also with "eq true" behind it. OData 4.01 part 2, 5.1.1.7 */
  #function(name: Token): ItemFilter {
    if (isAnyExtended(name.text)) return this.#anyExtended();
    const known = FUNCTIONS.find((one) => one === name.text.toLowerCase());
    if (!known)
      throw invalidFilter(
        `The function '${name.text.slice(0, 100)}' is not available in $filter here; ${FUNCTIONS.join(", ")} are.`,
      );
    this.#take();
    const property = this.#property(this.#take());
    if (property !== "subject") throw invalidFilter(`${known} looks at subject here, not at '${property}'.`);
    const comma = this.#take();
    if (comma.text !== "," || comma.kind !== "word") throw this.#refuse(comma, "',' was expected");
    const text = this.#take();
    if (text.kind !== "string") throw this.#refuse(text, "text in single quotes was expected");
    const close = this.#take();
    if (close.kind !== "close") throw this.#refuse(close, "')' was expected");
    const filter: ItemFilter = { kind: "match", property, where: known as TextPlace, text: text.text };
    if (!this.#takeWord("eq")) return filter;
    const truth = this.#take();
    if (truth.text === "true" && truth.kind === "word") return filter;
    if (truth.text === "false" && truth.kind === "word") return { kind: "not", of: filter };
    throw this.#refuse(truth, "true or false was expected");
  }

  #anyExtended(): ItemFilter {
    this.#take();
    const inner: Token[] = [];
    for (let depth = 1; ; ) {
      const token = this.#take();
      if (token.kind === "end") throw this.#refuse(token, "')' was expected");
      if (token.kind === "open") depth += 1;
      if (token.kind === "close") depth -= 1;
      if (depth === 0) return parseAnyExtended(inner);
      inner.push(token);
    }
  }

  #property(name: Token): FilterProperty {
    if (name.kind !== "word") throw this.#refuse(name, "a property was expected");
    const known = Object.keys(PROPERTIES).find((one) => one.toLowerCase() === name.text.toLowerCase());
    if (!known) throw invalidFilter(unknownProperty(name.text));
    return known as FilterProperty;
  }

  #value(property: FilterProperty): ItemValue {
    const token = this.#take();
    switch (PROPERTIES[property].type) {
      case "boolean":
        if (token.kind === "word" && /^(?:true|false)$/.test(token.text)) return token.text === "true";
        throw this.#refuse(token, "true or false was expected");
      case "string":
        if (token.kind === "string") return token.text;
        throw this.#refuse(token, "text in single quotes was expected");
      case "date": {
        const isDate =
          token.kind === "word" &&
          /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(token.text);
        const instant = isDate ? Date.parse(token.text) : Number.NaN;
        if (Number.isNaN(instant))
          throw this.#refuse(token, "a time such as 2026-11-20T12:00:00Z, without quotes, was expected");
        return instant;
      }
    }
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== "word" || token.text !== word) return false;
    this.#next += 1;
    return true;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: "end", text: "", at: this.#text.length };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #refuse(token: Token, expected: string): HttpError {
    return badQuery(
      `Invalid filter clause: Syntax error at position ${token.at} in '${this.#text.slice(0, 200)}': ${expected}.`,
    );
  }
}

function unknownProperty(name: string): string {
  const known = Object.keys(PROPERTIES);
  return `Messages can be filtered here by ${known.join(", ")}, not by '${name.slice(0, 100)}'${didYouMean(name, known) || "."}`;
}
