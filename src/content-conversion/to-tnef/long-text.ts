// Long text between bytes and Unicode, in turns. Pieces end where any charset of mail is back in its first state.
import { decodeText, encodeText } from "../../mime/charset.ts";
import type { Steps } from "../../mime/in-turns.ts";

const PIECE = 131_072;

/** Undefined where the charset is unknown. */
export function* decodingText(bytes: Buffer, charset: string): Steps<string | undefined> {
  // In these a byte 0x0A may be half a character. RFC 2781, RFC 2152
  if (bytes.length <= PIECE || /^(?:utf-?(?:16|32|7)|ucs|unicode)/i.test(charset)) return decodeText(bytes, charset);
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at + PIECE);
    const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
    const piece = decodeText(bytes.subarray(at, end), charset);
    if (piece === undefined) return undefined;
    text += piece;
    at = end;
    yield;
  }
  return text;
}

/** Undefined where the charset is unknown or cannot hold the text. */
export function* encodingText(text: string, charset: string): Steps<Buffer | undefined> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf("\n", at + PIECE);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    const piece = encodeText(text.slice(at, end), charset);
    if (!piece) return undefined;
    pieces.push(piece);
    at = end;
    yield;
  }
  return Buffer.concat(pieces);
}
