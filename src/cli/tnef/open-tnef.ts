// TNEF from a file: the bytes as they stand, or the winmail.dat inside an e-mail.
import { readFileSync } from "node:fs";
import {
  CORRELATOR,
  correlationKeyOf,
  isTnefPart,
  mayHaveTnef,
  whyIgnored,
} from "../../content-conversion/find-tnef.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { headerText } from "../../mime/header-text.ts";
import { type MimePart, parseStructure } from "../../mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";
import { decompressRtf } from "../../tnef/compressed-rtf.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { readMessage } from "../../tnef/read-message.ts";
import { isTnef, readAttributes, type TnefAttribute, type TnefStream } from "../../tnef/stream.ts";
import { type TnefFlaw, TnefSyntaxError } from "../../tnef/tnef-error.ts";
import { CommandError } from "../terminal.ts";
import { looksLike, looksLikeMail } from "./looks-like.ts";

export interface OpenedTnef {
  /** As it was named; "standard input" for "-". */
  readonly file: string;
  readonly bytes: Buffer;
  readonly stream: TnefStream;
  readonly message: MapiMessage;
  /** Compliance status: of the stream and of the values in it. */
  readonly flaws: readonly TnefFlaw[];
  /** What could not be read, with its place; what could be is here all the same. */
  readonly error?: TnefSyntaxError;
  /** The e-mail it stood in. */
  readonly mail?: EnclosingMail;
}

export interface EnclosingMail {
  readonly subject: string;
  readonly messageId: string;
  readonly contentType: string;
  readonly correlator: string;
  /** Whether the TNEF belongs to this e-mail, and why not. docs/recall.md R11 */
  readonly belongs: boolean;
  readonly why: string;
}

/** Throws CommandError where there is no TNEF. */
export function openTnef(path: string): OpenedTnef {
  const file = path === "-" ? "standard input" : path;
  const given = readBytes(path, file);
  if (isTnef(given)) return { file, bytes: given, ...decode(given) };
  if (!looksLikeMail(given)) throw new CommandError(`${file} is no TNEF: ${inWords(given)}`);
  const { part, bytes, headers } = findInMail(given, file);
  const decoded = decode(bytes);
  return { file, bytes, ...decoded, mail: describeMail(headers, part, decoded.message) };
}

export function readBytes(path: string, file = path): Buffer {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new CommandError(`There is no file ${file}`);
    if (code === "EISDIR") throw new CommandError(`${file} is a folder`);
    throw new CommandError(`Cannot read ${file}: ${message}`);
  }
}

function inWords(bytes: Buffer): string {
  const what = looksLike(bytes);
  if (what === "empty") return "it is empty";
  const begin = bytes.toString("hex", 0, 4).replace(/(..)(?=.)/g, "$1 ");
  return `it begins with ${begin}, TNEF with 78 9f 3e 22${what === undefined ? "" : `; it looks like ${what}`}`;
}

interface FoundInMail {
  readonly part: MimePart;
  readonly bytes: Buffer;
  /** Of the message that the part belongs to: a forwarded one has its own. */
  readonly headers: HeaderBlock;
}

function findInMail(mail: Buffer, file: string): FoundInMail {
  const root = parseStructure(mail, { entersMessages: true });
  const leaves = [...leavesOf(root, root.headers)];
  for (const [part, headers] of leaves) {
    // By its bytes: gateways rename winmail.dat and change its type.
    const bytes = decodeTransferEncoding(mail.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers));
    if (isTnef(bytes)) return { part, bytes, headers };
  }
  const types = leaves.map(([{ contentType }]) => contentType.mediaType).join(", ");
  throw new CommandError(`${file} looks like an e-mail, and has no TNEF in it: its parts are ${types}`);
}

