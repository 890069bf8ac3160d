// MAPI properties that left and came back, for people: names as [MS-OXPROPS] has them, values shortened.
import { type MapiProperty, TYPE } from "../../../tnef/property.ts";
import { isSameName, PropertyBag, type PropertyTag } from "../../../tnef/property-bag.ts";
import { namedName, tagName } from "../../../tnef/property-tags.ts";
import { quote } from "./judge.ts";

/** The sentence of the first that is not as it was; `meaning` ends it. */
export function sameProperty(back: PropertyBag, left: PropertyBag, tag: PropertyTag, meaning: string) {
  const [was, is] = [left.find(tag), back.find(tag)];
  if (!was) throw new Error(`${tag.name} was not sent`);
  return changeOf(was, is, { back, left }, meaning);
}

/** As sameProperty, of all that have a name instead of an id. */
export function sameNamedProperties(back: PropertyBag, left: PropertyBag, meaning: string): string | undefined {
  const named = left.list.filter(({ name }) => name);
  if (named.length === 0) throw new Error("no named property was sent");
  for (const was of named) {
    const is = back.list.find(({ name }) => name && was.name && isSameName(name, was.name));
    const why = changeOf(was, is, { back, left }, meaning);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Rows of the recipient table with the same properties, in order. */
export function sameRecipients(
  back: readonly PropertyBag[],
  left: readonly PropertyBag[],
  meaning: string,
): string | undefined {
  if (left.length === 0) throw new Error("no recipient table was sent");
  if (back.length !== left.length)
    return `The recipient table in winmail.dat has ${back.length} rows, ${left.length} left: ${meaning}.`;
  for (const [index, row] of left.entries()) {
    for (const was of row.list) {
      const other = back[index] ?? new PropertyBag();
      const is = other.find({ id: was.id, type: was.type, name: "" });
      const why = changeOf(was, is, { back: other, left: row }, meaning);
      if (why !== undefined) return `In row ${index + 1} of the recipient table: ${why}`;
    }
  }
  return undefined;
}

interface Bags {
  readonly back: PropertyBag;
  readonly left: PropertyBag;
}

function changeOf(was: MapiProperty, is: MapiProperty | undefined, bags: Bags, meaning: string): string | undefined {
  const name = nameOf(was);
  const before = show(was, bags.left);
  if (!is) return `${name} in winmail.dat did not come back (it was ${quote(before)}): ${meaning}.`;
  const after = show(is, bags.back);
  return before === after
    ? undefined
    : `${name} in winmail.dat came back changed (${quote(before)} became ${quote(after)}): ${meaning}.`;
}

function nameOf({ id, name }: MapiProperty): string {
  if (!name) return tagName(id) ?? `Property 0x${id.toString(16).padStart(4, "0")}`;
  return namedName(name) ?? ("text" in name ? `Property ${name.text}` : `Property 0x${name.lid.toString(16)}`);
}

/** Text is the same in either form. */
function show(property: MapiProperty, bag: PropertyBag): string {
  const { id, type, value } = property;
  if (type === TYPE.String8 || type === TYPE.String) {
    return new PropertyBag([{ id, type, value }], bag.codepage).text({ id, type, name: "" }) ?? "";
  }
  if (Buffer.isBuffer(value)) return value.toString("hex");
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one)) ?? "";
}
