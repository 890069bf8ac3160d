// The attachments of a MIME message as MAPI has them. [MS-OXCMAIL] §2.1.3.4; [MS-OXCMSG] §2.2.2
import { type AttachmentPart, describeAttachment, filenameOf } from "../../mime/attachments.ts";
import { parseParameterized } from "../../mime/content-type.ts";
import { parseDate } from "../../mime/date.ts";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "../../tnef/message.ts";
import { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { contentOf } from "./bodies.ts";
import type { PlacedPart } from "./body-parts.ts";

/** PidTagAttachFlags: the HTML shows it. [MS-OXCMSG] §2.2.2.18 */
const RENDERED_IN_BODY = 4;

export interface AttachmentSource {
  readonly message: Buffer;
  /** The bytes of the HTML body. */
  readonly html: Buffer | undefined;
  /** A message inside, or undefined where it has to stay the bytes it is. */
  embed(bytes: Buffer): Promise<MapiMessage | undefined>;
}

/** @param number from 1, for attachments without a name. */
export async function attachmentFrom(
  { part, parent }: PlacedPart,
  number: number,
  source: AttachmentSource,
): Promise<MapiAttachment> {
  const described = describeAttachment(part, parent, source.message);
  const properties = new PropertyBag();
  const content = await contentOf(part, source.message);
  const embedded = described.isMessage ? await source.embed(content) : undefined;
  properties.set(TAG.PidTagAttachMethod, embedded ? ATTACH_METHOD.embeddedMessage : ATTACH_METHOD.byValue);
  properties.set(TAG.PidTagRenderingPosition, -1);
  if (embedded) properties.set(TAG.PidTagDisplayName, described.name);
  else setFile(properties, described, content, number);
  setMimeFields(properties, described);
  if (isShownIn(source.html, described)) {
    properties.set(TAG.PidTagAttachFlags, RENDERED_IN_BODY).set(TAG.PidTagAttachmentHidden, true);
  }
  return embedded ? { properties, embedded } : { properties };
}

function setFile(properties: PropertyBag, { part }: AttachmentPart, content: Buffer, number: number) {
  const fileName = filenameOf(part) || `ATT${String(number).padStart(5, "0")}.${extensionFor(part.contentType)}`;
  const extension = /\.[^.\s/\\]{1,32}$/.exec(fileName)?.[0];
  properties
    .set(TAG.PidTagAttachDataBinary, content)
    .set(TAG.PidTagAttachLongFilename, fileName)
    .set(TAG.PidTagAttachFilename, shortName(fileName))
    .set(TAG.PidTagDisplayName, fileName);
  if (extension !== undefined) properties.set(TAG.PidTagAttachExtension, extension);
}

function setMimeFields(properties: PropertyBag, { part, contentId }: AttachmentPart): void {
  const { type, mediaType, parameters } = part.contentType;
  properties.set(TAG.PidTagAttachMimeTag, mediaType);
  if (contentId !== undefined) properties.set(TAG.PidTagAttachContentId, contentId);
  const location = part.headers.get("Content-Location");
  if (location) properties.set(TAG.PidTagAttachContentLocation, location);
  const base = part.headers.get("Content-Base");
  if (base) properties.set(TAG.PidTagAttachContentBase, base);
  const charset = parameters.get("charset");
  if (type === "text" && charset) properties.set(TAG.PidTagTextAttachmentCharset, charset);
  const disposition = parseParameterized(part.headers.get("Content-Disposition") ?? "").parameters;
  const createdAt = parseDate(disposition.get("creation-date") ?? "");
  if (createdAt !== undefined) properties.set(TAG.PidTagCreationTime, createdAt);
  const modifiedAt = parseDate(disposition.get("modification-date") ?? "");
  if (modifiedAt !== undefined) properties.set(TAG.PidTagLastModificationTime, modifiedAt);
}

/** RFC 2392 §2, RFC 2557 §8.2 */
function isShownIn(html: Buffer | undefined, { part, contentId, isInline }: AttachmentPart): boolean {
  if (!html) return false;
  if (isInline && contentId !== undefined) {
    return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
  }
  const location = part.headers.get("Content-Location");
  return location !== undefined && location !== "" && html.includes(location);
}

/** Eight characters, a point and three, as the days before long names had them. */
function shortName(name: string): string {
  const point = name.lastIndexOf(".");
  const clean = (text: string) => text.replace(/[^\w$%'`~!(){}^#&@-]/g, "");
  const base = clean(point < 0 ? name : name.slice(0, point)) || "ATT";
  const extension = point < 0 ? "" : clean(name.slice(point + 1)).slice(0, 3);
  return (base.length > 8 ? `${base.slice(0, 6)}~1` : base) + (extension && `.${extension}`);
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "text/plain": "txt",
  "text/html": "htm",
  "image/jpeg": "jpg",
  "message/rfc822": "eml",
  "message/global": "eml",
};

function extensionFor({ mediaType, subtype }: { mediaType: string; subtype: string }): string {
  return EXTENSIONS[mediaType] ?? (/^[a-z0-9]{2,4}$/.test(subtype) ? subtype : "bin");
}
