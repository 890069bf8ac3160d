// Lists of MAPI properties, as attMsgProps, attAttachment and the rows of attRecipTable hold them. [MS-OXTNEF] §2.1.3.4
// Everything is little-endian and padded to four bytes. Values of variable length and multi-valued ones have a count.
import { guidBytes, readGuid } from "./guid.ts";
import { TNEF_LIMITS, type TnefLimits } from "./limits.ts";
import { isMulti, isVariable, type MapiProperty, MULTI, type PropertyName, typeName } from "./property.ts";
import {
  readFixed,
  readVariable,
  takesNothing,
  type ValueSource,
  writeFixed,
  writeVariable,
} from "./property-value.ts";
import { type TnefFlaw, TnefSyntaxError } from "./tnef-error.ts";

export interface PropertyListOptions {
  /** Where `bytes` begin in the whole stream: errors and flaws say that place. */
  readonly offset?: number;
  readonly flaws?: TnefFlaw[];
  readonly limits?: Partial<TnefLimits>;
}

/** Throws TnefSyntaxError. */
export function readProperties(bytes: Buffer, options: PropertyListOptions = {}): MapiProperty[] {
  const source = openSource(bytes, options);
  const properties = readList(source, options);
  noteRest(source);
  return properties;
}

/** The rows of attRecipTable. [MS-OXTNEF] §2.1.3.5.1. Throws TnefSyntaxError. */
export function readRecipientTable(bytes: Buffer, options: PropertyListOptions = {}): MapiProperty[][] {
  const source = openSource(bytes, options);
  const count = readCount(source, "recipient table", maxProperties(options), 4);
  const rows: MapiProperty[][] = [];
  for (let row = 0; row < count; row += 1) rows.push(readList(source, options));
  noteRest(source);
  return rows;
}

export function writeProperties(properties: readonly MapiProperty[]): Buffer {
  return Buffer.concat([uint32(properties.length), ...properties.flatMap(writeProperty)]);
}

export function writeRecipientTable(rows: readonly (readonly MapiProperty[])[]): Buffer {
  return Buffer.concat([uint32(rows.length), ...rows.map(writeProperties)]);
}

function openSource(bytes: Buffer, options: PropertyListOptions): ValueSource {
  return { bytes, at: 0, offset: options.offset ?? 0, flaws: options.flaws ?? [] };
}

const maxProperties = ({ limits }: PropertyListOptions): number => limits?.maxProperties ?? TNEF_LIMITS.maxProperties;

function readList(source: ValueSource, options: PropertyListOptions): MapiProperty[] {
  const count = readCount(source, "property list", maxProperties(options), 4);
  const properties: MapiProperty[] = [];
  for (let index = 0; index < count; index += 1) properties.push(readProperty(source, options));
  return properties;
}

function readProperty(source: ValueSource, options: PropertyListOptions): MapiProperty {
  need(source, 4, "property tag");
  const start = source.at;
  const type = source.bytes.readUInt16LE(start);
  const id = source.bytes.readUInt16LE(start + 2);
  source.at += 4;
  const name = id >= 0x8000 ? readName(source) : undefined;
  const value = readValue(source, type, id, options);
  return { id, type, ...(name && { name }), value };
}

function readValue(source: ValueSource, type: number, id: number, options: PropertyListOptions) {
  const single = type & ~MULTI;
  if (!isMulti(type) && !isVariable(type)) return readFixed(source, single, id);
  const at = source.at;
  if (isMulti(type) && takesNothing(single)) {
    const why = `its type ${typeName(type)} is none of [MS-OXCDATA]`;
    throw new TnefSyntaxError(`property 0x${hex16(id)}`, source.offset + at, why);
  }
  const most = options.limits?.maxValues ?? TNEF_LIMITS.maxValues;
  const count = readCount(source, `property 0x${hex16(id)}`, most, 4);
  const read = isVariable(type) ? readVariable : readFixed;
  if (isMulti(type)) {
    const values = [];
    for (let index = 0; index < count; index += 1) values.push(read(source, single, id));
    return values;
  }
  if (count !== 1) {
    const detail = `property 0x${hex16(id)} has one value, its count says ${count}`;
    source.flaws.push({ kind: "badCount", offset: source.offset + at, detail });
    if (count === 0) return null;
  }
  const value = read(source, single, id);
  for (let more = 1; more < count; more += 1) read(source, single, id);
  return value;
}

/** [MS-OXTNEF] §2.1.3.4.1: the set, then a number or a name. */
function readName(source: ValueSource): PropertyName {
  need(source, 20, "property name");
  const { bytes } = source;
  const guid = readGuid(bytes, source.at);
  const kind = bytes.readUInt32LE(source.at + 16);
  source.at += 20;
  if (kind === 0) {
    need(source, 4, "property name");
    const lid = bytes.readUInt32LE(source.at);
    source.at += 4;
    return { guid, lid };
  }
  if (kind !== 1) {
    throw new TnefSyntaxError("property name", source.offset + source.at - 4, `its kind is ${kind}, not 0 or 1`);
  }
  const text = readVariable(source, 0x001f, 0);
  return { guid, text: typeof text === "string" ? text : "" };
}

function readCount(source: ValueSource, what: string, most: number, leastBytes: number): number {
  need(source, 4, what);
  const count = source.bytes.readUInt32LE(source.at);
  const at = source.offset + source.at;
  source.at += 4;
  const remains = source.bytes.length - source.at;
  if (count > most) throw new TnefSyntaxError(what, at, `it has ${count} entries, at most ${most} are read`);
  if (count * leastBytes > remains) throw new TnefSyntaxError(what, at, `count is ${count}, ${remains} bytes remain`);
  return count;
}

function need(source: ValueSource, bytes: number, what: string): void {
  const remains = source.bytes.length - source.at;
  if (remains >= bytes) return;
  throw new TnefSyntaxError(what, source.offset + source.at, `it takes ${bytes} bytes, ${remains} remain`);
}

function noteRest(source: ValueSource): void {
  const rest = source.bytes.length - source.at;
  if (rest === 0) return;
  const detail = `${rest} bytes behind the last property`;
  source.flaws.push({ kind: "badAttribute", offset: source.offset + source.at, detail });
}

function writeProperty(property: MapiProperty): Buffer[] {
  const { id, type, name, value } = property;
  const tag = Buffer.alloc(4);
  tag.writeUInt16LE(type, 0);
  tag.writeUInt16LE(id, 2);
  const parts: Buffer[] = name ? [tag, ...writeName(name)] : [tag];
  const single = type & ~MULTI;
  if (!isMulti(type) && !isVariable(type)) return [...parts, writeFixed(single, value as never)];
  const values = isMulti(type) ? (value as readonly never[]) : value === null ? [] : [value as never];
  const write = isVariable(type) ? writeVariable : writeFixed;
  return [...parts, uint32(values.length), ...values.map((one) => write(single, one))];
}

function writeName(name: PropertyName): Buffer[] {
  const guid = guidBytes(name.guid);
  if ("lid" in name) return [guid, uint32(0), uint32(name.lid)];
  return [guid, uint32(1), writeVariable(0x001f, name.text)];
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

const hex16 = (value: number): string => value.toString(16).padStart(4, "0");
