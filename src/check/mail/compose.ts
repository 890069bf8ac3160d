// Messages as the cases send them, made of parts: the same input, the same bytes. RFC 2045, RFC 2046.
// A field is a line, or several where it is folded; text is latin1 here, one character a byte.
import { createHash } from "node:crypto";
import { encodeText } from "../../mime/charset.ts";
import { encodeTransferEncoding, type TransferEncoding } from "../../mime/transfer-encoding.ts";

/** Header fields, a blank line, a body; no line end behind it but in a message. */
export interface Entity {
  readonly fields: readonly string[];
  readonly body: Buffer;
}

/** Lines with CRLF, one behind the last too. */
export function lines(...text: readonly string[]): string {
  return text.map((line) => `${line}\r\n`).join("");
}

export interface TextOptions {
  /** "plain" unless given. */
  readonly subtype?: string;
  /** "utf-8" unless given; "" says none. */
  readonly charset?: string;
  /** "7bit" unless given. */
  readonly encoding?: TransferEncoding;
  /** More parameters of Content-Type: "format=flowed; delsp=yes". */
  readonly parameters?: string;
  readonly fields?: readonly string[];
}

/** A string is written as UTF-8; other charsets come as bytes. */
export function text(content: string | Buffer, options: TextOptions = {}): Entity {
  const { subtype = "plain", charset = "utf-8", encoding = "7bit", parameters, fields = [] } = options;
  const type = [
    `text/${subtype}`,
    ...(charset === "" ? [] : [`charset=${charset}`]),
    ...(parameters ? [parameters] : []),
  ];
  return {
    fields: [`Content-Type: ${type.join("; ")}`, `Content-Transfer-Encoding: ${encoding}`, ...fields],
    body: encodeTransferEncoding(Buffer.from(content), encoding),
  };
}

/** A text in another charset than UTF-8; throws where that has not all of it. */
export function encoded(content: string, charset: string): Buffer {
  const bytes = encodeText(content, charset);
  if (!bytes) throw new Error(`${charset} has no bytes for all of ${JSON.stringify(content)}`);
  return bytes;
}

export const html = (content: string | Buffer, options: TextOptions = {}): Entity =>
  text(content, { encoding: "quoted-printable", ...options, subtype: "html" });

/** In base64, as an attachment unless `fields` say otherwise. */
export function file(type: string, content: Buffer, fields: readonly string[] = []): Entity {
  return {
    fields: [`Content-Type: ${type}`, "Content-Transfer-Encoding: base64", ...fields],
    body: encodeTransferEncoding(content, "base64"),
  };
}

/** Base64 in lines of another length: up to 76 any is right. RFC 2045 §6.8 */
export function inLinesOf(columns: number, { fields, body }: Entity): Entity {
  const encoded = body.toString("latin1").replace(/\r\n/g, "");
  const pieces = encoded.match(new RegExp(`.{1,${columns}}`, "g")) ?? [];
  return { fields, body: Buffer.from(pieces.join("\r\n"), "latin1") };
}

export const attached = (name: string): string => `Content-Disposition: attachment; filename="${name}"`;

/** `type` with its parameters but the boundary: "mixed", "report; report-type=delivery-status". */
export function multipart(type: string, parts: readonly Entity[]): Entity {
  const written = parts.map(writeEntity);
  const digest = createHash("sha256").update(type);
  for (const part of written) digest.update(part);
  const boundary = `=_check_${digest.digest("hex").slice(0, 16)}`;
  const pieces = written.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n")]);
  return {
    fields: [`Content-Type: multipart/${type};\r\n boundary="${boundary}"`],
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** A message inside another, with its own header fields. */
export function enclosed(fields: readonly string[], content: Entity, more: readonly string[] = []): Entity {
  return { fields: ["Content-Type: message/rfc822", ...more], body: message(fields, content) };
}

/** What a mail client hands over; what it lacks of From, To, Date, Subject and Message-ID is added when it is sent. */
export function message(fields: readonly string[], content: Entity): Buffer {
  const entity = { fields: [...fields, "MIME-Version: 1.0", ...content.fields], body: content.body };
  const bytes = writeEntity(entity);
  return bytes.at(-1) === 0x0a ? bytes : Buffer.concat([bytes, Buffer.from("\r\n")]);
}

export function writeEntity({ fields, body }: Entity): Buffer {
  return Buffer.concat([Buffer.from(`${lines(...fields)}\r\n`, "latin1"), body]);
}
