// Writes a parsed message anew: same parts, same content, other bytes.
import { randomBytes } from "node:crypto";
import { isAsciiCompatible } from "../../mime/charset.ts";
import { withParameter } from "../../mime/content-type.ts";
import { replaceField } from "../../mime/editing/edit-headers.ts";
import { charsetOf } from "../../mime/editing/text-content.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { Steps } from "../../mime/in-turns.ts";
import type { MimePart } from "../../mime/structure.ts";
import { decoding, encoding, type TransferEncoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";
import { chooseForText, normalisingLineEnds } from "./line-ends.ts";
import { refold } from "./refold.ts";

export type NewBoundary = () => string;

export const randomBoundary: NewBoundary = () => `----=_sandbox_${randomBytes(16).toString("hex")}`;

export function* rewriting(
  root: MimePart,
  body: Buffer,
  newBoundary: NewBoundary,
): Steps<{ headers: HeaderBlock; body: Buffer }> {
  const writer = new Writer(body, newBoundary);
  const headers = yield* writer.write(root, true);
  return { headers, body: Buffer.concat([Buffer.from("\r\n"), ...writer.pieces]) };
}

/** Collects bodies; a part's header block is known only when its body was written. */
class Writer {
  readonly #body: Buffer;
  readonly #newBoundary: NewBoundary;
  pieces: Buffer[] = [];

  constructor(body: Buffer, newBoundary: NewBoundary) {
    this.#body = body;
    this.#newBoundary = newBoundary;
  }

  /** Writes the body of a part and returns its header block. The depth is bounded by the parser's limit. */
  *write(part: MimePart, isRoot: boolean): Steps<HeaderBlock> {
    yield;
    if (part.parts.length > 0 && !part.isTruncated) {
      return part.contentType.type === "multipart"
        ? yield* this.#writeMultipart(part, isRoot)
        : yield* this.#writeMessage(part);
    }
    return yield* this.#writeLeaf(part, isRoot);
  }

  /** Preamble and epilogue say nothing to a reader and are not written. RFC 2046 §5.1.1 */
  *#writeMultipart(part: MimePart, isRoot: boolean): Steps<HeaderBlock> {
    const boundary = this.#newBoundary();
    for (const [index, child] of part.parts.entries()) {
      this.#text(`${index === 0 ? "" : "\r\n"}--${boundary}\r\n`);
      yield* this.#writeEntity(child);
    }
    this.#text(`\r\n--${boundary}--${isRoot ? "\r\n" : ""}`);
    const type = withParameter(part.headers.get("Content-Type") ?? part.contentType.mediaType, "boundary", boundary);
    const headers = replaceField(part.headers, "Content-Type", type);
    // RFC 2045 §6.4: only what is no encoding may stand here.
    const name = transferEncodingOf(headers);
    const isIdentity = name === "7bit" || name === "8bit" || name === "binary";
    return refold(isIdentity ? headers : replaceField(headers, "Content-Transfer-Encoding", "7bit"));
  }

  /** message/rfc822: its one part is the message inside. */
  *#writeMessage(part: MimePart): Steps<HeaderBlock> {
    const [inner] = part.parts;
    if (inner) yield* this.#writeEntity(inner);
    return refold(part.headers);
  }

  *#writeEntity(part: MimePart): Steps<void> {
    const at = this.pieces.length;
    this.pieces.push(Buffer.alloc(0));
    const headers = yield* this.write(part, false);
    this.pieces[at] = Buffer.concat([headers.toBuffer(), Buffer.from("\r\n")]);
  }

  *#writeLeaf(part: MimePart, isRoot: boolean): Steps<HeaderBlock> {
    const raw = this.#body.subarray(part.bodyStart, part.end);
    const name = transferEncodingOf(part.headers);
    const { type } = part.contentType;
    // What was not understood is passed on as it came.
    if (name === "unknown" || type === "multipart" || type === "message") {
      this.pieces.push(raw);
      return refold(part.headers);
    }
    const decoded = yield* decoding(raw, name);
    const isText = type === "text" && isAsciiCompatible(charsetOf(part.contentType));
    const content = isText ? yield* normalisingLineEnds(decoded) : decoded;
    const chosen = isText ? yield* chooseForText(content, isRoot) : "base64";
    this.pieces.push(yield* encoding(content, chosen));
    if (isRoot) this.#text(lastLineEnd(content, chosen));
    return refold(encodedAs(part.headers, chosen, isRoot));
  }

  #text(text: string): void {
    if (text !== "") this.pieces.push(Buffer.from(text, "latin1"));
  }
}

function lastLineEnd(content: Buffer, chosen: TransferEncoding): string {
  if (chosen === "base64") return "\r\n";
  if (content.at(-1) === 0x0a || content.length === 0) return "";
  return chosen === "quoted-printable" ? "=\r\n" : "\r\n";
}

function encodedAs(headers: HeaderBlock, chosen: TransferEncoding, isRoot: boolean): HeaderBlock {
  const isSaid = headers.has("Content-Transfer-Encoding");
  if (!isSaid && chosen === "7bit") return headers;
  const edited = replaceField(headers, "Content-Transfer-Encoding", chosen);
  return isRoot && !edited.has("MIME-Version") ? replaceField(edited, "MIME-Version", "1.0") : edited;
}
