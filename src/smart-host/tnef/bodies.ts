// The text of a message in TNEF: HTML and plain text as they stand, else what RTF has.
import type { Steps } from "../../mime/in-turns.ts";
import { charsetOf } from "../../tnef/code-page.ts";
import { decompressingRtf } from "../../tnef/compressed-rtf.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { type RtfBody, readingRtfBody } from "../../tnef/rtf/rtf-to-body.ts";
import { TnefSyntaxError } from "../../tnef/tnef-error.ts";

export interface Bodies {
  /** UTF-8. */
  readonly text?: Buffer;
  readonly html?: { readonly bytes: Buffer; readonly charset: string };
  /** Why the RTF gave nothing. */
  readonly flaw?: string;
}

export function* readingBodies(properties: PropertyBag): Steps<Bodies> {
  const html = properties.binary(TAG.PidTagHtml);
  const plain = properties.text(TAG.PidTagBody);
  const text = plain === undefined ? {} : { text: Buffer.from(plain.replace(/\0+$/, "").toWellFormed()) };
  if (html)
    return { ...text, html: { bytes: html, charset: mimeCharset(properties.number(TAG.PidTagInternetCodepage)) } };
  const rtf = properties.binary(TAG.PidTagRtfCompressed);
  const body = rtf && (yield* readingRtf(rtf));
  if (typeof body === "string") return { ...text, flaw: body };
  if (body?.kind === "html") return { ...text, html: { bytes: asciiHtml(body.text), charset: "us-ascii" } };
  return body && plain === undefined ? { text: Buffer.from(body.text.toWellFormed()) } : text;
}

function* readingRtf(compressed: Buffer): Steps<RtfBody | string> {
  try {
    return yield* readingRtfBody(yield* decompressingRtf(compressed));
  } catch (error) {
    if (error instanceof TnefSyntaxError) return error.message;
    throw error;
  }
}

/** True under any charset that a meta element may name. RFC 1866 §3.2.1 */
function asciiHtml(html: string): Buffer {
  const references = html.toWellFormed().replace(/[^\x00-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`);
  return Buffer.from(references, "latin1");
}

/** The code page's name in MIME; UTF-8 where none is said. */
function mimeCharset(codepage: number | undefined): string {
  if (!codepage) return "utf-8";
  return charsetOf(codepage)
    .replace(/^cp(125\d|874)$/, "windows-$1")
    .replace(/^cp949$/, "euc-kr");
}
