// The attachments within winmail.dat, as those of any message. [MS-OXCMSG] §2.2.2, [MS-OXCMAIL] §2.2.3.4
import { bytesOfTnefAttachment } from "../../../content-conversion/tnef-attachment-bytes.ts";
import type { MapiAttachment } from "../../../tnef/message.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import type { ShownAttachment } from "./shown-attachment.ts";

/** PidTagAttachFlags: the HTML shows it. [MS-OXCMSG] §2.2.2.18 */
const RENDERED_IN_BODY = 4;

export function showTnefAttachment(attachment: MapiAttachment): ShownAttachment {
  const { properties, embedded } = attachment;
  const contentId = properties.text(TAG.PidTagAttachContentId)?.replace(/^<|>$/g, "") || undefined;
  const isShown = ((properties.number(TAG.PidTagAttachFlags) ?? 0) & RENDERED_IN_BODY) !== 0;
  const isHidden = properties.boolean(TAG.PidTagAttachmentHidden) ?? false;
  return {
    name: nameOf(properties, embedded !== undefined),
    contentType: mediaTypeOf(properties),
    isInline: contentId !== undefined && (isShown || isHidden),
    contentId,
    isMessage: embedded !== undefined,
    bytes: () => bytesOfTnefAttachment(attachment),
  };
}

function nameOf(properties: MapiAttachment["properties"], isMessage: boolean): string {
  const names = [TAG.PidTagAttachLongFilename, TAG.PidTagAttachFilename, TAG.PidTagDisplayName];
  const name = names.map((tag) => properties.text(tag)).find((text) => text);
  const clean = (name ?? "").replace(/[\x00-\x1f\x7f]+/g, " ").trim();
  return clean || (isMessage ? "message.eml" : "attachment.bin");
}

function mediaTypeOf(properties: MapiAttachment["properties"]): string {
  const type = properties.text(TAG.PidTagAttachMimeTag)?.toLowerCase() ?? "";
  return /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : "application/octet-stream";
}
