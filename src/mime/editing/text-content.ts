// The content of a text part between decoding and encoding: its charset, and what may be written into it.

import { canEncode, decodeText, encodeText, isAsciiCompatible, isUtf8, transliterate } from "../charset.ts";
import type { ContentType } from "../content-type.ts";
import type { Steps } from "../in-turns.ts";

/** Bytes in which ASCII is ASCII, so that places can be found without knowing more. */
export interface TextContent {
  readonly bytes: Buffer;
  readonly charset: string;
  /** Against what the part declared: the same, the same bytes under another charset, or other bytes. */
  readonly change: "none" | "relabelled" | "transcoded";
}

export function charsetOf(contentType: ContentType): string {
  return contentType.parameters.get("charset")?.trim() || "us-ascii";
}

/** UTF-16 and its like become UTF-8; undefined where that would lose something. */
export function readableContent(bytes: Buffer, charset: string): TextContent | undefined {
  if (isAsciiCompatible(charset)) return { bytes, charset, change: "none" };
  const text = decodeText(bytes, charset);
  if (text === undefined || text.includes("\ufffd")) return undefined;
  return { bytes: Buffer.from(text, "utf8"), charset: "utf-8", change: "transcoded" };
}

/** The text in the part's charset; where that cannot hold it the part turns to UTF-8; where it cannot, spelled. */
export function* fittingText(content: TextContent, text: string): Steps<{ content: TextContent; inserted: Buffer }> {
  const fits = encodeText(text, content.charset);
  if (fits) return { content, inserted: fits };
  const converted = yield* convertingToUtf8(content);
  if (converted) return { content: converted, inserted: Buffer.from(text.toWellFormed(), "utf8") };
  const known = canEncode("a", content.charset) ? content.charset : "us-ascii";
  return { content, inserted: encodeText(transliterate(text, known), known) ?? Buffer.alloc(0) };
}

/** HTML can name any character: RFC 1866 §3.2.1 character references for what the charset cannot hold. */
export function fittingHtml(html: string, charset: string): Buffer {
  const known = canEncode("a", charset) ? charset : "us-ascii";
  let written = "";
  for (const character of html.toWellFormed()) {
    written += canEncode(character, known) ? character : `&#${character.codePointAt(0)};`;
  }
  return encodeText(written, known) ?? Buffer.from(written, "latin1");
}

/** A longer line cannot be converted without holding up the loop. */
const LONGEST_LINE = 1_048_576;
const TURN = 65_536;

/** Undefined where the bytes are not what the charset says, so that converting would change the text. */
function* convertingToUtf8({ bytes, charset }: TextContent): Steps<TextContent | undefined> {
  if (!canEncode("a", charset)) return undefined;
  // ASCII, and UTF-8 that nobody declared.
  if (/^(us-)?ascii$/i.test(charset)) {
    return isUtf8(bytes) ? { bytes, charset: "utf-8", change: "relabelled" } : undefined;
  }
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    // Cut at line ends: there no character is open.
    const lineFeed = bytes.indexOf(0x0a, at + TURN);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    const piece = bytes.subarray(at, end);
    if (piece.length > LONGEST_LINE) return undefined;
    const text = decodeText(piece, charset);
    if (text === undefined || !encodeText(text, charset)?.equals(piece)) return undefined;
    pieces.push(Buffer.from(text, "utf8"));
    at = end;
    yield;
  }
  const converted = Buffer.concat(pieces);
  return { bytes: converted, charset: "utf-8", change: converted.equals(bytes) ? "relabelled" : "transcoded" };
}
