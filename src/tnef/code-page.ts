// Windows code pages, by which text that is no Unicode is read. [MS-UCODEREF] §2.2.1
import { decodeText, encodeText } from "../mime/charset.ts";

/** Where the code page isn't the charset of the name "cpN". */
const CHARSETS: Readonly<Record<number, string>> = {
  932: "shift_jis",
  936: "gbk",
  949: "cp949",
  950: "big5",
  1200: "utf-16le",
  10000: "macintosh",
  20127: "us-ascii",
  20866: "koi8-r",
  21866: "koi8-u",
  28591: "iso-8859-1",
  28592: "iso-8859-2",
  28593: "iso-8859-3",
  28594: "iso-8859-4",
  28595: "iso-8859-5",
  28596: "iso-8859-6",
  28597: "iso-8859-7",
  28598: "iso-8859-8",
  28599: "iso-8859-9",
  28605: "iso-8859-15",
  50220: "iso-2022-jp",
  50221: "iso-2022-jp",
  50222: "iso-2022-jp",
  51932: "euc-jp",
  51936: "gb2312",
  51949: "euc-kr",
  54936: "gb18030",
  65001: "utf-8",
};

export const DEFAULT_CODE_PAGE = 1252;

export function charsetOf(codepage: number): string {
  return CHARSETS[codepage] ?? `cp${codepage}`;
}

/** An unknown code page is read as windows-1252. */
export function decodeCodePage(bytes: Buffer, codepage: number): string {
  return decodeText(bytes, charsetOf(codepage)) ?? decodeText(bytes, "cp1252") ?? bytes.toString("latin1");
}

/** Undefined where the code page is unknown or cannot hold the text. */
export function encodeCodePage(text: string, codepage: number): Buffer | undefined {
  return encodeText(text, charsetOf(codepage));
}
