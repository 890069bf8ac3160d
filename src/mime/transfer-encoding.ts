// Content-Transfer-Encoding, RFC 2045 §6. Decoders never throw: what breaks the rules is read as most readers do.
// All are `Steps` (in-turns.ts): state lives across the hand-overs, so any cut is allowed.
import type { HeaderBlock } from "./header-block.ts";
import { runNow, type Steps } from "./in-turns.ts";

export type TransferEncoding = "7bit" | "8bit" | "binary" | "quoted-printable" | "base64" | "unknown";

/** RFC 2045 §6.1: 7bit where nothing is said. */
export function transferEncodingOf(headers: HeaderBlock): TransferEncoding {
  const value = headers.get("Content-Transfer-Encoding");
  if (value === undefined || value === "") return "7bit";
  const name = /^[^\s;(]*/.exec(value)?.[0].toLowerCase();
  switch (name) {
    case "7bit":
    case "8bit":
    case "binary":
    case "quoted-printable":
    case "base64":
      return name;
    default:
      return "unknown";
  }
}

export function* decoding(bytes: Buffer, encoding: TransferEncoding): Steps<Buffer> {
  if (encoding === "quoted-printable") return yield* decodingQuotedPrintable(bytes);
  if (encoding === "base64") return yield* decodingBase64(bytes);
  return bytes;
}

/** `unknown`, 7bit, 8bit and binary give the bytes as they are. */
export function* encoding(bytes: Buffer, name: TransferEncoding): Steps<Buffer> {
  if (name === "quoted-printable") return yield* encodingQuotedPrintable(bytes);
  if (name === "base64") return yield* encodingBase64(bytes);
  return bytes;
}

export const decodeTransferEncoding = (bytes: Buffer, name: TransferEncoding): Buffer => runNow(decoding(bytes, name));
export const encodeTransferEncoding = (bytes: Buffer, name: TransferEncoding): Buffer => runNow(encoding(bytes, name));

/** UTF-8 in base64, as a body of a message has it; no line end behind the last line. */
export const base64Lines = (text: string): string =>
  encodeTransferEncoding(Buffer.from(text, "utf8"), "base64").toString("latin1");

const TURN = 65_536;
const LINE = 76;
const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;

function* decodingQuotedPrintable(bytes: Buffer): Steps<Buffer> {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  /** Where `out` ends without blanks that transport may have added: RFC 2045 §6.7 (3). */
  let keep = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (at % TURN === 0) yield;
    const byte = bytes[at] ?? 0;
    if (byte === EQUALS) {
      const soft = softBreakEnd(bytes, at);
      if (soft > 0) {
        at = soft - 1;
        keep = length;
        continue;
      }
      const value = hexPair(bytes[at + 1], bytes[at + 2]);
      out[length++] = value < 0 ? EQUALS : value;
      if (value >= 0) at += 2;
      keep = length;
    } else if (byte === LF || (byte === CR && bytes[at + 1] === LF)) {
      length = keep;
      out[length++] = byte;
      if (byte === CR) out[length++] = bytes[++at] ?? LF;
      keep = length;
    } else {
      out[length++] = byte;
      if (byte !== 0x20 && byte !== 0x09) keep = length;
    }
  }
  return out.subarray(0, keep);
}

/** Behind "=", blanks and a line end (or the end of all): where the next line begins, else 0. */
function softBreakEnd(bytes: Buffer, equals: number): number {
  let at = equals + 1;
  while (at - equals < 1000 && (bytes[at] === 0x20 || bytes[at] === 0x09)) at += 1;
  if (at >= bytes.length) return bytes.length;
  if (bytes[at] === CR && bytes[at + 1] === LF) return at + 2;
  return bytes[at] === LF ? at + 1 : 0;
}

function hexPair(high: number | undefined, low: number | undefined): number {
  const a = HEX[high ?? 0] ?? -1;
  const b = HEX[low ?? 0] ?? -1;
  return a < 0 || b < 0 ? -1 : a * 16 + b;
}

const HEX = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit += 1) {
  HEX[digit.toString(16).charCodeAt(0)] = digit;
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/** CRLF stays a line end; a lone CR or LF is data. RFC 2045 §6.7. */
function* encodingQuotedPrintable(bytes: Buffer): Steps<Buffer> {
  const pieces: Buffer[] = [];
  let at = 0;
  let column = 0;
  while (at < bytes.length) {
    const turnEnds = Math.min(at + TURN, bytes.length);
    const out = Buffer.allocUnsafe(4 * TURN);
    let length = 0;
    for (; at < turnEnds; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === CR && bytes[at + 1] === LF) {
        length += out.write("\r\n", length, "latin1");
        at += 1;
        column = 0;
        continue;
      }
      const isLast = endsLine(bytes, at + 1);
      const isLiteral = QP_LITERAL[byte] === 1 && !(isLast && isBlank(byte));
      const width = isLiteral ? 1 : 3;
      // One column stays free for the "=" of a soft break.
      if (column + width > (isLast ? LINE : LINE - 1)) {
        length += out.write("=\r\n", length, "latin1");
        column = 0;
      }
      if (isLiteral) out[length++] = byte;
      else length += out.write(HEX_TEXT[byte] ?? "", length, "latin1");
      column += width;
    }
    pieces.push(out.subarray(0, length));
    yield;
  }
  return Buffer.concat(pieces);
}

const HEX_TEXT = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`);
const QP_LITERAL = new Uint8Array(256);
for (let byte = 0x20; byte < 0x7f; byte += 1) if (byte !== EQUALS) QP_LITERAL[byte] = 1;
QP_LITERAL[0x09] = 1;

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09;

function endsLine(bytes: Buffer, at: number): boolean {
  return at >= bytes.length || (bytes[at] === CR && bytes[at + 1] === LF);
}

/** Characters outside the alphabet are ignored, RFC 2045 §6.8; padding ends a group, and another may follow. */
function* decodingBase64(bytes: Buffer): Steps<Buffer> {
  const out = Buffer.allocUnsafe(Math.ceil((bytes.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let value = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (at % TURN === 0) yield;
    const byte = bytes[at] ?? 0;
    const six = BASE64_VALUE[byte] ?? -1;
    if (six < 0) {
      if (byte !== EQUALS) continue;
      bits = 0;
      value = 0;
      continue;
    }
    value = ((value << 6) | six) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[length++] = value >> bits;
    }
  }
  return out.subarray(0, length);
}

const BASE64_VALUE = new Int8Array(256).fill(-1);
for (const [value, character] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries()) {
  BASE64_VALUE[character.charCodeAt(0)] = value;
}

/** Lines of 76, no line end behind the last. */
function* encodingBase64(bytes: Buffer): Steps<Buffer> {
  const perLine = (LINE / 4) * 3;
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += perLine * 1024) {
    const text = bytes.toString("base64", from, Math.min(from + perLine * 1024, bytes.length));
    let lines = from === 0 ? "" : "\r\n";
    for (let at = 0; at < text.length; at += LINE) lines += (at === 0 ? "" : "\r\n") + text.slice(at, at + LINE);
    pieces.push(Buffer.from(lines, "latin1"));
    yield;
  }
  return Buffer.concat(pieces);
}
