// The attachments within winmail.dat, as those of any message. [MS-OXCMSG] §2.2.2, [MS-OXCMAIL] §2.2.3.4
import { DEFAULT_MIME_FORMAT, toMime } from "../../../content-conversion/to-mime/to-mime.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "../../../tnef/message.ts";
import type { PropertyObject } from "../../../tnef/property.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import type { ShownAttachment } from "./shown-attachment.ts";

/** PidTagAttachFlags: the HTML shows it. [MS-OXCMSG] §2.2.2.18 */
const RENDERED_IN_BODY = 4;

export function showTnefAttachment({ properties, embedded }: MapiAttachment): ShownAttachment {
  const contentId = properties.text(TAG.PidTagAttachContentId)?.replace(/^<|>$/g, "") || undefined;
  const isShown = ((properties.number(TAG.PidTagAttachFlags) ?? 0) & RENDERED_IN_BODY) !== 0;
  const isHidden = properties.boolean(TAG.PidTagAttachmentHidden) ?? false;
  return {
    name: nameOf(properties, embedded !== undefined),
    contentType: mediaTypeOf(properties),
    isInline: contentId !== undefined && (isShown || isHidden),
    contentId,
    isMessage: embedded !== undefined,
    bytes: async () => (embedded ? mimeOf(embedded) : contentOf(properties)),
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

/** Of OLE its storage. */
function contentOf(properties: MapiAttachment["properties"]): Buffer {
  const bytes = properties.binary(TAG.PidTagAttachDataBinary);
  if (bytes) return bytes;
  const object = properties.find(TAG.PidTagAttachDataObject)?.value as PropertyObject | undefined;
  return properties.number(TAG.PidTagAttachMethod) === ATTACH_METHOD.ole && object ? object.data : Buffer.alloc(0);
}

/** A message inside has no header block but its properties. */
async function mimeOf(message: MapiMessage): Promise<Buffer> {
  const nothing = { headers: new HeaderBlock(), body: Buffer.alloc(0) };
  const { headers, body } = await toMime(nothing, { message }, DEFAULT_MIME_FORMAT);
  return Buffer.concat([headers.toBuffer(), body]);
}
