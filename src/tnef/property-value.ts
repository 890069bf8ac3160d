// One value of a MAPI property. [MS-OXCDATA] §2.11.1, padded as [MS-OXTNEF] §2.1.3.4.2 wants it.
import { guidBytes, readGuid } from "./guid.ts";
import { type PropertyObject, type SingleValue, TYPE, typeName } from "./property.ts";
import { type TnefFlaw, TnefSyntaxError } from "./tnef-error.ts";

/** Bytes being read; `offset` is where they begin in the whole stream. */
export interface ValueSource {
  readonly bytes: Buffer;
  at: number;
  readonly offset: number;
  readonly flaws: TnefFlaw[];
}

/** Bytes that a value of a fixed type takes, padding included. */
const FIXED: Readonly<Record<number, number>> = {
  [TYPE.Unspecified]: 0,
  [TYPE.Null]: 0,
  [TYPE.Int16]: 4,
  [TYPE.Int32]: 4,
  [TYPE.Float]: 4,
  [TYPE.Double]: 8,
  [TYPE.Currency]: 8,
  [TYPE.AppTime]: 8,
  [TYPE.Error]: 4,
  [TYPE.Boolean]: 4,
  [TYPE.Int64]: 8,
  [TYPE.SysTime]: 8,
  [TYPE.Guid]: 16,
};

/** Many values of none would be many for no bytes. */
export function takesNothing(type: number): boolean {
  return FIXED[type] === 0;
}

export function readFixed(source: ValueSource, type: number, id: number): SingleValue {
  const size = FIXED[type];
  const at = source.offset + source.at;
  if (size === undefined) {
    throw new TnefSyntaxError(`property 0x${hex16(id)}`, at, `its type ${typeName(type)} is none of [MS-OXCDATA]`);
  }
  const remains = source.bytes.length - source.at;
  if (remains < size) {
    throw new TnefSyntaxError(
      `property 0x${hex16(id)}`,
      at,
      `${typeName(type)} takes ${size} bytes, ${remains} remain`,
    );
  }
  const { bytes } = source;
  const start = source.at;
  source.at += size;
  switch (type) {
    case TYPE.Int16:
      checkPadding(source, start + 2, start + 4, id);
      return bytes.readInt16LE(start);
    case TYPE.Boolean:
      return readBoolean(source, start, id);
    case TYPE.Int32:
      return bytes.readInt32LE(start);
    case TYPE.Error:
      return bytes.readUInt32LE(start);
    case TYPE.Float:
      return readFloat(source, start, id);
    case TYPE.Double:
    case TYPE.AppTime:
      return readDouble(source, start, id);
    case TYPE.Currency:
    case TYPE.Int64:
      return bytes.readBigInt64LE(start);
    case TYPE.SysTime:
      return bytes.readBigUInt64LE(start);
    case TYPE.Guid:
      return readGuid(bytes, start);
    default:
      return null;
  }
}

export function readVariable(source: ValueSource, type: number, id: number): SingleValue {
  const { bytes } = source;
  const what = `property 0x${hex16(id)}`;
  if (bytes.length - source.at < 4) {
    const remains = bytes.length - source.at;
    throw new TnefSyntaxError(what, source.offset + source.at, `its length takes 4 bytes, ${remains} remain`);
  }
  const length = bytes.readUInt32LE(source.at);
  const start = source.at + 4;
  if (length > bytes.length - start) {
    throw new TnefSyntaxError(
      what,
      source.offset + source.at,
      `length is ${length}, ${bytes.length - start} bytes remain`,
    );
  }
  const end = start + length;
  const padded = end + padding(length);
  // The last value of a list is sometimes cut where its padding begins.
  source.at = Math.min(padded, bytes.length);
  if (padded > bytes.length) noteFlaw(source, "badPadding", end, `the padding of ${what} is missing`);
  else checkPadding(source, end, padded, id);
  const data = bytes.subarray(start, end);
  switch (type) {
    case TYPE.String:
      return readUnicode(source, data, start, id);
    case TYPE.String8:
      return readString8(source, data, start, id);
    case TYPE.Object:
      return readObject(source, data, start, id);
    default:
      return data;
  }
}

