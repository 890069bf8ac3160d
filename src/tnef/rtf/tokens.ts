// The tokens of RTF: groups, control words and symbols, and text between them. Rich Text Format 1.9.1, "RTF Syntax"

export type TokenKind = "open" | "close" | "word" | "symbol" | "hex" | "text" | "end";

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const SPACE = 0x20;
const MINUS = 0x2d;
const QUOTE = 0x27;
/** Longer numbers mean nothing to anyone. */
const MOST_DIGITS = 10;

/** Reads one token at a time into its own fields: no RTF is too long or too odd for it. */
export class RtfReader {
  /** One character for each byte. */
  readonly source: string;
  kind: TokenKind = "end";
  /** Where the token begins. */
  offset = 0;
  /** Of a word: its letters; of a symbol: the character behind the backslash; of text: the bytes, no line ends among them. */
  value = "";
  /** Of a word: its number; of a hex: the byte. */
  param: number | undefined;
  #at = 0;

  constructor(bytes: Buffer) {
    this.source = bytes.toString("latin1");
  }

  next(): TokenKind {
    const { source } = this;
    let code = source.charCodeAt(this.#at);
    while (isLineEnd(code)) code = source.charCodeAt(++this.#at);
    this.offset = this.#at;
    this.param = undefined;
    if (this.#at >= source.length) return this.#become("end", this.#at);
    if (code === OPEN) return this.#become("open", this.#at + 1);
    if (code === CLOSE) return this.#become("close", this.#at + 1);
    return code === BACKSLASH ? this.#control() : this.#text();
  }

  #become(kind: TokenKind, end: number): TokenKind {
    this.kind = kind;
    this.#at = end;
    return kind;
  }

  #text(): TokenKind {
    const { source } = this;
    let end = this.#at + 1;
    for (; end < source.length; end += 1) {
      const code = source.charCodeAt(end);
      if (code === BACKSLASH || code === OPEN || code === CLOSE || isLineEnd(code)) break;
    }
    this.value = source.slice(this.#at, end);
    return this.#become("text", end);
  }

  #control(): TokenKind {
    const { source } = this;
    const start = this.#at + 1;
    const first = source.charCodeAt(start);
    if (isLetter(first)) return this.#word(start);
    if (first === QUOTE) {
      const byte = hexPair(source.charCodeAt(start + 1), source.charCodeAt(start + 2));
      if (byte >= 0) {
        this.param = byte;
        return this.#become("hex", start + 3);
      }
    }
    this.value = source.charAt(start);
    return this.#become("symbol", Math.min(start + 1, source.length));
  }

  #word(start: number): TokenKind {
    const { source } = this;
    let end = start + 1;
    while (isLetter(source.charCodeAt(end))) end += 1;
    this.value = source.slice(start, end);
    const negative = source.charCodeAt(end) === MINUS && isDigit(source.charCodeAt(end + 1));
    const digits = negative ? end + 1 : end;
    let number = 0;
    for (end = digits; isDigit(source.charCodeAt(end)); end += 1) {
      if (end - digits < MOST_DIGITS) number = number * 10 + (source.charCodeAt(end) - 0x30);
    }
    if (end > digits) this.param = negative ? -number : number;
    if (source.charCodeAt(end) === SPACE) end += 1;
    // What stands behind \bin is no RTF.
    if (this.value === "bin" && this.param !== undefined && this.param > 0) end += this.param;
    return this.#become("word", Math.min(end, source.length));
  }
}

/** NUL, too, stands between tokens: some writers pad with it. */
const isLineEnd = (code: number): boolean => code === 0x0a || code === 0x0d || code === 0;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);

function hexPair(high: number, low: number): number {
  const [first, second] = [hexDigit(high), hexDigit(low)];
  return first < 0 || second < 0 ? -1 : first * 16 + second;
}

function hexDigit(code: number): number {
  if (isDigit(code)) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}
