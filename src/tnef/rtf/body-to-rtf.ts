// HTML and text encapsulated in RTF, so that what comes out again is what went in. [MS-OXRTFEX] §2.1.3
// No more than that: a reader of RTF alone sees the words and the line ends, not their form.
import { htmlPieces } from "./html-pieces.ts";

const head = (from: string): string =>
  `{\\rtf1\\ansi\\ansicpg1252\\${from} \\deff0{\\fonttbl\r\n{\\f0\\fswiss Arial;}\r\n{\\f1\\fmodern Courier New;}\r\n` +
  "{\\f2\\fnil\\fcharset2 Symbol;}}\r\n{\\colortbl\\red0\\green0\\blue0;\\red0\\green0\\blue255;}\r\n" +
  "\\uc1\\pard\\plain\\deftab360 \\f0\\fs20 ";

/** Lines end with \par: whatever ended them, they come out with CRLF. */
export function textToRtf(text: string): Buffer {
  const lines = text.split(/\r\n|\r|\n/).map(escaped);
  return Buffer.from(`${head("fromtext")}${lines.join("\\par\r\n")}}`, "latin1");
}

/** `rtfToBody` gives the same HTML, character for character. */
export function htmlToRtf(html: string): Buffer {
  let rtf = head("fromhtml1 \\fbidis");
  for (const { kind, text, seen } of htmlPieces(html)) {
    if (kind === "text") rtf += escaped(text);
    else if (text === "\r\n") rtf += `\r\n{\\*\\htmltag${kind} \\par }`;
    else rtf += `{\\*\\htmltag${kind} ${escaped(text)}}`;
    if (seen) rtf += `\\htmlrtf ${seen}\\htmlrtf0 `;
  }
  return Buffer.from(`${rtf}}`, "latin1");
}

function escaped(text: string): string {
  return text.replace(/\r\n|[^ -[\]^-z|~]/g, escapedCharacter);
}

function escapedCharacter(character: string): string {
  if (character === "\r\n") return "\\par ";
  if (character === "\t") return "\\tab ";
  if (character === "\\" || character === "{" || character === "}") return `\\${character}`;
  const code = character.charCodeAt(0);
  if (code < 0x80) return `\\'${code.toString(16).padStart(2, "0")}`;
  return `\\u${code > 0x7fff ? code - 0x10000 : code}?`;
}
