// $filter on messages: comparisons and functions of text, joined by and, or, not and parentheses.
// OData 4.01 part 2, 5.1.1
import type { ItemProperty, ItemValue, Operator, TextPlace } from "../../../mailbox/item-query.ts";
import { didYouMean } from "../../../organization/nearest.ts";
import type { HttpError } from "../../http-error.ts";
import type { ContentFilter, MessageFilter } from "./content-filter.ts";
import { isAnyExtended, parseAnyExtended } from "./extended-property-filter.ts";
import { type Token, tokenize } from "./filter-tokens.ts";
import { badQuery, invalidFilter } from "./graph-error.ts";
import { parseGraphId } from "./graph-ids.ts";

/** By Graph's names: what the store calls it, and what it can be compared with. */
const PROPERTIES = {
  isRead: { as: "isRead", type: "boolean", operators: ["eq", "ne"] },
  internetMessageId: { as: "messageId", type: "string", operators: ["eq", "ne"] },
  subject: { as: "subject", type: "string", operators: ["eq", "ne"] },
  "from/emailAddress/address": { as: "from", type: "string", operators: ["eq", "ne"] },
  receivedDateTime: { as: "receivedAt", type: "date", operators: ["eq", "ne", "gt", "ge", "lt", "le"] },
  createdDateTime: { as: "receivedAt", type: "date", operators: ["eq", "ne", "gt", "ge", "lt", "le"] },
  lastModifiedDateTime: { as: "modifiedAt", type: "date", operators: ["eq", "ne", "gt", "ge", "lt", "le"] },
  parentFolderId: { as: "folderId", type: "folder", operators: ["eq", "ne"] },
  // What is told by the message itself.
  sentDateTime: { type: "date", operators: ["eq", "ne", "gt", "ge", "lt", "le"] },
  hasAttachments: { type: "boolean", operators: ["eq", "ne"] },
  isDraft: { type: "boolean", operators: ["eq", "ne"] },
  isReadReceiptRequested: { type: "boolean", operators: ["eq", "ne"] },
  isDeliveryReceiptRequested: { type: "boolean", operators: ["eq", "ne"] },
  importance: { type: "string", operators: ["eq", "ne"] },
  "flag/flagStatus": { type: "string", operators: ["eq", "ne"] },
  conversationId: { type: "string", operators: ["eq", "ne"] },
  "from/emailAddress/name": { type: "string", operators: ["eq", "ne"] },
  "sender/emailAddress/address": { type: "string", operators: ["eq", "ne"] },
  "sender/emailAddress/name": { type: "string", operators: ["eq", "ne"] },
  bodyPreview: { type: "string", operators: ["eq", "ne"] },
  "body/content": { type: "string", operators: ["eq", "ne"] },
} as const satisfies Record<string, { as?: ItemProperty; type: string; operators: readonly Operator[] }>;
/** Lists of which one is asked for: toRecipients/any(r: r/emailAddress/address eq '…'), categories/any(c: c eq 'Red'). */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  categories: [""],
  toRecipients: ["emailAddress/address", "emailAddress/name"],
  ccRecipients: ["emailAddress/address", "emailAddress/name"],
  bccRecipients: ["emailAddress/address", "emailAddress/name"],
  replyTo: ["emailAddress/address", "emailAddress/name"],
};

type FilterProperty = keyof typeof PROPERTIES;

const FUNCTIONS: readonly string[] = ["startswith", "endswith", "contains"] satisfies TextPlace[];
const OPERATORS: readonly string[] = ["eq", "ne", "gt", "ge", "lt", "le"];
const LONGEST = 4000;
const DEEPEST = 20;

