// From attributes to a message: attributes of the old kind become properties, and lists of properties win over them.
import { ATTRIBUTE } from "./attributes.ts";
import { DEFAULT_CODE_PAGE } from "./code-page.ts";
import { IID_IMESSAGE } from "./guid.ts";
import { TNEF_LIMITS, type TnefLimits } from "./limits.ts";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "./message.ts";
import { setOldAttachmentAttribute, setOldMessageAttribute } from "./old-attributes.ts";
import { type MapiProperty, type PropertyObject, TYPE } from "./property.ts";
import { PropertyBag } from "./property-bag.ts";
import { readProperties, readRecipientTable } from "./property-list.ts";
import { TAG } from "./property-tags.ts";
import { ATTRIBUTE_HEADER, decodeTnef, type TnefAttribute, type TnefStream } from "./stream.ts";
import { type TnefFlaw, TnefSyntaxError } from "./tnef-error.ts";

export interface ReadMessage {
  readonly message: MapiMessage;
  /** Those of the stream, and those of the values in it. */
  readonly flaws: readonly TnefFlaw[];
}

/** Throws TnefSyntaxError. */
export function readMessage(stream: TnefStream, limits: Partial<TnefLimits> = {}, depth = 0): ReadMessage {
  const reader = new MessageReader(stream, limits, depth);
  for (const attribute of stream.attributes) reader.read(attribute);
  return reader.finish();
}

/** attOemCodepage; windows-1252 where there is none. */
export function codepageOf(stream: Pick<TnefStream, "attributes">): number {
  const attribute = stream.attributes.find(({ id }) => id === ATTRIBUTE.attOemCodepage);
  const codepage = attribute && attribute.data.length >= 4 ? attribute.data.readUInt32LE(0) : 0;
  return codepage === 0 ? DEFAULT_CODE_PAGE : codepage;
}

interface OpenAttachment {
  readonly old: PropertyBag;
  properties: MapiProperty[];
}

class MessageReader {
  readonly #limits: Partial<TnefLimits>;
  readonly #depth: number;
  readonly #codepage: number;
  readonly #flaws: TnefFlaw[];
  readonly #old: PropertyBag;
  readonly #properties: MapiProperty[] = [];
  readonly #recipients: PropertyBag[] = [];
  readonly #attachments: OpenAttachment[] = [];

  constructor(stream: TnefStream, limits: Partial<TnefLimits>, depth: number) {
    this.#limits = limits;
    this.#depth = depth;
    this.#codepage = codepageOf(stream);
    this.#flaws = [...stream.flaws];
    this.#old = this.#newBag();
    // What attOwner is depends on the class, which may stand behind it.
    const messageClass = stream.attributes.find(({ id }) => id === ATTRIBUTE.attMessageClass);
    if (messageClass) setOldMessageAttribute(this.#old, messageClass, this.#flaws);
  }

  read(attribute: TnefAttribute): void {
    const { id } = attribute;
    if (id === ATTRIBUTE.attMsgProps) this.#readList(attribute, this.#properties);
    else if (id === ATTRIBUTE.attRecipTable) this.#readRecipients(attribute);
    else if (attribute.level === "message") setOldMessageAttribute(this.#old, attribute, this.#flaws);
    else this.#readAttachment(attribute);
  }

  finish(): ReadMessage {
    const attachments = this.#attachments.map((attachment) => this.#closeAttachment(attachment));
    const properties = this.#merged(this.#old, this.#properties);
    return { message: { properties, recipients: this.#recipients, attachments }, flaws: this.#flaws };
  }

  #newBag(properties: Iterable<MapiProperty> = []): PropertyBag {
    return new PropertyBag(properties, this.#codepage);
  }

  #at({ offset }: TnefAttribute) {
    return { offset: offset + ATTRIBUTE_HEADER, flaws: this.#flaws, limits: this.#limits };
  }

  /** One by one: as arguments of one call, a list as long as the limit allows may be more than the stack holds. */
  #readList(attribute: TnefAttribute, properties: MapiProperty[]): void {
    for (const property of readProperties(attribute.data, this.#at(attribute))) properties.push(property);
  }

  #readRecipients(attribute: TnefAttribute): void {
    for (const row of readRecipientTable(attribute.data, this.#at(attribute))) this.#recipients.push(this.#newBag(row));
  }

  #readAttachment(attribute: TnefAttribute): void {
    const { id, data } = attribute;
    if (id === ATTRIBUTE.attAttachRendData || this.#attachments.length === 0) {
      this.#attachments.push({ old: this.#newBag(), properties: [] });
    }
    const open = this.#attachments.at(-1) as OpenAttachment;
    if (id === ATTRIBUTE.attAttachRendData) readRendering(data, open.old);
    else if (id === ATTRIBUTE.attAttachment) this.#readList(attribute, open.properties);
    else setOldAttachmentAttribute(open.old, attribute, this.#flaws);
  }

  #closeAttachment({ old, properties }: OpenAttachment): MapiAttachment {
    const merged = this.#merged(old, properties);
    const property = merged.find(TAG.PidTagAttachDataObject);
    const isMessage =
      property?.type === TYPE.Object && merged.number(TAG.PidTagAttachMethod) === ATTACH_METHOD.embeddedMessage;
    const object = isMessage ? (property.value as PropertyObject) : undefined;
    if (object?.iid !== IID_IMESSAGE) return { properties: merged };
    const embedded = this.#readEmbedded(object.data);
    return embedded ? { properties: merged, embedded } : { properties: merged };
  }

  /** A message inside that cannot be read stays an object. */
  #readEmbedded(data: Buffer): MapiMessage | undefined {
    if (this.#depth + 1 > (this.#limits.maxDepth ?? TNEF_LIMITS.maxDepth)) {
      throw new TnefSyntaxError("embedded message", 0, `messages lie more than ${this.#depth} deep in messages`);
    }
    try {
      const { message, flaws } = readMessage(decodeTnef(data, this.#limits), this.#limits, this.#depth + 1);
      for (const flaw of flaws) this.#flaws.push({ ...flaw, detail: `in an embedded message: ${flaw.detail}` });
      return message;
    } catch (error) {
      if (!(error instanceof TnefSyntaxError)) throw error;
      this.#flaws.push({ kind: "badNested", offset: error.offset, detail: `an embedded message: ${error.message}` });
      return undefined;
    }
  }

  #merged(old: PropertyBag, properties: readonly MapiProperty[]): PropertyBag {
    const ids = new Set(properties.map((property) => property.id));
    return this.#newBag([...old.list.filter((property) => !ids.has(property.id)), ...properties]);
  }
}

/** 14 bytes: kind, position, width, height, flags. [MS-OXTNEF] §2.1.3.3.15 */
function readRendering(data: Buffer, bag: PropertyBag): void {
  if (data.length < 14) return;
  bag.set(TAG.PidTagAttachMethod, data.readUInt16LE(0) === 2 ? ATTACH_METHOD.ole : ATTACH_METHOD.byValue);
  bag.set(TAG.PidTagRenderingPosition, data.readInt32LE(2));
}
