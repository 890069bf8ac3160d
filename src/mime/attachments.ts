// Which parts of a message are attachments, and which of those its text shows. RFC 2183, RFC 2387; [MS-OXCMAIL] §2.1.3.4.
import { parseContentType, parseParameterized } from "./content-type.ts";
import { decodeEncodedWords } from "./encoded-word.ts";
import { HeaderBlock } from "./header-block.ts";
import { headerText } from "./header-text.ts";
import type { MimePart } from "./structure.ts";

export interface AttachmentPart {
  readonly part: MimePart;
  /** As the sender named it, or a name by its kind; never empty. */
  readonly name: string;
  /** "application/pdf" */
  readonly contentType: string;
  /** Shown in the text, not listed beside it. */
  readonly isInline: boolean;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
  /** Another message. */
  readonly isMessage: boolean;
}

/** In their order. `message` is what `root` was found in. */
export function findAttachments(root: MimePart, message: Buffer): AttachmentPart[] {
  const found: AttachmentPart[] = [];
  const waiting: { part: MimePart; parent: MimePart | undefined }[] = [{ part: root, parent: undefined }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { part, parent } = next;
    if (part.parts.length > 0) for (const child of part.parts.toReversed()) waiting.push({ part: child, parent: part });
    else if (part.contentType.type !== "multipart" && isAttachment(part, parent))
      found.push(describeAttachment(part, parent, message));
  }
  return found;
}

/** What multipart/report has for programs. RFC 3462 §1, RFC 3464, RFC 8098 */
const REPORTS: ReadonlySet<string> = new Set([
  "message/delivery-status",
  "message/global-delivery-status",
  "message/disposition-notification",
  "message/feedback-report",
]);

function isAttachment(part: MimePart, parent: MimePart | undefined): boolean {
  const { mediaType } = part.contentType;
  if (dispositionOf(part).value === "attachment") return true;
  if (parent?.contentType.subtype === "report" && REPORTS.has(mediaType)) return false;
  // A meeting's calendar is another form of the text.
  if (mediaType === "text/calendar" && parent?.contentType.subtype !== "mixed") return false;
  return !(mediaType === "text/plain" || mediaType === "text/html") || filenameOf(part) !== "";
}

export function describeAttachment(part: MimePart, parent: MimePart | undefined, message: Buffer): AttachmentPart {
  const { mediaType } = part.contentType;
  const contentId = part.headers.get("Content-ID")?.replace(/^\s*<|>\s*$/g, "") || undefined;
  const isMessage = mediaType === "message/rfc822" || mediaType === "message/global";
  const isShown = dispositionOf(part).value === "inline" || parent?.contentType.subtype === "related";
  return {
    part,
    name: filenameOf(part) || (isMessage ? subjectOf(part, message) : "") || defaultName(part),
    contentType: mediaType,
    isInline: contentId !== undefined && isShown,
    contentId,
    isMessage,
  };
}

function dispositionOf(part: MimePart) {
  return parseParameterized(part.headers.get("Content-Disposition") ?? "");
}

/** As the sender named it; "" where nobody did. */
export function filenameOf(part: MimePart): string {
  const name = dispositionOf(part).parameters.get("filename") ?? part.contentType.parameters.get("name") ?? "";
  // RFC 2231 is what standards want, encoded words are what many send.
  return decodeEncodedWords(name)
    .replace(/[\x00-\x1f\x7f]+/g, " ")
    .trim();
}

/** As a file: a message inside is called by its subject. */
export const fileNameOfAttachment = (name: string, isMessage: boolean): string =>
  isMessage && !/\.eml$/i.test(name) ? `${name}.eml` : name;

/** A message inside is read as far as this for its subject, bytes. */
const INNER_HEADER = 16_384;

function subjectOf(part: MimePart, message: Buffer): string {
  const inner = message.subarray(part.bodyStart, Math.min(part.end, part.bodyStart + INNER_HEADER));
  const blank = inner.indexOf("\r\n\r\n");
  return headerText(HeaderBlock.parse(blank < 0 ? inner : inner.subarray(0, blank + 2)), "Subject").trim();
}

function defaultName(part: MimePart): string {
  const { type, subtype } = parseContentType(part.headers.get("Content-Type"));
  return type === "message" ? "message.eml" : `${type}.${subtype.replace(/[^\w-]/g, "")}`;
}
