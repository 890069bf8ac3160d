// Transfer encodings of binary content, in the widths and forms that other hosts choose. RFC 2045 §6.7, §6.8.
import type { Steps } from "../../mime/in-turns.ts";

const TURN = 65_536;

/** Lines of `width` characters, a multiple of four; no line end behind the last. */
export function* encodingBase64Lines(bytes: Buffer, width: number): Steps<Buffer> {
  const perLine = (width / 4) * 3;
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += perLine) {
    if (lines.length % 1024 === 1023) yield;
    lines.push(bytes.toString("base64", at, Math.min(at + perLine, bytes.length)));
  }
  return Buffer.from(lines.join("\r\n"), "latin1");
}

/** RFC 2045 §6.7 (4): in binary content CR and LF are data, and every line break is a soft one. */
export function* encodingBinaryQuotedPrintable(bytes: Buffer): Steps<Buffer> {
  const pieces: string[] = [];
  let line = "";
  for (let at = 0; at < bytes.length; at += 1) {
    if (at % TURN === TURN - 1) yield;
    const byte = bytes[at] ?? 0;
    // Blanks are encoded too: at the end of a line transport may take them.
    const isLiteral = byte > 0x20 && byte < 0x7f && byte !== 0x3d;
    const text = isLiteral ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (line.length + text.length > 75) {
      pieces.push(`${line}=\r\n`);
      line = "";
    }
    line += text;
  }
  return Buffer.from(pieces.join("") + line, "latin1");
}