/** @throws HttpError in Graph's form, with the place of what can't be read. */
export function parseFilter(text: string): MessageFilter {
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

  parse(): MessageFilter {
    const filter = this.#or();
    const rest = this.#peek();
    if (rest.kind !== "end") throw this.#refuse(rest, "the end, 'and' or 'or' was expected");
    return filter;
  }

  #or(): MessageFilter {
    let left = this.#and();
    while (this.#takeWord("or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): MessageFilter {
    let left = this.#not();
    while (this.#takeWord("and")) left = { kind: "and", left, right: this.#not() };
    return left;
  }

  #not(): MessageFilter {
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

  #comparison(): MessageFilter {
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
    const value = this.#value(property);
    const known = PROPERTIES[property];
    if ("as" in known) return { kind: "compare", property: known.as, operator: operator.text as Operator, value };
    const condition = { kind: "compare", operator: operator.text as Operator, value } as const;
    return { kind: "content", path: property.split("/"), condition };
  }

  /** startswith(subject,'x'), also with "eq true" behind it. OData 4.01 part 2, 5.1.1.7 */
  #function(name: Token): MessageFilter {
    if (isAnyExtended(name.text)) return this.#anyExtended();
    const list = Object.keys(LISTS).find((one) => `${one}/any`.toLowerCase() === name.text.toLowerCase());
    if (list) return this.#any(list);
    const known = FUNCTIONS.find((one) => one === name.text.toLowerCase());
    if (!known)
      throw invalidFilter(
        `The function '${name.text.slice(0, 100)}' is not available in $filter here; ${FUNCTIONS.join(", ")} are.`,
      );
    this.#take();
    const property = this.#property(this.#take());
    const { type }: { readonly type: string } = PROPERTIES[property];
    if (type !== "string" || property === "internetMessageId")
      throw invalidFilter(`${known} looks at subject and other text here, not at '${property}'.`);
    const comma = this.#take();
    if (comma.text !== "," || comma.kind !== "word") throw this.#refuse(comma, "',' was expected");
    const text = this.#take();
    if (text.kind !== "string") throw this.#refuse(text, "text in single quotes was expected");
    const close = this.#take();
    if (close.kind !== "close") throw this.#refuse(close, "')' was expected");
    const match = { kind: "match", where: known as TextPlace, text: text.text } as const;
    const filter: MessageFilter =
      property === "subject" || property === "from/emailAddress/address"
        ? { ...match, property: property === "subject" ? property : "from" }
        : { kind: "content", path: property.split("/"), condition: match };
    if (!this.#takeWord("eq")) return filter;
    const truth = this.#take();
    if (truth.text === "true" && truth.kind === "word") return filter;
    if (truth.text === "false" && truth.kind === "word") return { kind: "not", of: filter };
    throw this.#refuse(truth, "true or false was expected");
  }

  #anyExtended(): MessageFilter {
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

  /** any(r: r/emailAddress/address eq 'x'), any(c: startswith(c,'x')); "r:" stands alone or before what follows. */
  #any(list: string): ContentFilter {
    this.#take();
    const first = this.#take();
    const [variable = "", rest = ""] = first.text.split(/:(.*)/s);
    if (first.kind !== "word" || !first.text.includes(":"))
      throw this.#refuse(first, "a variable such as r: was expected");
    const name = rest === "" ? this.#take() : { ...first, text: rest };
    const where = FUNCTIONS.find((one) => one === name.text.toLowerCase()) as TextPlace | undefined;
    if (where) this.#expect("(");
    const of = where ? this.#take() : name;
    const path = (LISTS[list] ?? []).find((one) => of.text === (one === "" ? variable : `${variable}/${one}`));
    if (path === undefined) throw this.#refuse(of, `one of ${(LISTS[list] ?? []).join(", ") || variable} was expected`);
    const operator = where ? undefined : this.#take();
    if (operator && operator.text !== "eq" && operator.text !== "ne")
      throw this.#refuse(operator, "eq or ne was expected");
    if (where) this.#expect(",");
    const text = this.#take();
    if (text.kind !== "string") throw this.#refuse(text, "text in single quotes was expected");
    if (where) this.#expect(")");
    this.#expect(")");
    const condition = where
      ? ({ kind: "match", where, text: text.text } as const)
      : ({ kind: "compare", operator: operator?.text as Operator, value: text.text } as const);
    return { kind: "content", path: [list, ...(path === "" ? [] : path.split("/"))], condition };
  }

  #expect(text: string): void {
    const token = this.#take();
    if (token.text !== text || token.kind === "string") throw this.#refuse(token, `'${text}' was expected`);
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
      case "folder": {
        const parsed = token.kind === "string" ? parseGraphId(token.text) : undefined;
        if (parsed?.kind === "folder") return parsed.id;
        throw this.#refuse(token, "the id of a folder in single quotes was expected");
      }
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
