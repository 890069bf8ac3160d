// The bodies of a MIME message as properties. [MS-OXCMAIL] §2.1.3.3
import { isAscii, isUtf8 } from "../../mime/charset.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import type { MimePart } from "../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";
import { charsetOf } from "../../tnef/code-page.ts";
import { compressingRtf } from "../../tnef/compressed-rtf.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { encapsulatingHtml } from "../../tnef/rtf/body-to-rtf.ts";
import type { BodyParts } from "./body-parts.ts";
import { codepageOfCharset, windowsCodepage } from "./code-pages.ts";
import { decodingText } from "./long-text.ts";
import { textingHtml } from "./text-of-html.ts";

/** PidTagNativeBody. [MS-OXBBODY] §2.1 */
const NATIVE_BODY = { none: 0, text: 1, html: 3 } as const;

/** Above this, HTML is not made RTF too: the message would be twice as large for a form that nobody needs. Bytes. */
const MOST_IN_RTF = 1_048_576;

/**
 * Plain text becomes PidTagBody. HTML becomes RTF, as Exchange has it in legacy TNEF, and keeps its bytes in PidTagHtml
 * beside it (chosen: RTF gives the characters back, and PidTagInternetCodepage says what the bytes mean).
 */
export async function setBodies(bag: PropertyBag, message: Buffer, parts: BodyParts): Promise<void> {
  const text = parts.text && (await decodeBody(parts.text, message));
  const html = parts.html && (await decodeBody(parts.html, message));
  const codepage = html?.codepage ?? text?.codepage ?? UTF8;
  // A reader of MAPI takes a NUL for the end of the text.
  if (text) bag.set(TAG.PidTagBody, (await textOf(text.bytes, text.codepage)).replaceAll("\0", ""));
  if (html) bag.set(TAG.PidTagHtml, html.bytes);
  if (html && html.bytes.length <= MOST_IN_RTF) {
    const rtf = await runInTurns(encapsulatingHtml(await textOf(html.bytes, html.codepage)));
    bag.set(TAG.PidTagRtfCompressed, await runInTurns(compressingRtf(rtf))).set(TAG.PidTagRtfInSync, true);
  }
  bag.set(TAG.PidTagNativeBody, html ? NATIVE_BODY.html : text ? NATIVE_BODY.text : NATIVE_BODY.none);
  bag.set(TAG.PidTagInternetCodepage, codepage).set(TAG.PidTagMessageCodepage, windowsCodepage(codepage));
  bag.set(TAG.Preview, previewOf(bag.text(TAG.PidTagBody) ?? (await textOfStart(html))));
}

/** Characters. */
const PREVIEW = 255;
/** As far as this HTML is read for a preview, bytes. */
const LOOK_INTO = 65_536;

function previewOf(text: string): string {
  return text
    .slice(0, 4 * PREVIEW)
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, PREVIEW)
    .toWellFormed();
}

async function textOfStart(html: DecodedBody | undefined): Promise<string> {
  if (!html) return "";
  return runInTurns(textingHtml(await textOf(html.bytes.subarray(0, LOOK_INTO), html.codepage)));
}

async function textOf(bytes: Buffer, codepage: number): Promise<string> {
  return (await runInTurns(decodingText(bytes, charsetOf(codepage)))) ?? bytes.toString("latin1");
}

/** The content of a leaf, its transfer encoding undone. */
export function contentOf(part: MimePart, message: Buffer): Promise<Buffer> {
  return runInTurns(decoding(message.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers)));
}

interface DecodedBody {
  readonly codepage: number;
  /** In that code page. */
  readonly bytes: Buffer;
}

const UTF8 = 65001;
const US_ASCII = 20127;

/** Bytes that windows-1252 has no characters for. */
const LACKING_IN_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d] as const;

async function decodeBody(part: MimePart, message: Buffer): Promise<DecodedBody> {
  const bytes = await contentOf(part, message);
  const charset = part.contentType.parameters.get("charset") ?? "us-ascii";
  const codepage = codepageOfCharset(charset);
  if (codepage !== undefined && codepage !== US_ASCII) return { codepage, bytes };
  if (isAscii(bytes)) return { codepage: codepage ?? US_ASCII, bytes };
  if (codepage === undefined) {
    const text = await runInTurns(decodingText(bytes, charset));
    if (text !== undefined) return { codepage: UTF8, bytes: Buffer.from(text, "utf8") };
  }
  // Undeclared 8-bit text, or a charset that nobody knows.
  if (isUtf8(bytes)) return { codepage: UTF8, bytes };
  return { codepage: LACKING_IN_1252.some((byte) => bytes.includes(byte)) ? 28591 : 1252, bytes };
}
