// Edits of single parts by their decoded content, as hosts do that look at parts one by one.

import { applyEdits, type Edit, editPart } from "../../mime/editing/edits.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { type MimePart, parsingStructure, walkParts } from "../../mime/structure.ts";
import { decoding, encoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";
import type { RelayedMessage } from "../behaviours/behaviour.ts";

export interface LeafEdit {
  /** As they are unless given; must keep Content-Transfer-Encoding. */
  readonly headers?: HeaderBlock;
  /** Decoded. */
  readonly content: Buffer;
}

/** Each leaf, signed and attached ones too, and those of messages inside; returns how many were edited. */
export function* editingLeaves(
  message: RelayedMessage,
  edit: (part: MimePart, content: Buffer) => LeafEdit | undefined,
): Steps<number> {
  const root = yield* parsingStructure(message.body, { entersMessages: true }, message.headers);
  const edits: Edit[] = [];
  let count = 0;
  for (const part of walkParts(root)) {
    const name = transferEncodingOf(part.headers);
    if (part.parts.length > 0 || name === "unknown") continue;
    const edited = edit(part, yield* decoding(message.body.subarray(part.bodyStart, part.end), name));
    if (!edited) continue;
    count += 1;
    const body = yield* encoding(edited.content, name);
    edits.push(...editPart(message, part, root, { headers: edited.headers ?? part.headers, body, encoding: name }));
  }
  message.body = applyEdits(message.body, edits);
  return count;
}
