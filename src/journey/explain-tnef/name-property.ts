// What a property is called and what it is for.
import { type MapiProperty, typeName } from "../../tnef/property.ts";
import { MEANING } from "../../tnef/property-meanings.ts";
import { namedName, setName, tagName } from "../../tnef/property-tags.ts";

export interface PropertyTitle {
  /** "0x0037001F"; a named one has the number it has in this stream, which means nothing elsewhere. */
  readonly tag: string;
  /** Canonical name; "" where none is known. */
  readonly name: string;
  /** "PSETID_Common 0x851A", of a named property. */
  readonly named?: string;
  readonly type: string;
  readonly meaning: string;
}

export function titleOf(property: MapiProperty, messageClass: string | undefined): PropertyTitle {
  const { id, type, name: propertyName } = property;
  const name = propertyName
    ? (namedName(propertyName) ?? "")
    : (tagName(id, { type, ...(messageClass !== undefined && { messageClass }) }) ?? "");
  return {
    tag: `0x${hex16(id)}${hex16(type)}`,
    name,
    ...(propertyName && {
      named: `${setName(propertyName.guid)} ${"lid" in propertyName ? `0x${hex16(propertyName.lid)}` : propertyName.text}`,
    }),
    type: typeName(type),
    meaning: MEANING[name] ?? "",
  };
}

/** One word for the property, whatever number it has in its stream: what `tnef diff` compares by. */
export function keyOf({ tag, name, named }: PropertyTitle): string {
  if (named === undefined) return tag.slice(0, 6);
  // Header fields have no case.
  return name || (named.startsWith("PS_INTERNET_HEADERS ") ? named.toLowerCase() : named);
}

const hex16 = (value: number): string => value.toString(16).toUpperCase().padStart(4, "0");
