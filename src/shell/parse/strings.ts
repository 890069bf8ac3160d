// Strings in quotes. about_Quoting_Rules, about_Special_Characters
import { beyond } from "../shell-error.ts";
import type { Expression, Script } from "./ast.ts";
import type { Scanner } from "./scanner.ts";

/** PowerShell takes typographic quotes for plain ones, as text pasted from documents has them. */
export const SINGLE = "'\u2018\u2019\u201a\u201b";
export const DOUBLE = '"\u201c\u201d\u201e';

const ESCAPED: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

export const unescaped = (character: string): string => ESCAPED[character] ?? character;

/** `'…'`: only '' is special. */
export function parseSingle(on: Scanner): Expression {
  const at = on.position();
  const start = on.at;
  on.at += 1;
  let text = "";
  while (!on.isAtEnd) {
    const defined = on.takeDefined();
    if (defined !== undefined) text += defined;
    else if (!SINGLE.includes(on.peek())) text += on.text[on.at++];
    else if (SINGLE.includes(on.peek(1) || " ")) {
      text += on.peek();
      on.at += 2;
    } else {
      on.at += 1;
      return { kind: "literal", at, value: text, text };
    }
  }
  throw on.fail("The string is missing the terminator: '.", start);
}

/** `"…"`: with $var, $( … ) and backticks. `parseGroup` reads what stands in the brackets. */
export function parseDouble(on: Scanner, parseGroup: (on: Scanner) => Script): Expression {
  const at = on.position();
  const start = on.at;
  on.at += 1;
  const parts: (string | Expression)[] = [];
  let text = "";
  while (!on.isAtEnd) {
    const defined = on.takeDefined();
    if (defined !== undefined) text += defined;
    else if (DOUBLE.includes(on.peek())) {
      if (!DOUBLE.includes(on.peek(1) || " ")) {
        on.at += 1;
        if (parts.length === 0) return { kind: "literal", at, value: text, text };
        return { kind: "text", at, parts: [...parts, text] };
      }
      text += on.peek();
      on.at += 2;
    } else if (on.peek() === "`" && on.peek(1) !== "") {
      text += unescaped(on.peek(1));
      on.at += 2;
    } else {
      const inserted = on.peek() === "$" ? parseInserted(on, parseGroup) : undefined;
      if (inserted) {
        parts.push(text, inserted);
        text = "";
      } else text += on.text[on.at++];
    }
  }
  throw on.fail('The string is missing the terminator: ".', start);
}

/** `$name`, `${name}` or `$( … )`; undefined for a dollar that stands for itself. */
export function parseInserted(on: Scanner, parseGroup: (on: Scanner) => Script): Expression | undefined {
  const at = on.position();
  if (on.match(/\$\(/y)) {
    on.at += 1;
    return { kind: "group", at, body: parseGroup(on) };
  }
  const scope = on.match(/\$\{?(\w+):\w/y);
  if (scope) throw beyond(`Variables have no scope or drive here: $${scope[1]}:.`, at);
  const name = on.take(/\$(?:\{([^{}\r\n]+)\}|(\w+)|([?^$]))/y);
  return name && { kind: "variable", at, name: name[1] ?? name[2] ?? name[3] ?? "" };
}
