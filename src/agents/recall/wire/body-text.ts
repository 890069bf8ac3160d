// The beginning of a message's plain text, as its reader sees it.
import { decodeText } from "../../../mime/charset.ts";
import { decodeRawText } from "../../../mime/encoded-word.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { type MimePart, parseStructureInTurns, walkParts } from "../../../mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../../mime/transfer-encoding.ts";

/** Bytes of a part that are looked at. A sentence stands at its beginning. */
const LOOK_INTO = 16_384;

/** Of the first text/plain; "" where there is none. `body` begins with the blank line. */
export async function beginningOfText(headers: HeaderBlock, body: Buffer): Promise<string> {
  const root = await parseStructureInTurns(body, {}, headers);
  for (const part of walkParts(root)) {
    if (part.parts.length === 0 && part.contentType.mediaType === "text/plain") return textOf(part, body);
  }
  return "";
}

function textOf(part: MimePart, body: Buffer): string {
  const encoded = body.subarray(part.bodyStart, Math.min(part.end, part.bodyStart + LOOK_INTO));
  const bytes = decodeTransferEncoding(encoded, transferEncodingOf(part.headers));
  const charset = part.contentType.parameters.get("charset") ?? "us-ascii";
  // Generation B has UTF-8 in eight bits whatever is declared; others call it US-ASCII.
  const declared = /^(?:us-)?ascii$/i.test(charset) ? undefined : decodeText(bytes, charset);
  return declared ?? decodeRawText(bytes.toString("latin1"));
}
