// Patterns of transport rules: written for .NET, run by RE2 in linear time, so that no message can stall the rules.
// What RE2 lacks or reads otherwise is refused when the rule is loaded. https://github.com/google/re2/wiki/Syntax
import { RE2JS } from "re2js";

export interface Pattern {
  /** Found anywhere in `text`; case is ignored (chosen; not documented). */
  test(text: string): boolean;
}

export class PatternError extends SyntaxError {
  constructor(message: string) {
    super(message);
    this.name = "PatternError";
  }
}

const compiled = new Map<string, Pattern>();

export function compilePattern(source: string): Pattern {
  const known = compiled.get(source);
  if (known) return known;
  const flaw = unsupportedConstruct(source);
  if (flaw !== undefined) throw new PatternError(flaw);
  const pattern = compileRe2(translateEscapes(source));
  // Patterns come from the configuration: few, but a long life with many reloads should not keep them all.
  if (compiled.size >= 5000) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}

function compileRe2(source: string): Pattern {
  try {
    const re2 = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    return { test: (text) => re2.test(text) };
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, "").replace("`(?i)", "`");
    throw new PatternError(`is not a regular expression we can run: ${reason}`);
  }
}

/** [what stands there, what to say]; looked for outside character classes, in this order. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^\(\?=|^\(\?!/, "look-ahead; match the text itself, or use an exception"],
  [/^\(\?<=|^\(\?<!/, "look-behind; match the text itself, or use an exception"],
  [/^\(\?>/, "an atomic group; write (?:…)"],
  [/^\(\?\(/, "a conditional group; write the two cases as two patterns"],
  [/^\(\?#/, "a comment; remove it"],
  [/^\(\?'/, "a group named with quotes; write (?<name>…)"],
  [/^\(\?<\w*-/, "a balancing group; RE2 can't count nesting"],
  [
    /^\(\?[a-z]*[xn][a-z]*(-[a-z]*)?[:)]/i,
    "the option x or n; write the pattern without free spacing, groups as (?:…)",
  ],
];

const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/^\\[1-9]|^\\k/, "a back-reference; RE2 can't compare with an earlier group"],
  [/^\\G/, "\\G; write ^"],
  [/^\\Z/, "\\Z; write $ or \\z"],
  [/^\\c/, "a control character as \\c; write \\x and its two hex digits"],
  [/^\\Q|^\\E/, "\\Q…\\E, which .NET does not know either; escape each character"],
  [/^\\p\{Is/i, "a Unicode block; write a script such as \\p{Greek}"],
];

/** A sentence about the first thing in `source` that would fail or mean something else, or undefined. */
function unsupportedConstruct(source: string): string | undefined {
  let inClass = false;
  for (let index = 0; index < source.length; index += 1) {
    const rest = source.slice(index, index + 40);
    if (rest.startsWith("\\")) {
      const found = ESCAPES.find(([shape]) => shape.test(rest));
      if (found) return refuse(found[1], index);
      index += 1;
    } else if (inClass) {
      if (rest.startsWith("-[")) return refuse("class subtraction [a-z-[…]]; list the characters", index);
      if (rest.startsWith("[:"))
        return refuse("a POSIX class [:…:], which .NET reads otherwise; list the characters", index);
      if (rest.startsWith("]")) inClass = false;
    } else if (rest.startsWith("[")) {
      inClass = true;
      // A bracket right at the start of a class is a character of it.
      if (/^\[\^?\]/.test(rest)) index += rest.startsWith("[^") ? 2 : 1;
    } else {
      const found = GROUPS.find(([shape]) => shape.test(rest));
      if (found) return refuse(found[1], index);
    }
  }
  return undefined;
}

function refuse(what: string, index: number): string {
  return `can't use at character ${index + 1} ${what}`;
}

/** .NET \u0041 and \e in RE2's spelling. */
function translateEscapes(source: string): string {
  return source.replace(/\\(?:u([0-9a-f]{4})|(.))/gis, (whole, hex: string | undefined, other: string | undefined) => {
    if (hex !== undefined) return `\\x{${hex}}`;
    return other === "e" ? "\\x1b" : whole;
  });
}
