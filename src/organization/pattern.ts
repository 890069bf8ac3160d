// Patterns of transport rules: written for .NET, run by RE2 in linear time, so that no message can stall the rules.
// Look-around and back-references, which RE2 lacks, run natively under the caller's time limit; what JavaScript lacks too,
// or reads otherwise, is refused when the rule is loaded. https://github.com/google/re2/wiki/Syntax
import { RE2JS } from "re2js";
import { compileNative } from "./native-pattern.ts";

export interface Pattern {
  /**
   * Found anywhere in `text`; case is ignored (chosen; not documented).
   * @param native runs what backtracks; what runs in linear time doesn't ask for it.
   */
  test(text: string, native: NativeRunner): boolean;
}

export interface NativeRunner {
  /** May throw when it takes too long. */
  test(pattern: RegExp, text: string): boolean;
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
  const pattern = needsNative(source) ? native(source) : compileRe2(translateEscapes(source));
  // Patterns come from the configuration: few, but a long life with many reloads should not keep them all.
  if (compiled.size >= 5000) compiled.clear();
  compiled.set(source, pattern);
  return pattern;
}

function native(source: string): Pattern {
  try {
    const regexp = compileNative(source);
    return { test: (text, runner) => runner.test(regexp, text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.replace(/^Invalid regular expression: .*: /s, "");
    throw new PatternError(`is not a regular expression we can run: ${reason}`);
  }
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
const GROUPS: readonly Shape[] = [
  [/^\(\?>/, "an atomic group; write (?:…)"],
  [/^\(\?\(/, "a conditional group; write the two cases as two patterns"],
  [/^\(\?['<]\w*-/, "a balancing group; RE2 can't count nesting"],
  [
    /^\(\?[a-z]*[xn][a-z]*(-[a-z]*)?[:)]/i,
    "the option x or n; write the pattern without free spacing, groups as (?:…)",
  ],
];

const ESCAPES: readonly Shape[] = [
  [/^\\G/, "\\G; write ^"],
  [/^\\Q|^\\E/, "\\Q…\\E, which .NET does not know either; escape each character"],
  [/^\\p\{Is/i, "a Unicode block; write a script such as \\p{Greek}"],
];

type Shape = readonly [shape: RegExp, what: string];

const LOOK_AROUND = /^\(\?<?[=!]/;
const BACK_REFERENCE = /^\\[1-9]/;
const NATIVE = [LOOK_AROUND, BACK_REFERENCE, /^\\k/, /^\\Z/];
const NAMED_GROUP = /^\(\?(?:<|')\w/;
const PLAIN_GROUP = /^\((?!\?)/;

/** Everything but classes and literal characters: each escape, and what a bracket begins. */
function* constructsIn(source: string): Generator<{ rest: string; index: number; inClass: boolean }> {
  let inClass = false;
  for (let index = 0; index < source.length; index += 1) {
    const rest = source.slice(index, index + 40);
    yield { rest, index, inClass };
    if (rest.startsWith("\\")) index += 1;
    else if (inClass) inClass = !rest.startsWith("]");
    else if (rest.startsWith("[")) {
      inClass = true;
      // A bracket right at the start of a class is a character of it.
      if (/^\[\^?\]/.test(rest)) index += rest.startsWith("[^") ? 2 : 1;
    }
  }
}

function needsNative(source: string): boolean {
  return [...constructsIn(source)].some(({ rest, inClass }) => !inClass && NATIVE.some((shape) => shape.test(rest)));
}

/** A sentence about the first thing in `source` that would fail or mean something else, or undefined. */
function unsupportedConstruct(source: string): string | undefined {
  const seen: { named?: boolean; plain?: boolean } = {};
  let numbered: number | undefined;
  for (const { rest, index, inClass } of constructsIn(source)) {
    const found = rest.startsWith("\\")
      ? ESCAPES.find(([shape]) => shape.test(rest))?.[1]
      : inClass
        ? flawInClass(rest)
        : GROUPS.find(([shape]) => shape.test(rest))?.[1];
    if (found !== undefined) return refuse(found, index);
    if (inClass) continue;
    if (BACK_REFERENCE.test(rest)) numbered ??= index;
    seen.named ||= NAMED_GROUP.test(rest);
    seen.plain ||= PLAIN_GROUP.test(rest);
  }
  if (numbered === undefined || !seen.named || !seen.plain) return undefined;
  return refuse("a number among named groups, which .NET counts last; write \\k<name>", numbered);
}

function flawInClass(rest: string): string | undefined {
  if (rest.startsWith("-[")) return "class subtraction [a-z-[…]]; list the characters";
  return rest.startsWith("[:") ? "a POSIX class [:…:], which .NET reads otherwise; list the characters" : undefined;
}

function refuse(what: string, index: number): string {
  return `can't use at character ${index + 1} ${what}`;
}

/** .NET \u0041, \cA, \e, (?'name') and comments in RE2's spelling. */
function translateEscapes(source: string): string {
  return source.replace(
    /\\(?:u([0-9a-f]{4})|c([a-z])|(.))|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\)|\(\?'(\w+)'/gis,
    (whole, hex?: string, control?: string, other?: string, name?: string) => {
      if (hex !== undefined) return `\\x{${hex}}`;
      if (control !== undefined)
        return `\\x${(control.toUpperCase().charCodeAt(0) - 64).toString(16).padStart(2, "0")}`;
      if (name !== undefined) return `(?<${name}>`;
      if (whole.startsWith("(?#")) return "";
      if (whole.startsWith("[")) return whole.charAt(0) + translateEscapes(whole.slice(1));
      return other === "e" ? "\\x1b" : whole;
    },
  );
}
