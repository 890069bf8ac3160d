// What an attribute holds, as a value and back as bytes. Its type stands in the high half of its id. [MS-OXTNEF] §2.1.3.1

import {
  readDate,
  readOwner,
  readTriple,
  type TriplePair,
  writeDate,
  writeOwner,
  writeTriple,
} from "./attribute-value.ts";
import { ATTRIBUTE, attributeName } from "./attributes.ts";
import type { TnefLimits } from "./limits.ts";
import type { MapiProperty } from "./property.ts";
import { readProperties, readRecipientTable, writeProperties, writeRecipientTable } from "./property-list.ts";
import { ATTRIBUTE_HEADER, type TnefAttribute } from "./stream.ts";
import { type TnefFlaw, TnefSyntaxError } from "./tnef-error.ts";

export type AttributeValue =
  | { readonly kind: "properties"; readonly properties: readonly MapiProperty[] }
  | { readonly kind: "recipients"; readonly rows: readonly (readonly MapiProperty[])[] }
  /** Bytes in the code page, without the final NUL. */
  | { readonly kind: "text"; readonly text: Buffer }
  /** Milliseconds UTC. */
  | { readonly kind: "date"; readonly time: number }
  | { readonly kind: "number"; readonly number: number; readonly bytes: 2 | 4 }
  | ({ readonly kind: "sender" } & TriplePair)
  | ({ readonly kind: "owner" } & TriplePair)
  | ({ readonly kind: "rendering" } & Rendering)
  | { readonly kind: "bytes"; readonly data: Buffer };

/** How an attachment is shown. [MS-OXTNEF] §2.1.3.3.15 */
export interface Rendering {
  /** 1 a file, 2 an OLE object. */
  readonly type: number;
  /** Where in the text; -1 nowhere. */
  readonly position: number;
  readonly width: number;
  readonly height: number;
  /** 1: its data are encoded as MacBinary. */
  readonly flags: number;
}

const RENDERING = 14;
/** A value whose bytes say more than it (text behind a NUL, a weekday that is wrong) is told by a flaw. */
export function readAttributeValue(
  attribute: TnefAttribute,
  flaws: TnefFlaw[] = [],
  limits: Partial<TnefLimits> = {},
): AttributeValue {
  const value = read(attribute, flaws, limits);
  if (value.kind !== "bytes" && value.kind !== "properties" && value.kind !== "recipients") {
    if (!writeAttributeValue(value).equals(attribute.data)) flaws.push(differs(attribute));
  }
  return value;
}

export function writeAttributeValue(value: AttributeValue): Buffer {
  switch (value.kind) {
    case "properties":
      return writeProperties(value.properties);
    case "recipients":
      return writeRecipientTable(value.rows);
    case "text":
      return Buffer.concat([value.text, Buffer.alloc(1)]);
    case "date":
      return writeDate(value.time);
    case "number":
      return writeNumber(value.number, value.bytes);
    case "sender":
      return writeTriple(value);
    case "owner":
      return writeOwner(value);
    case "rendering":
      return writeRendering(value);
    case "bytes":
      return value.data;
  }
}

function read(attribute: TnefAttribute, flaws: TnefFlaw[], limits: Partial<TnefLimits>): AttributeValue {
  const { id, data, offset } = attribute;
  const options = { offset: offset + ATTRIBUTE_HEADER, flaws, limits };
  switch (id) {
    case ATTRIBUTE.attMsgProps:
    case ATTRIBUTE.attAttachment:
      return { kind: "properties", properties: readProperties(data, options) };
    case ATTRIBUTE.attRecipTable:
      return { kind: "recipients", rows: readRecipientTable(data, options) };
    case ATTRIBUTE.attAttachRendData:
      return data.length === RENDERING ? { kind: "rendering", ...readRendering(data) } : asBytes(attribute, flaws);
    case ATTRIBUTE.attOwner:
    case ATTRIBUTE.attSentFor:
    case ATTRIBUTE.attDelegate:
      return readOrBytes(attribute, flaws, () => ({ kind: "owner", ...readOwner(data, options.offset) }));
    case ATTRIBUTE.attFrom:
      return readOrBytes(attribute, flaws, () => ({ kind: "sender", ...readTriple(data, options.offset) }));
    default:
      return readByType(attribute, flaws);
  }
}

function readByType(attribute: TnefAttribute, flaws: TnefFlaw[]): AttributeValue {
  const { id, data } = attribute;
  switch (id >>> 16) {
    case 0x0001:
    case 0x0002:
    case 0x0007:
      return { kind: "text", text: data.at(-1) === 0 ? data.subarray(0, -1) : data };
    case 0x0003: {
      const time = readDate(data);
      return time === undefined ? asBytes(attribute, flaws) : { kind: "date", time };
    }
    case 0x0004:
    case 0x0005:
    case 0x0008:
      if (data.length === 2) return { kind: "number", number: data.readUInt16LE(0), bytes: 2 };
      return data.length === 4 ? { kind: "number", number: data.readUInt32LE(0), bytes: 4 } : asBytes(attribute, flaws);
    default:
      return { kind: "bytes", data };
  }
}

function readOrBytes(attribute: TnefAttribute, flaws: TnefFlaw[], value: () => AttributeValue): AttributeValue {
  try {
    return value();
  } catch (error) {
    if (error instanceof TnefSyntaxError) return asBytes(attribute, flaws);
    throw error;
  }
}

function asBytes(attribute: TnefAttribute, flaws: TnefFlaw[]): AttributeValue {
  const detail = `${attributeName(attribute.id)} has ${attribute.data.length} bytes, which are no such value`;
  flaws.push({ kind: "badAttribute", offset: attribute.offset, detail });
  return { kind: "bytes", data: attribute.data };
}

function differs({ id, offset }: TnefAttribute): TnefFlaw {
  return { kind: "badAttribute", offset, detail: `${attributeName(id)} has bytes that its value does not need` };
}

function readRendering(data: Buffer): Rendering {
  return {
    type: data.readUInt16LE(0),
    position: data.readInt32LE(2),
    width: data.readUInt16LE(6),
    height: data.readUInt16LE(8),
    flags: data.readUInt32LE(10),
  };
}

function writeRendering({ type, position, width, height, flags }: Rendering): Buffer {
  const bytes = Buffer.alloc(RENDERING);
  bytes.writeUInt16LE(type, 0);
  bytes.writeInt32LE(position, 2);
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  bytes.writeUInt32LE(flags, 10);
  return bytes;
}

function writeNumber(number: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(number, 0, size);
  return bytes;
}
