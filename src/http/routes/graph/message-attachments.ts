// A stored message's attachments, as Graph shows them. Microsoft Graph: fileAttachment, itemAttachment resource types
import type { StoredContent } from "../../../database/content-store.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import { type AttachmentPart, findAttachments } from "../../../mime/attachments.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { runInTurns } from "../../../mime/in-turns.ts";
import { parseStructureInTurns } from "../../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../../mime/transfer-encoding.ts";
import { attachmentId } from "./graph-ids.ts";
import { time } from "./message-properties.ts";

export interface MessageAttachments {
  /** What the parts' positions count in. */
  readonly body: Buffer;
  readonly parts: readonly AttachmentPart[];
}

export const ATTACHMENT_PROPERTIES = [
  ..."id lastModifiedDateTime name contentType size isInline contentId contentLocation contentBytes".split(" "),
];

export async function readAttachments(content: StoredContent): Promise<MessageAttachments> {
  const body = await content.body.read();
  const root = await parseStructureInTurns(body, {}, HeaderBlock.parse(content.headers));
  return { body, parts: findAttachments(root, body) };
}

/** Inline ones don't count. Microsoft Graph: message resource type */
export function hasAttachments({ parts }: MessageAttachments): boolean {
  return parts.some((part) => !part.isInline);
}

export function attachmentBytes({ body }: MessageAttachments, { part }: AttachmentPart): Promise<Buffer> {
  return runInTurns(decoding(body.subarray(part.bodyStart, part.end), transferEncodingOf(part.headers)));
}

/** @param select undefined: all. */
export async function showAttachments(
  item: MailboxItem,
  attachments: MessageAttachments,
  select: readonly string[] | undefined,
): Promise<Record<string, unknown>[]> {
  const shown: Record<string, unknown>[] = [];
  for (const index of attachments.parts.keys()) shown.push(await showAttachment(item, attachments, index, select));
  return shown;
}

export async function showAttachment(
  item: MailboxItem,
  attachments: MessageAttachments,
  index: number,
  select: readonly string[] | undefined,
): Promise<Record<string, unknown>> {
  const part = attachments.parts[index] as AttachmentPart;
  const bytes = await attachmentBytes(attachments, part);
  const shows = (name: string) => !select || name === "id" || select.includes(name);
  const all = {
    id: attachmentId(item.id, index),
    lastModifiedDateTime: time(item.receivedAt),
    name: part.name,
    contentType: part.isMessage ? null : part.contentType,
    size: bytes.length,
    isInline: part.isInline,
    // A message inside is read by $value.
    ...(!part.isMessage && {
      contentId: part.contentId ?? null,
      contentLocation: null,
      ...(shows("contentBytes") && { contentBytes: bytes.toString("base64") }),
    }),
  };
  return {
    "@odata.type": `#microsoft.graph.${part.isMessage ? "itemAttachment" : "fileAttachment"}`,
    ...(!part.isMessage && { "@odata.mediaContentType": part.contentType }),
    ...Object.fromEntries(Object.entries(all).filter(([name]) => shows(name))),
  };
}
