// MIME entities as bytes: header fields, blank line, content; no line end behind the last. All of it is 7-bit.
import { formatParameter } from "../../mime/content-type.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { encoding } from "../../mime/transfer-encoding.ts";
import { chooseForText, normalisingLineEnds } from "../rewrite/line-ends.ts";
import type { NewBoundary } from "../rewrite/rewrite-message.ts";

export interface AttachedFile {
  readonly mediaType: string;
  readonly name: string;
  readonly content: Buffer;
  /** Without angle brackets. */
  readonly contentId?: string | undefined;
  /** Shown where the HTML refers to it. */
  readonly isInline: boolean;
}

export function* writingText(subtype: "plain" | "html", bytes: Buffer, charset: string): Steps<Buffer> {
  const content = yield* normalisingLineEnds(bytes);
  const chosen = yield* chooseForText(content, false);
  return entity(
    [`Content-Type: text/${subtype}; charset=${charset}`, `Content-Transfer-Encoding: ${chosen}`],
    yield* encoding(content, chosen),
  );
}

export function* writingFile(file: AttachedFile): Steps<Buffer> {
  const fields = [
    `Content-Type: ${file.mediaType};\r\n\t${formatParameter("name", file.name)}`,
    "Content-Transfer-Encoding: base64",
    `Content-Disposition: ${file.isInline ? "inline" : "attachment"};\r\n\t${formatParameter("filename", file.name)}`,
  ];
  if (file.contentId) fields.push(`Content-ID: <${file.contentId}>`);
  return entity(fields, yield* encoding(file.content, "base64"));
}

/** `message` is 7-bit. */
export function writeMessageEntity(message: Buffer): Buffer {
  return entity(["Content-Type: message/rfc822", "Content-Disposition: attachment"], message);
}

export function writeMultipart(subtype: string, parts: readonly Buffer[], newBoundary: NewBoundary): Buffer {
  const boundary = newBoundary();
  const type = `Content-Type: multipart/${subtype};\r\n\t${formatParameter("boundary", boundary)}`;
  const pieces = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n")]);
  return entity([type], Buffer.concat([...pieces, Buffer.from(`--${boundary}--`)]));
}

function entity(fields: readonly string[], content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${fields.join("\r\n")}\r\n\r\n`, "latin1"), content]);
}
