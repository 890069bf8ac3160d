// Where a message has TNEF: by media type or by the name that Outlook and Exchange give the part.
import { parseParameterized } from "../../mime/content-type.ts";
import type { Steps } from "../../mime/in-turns.ts";
import { type MimePart, parsingStructure, walkParts } from "../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";
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

/** The TNEF stream; undefined where its transfer encoding is not known. */
export function* decodingWinmail(part: MimePart, body: Buffer): Steps<Buffer | undefined> {
  const name = transferEncodingOf(part.headers);
  return name === "unknown" ? undefined : yield* decoding(body.subarray(part.bodyStart, part.end), name);
}
