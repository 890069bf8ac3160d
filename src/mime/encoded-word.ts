// Text in header fields: RFC 2047 encoded words, and the raw 8-bit bytes that broken senders put there instead.
// Reading is tolerant and never throws; writing gives words that any reader takes.
import { decodeText } from "./charset.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
// RFC 2047 §2, with the language of RFC 2231 §5; blanks inside Q text are tolerated.
const WORD = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi;

/** Reads a value of HeaderBlock.get() (bytes as latin1) into Unicode. */
export function decodeEncodedWords(value: string): string {
  if (!value.includes("=?")) return decodeRawText(value);
  let text = "";
  let end = 0;
  let pending: { charset: string; bytes: Buffer[] } | undefined;
  const flush = () => {
    if (pending) text += decodeCharset(Buffer.concat(pending.bytes), pending.charset);
    pending = undefined;
  };
  for (const match of value.matchAll(WORD)) {
    const [word, charset = "", encoding = "", content = ""] = match;
    const between = value.slice(end, match.index);
    // RFC 2047 §6.2: blanks between two encoded words are no text.
    const isAdjacent = end > 0 && /^[ \t\r\n]*$/.test(between);
    // A character cut in two by the sender (against §5) is whole again when words of one charset are joined as bytes.
    if (!isAdjacent || pending?.charset !== charset.toLowerCase()) flush();
    if (!isAdjacent) text += decodeRawText(between);
    pending ??= { charset: charset.toLowerCase(), bytes: [] };
    pending.bytes.push(encoding === "b" || encoding === "B" ? Buffer.from(content, "base64") : decodeQ(content));
    end = match.index + word.length;
  }
  flush();
  return text + decodeRawText(value.slice(end));
}

/** Bytes without a declared charset: UTF-8 (RFC 6532 §3.1) where they are valid as such, else latin1. */
export function decodeRawText(value: string): string {
  // A character beyond latin1 means that the text was Unicode already.
  if (!/[\x80-\xff]/.test(value) || /[^\x00-\xff]/.test(value)) return value;
  return decodeUndeclared(Buffer.from(value, "latin1"));
}

function decodeUndeclared(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

/** An unknown charset, or 8-bit text that calls itself US-ASCII, is read as undeclared. */
function decodeCharset(bytes: Buffer, charset: string): string {
  if (/^utf-?8$/i.test(charset)) return bytes.toString("utf8");
  if (/^(us-ascii|ascii|ansi_x3\.4-1968)$/i.test(charset)) return decodeUndeclared(bytes);
  return decodeText(bytes, charset) ?? decodeUndeclared(bytes);
}

/** RFC 2047 §4.2. */
function decodeQ(content: string): Buffer {
  const text = content
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, "latin1");
}

/**
 * Text for a header field: as it stands when printable ASCII, else utf-8 words folded with CRLF and a blank. `column`
 * is where the value begins on the first line.
 */
export function encodeText(text: string, column = "Subject: ".length): string {
  if (isPlain(text)) return text;
  const bytes = Buffer.from(text, "utf8");
  let unsafe = 0;
  for (const byte of bytes) if (!isSafe(byte)) unsafe += 1;
  // B costs a third more, Q two characters for each unsafe byte.
  return encodeWords(text, unsafe * 6 > bytes.length ? "B" : "Q", column);
}

function isPlain(text: string): boolean {
  // Long text is encoded because words fold anywhere: RFC 5322 §2.1.1 ends a line at 998.
  return text.length <= 900 && /^[\x20-\x7e]*$/.test(text) && !text.includes("=?") && text === text.trim();
}

const SAFE = new Set(Buffer.from(" ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/"));
const MAX_WORD = 75; // RFC 2047 §2
const MAX_LINE = 76; // RFC 2047 §2, of a field with encoded words
const OVERHEAD = "=?utf-8?q??=".length;

/** Always encoded words, "Q" or "B" with the letter in the case given: for fields where Exchange encodes plain ASCII too. */
export function encodeWords(text: string, encoding: "Q" | "q" | "B" | "b", column = 0): string {
  const isQ = encoding === "Q" || encoding === "q";
  const words: string[] = [];
  let room = MAX_LINE - column - OVERHEAD;
  let folded = "";
  if (room < 12) {
    folded = "\r\n ";
    room = MAX_WORD - OVERHEAD;
  }
  let content = "";
  let size = 0;
  const finish = () => {
    words.push(`=?utf-8?${encoding}?${isQ ? content : Buffer.from(content, "utf8").toString("base64")}?=`);
    content = "";
    size = 0;
    room = MAX_WORD - OVERHEAD;
  };
  // RFC 2047 §5: a word holds whole characters.
  for (const character of text) {
    const bytes = Buffer.from(character, "utf8");
    const piece = isQ ? encodeQ(bytes) : character;
    const cost = isQ ? piece.length : bytes.length;
    const total = isQ ? size + cost : 4 * Math.ceil((size + cost) / 3);
    if (total > room && size > 0) finish();
    content += piece;
    size += cost;
  }
  finish();
  return folded + words.join("\r\n ");
}

function encodeQ(bytes: Buffer): string {
  let text = "";
  for (const byte of bytes) {
    if (byte === 0x20) text += "_";
    else if (isSafe(byte)) text += String.fromCharCode(byte);
    else text += `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return text;
}

/** RFC 2047 §5 (3): what may stand in a phrase too; the blank is written as "_". */
function isSafe(byte: number): boolean {
  return SAFE.has(byte);
}
