// Mail to measure with. No two messages are alike, so that nothing is stored only once.
import { toWire } from "../support/raw-smtp.ts";

export type MailKind = "usual" | "large" | "nested";

export const USUAL_BYTES = 2048;
export const LARGE_BYTES = 25 * 2 ** 20;
export const NESTED_PARTS = 100;

const FILLER = "The quick brown fox jumps over the lazy dog. 0123456789 abcdefghijkl\r\n";

export function composeMail(kind: MailKind, id: string, from: string, to: string): Buffer {
  const head =
    `From: <${from}>\r\nTo: <${to}>\r\nSubject: bench ${id}\r\nDate: ${new Date().toUTCString()}\r\n` +
    `Message-ID: <${id}@bench.example>\r\nMIME-Version: 1.0\r\n`;
  if (kind === "nested") return toWire(Buffer.from(`${head}${nested(NESTED_PARTS, id)}`));
  const size = kind === "large" ? LARGE_BYTES : USUAL_BYTES;
  const top = `${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${id}\r\n`;
  const body = FILLER.repeat(Math.floor((size - top.length) / FILLER.length));
  return toWire(Buffer.from(top + body, "latin1"));
}

/** A multipart in a multipart in a multipart … */
function nested(depth: number, id: string): string {
  let part = `Content-Type: text/html; charset=utf-8\r\n\r\n<p>${id}</p>\r\n`;
  for (let level = 0; level < depth; level += 1) {
    const boundary = `=_${level}_${id}`;
    part = `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\n${part}\r\n--${boundary}--\r\n`;
  }
  return part;
}
