// Patterns that need back-references or look-around, in JavaScript's spelling. They run on the engine that backtracks, and so
// only in a time that somebody else measures. .NET: "Regular Expression Language - Quick Reference"

/** Its escapes mean the same in both; and whatever both know as syntax is escaped alike. */
const SAME_ESCAPE = /^\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|[pP]\{\w+\}|[1-9]\d*|[dDwWsSbBfnrtv^$\\.*+?()[\]{}|/])/i;
const FLAGS = /^\(\?([ims]*(?:-[ims]+)?)\)/;
const COMMENT = /^\(\?#[^)]*\)/;
const QUOTED_NAME = /^\(\?'(\w+)'/;
const REFERENCE = /^\\k(?:<(\w+)>|'(\w+)')/;
const QUANTIFIER = /^\{\d+(?:,\d*)?\}/;

/** @throws SyntaxError */
export function compileNative(source: string): RegExp {
  return new RegExp(new Translation(source).text(), "iu");
}

/** What is written for so many characters of the source. */
type Piece = readonly [text: string, length: number];

class Translation {
  readonly #source: string;
  /** For each open group, the options that were set inside it: they last to its end. */
  readonly #options: string[][] = [[]];

  constructor(source: string) {
    this.#source = source;
  }

  text(): string {
    let result = "";
    for (let at = 0; at < this.#source.length; ) {
      const [text, length] = this.#pieceAt(this.#source.slice(at));
      result += text;
      at += length;
    }
    return result + this.#closed();
  }

  #pieceAt(rest: string): Piece {
    const character = rest.charAt(0);
    switch (character) {
      case "\\":
        return escapeAt(rest, false);
      case "[":
        return classAt(rest);
      case "(":
        return this.#groupAt(rest);
      case ")": {
        const closed = this.#closed();
        if (this.#options.length > 1) this.#options.pop();
        return [`${closed})`, 1];
      }
      case "|":
        return [`${this.#closed()}|${this.#options.at(-1)?.join("")}`, 1];
      case "{": {
        const quantifier = QUANTIFIER.exec(rest)?.[0];
        return quantifier === undefined ? ["\\{", 1] : [quantifier, quantifier.length];
      }
      default:
        // Literal in .NET where they end nothing.
        return [/[}\]]/.test(character) ? `\\${character}` : character, 1];
    }
  }

  #groupAt(rest: string): Piece {
    const comment = COMMENT.exec(rest);
    if (comment) return ["", comment[0].length];
    const flags = FLAGS.exec(rest);
    if (flags) {
      const opened = `(?${flags[1]}:`;
      this.#options.at(-1)?.push(opened);
      return [opened, flags[0].length];
    }
    this.#options.push([]);
    const named = QUOTED_NAME.exec(rest);
    if (named) return [`(?<${named[1]}>`, named[0].length];
    // What follows the bracket is syntax: none of its characters is read again as a character of the text.
    const head = /^\((?:\?(?:<?[=!]|<\w+>|[\w-]*:))?/.exec(rest)?.[0] ?? "(";
    return [head, head.length];
  }

  #closed(): string {
    return ")".repeat(this.#options.at(-1)?.length ?? 0);
  }
}

function classAt(rest: string): Piece {
  const head = /^\[\^?/.exec(rest)?.[0] ?? "[";
  let result = head;
  let at = head.length;
  while (at < rest.length) {
    const character = rest.charAt(at);
    // A bracket right at the start of a class is a character of it.
    if (character === "]" && at > head.length) return [`${result}]`, at + 1];
    const [text, length]: Piece =
      character === "\\" ? escapeAt(rest.slice(at), true) : [/[[\]]/.test(character) ? `\\${character}` : character, 1];
    result += text;
    at += length;
  }
  return [result, at];
}

function escapeAt(rest: string, inClass: boolean): Piece {
  const next = rest.charAt(1);
  const place = inClass ? undefined : PLACES[next];
  if (place !== undefined) return [place, 2];
  const reference = inClass ? null : REFERENCE.exec(rest);
  if (reference) return [`\\k<${reference[1] ?? reference[2]}>`, reference[0].length];
  const octal = /^\\(0[0-7]{0,2})/.exec(rest);
  if (octal?.[1] !== undefined) return [hexadecimal(Number.parseInt(octal[1], 8)), octal[0].length];
  if (next === "e" || next === "a") return [hexadecimal(next === "e" ? 0x1b : 0x07), 2];
  const same = SAME_ESCAPE.exec(rest);
  if (same) return [same[0], same[0].length];
  if (inClass && next === "-") return ["\\-", 2];
  // An unknown letter is refused by the engine; any other character stands for itself.
  return [/\w/.test(next) ? `\\${next}` : next, 2];
}

/** Start and end of the text; \Z also before a last line feed. */
const PLACES: Readonly<Record<string, string>> = {
  A: "(?<![\\s\\S])",
  z: "(?![\\s\\S])",
  Z: "(?=\\n?(?![\\s\\S]))",
};

const hexadecimal = (code: number): string => `\\x${code.toString(16).padStart(2, "0")}`;
