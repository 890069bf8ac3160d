// An attachment of MAPI as a MIME entity, its fields in Exchange's order. [MS-OXCMAIL] §2.2; RFC 2183

import { formatRfc5322Date } from "../../mime/date.ts";
import { encodeText } from "../../mime/encoded-word.ts";
import { type HeaderField, makeField } from "../../mime/header-block.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { encoding } from "../../mime/transfer-encoding.ts";
import type { MapiAttachment } from "../../tnef/message.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { hasDate } from "./dates.ts";
import type { Boundaries, Entity } from "./entity.ts";
import { isSevenBit } from "./seven-bit.ts";

export interface AttachmentEntity extends Entity {
  /** The HTML shows it. RFC 2392 */
  readonly isInline: boolean;
}

/** Undefined where there is nothing to send: a link to a file that only the sender has. */
export async function fileEntity(
  { properties }: MapiAttachment,
  cids: ReadonlySet<string>,
  boundaries: Boundaries,
): Promise<AttachmentEntity | undefined> {
  const data = dataOf(properties);
  if (!data) return undefined;
  const contentId = properties.text(TAG.PidTagAttachContentId)?.replace(/^<|>$/g, "");
  const isInline = contentId !== undefined && cids.has(contentId.toLowerCase());
  const name = nameOf(properties);
  const { type, isPlain } = await mediaTypeOf(properties, name, data, boundaries);
  const charset = properties.text(TAG.PidTagTextAttachmentCharset);
  const isText = type.startsWith("text/") && charset !== undefined && /^[\w:.+-]{1,40}$/.test(charset);
  const description = encodeText(name, "Content-Description: ".length);
  const fields = [
    makeField("Content-Type", `${type};${isText ? ` charset="${charset}";` : ""} ${nameParameter("name", name)}`),
    makeField("Content-Description", description),
    makeField("Content-Disposition", dispositionOf(isInline, name, data.length, properties)),
    ...idFields(contentId, properties),
    ...(isPlain ? [] : [makeField("Content-Transfer-Encoding", "base64")]),
  ];
  const content = isPlain ? data : await runInTurns(encoding(data, "base64"));
  return { fields, content: [content], isInline };
}

/** `message`: its bytes, 7-bit. RFC 2046 §5.2.1 */
export function messageEntity({ properties }: MapiAttachment, message: readonly Buffer[]): AttachmentEntity {
  const disposition = `attachment${dateParameters(properties)}`;
  const fields = [makeField("Content-Type", "message/rfc822"), makeField("Content-Disposition", disposition)];
  return { fields, content: message, isInline: false };
}

/** Bytes of a file, or the storage of an OLE object as it stands. */
function dataOf(properties: PropertyBag): Buffer | undefined {
  const value = properties.find(TAG.PidTagAttachDataBinary)?.value;
  if (Buffer.isBuffer(value)) return value;
  return typeof value === "object" && value !== null && "data" in value ? value.data : undefined;
}

function nameOf(properties: PropertyBag): string {
  for (const tag of [TAG.PidTagAttachLongFilename, TAG.PidTagDisplayName, TAG.PidTagAttachFilename]) {
    const name = properties
      .text(tag)
      ?.replace(/[\x00-\x1f\x7f]+/g, " ")
      .trim();
    if (name) return name;
  }
  return "attachment";
}

const TOKEN = /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/;
const BINARY = "application/octet-stream";

interface MediaType {
  readonly type: string;
  /** It must stand as it is. RFC 2046 §5.2.1 */
  readonly isPlain: boolean;
}

async function mediaTypeOf(
  properties: PropertyBag,
  name: string,
  data: Buffer,
  boundaries: Boundaries,
): Promise<MediaType> {
  const tag = properties.text(TAG.PidTagAttachMimeTag)?.trim().toLowerCase() ?? "";
  const type = TOKEN.test(tag) ? tag : (BY_EXTENSION[/\.(\w{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? ""] ?? BINARY);
  if (/^message\//.test(type)) return (await isTransportable(data, boundaries)) ? { type, isPlain: true } : NO_TYPE;
  // Only a whole multipart has its boundary.
  return /^multipart\//.test(type) ? NO_TYPE : { type, isPlain: false };
}

const NO_TYPE: MediaType = { type: BINARY, isPlain: false };

/** And no delimiter of ours. */
async function isTransportable(data: Buffer, boundaries: Boundaries): Promise<boolean> {
  return !data.includes(boundaries.root) && (await runInTurns(isSevenBit(data)));
}

const BY_EXTENSION: Readonly<Record<string, string>> = {
  bmp: "image/bmp",
  csv: "text/csv",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  htm: "text/html",
  html: "text/html",
  ics: "text/calendar",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  pdf: "application/pdf",
  png: "image/png",
  ppt: "application/vnd.ms-powerpoint",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  rtf: "application/rtf",
  txt: "text/plain",
  xls: "application/vnd.ms-excel",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xml: "text/xml",
  zip: "application/zip",
};

/** Names beyond ASCII as encoded words in quotes: Rfc2231EncodingEnabled is off in a new tenant. */
function nameParameter(parameter: string, name: string): string {
  const encoded = encodeText(name, 16);
  return encoded === name ? `${parameter}="${name.replace(/["\\]/g, "\\$&")}"` : `${parameter}="${encoded}"`;
}

function dispositionOf(isInline: boolean, name: string, size: number, properties: PropertyBag): string {
  const kind = isInline ? "inline" : "attachment";
  return `${kind}; ${nameParameter("filename", name)};\r\n\tsize=${size}${dateParameters(properties)}`;
}

function dateParameters(properties: PropertyBag): string {
  const date = (parameter: string, at: number | undefined) =>
    at === undefined || !hasDate(at) ? "" : `;\r\n\t${parameter}="${gmt(at)}"`;
  return (
    date("creation-date", properties.time(TAG.PidTagCreationTime)) +
    date("modification-date", properties.time(TAG.PidTagLastModificationTime))
  );
}

/** Exchange names the zone here. */
const gmt = (at: number): string => formatRfc5322Date(at).replace("+0000", "GMT");

function idFields(contentId: string | undefined, properties: PropertyBag): HeaderField[] {
  const location = properties.text(TAG.PidTagAttachContentLocation);
  const ascii = (text: string | undefined): text is string => text !== undefined && /^[\x21-\x7e]{1,900}$/.test(text);
  return [
    ...(ascii(contentId) ? [makeField("Content-ID", `<${contentId}>`)] : []),
    ...(ascii(location) ? [makeField("Content-Location", location)] : []),
  ];
}
