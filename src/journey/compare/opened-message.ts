// A message taken apart for comparing: its fields, its parts decoded, and its winmail.dat. Broken mail is read as far as
// it goes; nothing here throws for what a message holds.
import { createHash } from "node:crypto";
import { filenameOf } from "../../mime/attachments.ts";
import { decodeText } from "../../mime/charset.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { type MimePart, parsingStructure } from "../../mime/structure.ts";
import { decoding, type TransferEncoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";
import { type OpenedTnef, openingTnef } from "./opened-tnef.ts";

export interface OpenedMessage {
  readonly bytes: Buffer;
  readonly headers: HeaderBlock;
  readonly root: OpenedPart;
  /** Outermost first. */
  readonly parts: readonly OpenedPart[];
  readonly leaves: readonly OpenedPart[];
  readonly tnef?: OpenedTnef;
}

export interface OpenedPart {
  /** "1.2"; "" for the whole. */
  readonly path: string;
  readonly part: MimePart;
  readonly type: string;
  readonly encoding: TransferEncoding;
  readonly name: string;
  /** As it stands in the message. */
  readonly body: Buffer;
  /** Of a leaf; empty for a branch. */
  readonly decoded: Buffer;
  readonly sha256: string;
  readonly parent?: OpenedPart;
  readonly parts: OpenedPart[];
  /** A signature or a cipher covers its bytes. */
  readonly isProtected: boolean;
}

export function* openingMessage(bytes: Buffer): Steps<OpenedMessage> {
  const structure = yield* parsingStructure(bytes);
  const parts: OpenedPart[] = [];
  const waiting: { part: MimePart; parent?: OpenedPart; path: string }[] = [{ part: structure, path: "" }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const opened: OpenedPart = yield* openingPart(bytes, next.part, next.path, next.parent);
    next.parent?.parts.push(opened);
    parts.push(opened);
    for (const [index, part] of [...next.part.parts.entries()].reverse()) {
      waiting.push({ part, parent: opened, path: next.path === "" ? `${index + 1}` : `${next.path}.${index + 1}` });
    }
  }
  const [root] = parts;
  if (!root) throw new Error("a message has one part at least");
  const leaves = parts.filter(({ part }) => part.parts.length === 0);
  const tnef = yield* openingTnef(structure.headers, leaves);
  return { bytes, headers: structure.headers, root, parts, leaves, ...(tnef && { tnef }) };
}

function* openingPart(bytes: Buffer, part: MimePart, path: string, parent?: OpenedPart): Steps<OpenedPart> {
  const isLeaf = part.parts.length === 0;
  const body = bytes.subarray(part.bodyStart, part.end);
  const encoding = transferEncodingOf(part.headers);
  const decoded = isLeaf ? yield* decoding(body, encoding) : Buffer.alloc(0);
  const sha256 = yield* hashing(isLeaf ? decoded : body);
  const type = part.contentType.mediaType;
  const own = { path, part, type, encoding, name: filenameOf(part), body, decoded, sha256, parts: [] };
  return { ...own, ...(parent && { parent }), isProtected: isCovered(type, parent) };
}

/** RFC 1847 §2.1, §2.2; RFC 8551 §3: the signature beside the signed part is covered as well, for one byte breaks it. */
function isCovered(type: string, parent: OpenedPart | undefined): boolean {
  if (/^application\/(x-)?pkcs7-mime$/.test(type)) return true;
  return parent !== undefined && (parent.isProtected || /^multipart\/(signed|encrypted)$/.test(parent.type));
}

const TURN = 1_048_576;

function* hashing(bytes: Buffer): Steps<string> {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += TURN) {
    hash.update(bytes.subarray(at, at + TURN));
    yield;
  }
  return hash.digest("hex");
}

export const isText = ({ type }: OpenedPart): boolean => type === "text/plain" || type === "text/html";

/** Longer texts are compared as bytes. */
const LONGEST_TEXT = 4_194_304;

/** As a reader sees it, LF between its lines; undefined where it is too long or its charset is not known. */
export function textOf({ decoded, part }: OpenedPart): string | undefined {
  if (decoded.length > LONGEST_TEXT) return undefined;
  const charset = part.contentType.parameters.get("charset")?.trim() || "utf-8";
  const text = /^(us-ascii|ascii)$/i.test(charset) ? decoded.toString("utf8") : decodeText(decoded, charset);
  return text?.replace(/\r\n?/g, "\n");
}

/** The same of a text that is too long to be compared: its beginning, for reading. */
export const beginningOf = (part: OpenedPart): string | undefined =>
  textOf({ ...part, decoded: part.decoded.subarray(0, LONGEST_TEXT) });

/** "part 1.2 text/html"; "text/plain" for a message of one part. */
export function placeOf({ path, type }: OpenedPart): string {
  return path === "" ? type : `part ${path} ${type}`;
}
