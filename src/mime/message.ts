// A whole message as bytes: cut into header block and body, or put together. RFC 5322 §2.1.
import { encodeText } from "./encoded-word.ts";

/** headers + body are the bytes given. The body begins with the blank line (see Body in agent-api/mail-item.ts). */
export interface SplitMessage {
  readonly headers: Buffer;
  readonly body: Buffer;
}

export function splitMessage(bytes: Buffer): SplitMessage {
  const at = findBlankLine(bytes);
  const end = at < 0 ? bytes.length : at;
  return { headers: bytes.subarray(0, end), body: bytes.subarray(end) };
}

/**
 * Where the blank line begins that ends the header block; -1 where there is none (yet). A reader of chunks gives `from`:
 * how many bytes it had searched before.
 */
export function findBlankLine(bytes: Buffer, from = 0): number {
  // The line that begins the message, or the one that `from` stands in.
  let line = from <= 0 ? 0 : bytes.lastIndexOf(0x0a, from - 1) + 1;
  for (;;) {
    if (bytes[line] === 0x0a || (bytes[line] === 0x0d && bytes[line + 1] === 0x0a)) return line;
    const end = bytes.indexOf(0x0a, line);
    if (end < 0) return -1;
    line = end + 1;
  }
}

/** What comes behind the blank line of a body as splitMessage gives it. */
export function bodyContent(body: Buffer): Buffer {
  if (body[0] === 0x0a) return body.subarray(1);
  return body[0] === 0x0d && body[1] === 0x0a ? body.subarray(2) : body;
}

/** Fields whose non-ASCII text is an address: RFC 6532 writes it raw. Names in them come from formatAddress(). */
const STRUCTURED = /^(?:from|sender|reply-to|to|cc|bcc|message-id|in-reply-to|references|content-type|resent-.*)$/i;

/**
 * A message of our own: CRLF throughout, and no value can start another field. Unstructured values are encoded where
 * they aren't ASCII; a string body is UTF-8; a Buffer stays as it is.
 */
export function composeMessage(
  fields: readonly (readonly [name: string, value: string])[],
  body: string | Buffer,
): Buffer {
  let head = "";
  for (const [name, value] of fields) {
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name)) throw new TypeError(`Not a header field name: ${JSON.stringify(name)}`);
    const line = oneField(value);
    const isReady = STRUCTURED.test(name) || /^[\x00-\x7f]*$/.test(line);
    head += `${name}: ${isReady ? line : encodeText(line, name.length + 2)}\r\n`;
  }
  const content = typeof body === "string" ? Buffer.from(toCrlf(body), "utf8") : body;
  return Buffer.concat([Buffer.from(`${head}\r\n`, "utf8"), content]);
}

/** Folding stays where it is proper (RFC 5322 §2.2.3); other line ends and controls become a blank. */
function oneField(value: string): string {
  return value
    .trim()
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, " ")
    .replace(/[\r\n][\r\n\t ]*/g, (run) => (/^\r\n[\t ]+$/.test(run) ? run : " "));
}

/** RFC 5321 §2.3.8: CR and LF only together. */
export function toCrlf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, "\r\n");
}
