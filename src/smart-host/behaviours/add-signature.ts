// Writes a signature into text and HTML, as a signature service does: above the quoted mail, else at the end.
// Signed, encrypted and machine-made mail, calendar messages and TNEF that is no mail are left alone.
import type { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { toCrlf } from "../../mime/message.ts";
import { type MimePart, parsingStructure } from "../../mime/structure.ts";
import { replaceField } from "../edit-headers.ts";
import { findBodyParts, whyUntouchable } from "../signature/body-parts.ts";
import { type Signature, type SignedPart, signingPart } from "../signature/sign-part.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export interface SignatureOptions {
  readonly text?: string;
  /** Made from the text where it is missing. */
  readonly html?: string;
}

export const DEFAULT_SIGNATURE = "Contoso Ltd. | 1 Example Street | www.contoso.com\nAdded by the signature service";

export function addSignature(options: SignatureOptions = {}): Behaviour {
  const text = toCrlf(options.text ?? DEFAULT_SIGNATURE).replace(/(\r\n)+$/, "");
  const signature: Signature = { text, html: toCrlf(options.html ?? htmlOf(text)) };
  return {
    name: "add-signature",
    needs: "message",
    apply: (message) => runInTurns(signing(message, signature)),
  };
}

/** Bytes of the body to be replaced. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

function* signing(message: RelayedMessage, signature: Signature): Steps<void> {
  const { body, fate } = message;
  const root = yield* parsingStructure(body, {}, message.headers);
  const reason = whyUntouchable(message.envelope.from, root, body);
  if (reason !== undefined) {
    fate.notes.push(`not signed: ${reason}`);
    return;
  }
  const found = findBodyParts(root);
  if (!found.text && !found.html) fate.notes.push("not signed: it has no text");
  const edits: Edit[] = [];
  for (const part of [found.text, found.html]) {
    if (!part) continue;
    const signed = yield* signingPart(part, body.subarray(part.bodyStart, part.end), signature);
    const isSigned = typeof signed !== "string";
    fate.notes.push(`${part.contentType.mediaType} ${isSigned ? "signed" : `not signed: ${signed}`}`);
    if (!isSigned) continue;
    if (part === root) message.headers = withMimeVersion(root.headers, signed.headers);
    edits.push(...partEdits(part, signed, body, part === root));
  }
  message.body = applyEdits(body, edits);
}

/** RFC 2045 §4: MIME fields mean something only beside it. */
function withMimeVersion(old: HeaderBlock, edited: HeaderBlock): HeaderBlock {
  return edited === old || edited.has("MIME-Version") ? edited : replaceField(edited, "MIME-Version", "1.0");
}

function partEdits(part: MimePart, signed: SignedPart, body: Buffer, isRoot: boolean): Edit[] {
  const { start, headersEnd, bodyStart, end } = part;
  const edits: Edit[] = [];
  if (!isRoot && signed.headers !== part.headers)
    edits.push({ start, end: headersEnd, bytes: signed.headers.toBuffer() });
  edits.push({ start: bodyStart, end, bytes: completed(signed, part, body) });
  return edits;
}

/** With the blank line above that a broken part may lack, and so that the next line begins a line. */
function completed({ body: content, encoding }: SignedPart, part: MimePart, body: Buffer): Buffer {
  const hasBlankLine = part.bodyStart > part.headersEnd;
  const isLineOver = content.at(-1) === LF || body[part.end] === CR || body[part.end] === LF;
  // RFC 2045 §6.7 (5): a soft line break is no part of the text.
  const lineEnd = encoding === "quoted-printable" && part.end === body.length ? "=\r\n" : "\r\n";
  return Buffer.concat([Buffer.from(hasBlankLine ? "" : "\r\n"), content, Buffer.from(isLineOver ? "" : lineEnd)]);
}

const CR = 0x0d;
const LF = 0x0a;

function applyEdits(body: Buffer, edits: readonly Edit[]): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push(body.subarray(at, edit.start), edit.bytes);
    at = edit.end;
  }
  pieces.push(body.subarray(at));
  return edits.length === 0 ? body : Buffer.concat(pieces);
}

function htmlOf(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<div class="x-sandbox-signature">${escaped.replaceAll("\r\n", "<br>\r\n")}</div>`;
}
