// The TNEF of a message: where it stands, and whether it belongs to it. [MS-OXCMAIL] §2.1.3.2.26, docs/recall.md R11
import type { Body } from "../database/content-store.ts";
import type { HeaderBlock } from "../mime/header-block.ts";
import { runInTurns } from "../mime/in-turns.ts";
import { type MimePart, parseStructureInTurns, walkParts } from "../mime/structure.ts";
import { decoding, transferEncodingOf } from "../mime/transfer-encoding.ts";
import type { MapiMessage } from "../tnef/message.ts";
import { TAG } from "../tnef/property-tags.ts";
import { readMessage } from "../tnef/read-message.ts";
import { decodeTnef, type TnefStream } from "../tnef/stream.ts";
import { type TnefFlaw, TnefSyntaxError } from "../tnef/tnef-error.ts";

export type FoundTnef =
  | { readonly kind: "none" }
  /** It cannot be read: an attachment like others. */
  | { readonly kind: "broken"; readonly reason: string; readonly part: MimePart }
  /** It belongs to another message, or nothing says that it belongs to this one. */
  | { readonly kind: "ignored"; readonly reason: string; readonly part: MimePart }
  | BelongingTnef;

export interface BelongingTnef {
  readonly kind: "belongs";
  readonly stream: TnefStream;
  readonly message: MapiMessage;
  /** Compliance status. */
  readonly flaws: readonly TnefFlaw[];
  readonly root: MimePart;
  /** application/ms-tnef. */
  readonly part: MimePart;
  /** The text beside it. */
  readonly text?: MimePart;
}

export const CORRELATOR = "X-MS-TNEF-Correlator";
const NONE: FoundTnef = { kind: "none" };

/** Cheap: from the header block alone. */
export function mayHaveTnef(headers: HeaderBlock): boolean {
  const type = headers.get("Content-Type");
  return type !== undefined && /^\s*(?:multipart\/mixed|application\/(?:vnd\.)?ms-tnef)/i.test(type);
}

/** Without reading more than it must: nothing where the Content-Type rules TNEF out, nothing is parsed where no part is any. */
export async function findTnefIn(headers: HeaderBlock, body: Body): Promise<FoundTnef> {
  if (!mayHaveTnef(headers)) return NONE;
  return isTnefAlone(headers) || (await namesTnef(body)) ? findTnef(headers, await body.read()) : NONE;
}

/** The whole message is TNEF: summary TNEF, as Exchange servers have it among each other. */
export function isTnefAlone(headers: HeaderBlock): boolean {
  return /^\s*application\/(?:vnd\.)?ms-tnef/i.test(headers.get("Content-Type") ?? "");
}

/** A media type has any case; "tnef" in mixed letters is one that nobody writes. */
async function namesTnef(body: Body): Promise<boolean> {
  const longest = "ms-tnef".length;
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of body.chunks()) {
    const seam = Buffer.concat([before, chunk.subarray(0, longest)]);
    for (const bytes of [chunk, seam]) if (bytes.includes("ms-tnef") || bytes.includes("MS-TNEF")) return true;
    before = (chunk.length < longest ? seam : chunk).subarray(-longest);
  }
  return false;
}

/** @param body from the blank line on, as Body.read() gives it. */
export async function findTnef(headers: HeaderBlock, body: Buffer): Promise<FoundTnef> {
  if (!mayHaveTnef(headers)) return NONE;
  const root = await parseStructureInTurns(body, {}, headers);
  const part = [...walkParts(root)].find(isTnefPart);
  if (!part) return NONE;
  const encoded = body.subarray(part.bodyStart, part.end);
  const bytes = await runInTurns(decoding(encoded, transferEncodingOf(part.headers)));
  try {
    const stream = decodeTnef(bytes);
    const { message, flaws } = readMessage(stream);
    const reason = whyIgnored(headers, message);
    if (reason !== undefined) return { kind: "ignored", reason, part };
    const text = textBeside(root, part);
    return { kind: "belongs", stream, message, flaws, root, part, ...(text && { text }) };
  } catch (error) {
    if (error instanceof TnefSyntaxError) return { kind: "broken", reason: error.message, part };
    throw error;
  }
}

export function isTnefPart({ contentType: { mediaType } }: MimePart): boolean {
  return mediaType === "application/ms-tnef" || mediaType === "application/vnd.ms-tnef";
}

/** Property 0x007F, without its final NUL. */
export function correlationKeyOf({ properties }: MapiMessage): string | undefined {
  const key = properties.binary(TAG.PidTagTnefCorrelationKey);
  return key?.toString("latin1").replace(/\0+$/, "");
}

/** Undefined: it belongs to the message. */
export function whyIgnored(headers: HeaderBlock, message: MapiMessage): string | undefined {
  const key = correlationKeyOf(message);
  if (key === undefined) return undefined;
  const correlator = headers.get(CORRELATOR) ?? "";
  if (correlator === key) return undefined;
  return correlator === ""
    ? `The message has no ${CORRELATOR}; its TNEF has the correlation key ${key}.`
    : `${CORRELATOR} is ${correlator}; the correlation key in the TNEF is ${key}.`;
}

function textBeside(root: MimePart, tnef: MimePart): MimePart | undefined {
  return [...walkParts(root)].find(
    (part) => part !== tnef && part.parts.length === 0 && part.contentType.mediaType === "text/plain",
  );
}
