// HTML and text encapsulated in RTF, so that what comes out again is what went in. [MS-OXRTFEX] §2.1.3.1
// No more than that: a reader of RTF alone sees the words and the line ends, not their form.
import { runNow, type Steps } from "../../mime/in-turns.ts";
import { htmlPieces, OTHER_TAG } from "./html-pieces.ts";

const head = (from: string): string =>
  `{\\rtf1\\ansi\\ansicpg1252\\${from} \\deff0{\\fonttbl\r\n{\\f0\\fswiss Arial;}\r\n{\\f1\\fmodern Courier New;}\r\n` +
  "{\\f2\\fnil\\fcharset2 Symbol;}}\r\n{\\colortbl\\red0\\green0\\blue0;\\red0\\green0\\blue255;}\r\n" +
  "\\uc1\\pard\\plain\\deftab360 \\f0\\fs20 ";

/** Characters between two hand-overs. */
const TURN = 65_536;
/** HTML whose RTF is longer goes in as it is: a group for each sign would make thirty of one. */
const MOST_GROUPED = 16_777_216;

/** Lines end with \par: whatever ended them, they come out with CRLF. */
export function textToRtf(text: string): Buffer {
  return runNow(encapsulatingText(text));
}

/** As textToRtf, for what may be long. */
export function* encapsulatingText(text: string): Steps<Buffer> {
  let rtf = head("fromtext");
  for (const part of parts(text)) {
    rtf += part.replace(SPECIAL, (sign) => (/[\r\n]/.test(sign) ? "\\par\r\n" : escapedSign(sign)));
    yield;
  }
  return Buffer.from(`${rtf}}`, "latin1");
}

/** `rtfToBody` gives the same HTML, character for character. */
export function htmlToRtf(html: string): Buffer {
  return runNow(encapsulatingHtml(html));
}

/** As htmlToRtf, for what may be long. */
export function* encapsulatingHtml(html: string): Steps<Buffer> {
  // An empty group stands before the first words, as writers of the standard have it.
  let rtf = `${head("fromhtml1 \\fbidis")}{\\*\\htmltag64}`;
  let at = 0;
  let turn = TURN;
  for (const { kind, text, seen } of htmlPieces(html)) {
    if (rtf.length > MOST_GROUPED) break;
    for (const part of parts(text)) {
      rtf += kind === "text" ? escaped(part) : markup(kind, part);
      at += part.length;
      if (at < turn) continue;
      yield;
      turn = at + TURN;
    }
    if (seen) rtf += `\\htmlrtf ${seen}\\htmlrtf0 `;
  }
  for (const part of parts(html.slice(at))) {
    rtf += markup(OTHER_TAG, part);
    yield;
  }
  return Buffer.from(`${rtf}}`, "latin1");
}

const markup = (kind: number, text: string): string =>
  `${text === "\r\n" ? text : ""}{\\*\\htmltag${kind} ${escaped(text)}}`;

/** In pieces of a turn each; a CRLF stays whole. */
function* parts(text: string): Generator<string, void, void> {
  for (let at = 0; at < text.length; ) {
    let end = at + TURN;
    if (text.charCodeAt(end - 1) === 0x0d) end += 1;
    yield text.slice(at, end);
    at = end;
  }
}

const SPECIAL = /\r\n|[^ -[\]^-z|~]/g;

const escaped = (text: string): string => text.replace(SPECIAL, escapedSign);

function escapedSign(sign: string): string {
  if (sign === "\r\n") return "\\par ";
  if (sign === "\t") return "\\tab ";
  if (sign === "\\" || sign === "{" || sign === "}") return `\\${sign}`;
  const code = sign.charCodeAt(0);
  if (code < 0x80) return `\\'${code.toString(16).padStart(2, "0")}`;
  return `\\u${code > 0x7fff ? code - 0x10000 : code}?`;
}