export function writeFixed(type: number, value: SingleValue): Buffer {
  const size = FIXED[type];
  if (size === undefined) throw new TypeError(`Cannot write a property of type ${typeName(type)}`);
  const bytes = Buffer.alloc(size);
  if (value === null) return bytes;
  switch (type) {
    case TYPE.Int16:
      bytes.writeInt16LE(Number(value));
      break;
    case TYPE.Boolean:
      bytes.writeUInt16LE(value ? 1 : 0);
      break;
    case TYPE.Int32:
      bytes.writeInt32LE(Number(value) | 0);
      break;
    case TYPE.Error:
      bytes.writeUInt32LE(Number(value) >>> 0);
      break;
    case TYPE.Float:
      bytes.writeFloatLE(Number(value));
      break;
    case TYPE.Double:
    case TYPE.AppTime:
      bytes.writeDoubleLE(Number(value));
      break;
    case TYPE.Currency:
    case TYPE.Int64:
      bytes.writeBigInt64LE(BigInt.asIntN(64, BigInt(value as bigint)));
      break;
    case TYPE.SysTime:
      bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value as bigint)));
      break;
    case TYPE.Guid:
      guidBytes(String(value)).copy(bytes);
      break;
    default:
  }
  return bytes;
}

export function writeVariable(type: number, value: SingleValue): Buffer {
  const data = variableData(type, value);
  const bytes = Buffer.alloc(4 + data.length + padding(data.length));
  bytes.writeUInt32LE(data.length, 0);
  data.copy(bytes, 4);
  return bytes;
}

/** Text ends in NUL, and the length counts it. */
function variableData(type: number, value: SingleValue): Buffer {
  switch (type) {
    case TYPE.String:
      return Buffer.from(`${String(value ?? "")}\0`, "utf16le");
    case TYPE.String8:
      return Buffer.concat([value as Buffer, Buffer.alloc(1)]);
    case TYPE.Object: {
      const { iid, data } = value as PropertyObject;
      return Buffer.concat([guidBytes(iid), data]);
    }
    default:
      return value as Buffer;
  }
}

export function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

function readBoolean(source: ValueSource, start: number, id: number): boolean {
  const value = source.bytes.readUInt16LE(start);
  if (value > 1) noteFlaw(source, "badBoolean", start, `the boolean 0x${hex16(id)} is ${value}, not 0 or 1`);
  checkPadding(source, start + 2, start + 4, id);
  return value !== 0;
}

/** A NaN may carry bits that no number brings back. */
function readFloat(source: ValueSource, start: number, id: number): number {
  const value = source.bytes.readFloatLE(start);
  if (Number.isNaN(value)) noteFlaw(source, "badAttribute", start, `0x${hex16(id)} is not a number`);
  return value;
}

function readDouble(source: ValueSource, start: number, id: number): number {
  const value = source.bytes.readDoubleLE(start);
  if (Number.isNaN(value)) noteFlaw(source, "badAttribute", start, `0x${hex16(id)} is not a number`);
  return value;
}

function readUnicode(source: ValueSource, data: Buffer, start: number, id: number): string {
  const isEven = data.length % 2 === 0;
  const text = data.toString("utf16le", 0, data.length - (data.length % 2));
  if (!isEven || !text.endsWith("\0")) {
    noteFlaw(source, "badText", start, `the text 0x${hex16(id)} does not end in NUL`);
    return text;
  }
  return text.slice(0, -1);
}

function readString8(source: ValueSource, data: Buffer, start: number, id: number): Buffer {
  if (data.at(-1) === 0) return data.subarray(0, -1);
  noteFlaw(source, "badText", start, `the text 0x${hex16(id)} does not end in NUL`);
  return data;
}

function readObject(source: ValueSource, data: Buffer, start: number, id: number): PropertyObject {
  if (data.length < 16) {
    const why = `an object begins with its interface, 16 bytes; ${data.length} are there`;
    throw new TnefSyntaxError(`property 0x${hex16(id)}`, source.offset + start, why);
  }
  return { iid: readGuid(data, 0), data: data.subarray(16) };
}

function checkPadding(source: ValueSource, start: number, end: number, id: number): void {
  for (let at = start; at < end; at += 1) {
    if (source.bytes[at] === 0) continue;
    noteFlaw(source, "badPadding", at, `the padding of property 0x${hex16(id)} is not zero`);
    return;
  }
}

function noteFlaw(source: ValueSource, kind: TnefFlaw["kind"], at: number, detail: string): void {
  source.flaws.push({ kind, offset: source.offset + at, detail });
}

const hex16 = (value: number): string => value.toString(16).padStart(4, "0");
