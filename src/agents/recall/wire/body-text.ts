// The beginning of a message's plain text, as its reader sees it.
import { textingHtml } from "../../../content-conversion/to-tnef/text-of-html.ts";
import { decodeText } from "../../../mime/charset.ts";
import { decodeRawText } from "../../../mime/encoded-word.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { runNow } from "../../../mime/in-turns.ts";
import { type MimePart, parseStructureInTurns, walkParts } from "../../../mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../../mime/transfer-encoding.ts";

/** Bytes of a part that are looked at. A sentence stands at its beginning. */
const LOOK_INTO = 16_384;

/** Of the first plain text; where there is none, of the first HTML. `body` begins with the blank line. */
export async function beginningOfText(headers: HeaderBlock, body: Buffer): Promise<string> {
  const leaves = [...walkParts(await parseStructureInTurns(body, {}, headers))].filter(
    ({ parts }) => parts.length === 0,
  );
  const plain = leaves.find(({ contentType }) => contentType.mediaType === "text/plain");
  if (plain) return textOf(plain, body);
  // A host that adds a signature may leave HTML alone.
  const html = leaves.find(({ contentType }) => contentType.mediaType === "text/html");
  return html ? runNow(textingHtml(textOf(html, body))) : "";
}

function textOf(part: MimePart, body: Buffer): string {
  const encoded = body.subarray(part.bodyStart, Math.min(part.end, part.bodyStart + LOOK_INTO));
  const bytes = decodeTransferEncoding(encoded, transferEncodingOf(part.headers));
  const charset = part.contentType.parameters.get("charset") ?? "us-ascii";
  // Generation B has UTF-8 in eight bits whatever is declared; others call it US-ASCII.
  const declared = /^(?:us-)?ascii$/i.test(charset) ? undefined : decodeText(bytes, charset);
  return declared ?? decodeRawText(bytes.toString("latin1"));
}