/** Each with the header block of its message. The structure's limits bound the depth. */
function* leavesOf(part: MimePart, headers: HeaderBlock): Generator<[MimePart, HeaderBlock], void, void> {
  if (part.parts.length === 0) yield [part, headers];
  const isMessage = part.contentType.type === "message";
  for (const child of part.parts) yield* leavesOf(child, isMessage ? child.headers : headers);
}

function decode(bytes: Buffer): Pick<OpenedTnef, "stream" | "message" | "flaws" | "error"> {
  const flaws: TnefFlaw[] = [];
  const attributes: TnefAttribute[] = [];
  let error: TnefSyntaxError | undefined;
  try {
    for (const attribute of readAttributes(bytes, flaws)) attributes.push(attribute);
  } catch (thrown) {
    error = asSyntaxError(thrown);
  }
  const stream = { key: bytes.readUInt16LE(4), attributes, flaws };
  const read = readTolerantly(stream);
  const first = error ?? read.error;
  const flawsThere = [...read.flaws, ...flawsOfRtf(read.message, bytes)];
  return { stream, message: read.message, flaws: flawsThere, ...(first && { error: first }) };
}

/** An attribute that cannot be read hides itself, not the others. */
function readTolerantly(stream: TnefStream): Pick<OpenedTnef, "message" | "flaws" | "error"> {
  let attributes = stream.attributes;
  let error: TnefSyntaxError | undefined;
  for (;;) {
    try {
      return { ...readMessage({ ...stream, attributes }), ...(error && { error }) };
    } catch (thrown) {
      const broken = asSyntaxError(thrown);
      error ??= broken;
      const rest = attributes.filter(
        ({ offset, data }) => broken.offset < offset || broken.offset > offset + 9 + data.length,
      );
      attributes = rest.length < attributes.length ? rest : attributes.slice(0, -1);
    }
  }
}

/** The codec leaves rich text compressed; whether it can be read is part of the status all the same. */
function flawsOfRtf({ properties, attachments }: MapiMessage, whole: Buffer): TnefFlaw[] {
  const inside = attachments.flatMap(({ embedded }) => (embedded ? flawsOfRtf(embedded, whole) : []));
  const rtf = properties.binary(TAG.PidTagRtfCompressed);
  if (!rtf) return inside;
  // Values are views of the bytes they were read from.
  const offset = rtf.buffer === whole.buffer ? rtf.byteOffset - whole.byteOffset : 0;
  const flaws: TnefFlaw[] = [];
  try {
    decompressRtf(rtf, { flaws });
  } catch (thrown) {
    const { message, offset: within } = asSyntaxError(thrown);
    flaws.push({ kind: "badRtf", offset: within, detail: message });
  }
  return [...flaws.map((flaw) => ({ ...flaw, offset: flaw.offset + offset })), ...inside];
}

function asSyntaxError(thrown: unknown): TnefSyntaxError {
  if (thrown instanceof TnefSyntaxError) return thrown;
  throw thrown;
}

function describeMail(headers: HeaderBlock, part: MimePart, message: MapiMessage): EnclosingMail {
  const why = whyNot(headers, part, message);
  return {
    subject: headerText(headers, "Subject"),
    messageId: headers.get("Message-ID") ?? "",
    contentType: part.contentType.mediaType,
    correlator: headers.get(CORRELATOR) ?? "",
    belongs: why === undefined,
    why: why ?? whyBelongs(message),
  };
}

function whyBelongs(message: MapiMessage): string {
  if (correlationKeyOf(message) === undefined) return "Its TNEF has no correlation key.";
  return `${CORRELATOR} is its correlation key.`;
}

/** As the tenant decides it. */
function whyNot(headers: HeaderBlock, part: MimePart, message: MapiMessage): string | undefined {
  const { mediaType } = part.contentType;
  if (!isTnefPart(part)) return `As ${mediaType} it is an attachment like others; application/ms-tnef belongs.`;
  if (!mayHaveTnef(headers)) return "The message is neither multipart/mixed nor TNEF as a whole.";
  return whyIgnored(headers, message);
}
