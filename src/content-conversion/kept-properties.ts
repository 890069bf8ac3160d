// MAPI properties as an item keeps them: JSON that a database can search, each value as text beside the word for its type.
// The words are those of extended properties in Exchange Web Services and Microsoft Graph (MapiPropertyType).
import { decodeCodePage } from "../tnef/code-page.ts";
import { millisecondsOf } from "../tnef/file-time.ts";
import { type MapiProperty, MULTI, type PropertyName, type SingleValue, TYPE } from "../tnef/property.ts";
import type { PropertyBag, PropertyTag } from "../tnef/property-bag.ts";
import { PSETID } from "../tnef/property-tags.ts";

/** By propertyKey(). */
export type KeptProperties = Readonly<Record<string, KeptProperty>>;
/** The word for the type, and the value: binary as base64, times as ISO 8601, lists as they are. */
export type KeptProperty = readonly [type: string, value: string | readonly string[]];

const WORDS: Readonly<Record<number, string>> = {
  [TYPE.Int16]: "Short",
  [TYPE.Int32]: "Integer",
  [TYPE.Float]: "Float",
  [TYPE.Double]: "Double",
  [TYPE.Currency]: "Currency",
  [TYPE.AppTime]: "ApplicationTime",
  [TYPE.Error]: "Error",
  [TYPE.Boolean]: "Boolean",
  [TYPE.Int64]: "Long",
  [TYPE.String8]: "String",
  [TYPE.String]: "String",
  [TYPE.SysTime]: "SystemTime",
  [TYPE.Guid]: "CLSID",
  [TYPE.Binary]: "Binary",
};

/** A longer value is read from the message where it is wanted, characters. */
const LONGEST = 8192;
/** Of all values of one message together, characters. */
const MOST = 64 * 1024;

/** In their order, without those of `left` and without what is long. */
export function keepProperties({ list, codepage }: PropertyBag, left: (property: MapiProperty) => boolean) {
  const kept: Record<string, KeptProperty> = {};
  let size = 0;
  for (const property of list) {
    if (left(property)) continue;
    const entry = keep(property, codepage);
    if (!entry) continue;
    const key = propertyKey(property.name ?? property);
    const length = key.length + [entry[1]].flat().reduce((sum, value) => sum + value.length, 0);
    if (length > LONGEST || size + length > MOST) continue;
    size += length;
    kept[key] = entry;
  }
  return kept as KeptProperties;
}

/** "0x0070", "{00062008-0000-0000-c000-000000000046} Id 0x851a", "{00020329-…} Name keywords" */
export function propertyKey(of: PropertyName | Pick<PropertyTag, "id">): string {
  if ("id" in of) return hex16(of.id);
  if ("lid" in of) return `{${of.guid}} Id 0x${of.lid.toString(16).padStart(4, "0")}`;
  // Names of header fields are the same in any case.
  return `{${of.guid}} Name ${of.guid === PSETID.InternetHeaders ? of.text.toLowerCase() : of.text}`;
}

/** The value of a type that has one; undefined where it is another or a list. */
export function keptValue(kept: KeptProperties, key: string, type: string): string | undefined {
  const [found, value] = kept[key] ?? [];
  return found === type && typeof value === "string" ? value : undefined;
}

function keep({ type, value }: MapiProperty, codepage: number): KeptProperty | undefined {
  const single = type & ~MULTI;
  const word = WORDS[single];
  if (word === undefined) return undefined;
  const text = (one: SingleValue) => textOf(single, one, codepage);
  if ((type & MULTI) === 0) return [word, text(value as SingleValue)];
  return [`${word}Array`, (value as readonly SingleValue[]).map(text)];
}

function textOf(type: number, value: SingleValue, codepage: number): string {
  if (Buffer.isBuffer(value)) {
    return type === TYPE.String8 ? decodeCodePage(value, codepage).toWellFormed() : value.toString("base64");
  }
  if (type === TYPE.SysTime && typeof value === "bigint") return isoTime(value);
  if (type === TYPE.Currency && typeof value === "bigint") return decimal(value);
  return String(value).toWellFormed();
}

/** What has no year of four digits stays ticks. */
function isoTime(ticks: bigint): string {
  const time = new Date(millisecondsOf(ticks)).toISOString();
  return time.length === "1601-01-01T00:00:00.000Z".length ? time.replace(".000Z", "Z") : String(ticks);
}

/** Of ten-thousandths. */
function decimal(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(5, "0");
  const fraction = digits.slice(-4).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -4)}${fraction === "" ? "" : `.${fraction}`}`;
}

const hex16 = (id: number): string => `0x${id.toString(16).padStart(4, "0")}`;
