// The winmail.dat of a message, whatever a gateway calls it, and whether Exchange takes it for the message's own.
// docs/recall.md R11
import { CORRELATOR, correlationKeyOf, isTnefPart, mayHaveTnef } from "../../content-conversion/find-tnef.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { Steps } from "../../mime/in-turns.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { readMessage } from "../../tnef/read-message.ts";
import { isTnef, readAttributes, type TnefAttribute } from "../../tnef/stream.ts";
import { TnefSyntaxError } from "../../tnef/tnef-error.ts";
import type { OpenedPart } from "./opened-message.ts";

export interface OpenedTnef {
  readonly part: OpenedPart;
  /** Absent where it cannot be read. */
  readonly message?: MapiMessage;
  /** Why its properties count for nothing; absent where it belongs to the message. */
  readonly ignored?: string;
  readonly correlator: string;
  /** Property 0x007F. */
  readonly key?: string;
}

export function* openingTnef(headers: HeaderBlock, leaves: readonly OpenedPart[]): Steps<OpenedTnef | undefined> {
  const part = leaves.find(({ part }) => isTnefPart(part)) ?? leaves.find(looksLikeTnef);
  if (!part) return undefined;
  const correlator = headers.get(CORRELATOR) ?? "";
  const message = yield* reading(part.decoded);
  if (typeof message === "string") return { part, correlator, ignored: message };
  const key = correlationKeyOf(message);
  const ignored = whyIgnored(headers, part, correlator, key);
  return { part, message, correlator, ...(key !== undefined && { key }), ...(ignored !== undefined && { ignored }) };
}

const looksLikeTnef = ({ decoded, name }: OpenedPart): boolean =>
  isTnef(decoded) || name.toLowerCase() === "winmail.dat";

function whyIgnored(
  headers: HeaderBlock,
  { part, type }: OpenedPart,
  correlator: string,
  key: string | undefined,
): string | undefined {
  if (!isTnefPart(part)) return `as ${type} it is an attachment like others`;
  if (!mayHaveTnef(headers)) return "the message is neither multipart/mixed nor TNEF as a whole";
  if (key === undefined || key === correlator) return undefined;
  return correlator === ""
    ? `${CORRELATOR} is gone, and the correlation key inside is ${key}`
    : `${CORRELATOR} is ${correlator}, and the correlation key inside is ${key}`;
}

/** A string says why it cannot be read. */
function* reading(bytes: Buffer): Steps<MapiMessage | string> {
  try {
    const attributes: TnefAttribute[] = [];
    for (const attribute of readAttributes(bytes)) {
      attributes.push(attribute);
      yield;
    }
    return readMessage({ key: bytes.readUInt16LE(4), attributes, flaws: [] }).message;
  } catch (error) {
    if (error instanceof TnefSyntaxError) return error.message;
    throw error;
  }
}
