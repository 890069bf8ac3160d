// Attributes from before MAPI as the properties they stand for. [MS-OXTNEF] §2.1.3.3
import { readDate, readOwner, readTriple, type TriplePair, untilNul } from "./attribute-value.ts";
import { ATTRIBUTE } from "./attributes.ts";
import { decodeCodePage } from "./code-page.ts";
import { fromLegacyClass } from "./message-class.ts";
import { TYPE } from "./property.ts";
import type { PropertyBag, PropertyTag } from "./property-bag.ts";
import { TAG } from "./property-tags.ts";
import { ATTRIBUTE_HEADER, type TnefAttribute } from "./stream.ts";
import { type TnefFlaw, TnefSyntaxError } from "./tnef-error.ts";

/** Text, dates and bytes that are a property as they stand. */
const MESSAGE: Readonly<Record<number, PropertyTag>> = {
  [ATTRIBUTE.attSubject]: TAG.PidTagSubject,
  [ATTRIBUTE.attBody]: TAG.PidTagBody,
  [ATTRIBUTE.attDateSent]: TAG.PidTagClientSubmitTime,
  [ATTRIBUTE.attDateRecd]: TAG.PidTagMessageDeliveryTime,
  [ATTRIBUTE.attDateModified]: TAG.PidTagLastModificationTime,
  [ATTRIBUTE.attDateStart]: TAG.PidTagStartDate,
  [ATTRIBUTE.attDateEnd]: TAG.PidTagEndDate,
};

const ATTACHMENT: Readonly<Record<number, PropertyTag>> = {
  [ATTRIBUTE.attAttachTitle]: TAG.PidTagAttachFilename,
  [ATTRIBUTE.attAttachTransportFilename]: TAG.PidTagAttachTransportName,
  [ATTRIBUTE.attAttachData]: TAG.PidTagAttachDataBinary,
  [ATTRIBUTE.attAttachMetaFile]: TAG.PidTagAttachRendering,
  [ATTRIBUTE.attAttachCreateDate]: TAG.PidTagCreationTime,
  [ATTRIBUTE.attAttachModifyDate]: TAG.PidTagLastModificationTime,
};

/** Hexadecimal digits of a key. */
const KEYS: Readonly<Record<number, PropertyTag>> = {
  [ATTRIBUTE.attMessageID]: TAG.PidTagSearchKey,
  [ATTRIBUTE.attParentID]: TAG.PidTagParentKey,
  [ATTRIBUTE.attConversationID]: TAG.PidTagConversationKey,
};

const CLASSES: Readonly<Record<number, PropertyTag>> = {
  [ATTRIBUTE.attMessageClass]: TAG.PidTagMessageClass,
  [ATTRIBUTE.attOriginalMessageClass]: TAG.PidTagOriginalMessageClass,
};

/** What cannot be read is a flaw, and no property. */
export function setOldMessageAttribute(bag: PropertyBag, attribute: TnefAttribute, flaws: TnefFlaw[]): void {
  const { id, data } = attribute;
  const simple = MESSAGE[id];
  const key = KEYS[id];
  const messageClass = CLASSES[id];
  if (simple) setSimple(bag, simple, attribute, flaws);
  else if (key) setKey(bag, key, data);
  else if (messageClass) bag.set(messageClass, fromLegacyClass(decodeCodePage(untilNul(data), bag.codepage)));
  else if (id === ATTRIBUTE.attFrom) setPerson(bag, SENDER, readTriple, attribute, flaws);
  else if (id === ATTRIBUTE.attOwner)
    setPerson(bag, isResponse(bag) ? RECEIVED_FOR : SENT_FOR, readOwner, attribute, flaws);
  else if (id === ATTRIBUTE.attSentFor) setPerson(bag, SENT_FOR, readOwner, attribute, flaws);
  else if (id === ATTRIBUTE.attDelegate) setPerson(bag, RECEIVED_FOR, readOwner, attribute, flaws);
  else setNumber(bag, attribute);
}

export function setOldAttachmentAttribute(bag: PropertyBag, attribute: TnefAttribute, flaws: TnefFlaw[]): void {
  const tag = ATTACHMENT[attribute.id];
  if (tag) setSimple(bag, tag, attribute, flaws);
}

