// What stays MIME whatever the remote domain wants: MAPI could hold it, but not give it back as it was (chosen).
import type { HeaderBlock } from "../../mime/header-block.ts";
import { type MimePart, parseStructureInTurns, walkParts } from "../../mime/structure.ts";
import { transferEncodingOf } from "../../mime/transfer-encoding.ts";
import { promoteMessageClass } from "../promote.ts";

export type Convertible = { readonly can: true } | { readonly can: false; readonly reason: string };

/** @param body from the blank line on, as Body.read() gives it. */
export async function canBecomeTnef(headers: HeaderBlock, body: Buffer): Promise<Convertible> {
  const reason = whyNot(await parseStructureInTurns(body, {}, headers));
  return reason === undefined ? { can: true } : { can: false, reason };
}

/** A message inside another is an attachment, so it hinders nothing. */
export function whyNot(root: MimePart): string | undefined {
  const messageClass = promoteMessageClass(root.headers);
  for (const part of walkParts(root)) {
    const reason = whyPartCannot(part);
    if (reason !== undefined) return reason;
  }
  return messageClass === "IPM.Note" ? undefined : `Its class ${messageClass} needs properties that MIME has not.`;
}

function whyPartCannot(part: MimePart): string | undefined {
  const { type, mediaType, parameters } = part.contentType;
  const kind = KINDS[mediaType];
  if (kind !== undefined) return `It has a part ${mediaType}: ${kind}.`;
  if (part.isTruncated) return "It has more parts than are read.";
  if (part.parts.length === 0 && transferEncodingOf(part.headers) === "unknown") {
    return `It has a part ${mediaType} in a transfer encoding that isn't known.`;
  }
  if (type === "multipart" && part.parts.length === 0) return `It has a ${mediaType} without parts.`;
  return mediaType === "text/calendar" && parameters.has("method")
    ? "It has a part text/calendar with a method: meetings stay iCalendar."
    : undefined;
}

const SIGNATURE = "the signature covers the bytes as they are";
const ENCRYPTED = "what is encrypted is for the recipient to read";
const REPORT = "a report is for programs to read";
const ELSEWHERE = "its content is not all here";

const KINDS: Readonly<Record<string, string>> = {
  "multipart/signed": SIGNATURE, // RFC 1847 §2.1
  "multipart/encrypted": ENCRYPTED, // RFC 1847 §2.2, RFC 3156 §4
  "application/pkcs7-mime": ENCRYPTED, // RFC 5751 §3.2
  "application/x-pkcs7-mime": ENCRYPTED,
  "multipart/report": REPORT, // RFC 6522 §3
  "message/partial": ELSEWHERE, // RFC 2046 §5.2.2
  "message/external-body": ELSEWHERE, // RFC 2046 §5.2.3
};
