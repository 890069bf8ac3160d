// The attachments of a message in TNEF, as far as MIME can say them.
import type { Steps } from "../../mime/in-turns.ts";
import { ATTACH_METHOD, type MapiAttachment } from "../../tnef/message.ts";
import type { PropertyObject } from "../../tnef/property.ts";
import { TAG } from "../../tnef/property-tags.ts";
import type { AttachedFile } from "./entity.ts";

/** Undefined where there are no bytes: a reference to a file, or nothing. `shown` are the ids that the HTML refers to. */
export function attachedFile({ properties }: MapiAttachment, shown: ReadonlySet<string>): AttachedFile | undefined {
  const content =
    properties.binary(TAG.PidTagAttachDataBinary) ?? objectData(properties.find(TAG.PidTagAttachDataObject)?.value);
  if (!content || properties.number(TAG.PidTagAttachMethod) === ATTACH_METHOD.byReference) return undefined;
  const contentId = properties.text(TAG.PidTagAttachContentId)?.replace(/[^\x21-\x7e]|[<>]/g, "");
  return {
    mediaType: mediaTypeOf(properties.text(TAG.PidTagAttachMimeTag)),
    name: nameOf(properties.text(TAG.PidTagAttachLongFilename) ?? properties.text(TAG.PidTagAttachFilename)),
    content,
    contentId,
    isInline: contentId !== undefined && shown.has(contentId),
  };
}

/** Of `<img src="cid:logo@contoso">`. RFC 2392 §2 */
export function* findingShownIds(html: string): Steps<Set<string>> {
  const ids = new Set<string>();
  let seen = 0;
  for (const [, id = ""] of html.matchAll(/\bcid:([^\s"'<>()]{1,1000})/gi)) {
    ids.add(percentDecoded(id));
    seen += 1;
    if (seen % 1024 === 0) yield;
  }
  return ids;
}

function percentDecoded(id: string): string {
  return id.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** An OLE object leaves as its storage: a file that Windows can open. */
function objectData(value: unknown): Buffer | undefined {
  const object = value as PropertyObject | null | undefined;
  return Buffer.isBuffer(object?.data) ? object.data : undefined;
}

/** Types with parts of their own cannot be base64. RFC 2045 §6.4 */
function mediaTypeOf(tag = ""): string {
  const type = /^[\w!#$&.+^-]+\/[\w!#$&.+^-]+$/.test(tag) ? tag.toLowerCase() : "";
  return type === "" || /^(multipart|message)\//.test(type) ? "application/octet-stream" : type;
}

const nameOf = (name = ""): string => name.replace(/[\x00-\x1f\x7f/\\]/g, "").trim() || "attachment.dat";