function setNumber(bag: PropertyBag, { id, data }: TnefAttribute): void {
  if (id === ATTRIBUTE.attPriority && data.length >= 2)
    bag.set(TAG.PidTagImportance, importanceOf(data.readUInt16LE(0)));
  else if (id === ATTRIBUTE.attMessageStatus && data.length >= 1)
    bag.set(TAG.PidTagMessageFlags, flagsOf(data[0] ?? 0));
  else if (id === ATTRIBUTE.attRequestRes && data.length >= 2) {
    bag.set(TAG.PidTagResponseRequested, data.readUInt16LE(0) !== 0);
  } else if (id === ATTRIBUTE.attAidOwner && data.length >= 4) {
    bag.set(TAG.PidTagOwnerAppointmentId, data.readInt32LE(0));
  }
}

function setSimple(bag: PropertyBag, tag: PropertyTag, { data, offset }: TnefAttribute, flaws: TnefFlaw[]): void {
  if (tag.type === TYPE.String) bag.set({ ...tag, type: TYPE.String8 }, untilNul(data));
  else if (tag.type !== TYPE.SysTime) bag.set(tag, data);
  else {
    const time = readDate(data);
    if (time !== undefined) bag.set(tag, time);
    else flaws.push({ kind: "badDate", offset: offset + ATTRIBUTE_HEADER, detail: `no date: ${data.toString("hex")}` });
  }
}

function setKey(bag: PropertyBag, tag: PropertyTag, data: Buffer): void {
  const digits = untilNul(data).toString("latin1");
  if (/^(?:[0-9a-f]{2})+$/i.test(digits)) bag.set(tag, Buffer.from(digits, "hex"));
}

/** Who is asked to a meeting answers for its owner; who asks is the owner. [MS-OXTNEF] §2.3.3.10 */
function isResponse(bag: PropertyBag): boolean {
  return /^IPM\.Schedule\.Meeting\.Resp\b/i.test(bag.text(TAG.PidTagMessageClass) ?? "");
}

const SENDER = [TAG.PidTagSenderName, TAG.PidTagSenderAddressType, TAG.PidTagSenderEmailAddress] as const;
const SENT_FOR = [
  TAG.PidTagSentRepresentingName,
  TAG.PidTagSentRepresentingAddressType,
  TAG.PidTagSentRepresentingEmailAddress,
] as const;
const RECEIVED_FOR = [
  TAG.PidTagReceivedRepresentingName,
  TAG.PidTagReceivedRepresentingAddressType,
  TAG.PidTagReceivedRepresentingEmailAddress,
] as const;

function setPerson(
  bag: PropertyBag,
  [name, addressType, address]: readonly [name: PropertyTag, addressType: PropertyTag, address: PropertyTag],
  read: (data: Buffer, offset: number) => TriplePair,
  { data, offset }: TnefAttribute,
  flaws: TnefFlaw[],
): void {
  try {
    const person = read(data, offset + ATTRIBUTE_HEADER);
    bag.set({ ...name, type: TYPE.String8 }, person.name);
    bag.set({ ...addressType, type: TYPE.String8 }, person.addressType);
    bag.set({ ...address, type: TYPE.String8 }, person.address);
  } catch (error) {
    if (!(error instanceof TnefSyntaxError)) throw error;
    flaws.push({ kind: "badAttribute", offset: error.offset, detail: error.message });
  }
}

/** attPriority counts 1 high, 2 normal, 3 low. [MS-OXTNEF] §2.1.3.3.13 */
function importanceOf(priority: number): number {
  return priority === 1 ? 2 : priority === 3 ? 0 : 1;
}

/** fmsModified, fmsLocal, fmsSubmitted, fmsRead, fmsHasAttach as mfRead, mfUnmodified, mfSubmitted, mfUnsent, mfHasAttach. */
function flagsOf(status: number): number {
  const bit = (mask: number, flag: number) => ((status & mask) !== 0 ? flag : 0);
  const unmodified = (status & 0x01) === 0 ? 0x02 : 0;
  return bit(0x20, 0x01) | unmodified | bit(0x04, 0x04) | bit(0x02, 0x08) | bit(0x80, 0x10);
}
