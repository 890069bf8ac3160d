// A cursor over a script. PowerShell's words depend on where they stand, so there is no separate list of tokens.
import { type Position, parseError, type ShellError } from "../shell-error.ts";

/** Deeper nesting is no script that anybody wrote. */
const DEEPEST = 100;

export class Scanner {
  readonly text: string;
  /** Values of `<placeholders>`, by name in lower case. */
  readonly defines: ReadonlyMap<string, string>;
  readonly usedDefines = new Set<string>();
  at = 0;
  #depth = 0;
  readonly #lineStarts: readonly number[];

  constructor(text: string, defines: ReadonlyMap<string, string> = new Map()) {
    this.text = text;
    this.defines = defines;
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(ahead = 0): string {
    return this.text[this.at + ahead] ?? "";
  }

  /** Of a pattern with the flag y. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.match(pattern);
    if (found) this.at += found[0].length;
    return found;
  }

  /** Blanks, comments, and line ends behind a backtick. */
  skipBlanks(): void {
    this.take(/(?:[^\S\r\n]|`\r?\n|<#[\s\S]*?#>|#[^\r\n]*)+/y);
  }

  /** Blanks and line ends. */
  skipLines(): void {
    this.take(/(?:\s|`\r?\n|<#[\s\S]*?#>|#[^\r\n]*)+/y);
  }

  /** And semicolons. */
  skipSeparators(): void {
    this.take(/(?:[\s;]|`\r?\n|<#[\s\S]*?#>|#[^\r\n]*)+/y);
  }

  position(index = this.at): Position {
    let [low, high] = [0, this.#lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: index - (this.#lineStarts[low] ?? 0) + 1 };
  }

  fail(text: string, index = this.at): ShellError {
    return parseError(text, this.position(index));
  }

  /** Refuses scripts that would exhaust the stack. */
  nested<T>(work: () => T): T {
    if (this.#depth >= DEEPEST) throw this.fail(`Brackets are nested more than ${DEEPEST} deep.`);
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }

  /** The value of the placeholder that stands here, consumed. */
  takeDefined(): string | undefined {
    const found = this.match(/<([^<>\r\n]{1,100})>/y);
    const name = found?.[1]?.trim().toLowerCase() ?? "";
    const value = this.defines.get(name);
    if (!found || value === undefined) return undefined;
    this.at += found[0].length;
    this.usedDefines.add(name);
    return value;
  }
}
