// What an attachment is called, and how much there is of it.
import type { MapiAttachment } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { isObject } from "./explain-value.ts";

/** As its sender named it; "attachment 2" where nobody did. */
export function attachmentName({ properties, embedded }: MapiAttachment, index: number): string {
  const tags = [
    TAG.PidTagAttachLongFilename,
    TAG.PidTagAttachFilename,
    TAG.PidTagAttachTransportName,
    TAG.PidTagDisplayName,
  ];
  for (const tag of tags) {
    const text = properties.text(tag)?.trim();
    if (text) return text;
  }
  return embedded?.properties.text(TAG.PidTagSubject)?.trim() || `attachment ${index + 1}`;
}

/** Its content; undefined where it has none, or where that is a message. */
export function attachmentContent({ properties, embedded }: MapiAttachment): Buffer | undefined {
  if (embedded) return undefined;
  const value = properties.find(TAG.PidTagAttachDataBinary)?.value;
  if (Buffer.isBuffer(value)) return value;
  return isObject(value) ? value.data : undefined;
}

export function attachmentSize(attachment: MapiAttachment): number | undefined {
  return attachmentContent(attachment)?.length;
}
