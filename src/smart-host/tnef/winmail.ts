// Where a message has TNEF: by media type or by the name that Outlook and Exchange give the part.
import { parseParameterized } from "../../mime/content-type.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { type MimePart, parsingStructure, walkParts } from "../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { readMessage } from "../../tnef/read-message.ts";
import { decodeTnef, type TnefStream } from "../../tnef/stream.ts";
import { TnefSyntaxError } from "../../tnef/tnef-error.ts";
import type { RelayedMessage } from "../behaviours/behaviour.ts";

export interface Winmail {
  readonly part: MimePart;
  /** Absent where the message is nothing else. */
  readonly parent?: MimePart;
  /** Among the parts of its parent. */
  readonly index: number;
}

export interface TnefMessage {
  readonly root: MimePart;
  /** In the order of the message; messages inside it are not looked into. */
  readonly found: readonly Winmail[];
}

export interface OpenedWinmail {
  readonly stream: TnefStream;
  readonly message: MapiMessage;
}

export function isTnef({ contentType, headers }: MimePart): boolean {
  const { mediaType, parameters } = contentType;
  if (/^application\/(vnd\.)?ms-tnef$/.test(mediaType)) return true;
  if (isWinmail(parameters.get("name"))) return true;
  return isWinmail(parseParameterized(headers.get("Content-Disposition") ?? "").parameters.get("filename"));
}

const isWinmail = (name: string | undefined): boolean => name?.trim().toLowerCase() === "winmail.dat";

export function* findingTnef(message: RelayedMessage): Steps<TnefMessage> {
  const root = yield* parsingStructure(message.body, {}, message.headers);
  const found: Winmail[] = isTnef(root) ? [{ part: root, index: 0 }] : [];
  for (const parent of walkParts(root)) {
    for (const [index, part] of parent.parts.entries()) if (isTnef(part)) found.push({ part, parent, index });
  }
  return { root, found };
}

/** The bytes inside; undefined where its transfer encoding is not known. */
export function* decodingWinmail(part: MimePart, body: Buffer): Steps<Buffer | undefined> {
  const name = transferEncodingOf(part.headers);
  return name === "unknown" ? undefined : yield* decoding(body.subarray(part.bodyStart, part.end), name);
}

/** What is in it. A string says why it cannot be read. */
export function* readingWinmail(part: MimePart, body: Buffer): Steps<OpenedWinmail | string> {
  const bytes = yield* decodingWinmail(part, body);
  if (!bytes) return "its transfer encoding is not known";
  try {
    const stream = decodeTnef(bytes);
    return { stream, message: readMessage(stream).message };
  } catch (error) {
    if (error instanceof TnefSyntaxError) return error.message;
    throw error;
  }
}
