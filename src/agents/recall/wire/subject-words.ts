// Header text as Exchange writes it: encoded words in the message's own charset, full ones in B, the last one in Q where
// that is shorter. RFC 2047
import { encodeText, isAscii } from "../../../mime/charset.ts";
import { encodeText as encodeUtf8 } from "../../../mime/encoded-word.ts";

const MAX_WORD = 75; // RFC 2047 §2
const MAX_LINE = 76;

/**
 * As it stands when it is printable ASCII; in UTF-8 where the charset cannot hold it.
 *
 * @param column where the value begins on its first line
 */
export function encodeSubject(text: string, charset: string, column = "Subject: ".length): string {
  const bytes = encodeText(text, charset);
  if (!bytes || (isAscii(bytes) && isAscii(Buffer.from(text, "utf8")))) return encodeUtf8(text, column);
  const overhead = `=?${charset}?B??=`.length;
  const characters = [...text];
  const words: string[] = [];
  for (let at = 0; at < characters.length; ) {
    const room = (words.length === 0 ? MAX_LINE - column : MAX_WORD) - overhead;
    const { content, end } = nextPiece(characters, at, charset, room);
    words.push(encodeWord(content, charset, end === characters.length));
    at = end;
  }
  return words.join("\r\n ");
}

/** As many whole characters as a B word has room for, at least one. RFC 2047 §5 */
function nextPiece(characters: readonly string[], from: number, charset: string, room: number) {
  let end = from + 1;
  let content = encoded(characters, from, end, charset);
  while (end < characters.length) {
    const longer = encoded(characters, from, end + 1, charset);
    if (4 * Math.ceil(longer.length / 3) > room) break;
    content = longer;
    end += 1;
  }
  return { content, end };
}

/** Piece by piece, for a stateful charset begins and ends each word in ASCII. RFC 1468 */
function encoded(characters: readonly string[], from: number, end: number, charset: string): Buffer {
  const text = characters.slice(from, end).join("");
  return encodeText(text, charset) ?? Buffer.from(text, "latin1");
}

function encodeWord(content: Buffer, charset: string, isLast: boolean): string {
  const base64 = content.toString("base64");
  const quoted = isLast ? quote(content) : base64;
  return quoted.length < base64.length ? `=?${charset}?Q?${quoted}?=` : `=?${charset}?B?${base64}?=`;
}

/** RFC 2047 §4.2 */
function quote(content: Buffer): string {
  return content
    .toString("latin1")
    .replace(/[^ !*+\-/0-9A-Za-z]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)
    .replaceAll(" ", "_");
}
