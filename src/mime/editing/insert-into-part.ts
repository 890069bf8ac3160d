// Writes something into one text part: a signature, a disclaimer. Charset and transfer encoding stay where they can hold it; header fields that
// need no change keep their bytes.
import { isAscii } from "../charset.ts";
import { withParameter } from "../content-type.ts";
import type { HeaderBlock } from "../header-block.ts";
import type { Steps } from "../in-turns.ts";
import type { MimePart } from "../structure.ts";
import { decoding, encoding, type TransferEncoding, transferEncodingOf } from "../transfer-encoding.ts";
import { foldedValue, replaceField } from "./edit-headers.ts";
import type { PartContent } from "./edits.ts";
import { flowed, type Insertion } from "./insertion.ts";
import { charsetOf, fittingHtml, fittingText, readableContent, type TextContent } from "./text-content.ts";

export interface Addition {
  /** CRLF between its lines, none at the end. */
  readonly text: string;
  readonly html: string;
}

/** Where it goes; the text has one character a byte. */
export interface Places {
  html(html: string): Steps<number>;
  text(text: string, isFlowed: boolean): Steps<Insertion>;
}

/** `body` is the part's, as it stands in the message. A string says why it stays as it is. */
export function* insertingIntoPart(
  part: MimePart,
  body: Buffer,
  addition: Addition,
  places: Places,
): Steps<PartContent | string> {
  const name = transferEncodingOf(part.headers);
  if (name === "unknown") return `transfer encoding ${part.headers.get("Content-Transfer-Encoding")} is not known`;
  const charset = charsetOf(part.contentType);
  const decoded = yield* decoding(body, name);
  const content = readableContent(decoded, charset);
  if (!content) return `charset ${charset} cannot be converted`;
  const isHtml = part.contentType.mediaType === "text/html";
  const { content: written, inserted } = isHtml
    ? yield* insertingHtml(content, charset, addition.html, places)
    : yield* insertingText(content, addition.text, part.contentType.parameters.get("format"), places);
  const chosen = chooseEncoding(name, decoded, written, inserted);
  const headers = editedHeaders(part.headers, written, name, chosen);
  return { headers, body: yield* encoding(written.bytes, chosen), encoding: chosen };
}

interface Inserted {
  readonly content: TextContent;
  /** The bytes that are new. */
  readonly inserted: Buffer;
}

function* insertingText(
  content: TextContent,
  text: string,
  format: string | undefined,
  places: Places,
): Steps<Inserted> {
  const isFlowed = format?.toLowerCase() === "flowed";
  const fitted = yield* fittingText(content, isFlowed ? flowed(text) : text);
  const place = yield* places.text(fitted.content.bytes.toString("latin1"), isFlowed);
  const inserted = Buffer.concat([Buffer.from(place.before), fitted.inserted, Buffer.from(place.after)]);
  return { content: splice(fitted.content, place.at, inserted), inserted };
}

function* insertingHtml(content: TextContent, declared: string, html: string, places: Places): Steps<Inserted> {
  const bytes = content.change === "transcoded" ? withMetaCharset(content.bytes, declared) : content.bytes;
  const at = yield* places.html(bytes.toString("latin1"));
  const inserted = fittingHtml(`\r\n${html}\r\n`, content.charset);
  return { content: splice({ ...content, bytes }, at, inserted), inserted };
}

function splice(content: TextContent, at: number, inserted: Buffer): TextContent {
  return { ...content, bytes: Buffer.concat([content.bytes.subarray(0, at), inserted, content.bytes.subarray(at)]) };
}

/** An HTML text that names its old charset would be read wrongly by readers that prefer it. */
function withMetaCharset(bytes: Buffer, declared: string): Buffer {
  const head = bytes.toString("utf8", 0, 4096);
  const renamed = head.replace(/(<meta\b[^>]{0,200}\bcharset\s*=\s*["']?)([\w.:-]{1,40})/i, (all, before, name) =>
    name.toLowerCase() === declared.toLowerCase() ? `${before}utf-8` : all,
  );
  return renamed === head ? bytes : Buffer.concat([Buffer.from(renamed), bytes.subarray(Buffer.byteLength(head))]);
}

/** RFC 2045 §6.2: what was plain may need an encoding now; what was encoded stays so. */
function chooseEncoding(name: TransferEncoding, old: Buffer, written: TextContent, inserted: Buffer): TransferEncoding {
  if (name !== "7bit" && name !== "8bit") return name;
  if (hasLongLine(inserted)) return "quoted-printable";
  const addsEightBit = written.change === "transcoded" || !isAscii(inserted);
  // Bytes beyond ASCII that nobody declared pass as they came, if ours are none.
  return addsEightBit && (name === "7bit" || isAscii(old)) ? "quoted-printable" : name;
}

/** RFC 5322 §2.1.1: 998 without CRLF; what it joins onto is not counted. */
function hasLongLine(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; ) {
    const lineFeed = bytes.indexOf(0x0a, at);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    if (end - at > 900) return true;
    at = end;
  }
  return false;
}

function editedHeaders(
  headers: HeaderBlock,
  { charset, change }: TextContent,
  old: TransferEncoding,
  chosen: TransferEncoding,
): HeaderBlock {
  let edited = headers;
  if (change !== "none") {
    const value = foldedValue(headers, "Content-Type") ?? "text/plain";
    edited = replaceField(edited, "Content-Type", withParameter(value, "charset", charset));
  }
  return chosen === old ? edited : replaceField(edited, "Content-Transfer-Encoding", chosen);
}
