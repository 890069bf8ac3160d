// A stored message's attachments, as Graph shows them. Microsoft Graph: fileAttachment, itemAttachment resource types
import type { BelongingTnef } from "../../../content-conversion/find-tnef.ts";
import type { StoredContent } from "../../../database/content-store.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import { type AttachmentPart, findAttachments } from "../../../mime/attachments.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { runInTurns } from "../../../mime/in-turns.ts";
import { parseStructureInTurns } from "../../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../../mime/transfer-encoding.ts";
import { attachmentId } from "./graph-ids.ts";
import { time } from "./message-properties.ts";
import type { ShownAttachment } from "./shown-attachment.ts";
import { showTnefAttachment } from "./tnef-attachments.ts";

/** In their order: an attachment's id is its place. */
export type MessageAttachments = readonly ShownAttachment[];

export const ATTACHMENT_PROPERTIES = [
  ..."id lastModifiedDateTime name contentType size isInline contentId contentLocation contentBytes".split(" "),
];

/** In place of winmail.dat stands what is in it, unless that is ignored or broken. */
export async function readAttachments(
  content: StoredContent,
  tnef: BelongingTnef | undefined,
): Promise<MessageAttachments> {
  const body = await content.body.read();
  const root = tnef?.root ?? (await parseStructureInTurns(body, {}, HeaderBlock.parse(content.headers)));
  const parts = findAttachments(root, body).filter(({ part }) => part !== tnef?.part);
  return [...(tnef?.message.attachments ?? []).map(showTnefAttachment), ...parts.map((part) => ofPart(part, body))];
}

function ofPart(
  { part, name, contentType, isInline, contentId, isMessage }: AttachmentPart,
  body: Buffer,
): ShownAttachment {
  const encoded = body.subarray(part.bodyStart, part.end);
  const bytes = () => runInTurns(decoding(encoded, transferEncodingOf(part.headers)));
  return { name, contentType, isInline, contentId, isMessage, bytes };
}

/** Inline ones don't count. Microsoft Graph: message resource type */
export function hasAttachments(attachments: MessageAttachments): boolean {
  return attachments.some(({ isInline }) => !isInline);
}

/** @param select undefined: all. */
export async function showAttachments(
  item: MailboxItem,
  attachments: MessageAttachments,
  select: readonly string[] | undefined,
): Promise<Record<string, unknown>[]> {
  const shown: Record<string, unknown>[] = [];
  for (const index of attachments.keys()) shown.push(await showAttachment(item, attachments, index, select));
  return shown;
}

export async function showAttachment(
  item: MailboxItem,
  attachments: MessageAttachments,
  index: number,
  select: readonly string[] | undefined,
): Promise<Record<string, unknown>> {
  const part = attachments[index] as ShownAttachment;
  const bytes = await part.bytes();
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
