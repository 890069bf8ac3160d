// A message as the cases look at it: its parts, decoded, with the bytes that they are written in.

import { filenameOf } from "../../mime/attachments.ts";
import { decodeText } from "../../mime/charset.ts";
import { parseParameterized } from "../../mime/content-type.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { type MimePart, parseStructureInTurns, walkParts } from "../../mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";

export interface ReadMail {
  readonly headers: HeaderBlock;
  /** Outermost first; a message inside is a leaf that holds another ReadMail. */
  readonly parts: readonly ReadPart[];
}

export interface ReadPart {
  /** "multipart/signed" */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Of the file; "" where it has none. */
  readonly name: string;
  readonly headers: HeaderBlock;
  /** Header fields and body, as written. */
  readonly raw: Buffer;
  /** Of its transfer encoding undone. */
  readonly content: Buffer;
  readonly isLeaf: boolean;
  /** Text that a reader sees as the message. */
  readonly isBody: boolean;
  readonly parts: readonly ReadPart[];
  /** Of a message/rfc822. */
  readonly inside?: ReadMail;
}

const LIMITS = { maxDepth: 1000, maxParts: 10_000 };

/** Messages inside messages; deeper ones are files. */
const DEEPEST = 20;

export function readMail(bytes: Buffer): Promise<ReadMail> {
  return readMailAt(bytes, 0);
}

async function readMailAt(bytes: Buffer, depth: number): Promise<ReadMail> {
  const root = await parseStructureInTurns(bytes, LIMITS);
  const found = new Map<MimePart, ReadPart>();
  // Innermost first: a part knows those inside it.
  for (const part of [...walkParts(root)].reverse()) {
    const read = readPart(part, bytes, found);
    const isMessage = read.type === "message/rfc822" && depth < DEEPEST;
    found.set(part, isMessage ? { ...read, inside: await readMailAt(read.content, depth + 1) } : read);
  }
  const parts = [...walkParts(root)].flatMap((part) => found.get(part) ?? []);
  return { headers: root.headers, parts };
}

function readPart(part: MimePart, message: Buffer, found: ReadonlyMap<MimePart, ReadPart>): ReadPart {
  const { headers, contentType, start, bodyStart, end } = part;
  const name = filenameOf(part);
  const isAttached = parseParameterized(headers.get("Content-Disposition") ?? "").value === "attachment";
  const isText = contentType.mediaType === "text/plain" || contentType.mediaType === "text/html";
  const body = message.subarray(bodyStart, end);
  return {
    ...{ type: contentType.mediaType, parameters: contentType.parameters, name, headers },
    raw: message.subarray(start, end),
    content: decodeTransferEncoding(body, transferEncodingOf(headers)),
    isLeaf: contentType.type !== "multipart",
    isBody: isText && !isAttached && name === "",
    parts: part.parts.flatMap((child) => found.get(child) ?? []),
  };
}

/** In its charset, line ends as CRLF; UTF-8 where the charset is unknown. */
export function textOf({ content, parameters }: ReadPart): string {
  const charset = parameters.get("charset")?.trim() || "utf-8";
  const decoded = decodeText(content, /^(us-)?ascii$/i.test(charset) ? "utf-8" : charset) ?? content.toString("utf8");
  return decoded.replace(/\r\n|\r|\n/g, "\r\n");
}
