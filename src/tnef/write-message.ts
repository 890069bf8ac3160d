// From a message to attributes, in the order in which Exchange or Outlook writes them (real messages of 2019 to 2026).
import { writeDate } from "./attribute-value.ts";
import { ATTRIBUTE } from "./attributes.ts";
import { encodeCodePage } from "./code-page.ts";
import { IID_IMESSAGE } from "./guid.ts";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "./message.ts";
import { toLegacyClass } from "./message-class.ts";
import { PropertyBag } from "./property-bag.ts";
import { writeProperties, writeRecipientTable } from "./property-list.ts";
import { TAG } from "./property-tags.ts";
import { type AttributeLevel, encodeTnef, TNEF_VERSION, type TnefAttribute, type TnefStream } from "./stream.ts";

export interface WriteMessageOptions {
  /** 16 bits, not 0. */
  readonly key: number;
  /** attOemCodepage; texts of attributes are written in it. */
  readonly codepage: number;
  /** "exchange": the old attributes stand beside the properties. "outlook": class and properties only. */
  readonly form: "exchange" | "outlook";
}

export function writeMessage(message: MapiMessage, options: WriteMessageOptions): TnefStream {
  const { properties } = message;
  const attributes = [
    attribute("message", ATTRIBUTE.attTnefVersion, uint32(TNEF_VERSION)),
    attribute("message", ATTRIBUTE.attOemCodepage, Buffer.concat([uint32(options.codepage), uint32(0)])),
    ...(options.form === "exchange" ? exchangeAttributes(properties, options) : outlookAttributes(properties, options)),
    ...recipientTable(message),
    attribute("message", ATTRIBUTE.attMsgProps, writeProperties(properties.list)),
    ...message.attachments.flatMap((attachment) => attachmentAttributes(attachment, options)),
  ];
  return { key: options.key, attributes, flaws: [] };
}

function exchangeAttributes(properties: PropertyBag, options: WriteMessageOptions): TnefAttribute[] {
  const attributes: TnefAttribute[] = [];
  const searchKey = properties.binary(TAG.PidTagSearchKey);
  if (searchKey) attributes.push(textAttribute(ATTRIBUTE.attMessageID, hexOf(searchKey), options));
  attributes.push(attribute("message", ATTRIBUTE.attPriority, uint16(priorityOf(properties))));
  const sentAt = properties.time(TAG.PidTagClientSubmitTime);
  if (sentAt !== undefined) attributes.push(attribute("message", ATTRIBUTE.attDateSent, writeDate(sentAt)));
  const modifiedAt = properties.time(TAG.PidTagLastModificationTime);
  if (modifiedAt !== undefined) attributes.push(attribute("message", ATTRIBUTE.attDateModified, writeDate(modifiedAt)));
  attributes.push(...outlookAttributes(properties, options));
  const subject = properties.text(TAG.PidTagSubject);
  if (subject !== undefined) attributes.push(textAttribute(ATTRIBUTE.attSubject, subject, options));
  return attributes;
}

function outlookAttributes(properties: PropertyBag, options: WriteMessageOptions): TnefAttribute[] {
  const messageClass = properties.text(TAG.PidTagMessageClass) ?? "IPM.Note";
  return [textAttribute(ATTRIBUTE.attMessageClass, toLegacyClass(messageClass), options)];
}

function recipientTable({ recipients }: MapiMessage): TnefAttribute[] {
  if (recipients.length === 0) return [];
  return [attribute("message", ATTRIBUTE.attRecipTable, writeRecipientTable(recipients.map(({ list }) => list)))];
}

function attachmentAttributes(attachment: MapiAttachment, options: WriteMessageOptions): TnefAttribute[] {
  const { properties, embedded } = attachment;
  const attributes = [attribute("attachment", ATTRIBUTE.attAttachRendData, rendering(properties))];
  const title = properties.text(TAG.PidTagAttachLongFilename) ?? properties.text(TAG.PidTagAttachFilename);
  if (title !== undefined) attributes.push(textAttribute(ATTRIBUTE.attAttachTitle, title, options, "attachment"));
  const data = properties.binary(TAG.PidTagAttachDataBinary);
  if (data) attributes.push(attribute("attachment", ATTRIBUTE.attAttachData, data));
  for (const [id, tag] of [
    [ATTRIBUTE.attAttachCreateDate, TAG.PidTagCreationTime],
    [ATTRIBUTE.attAttachModifyDate, TAG.PidTagLastModificationTime],
  ] as const) {
    const time = properties.time(tag);
    if (time !== undefined) attributes.push(attribute("attachment", id, writeDate(time)));
  }
  const metaFile = properties.binary(TAG.PidTagAttachRendering);
  if (metaFile) attributes.push(attribute("attachment", ATTRIBUTE.attAttachMetaFile, metaFile));
  const list = writeProperties(attachmentProperties(properties, embedded, options).list);
  return [...attributes, attribute("attachment", ATTRIBUTE.attAttachment, list)];
}

/** The bytes stand in attAttachData, a message inside stands in its object. */
function attachmentProperties(
  properties: PropertyBag,
  embedded: MapiMessage | undefined,
  options: WriteMessageOptions,
): PropertyBag {
  const written = new PropertyBag(
    properties.list.filter(
      ({ id, type }) => id !== TAG.PidTagAttachDataBinary.id || type === TAG.PidTagAttachDataObject.type,
    ),
    properties.codepage,
  );
  if (!embedded) return written;
  const data = encodeTnef(writeMessage(embedded, options));
  written.set(TAG.PidTagAttachMethod, ATTACH_METHOD.embeddedMessage);
  return written.set(TAG.PidTagAttachDataObject, { iid: IID_IMESSAGE, data });
}

/** [MS-OXTNEF] §2.1.3.3.15 */
function rendering(properties: PropertyBag): Buffer {
  const bytes = Buffer.alloc(14);
  bytes.writeUInt16LE(properties.number(TAG.PidTagAttachMethod) === ATTACH_METHOD.ole ? 2 : 1, 0);
  // A stranger's property may be of another type, and greater.
  bytes.writeInt32LE((properties.number(TAG.PidTagRenderingPosition) ?? -1) | 0, 2);
  return bytes;
}

/** attPriority counts 1 high, 2 normal, 3 low. */
function priorityOf(properties: PropertyBag): number {
  const importance = properties.number(TAG.PidTagImportance) ?? 1;
  return importance === 2 ? 1 : importance === 0 ? 3 : 2;
}

function textAttribute(
  id: number,
  text: string,
  { codepage }: WriteMessageOptions,
  level: AttributeLevel = "message",
): TnefAttribute {
  // What the code page lacks is there as Unicode among the properties.
  const bytes = encodeCodePage(text, codepage) ?? Buffer.from(text.replace(/[^\x20-\x7e]/gu, "?"), "latin1");
  return attribute(level, id, Buffer.concat([bytes, Buffer.alloc(1)]));
}

function attribute(level: AttributeLevel, id: number, data: Buffer): TnefAttribute {
  return { level, id, data, offset: 0 };
}

const hexOf = (bytes: Buffer): string => bytes.toString("hex").toUpperCase();

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
