// Expressions: what stands behind `=`, in brackets and in script blocks. about_Operators
import { beyond } from "../shell-error.ts";
import type { Expression, Script } from "./ast.ts";
import { parseNumber } from "./numbers.ts";
import type { Scanner } from "./scanner.ts";
import { parseScript } from "./statement.ts";
import { DOUBLE, parseDouble, parseInserted, parseSingle, SINGLE } from "./strings.ts";

const COMPARISONS = "eq ne gt ge lt le like notlike match notmatch contains notcontains in notin".split(" ");
const OTHERS = "replace join split f is isnot as band bor bxor shl shr".split(" ");

/** `,` binds closest, then comparisons, then -and, -or. */
export function parseExpression(on: Scanner): Expression {
  let left = parseComparison(on);
  for (;;) {
    const operator = takeOperator(on, ["and", "or", "xor"]);
    if (operator === undefined) return left;
    left = { kind: "operator", at: left.at, operator, left, right: parseComparison(on) };
  }
}

function parseComparison(on: Scanner): Expression {
  let left = parseList(on);
  for (;;) {
    const operator = takeOperator(on, COMPARISONS);
    if (operator === undefined) return left;
    left = { kind: "operator", at: left.at, operator, left, right: parseList(on) };
  }
}

function takeOperator(on: Scanner, known: readonly string[]): string | undefined {
  on.skipBlanks();
  const found = on.match(/[-\u2013\u2014\u2015]([a-z]+)(?![\w-])/iy);
  const word = found?.[1]?.toLowerCase() ?? "";
  const operator = [word, word.replace(/^[ic]/, "")].find((one) => known.includes(one));
  if (found && operator !== undefined) {
    on.at += found[0].length;
    on.skipLines();
    return word.startsWith("c") && word !== operator ? `c${operator}` : operator;
  }
  if (found && OTHERS.includes(word)) throw beyond(`The operator -${word} is not known here.`, on.position());
  const sign = on.match(/(?:\+\+|--|[-+*/%]?=|[+*/%]|-(?![a-z])|\.\.|\[)/iy);
  if (sign)
    throw beyond(
      `${sign[0] === "[" ? "Indexing with [ ]" : `The operator ${sign[0]}`} is not known here.`,
      on.position(),
    );
  return undefined;
}

function parseList(on: Scanner): Expression {
  const first = parseUnary(on);
  const items = [first];
  for (on.skipBlanks(); on.take(/,/y); on.skipBlanks()) {
    on.skipLines();
    items.push(parseUnary(on));
  }
  return items.length === 1 ? first : { kind: "list", at: first.at, items };
}

function parseUnary(on: Scanner): Expression {
  on.skipBlanks();
  const at = on.position();
  if (!on.take(/!|[-\u2013\u2014\u2015]not(?![\w-])/iy)) return parseMembers(on, parsePrimary(on));
  return on.nested(() => ({ kind: "not", at, value: parseUnary(on) }));
}

/** `.name`, again and again. A method call is beyond this shell. */
export function parseMembers(on: Scanner, of: Expression): Expression {
  let value = of;
  for (;;) {
    const name = on.take(/\.(?=[\w'"])(?:(\w+)|'([^'\r\n]*)'|"([^"$`\r\n]*)")/y);
    if (!name) return value;
    const property = name[1] ?? name[2] ?? name[3] ?? "";
    if (on.peek() === "(") throw beyond(`The method .${property}( ) can't be called here.`, on.position());
    value = { kind: "member", at: value.at, of: value, name: property };
  }
}

function parsePrimary(on: Scanner): Expression {
  const special = parseBracketed(on);
  if (special) return special;
  const at = on.position();
  const number = on.take(/[+-]?(?:0x[0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:kb|mb|gb|tb)?(?![\w])/iy);
  const value = number && parseNumber(number[0]);
  if (number && value !== undefined) return { kind: "literal", at, value, text: number[0] };
  if (on.isAtEnd) throw on.fail("An expression was expected, and the script ends.");
  throw on.fail(`An expression was expected, not '${on.peek()}'.`);
}

/** Strings, variables, `( )`, `@{ }` and `{ }`, which mean the same in an expression and as an argument. */
export function parseBracketed(on: Scanner): Expression | undefined {
  const at = on.position();
  const next = on.peek();
  if (next === "") return undefined;
  if (SINGLE.includes(next)) return parseSingle(on);
  if (DOUBLE.includes(next)) return parseDouble(on, parseGroup);
  if (next === "$") return parseVariable(on);
  if (next === "(") return { kind: "group", at, body: parseGroup(on) };
  if (next === "{") return parseBlock(on);
  if (next === "@") return parseAt(on);
  if (next === "[")
    throw beyond(
      `A type or a meta-notation in [ ] is not known here. Where [ ] stands for a value, write one without brackets, such as $true or 30.00:00:00.`,
      at,
    );
  return undefined;
}

function parseVariable(on: Scanner): Expression {
  const found = parseInserted(on, parseGroup);
  if (!found) throw on.fail("A name must follow the $ of a variable.");
  if (found.kind !== "variable") return found;
  const constant = { true: true, false: false, null: null }[found.name.toLowerCase()];
  return constant === undefined ? found : { kind: "literal", at: found.at, value: constant, text: `$${found.name}` };
}

function parseGroup(on: Scanner): Script {
  on.at += 1;
  const body = on.nested(() => parseScript(on, ")"));
  return body;
}

function parseBlock(on: Scanner): Expression {
  const at = on.position();
  const start = on.at + 1;
  on.at += 1;
  const body = on.nested(() => parseScript(on, "}"));
  return { kind: "block", at, body, text: on.text.slice(start, on.at - 1) };
}

function parseAt(on: Scanner): Expression {
  const at = on.position();
  if (on.peek(1) === "{") return on.nested(() => parseTable(on));
  if (on.peek(1) === "(") throw beyond("The list @( ) is not known here: write a, b, c.", at);
  if (on.match(/@['"]/y)) throw beyond("Here-strings are not known here: write the text in quotes.", at);
  throw beyond("Splatting with @ is not known here: write the parameters out.", at);
}

/** `@{ key = value; 'other key' = value }` about_Hash_Tables */
function parseTable(on: Scanner): Expression {
  const at = on.position();
  on.at += 2;
  const entries: [string, Expression][] = [];
  for (on.skipSeparators(); !on.take(/\}/y); on.skipSeparators()) {
    if (on.isAtEnd) throw on.fail("Missing closing '}' of a hashtable.");
    const key = on.take(/([\w-]+)|'([^'\r\n]*)'|"([^"$`\r\n]*)"/y);
    if (!key) throw on.fail(`A hashtable has key = value pairs; a key can't begin with '${on.peek()}'.`);
    on.skipBlanks();
    if (!on.take(/=/y)) throw on.fail("Missing '=' operator after key in hash literal.");
    on.skipLines();
    entries.push([key[1] ?? key[2] ?? key[3] ?? "", parseExpressionOrCommand(on)]);
    on.skipBlanks();
    if (!on.match(/[;}\r\n]|$/y)) throw on.fail("Entries of a hashtable are parted by ';' or a line end.");
  }
  return { kind: "table", at, entries };
}

/** Behind the `=` of a hashtable a whole statement may stand; an expression is what does. */
function parseExpressionOrCommand(on: Scanner): Expression {
  if (/[a-z]/i.test(on.peek()))
    throw on.fail("A value in a hashtable must be an expression: put text in quotes, a command in ( ).");
  return parseExpression(on);
}
