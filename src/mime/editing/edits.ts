// Edits of a message as ranges over its body, so that every byte nobody edits leaves as it came.
import type { HeaderBlock } from "../header-block.ts";
import type { MimePart } from "../structure.ts";
import type { TransferEncoding } from "../transfer-encoding.ts";
import { replaceField } from "./edit-headers.ts";

/** Headers and body are replaced, never changed in place. */
export interface EditableMessage {
  headers: HeaderBlock;
  /** From the blank line on. */
  body: Buffer;
}

/** Bytes of the body to be replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** What a part becomes. */
export interface PartContent {
  /** The same object where no field changed. */
  readonly headers: HeaderBlock;
  /** Encoded. */
  readonly body: Buffer;
  readonly encoding: TransferEncoding;
}

/** The edits must not overlap. */
export function applyEdits(body: Buffer, edits: readonly Edit[]): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push(body.subarray(at, edit.start), edit.bytes);
    at = edit.end;
  }
  pieces.push(body.subarray(at));
  return edits.length === 0 ? body : Buffer.concat(pieces);
}

/** Of the root the header fields are the message's, and change at once; all else waits for `applyEdits`. */
export function editPart(message: EditableMessage, part: MimePart, root: MimePart, content: PartContent): Edit[] {
  const { start, headersEnd, bodyStart, end } = part;
  const edits: Edit[] = [];
  if (part === root) message.headers = withMimeVersion(root.headers, content.headers);
  else if (content.headers !== part.headers) edits.push({ start, end: headersEnd, bytes: content.headers.toBuffer() });
  edits.push({ start: bodyStart, end, bytes: completed(content, part, message.body) });
  return edits;
}

/** RFC 2045 §4: MIME fields mean something only beside it. */
function withMimeVersion(old: HeaderBlock, edited: HeaderBlock): HeaderBlock {
  return edited === old || edited.has("MIME-Version") ? edited : replaceField(edited, "MIME-Version", "1.0");
}

/** With the blank line above that a broken part may lack, and so that the next line begins a line. */
function completed({ body: content, encoding }: PartContent, part: MimePart, body: Buffer): Buffer {
  const hasBlankLine = part.bodyStart > part.headersEnd;
  const isLineOver = content.at(-1) === LF || body[part.end] === CR || body[part.end] === LF;
  // RFC 2045 §6.7 (5): a soft line break is no part of the text.
  const lineEnd = encoding === "quoted-printable" && part.end === body.length ? "=\r\n" : "\r\n";
  return Buffer.concat([Buffer.from(hasBlankLine ? "" : "\r\n"), content, Buffer.from(isLineOver ? "" : lineEnd)]);
}

const CR = 0x0d;
const LF = 0x0a;
