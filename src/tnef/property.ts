// MAPI properties as values. [MS-OXCDATA] §2.11.1

/** Property types; multi-valued ones have MULTI added. */
export const TYPE = {
  Unspecified: 0x0000,
  Null: 0x0001,
  Int16: 0x0002,
  Int32: 0x0003,
  Float: 0x0004,
  Double: 0x0005,
  Currency: 0x0006,
  AppTime: 0x0007,
  Error: 0x000a,
  Boolean: 0x000b,
  Object: 0x000d,
  Int64: 0x0014,
  String8: 0x001e,
  String: 0x001f,
  SysTime: 0x0040,
  Guid: 0x0048,
  Binary: 0x0102,
} as const;

export const MULTI = 0x1000;

/** A property of a name instead of an id of its own; ids from 0x8000 on mean something in one stream only. */
export type PropertyName =
  | { /** Lower case, with hyphens. */ readonly guid: string; readonly lid: number }
  | { readonly guid: string; readonly text: string };

/** What stands behind PtypObject: OLE storage, or a message within the message. */
export interface PropertyObject {
  /** Lower case, with hyphens. */
  readonly iid: string;
  readonly data: Buffer;
}

/**
 * Int16, Int32, Float, Double, AppTime, Error: number. Currency (ten-thousandths), Int64, SysTime (FILETIME): bigint.
 * String: string. String8: its bytes in the code page, without the final NUL. Guid: string.
 */
export type SingleValue = null | number | bigint | boolean | string | Buffer | PropertyObject;
export type PropertyValue = SingleValue | readonly SingleValue[];

export interface MapiProperty {
  /** 16 bits. */
  readonly id: number;
  /** 16 bits, with MULTI. */
  readonly type: number;
  readonly name?: PropertyName;
  readonly value: PropertyValue;
}

export function isMulti(type: number): boolean {
  return (type & MULTI) !== 0;
}

/** Values of these stand with a count and a length before them. */
export function isVariable(type: number): boolean {
  const single = type & ~MULTI;
  return single === TYPE.String8 || single === TYPE.String || single === TYPE.Binary || single === TYPE.Object;
}

const TYPE_NAMES = new Map<number, string>(Object.entries(TYPE).map(([name, type]) => [type, name]));

/** "String", "MultipleString"; unknown ones as digits. */
export function typeName(type: number): string {
  const single = TYPE_NAMES.get(type & ~MULTI) ?? `0x${(type & ~MULTI).toString(16).padStart(4, "0")}`;
  return isMulti(type) ? `Multiple${single}` : single;
}

/** The other way; undefined where there is no such type. */
export function typeNamed(name: string): number | undefined {
  const single = name.replace(/^Multiple/, "");
  if (!Object.hasOwn(TYPE, single)) return undefined;
  return TYPE[single as keyof typeof TYPE] | (single === name ? 0 : MULTI);
}
