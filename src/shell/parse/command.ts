// Commands: a name, parameters, arguments. about_Parsing (argument mode)
import { beyond } from "../shell-error.ts";
import type { CommandPart, CommandStage, Expression } from "./ast.ts";
import { parseBracketed, parseMembers } from "./expression.ts";
import { parseNumber } from "./numbers.ts";
import type { Scanner } from "./scanner.ts";
import { unescaped } from "./strings.ts";

/** Where a command ends. */
const END = /[;|)}\r\n]|$/y;
/** Where a word ends. */
const STOP = /[\s;|,(){}<>&]|$/y;

export function parseCommand(on: Scanner): CommandStage {
  const at = on.position();
  const name = on.take(/[^\s;|,(){}<>&'"$=@[\]#]+/y)?.[0] ?? "";
  if (name === "") throw on.fail(`A command was expected, not '${on.peek()}'.`);
  const parts: CommandPart[] = [];
  for (on.skipBlanks(); !on.match(END); on.skipBlanks()) parts.push(parsePart(on));
  return { kind: "command", at, name, parts };
}

function parsePart(on: Scanner): CommandPart {
  const at = on.position();
  const name = on.take(
    /[-\u2013\u2014\u2015]([a-z_?][\w?]*)(:?)(?=[\s;|,(){}<>&'"$@:\u2018\u2019\u201c\u201d[]|$|(?<=:))/iy,
  );
  if (name) return { kind: "name", at, name: name[1] ?? "", hasColon: name[2] === ":" };
  return { kind: "argument", at, value: parseArguments(on) };
}

/** `a, b` is one argument. */
function parseArguments(on: Scanner): Expression {
  const first = parseArgument(on);
  const items = [first];
  for (on.skipBlanks(); on.take(/,/y); on.skipBlanks()) {
    on.skipLines();
    items.push(parseArgument(on));
  }
  return items.length === 1 ? first : { kind: "list", at: first.at, items };
}

function parseArgument(on: Scanner): Expression {
  const at = on.position();
  const defined = on.takeDefined();
  if (defined !== undefined) return { kind: "literal", at, value: defined, text: defined };
  refuseSigns(on);
  const start = on.at;
  const isVariable = on.peek() === "$" && on.peek(1) !== "(";
  const value = parseBracketed(on);
  if (value && !isVariable) return value.kind === "group" ? parseMembers(on, value) : value;
  if (value) {
    const whole = parseMembers(on, value);
    if (on.match(STOP)) return whole;
    on.at = start;
  }
  return parseWord(on);
}

/** A word without quotes: user@contoso.com, 6/13/2025, $true/false. */
function parseWord(on: Scanner): Expression {
  const at = on.position();
  const parts: (string | Expression)[] = [];
  let text = "";
  while (!on.match(STOP)) {
    if (on.peek() === "`" && on.peek(1) !== "") {
      text += unescaped(on.peek(1));
      on.at += 2;
      continue;
    }
    const value = /[$'"]/.test(on.peek()) ? parseBracketed(on) : undefined;
    if (value) {
      parts.push(text, value);
      text = "";
    } else text += on.text[on.at++];
  }
  if (parts.length > 0) return { kind: "text", at, parts: [...parts, text] };
  if (text === "")
    throw on.fail(on.isAtEnd ? "An argument is missing at the end." : `An argument can't begin with '${on.peek()}'.`);
  return { kind: "literal", at, value: parseNumber(text) ?? text, text };
}

function refuseSigns(on: Scanner): void {
  const placeholder = on.match(/<([^<>\r\n]{1,100})>/y);
  if (placeholder) {
    throw on.fail(
      `The '<' operator is reserved for future use. ${placeholder[0]} stands for a value: write one, or give it with --define "${placeholder[1]}=VALUE".`,
    );
  }
  if (on.peek() === "<") throw on.fail("The '<' operator is reserved for future use.");
  if (on.match(/\d?>|\*>/y))
    throw beyond("Redirection with > is not known here: write | Out-File PATH.", on.position());
  if (on.peek() === "&") throw beyond("The operator & is not known here.", on.position());
}
