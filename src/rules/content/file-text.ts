// The text of a file that rules can read: plain text of any encoding, HTML, XML, RTF; what Office and OpenDocument write is
// XML in a zip.
import { textingHtml } from "../../content-conversion/to-tnef/text-of-html.ts";
import { decodeText, isUtf8 } from "../../mime/charset.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { readingRtfBody } from "../../tnef/rtf/rtf-to-body.ts";
import { TnefSyntaxError } from "../../tnef/tnef-error.ts";
import type { FileKind } from "./file-kind.ts";

/** @param bytes no more than are wanted. */
export async function textOfFile(kind: FileKind, bytes: Buffer, charset?: string): Promise<string> {
  if (kind === "rtf") return textOfRtf(bytes);
  if (kind !== "text" && kind !== "executable") return "";
  const text = decode(bytes, charset);
  if (/^\s*<\?xml/i.test(text)) return textOfXml(text);
  return /<(?:!doctype\s+html|html|body)\b/i.test(text.slice(0, 4096)) ? runInTurns(textingHtml(text)) : text;
}

async function textOfRtf(bytes: Buffer): Promise<string> {
  try {
    const { kind, text } = await runInTurns(readingRtfBody(bytes));
    return kind === "html" ? await runInTurns(textingHtml(text)) : text;
  } catch (error) {
    if (error instanceof TnefSyntaxError) return "";
    throw error;
  }
}

function decode(bytes: Buffer, charset?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeText(bytes, "utf-16be") ?? "";
  const declared = charset === undefined ? undefined : decodeText(bytes, charset);
  // What is cut may end within a character.
  return declared ?? (isUtf8(bytes.subarray(0, -4)) ? bytes.toString("utf8") : bytes.toString("latin1"));
}

/** Elements behind which a line ends, or a cell: paragraphs and rows of Office and OpenDocument. */
const LINE = /^\/(?:\w+:)?(?:p|h|row|si|tr|table-row)\b|^(?:\w+:)?(?:br|line-break)\b/i;
const CELL = /^\/(?:\w+:)?(?:c|tc|table-cell)\b|^(?:\w+:)?(?:tab|s)\b/i;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Pieces of a word that formatting parts are joined again. */
export function textOfXml(xml: string): string {
  return xml
    .replace(/<([^<>]*)>/g, (_, tag: string) => (LINE.test(tag) ? "\n" : CELL.test(tag) ? "\t" : ""))
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    });
}

/** Parts of an Office or OpenDocument file that have what a reader sees. ECMA-376, OASIS OpenDocument */
export const DOCUMENT_PARTS =
  /^(?:content\.xml|word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl\/(?:sharedStrings|worksheets\/[^/]+|comments\d*)\.xml|ppt\/(?:slides|notesSlides)\/[^/]+\.xml)$/i;

/** By these an archive is a document and no archive. */
export const isDocument = (names: readonly string[]): boolean =>
  names.includes("[Content_Types].xml") || (names[0] === "mimetype" && names.includes("content.xml"));
