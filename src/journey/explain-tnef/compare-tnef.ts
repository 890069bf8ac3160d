// Two messages property by property, with those of recipients, attachments and messages inside.
import type { MapiAttachment, MapiMessage } from "../../tnef/message.ts";
import type { MapiProperty, SingleValue } from "../../tnef/property.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { attachmentName } from "./attachment-name.ts";
import { contextOf, explainValue, isObject } from "./explain-value.ts";
import { keyOf, titleOf } from "./name-property.ts";

export interface PropertyDifference {
  /** "message", "recipient 1", "attachment 2, message inside". */
  readonly where: string;
  readonly change: "added" | "removed" | "changed";
  /** Canonical name, set and number, or tag; "" where a whole recipient or attachment came or went. */
  readonly property: string;
  /** As a person reads it, behind its type. */
  readonly before?: string;
  readonly after?: string;
}

export function compareTnef(before: MapiMessage, after: MapiMessage, prefix = ""): PropertyDifference[] {
  const classes = [classOf(before), classOf(after)] as const;
  const entriesOf = (bag: PropertyBag, side: 0 | 1, without?: number) => readEntries(bag, classes[side], without);
  const where = prefix === "" ? "message" : prefix;
  const differences = compareEntries(entriesOf(before.properties, 0), entriesOf(after.properties, 1), where);

  for (const [index, one, other] of pairs(before.recipients, after.recipients)) {
    const place = within(prefix, `recipient ${index + 1}`);
    if (one && other) differences.push(...compareEntries(entriesOf(one, 0), entriesOf(other, 1), place));
    else differences.push(whole(place, one && recipientName(one), other && recipientName(other)));
  }
  for (const [index, one, other] of pairs(before.attachments, after.attachments)) {
    const place = within(prefix, `attachment ${index + 1}`);
    if (!one || !other) {
      differences.push(whole(place, one && quotedName(one, index), other && quotedName(other, index)));
      continue;
    }
    // Messages inside are compared by their own properties.
    const without = one.embedded && other.embedded ? TAG.PidTagAttachDataObject.id : undefined;
    differences.push(
      ...compareEntries(entriesOf(one.properties, 0, without), entriesOf(other.properties, 1, without), place),
    );
    if (one.embedded && other.embedded) {
      differences.push(...compareTnef(one.embedded, other.embedded, `${place}, message inside`));
    }
  }
  return differences;
}

const within = (prefix: string, place: string): string => (prefix === "" ? place : `${prefix}, ${place}`);
const classOf = ({ properties }: MapiMessage): string | undefined => properties.text(TAG.PidTagMessageClass);

function pairs<T>(before: readonly T[], after: readonly T[]): [number, T | undefined, T | undefined][] {
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, index) => [index, before[index], after[index]]);
}

function whole(where: string, before: string | undefined, after: string | undefined): PropertyDifference {
  return { where, property: "", ...change(before, after) };
}

function change(
  before: string | undefined,
  after: string | undefined,
): Pick<PropertyDifference, "change" | "before" | "after"> {
  if (before === undefined) return { change: "added", after: after ?? "" };
  return after === undefined ? { change: "removed", before } : { change: "changed", before, after };
}

function recipientName(bag: PropertyBag): string {
  const tags = [TAG.PidTagSmtpAddress, TAG.PidTagEmailAddress, TAG.PidTagDisplayName];
  return tags.map((tag) => bag.text(tag)).find((text) => text !== undefined) ?? "nobody";
}

const quotedName = (attachment: MapiAttachment, index: number): string =>
  JSON.stringify(attachmentName(attachment, index));

interface Entry {
  readonly name: string;
  readonly property: MapiProperty;
  readonly text: string;
}

/** By key; of several with one key, the later ones have their number behind it. */
function readEntries(bag: PropertyBag, messageClass: string | undefined, without?: number): Map<string, Entry> {
  const context = contextOf(bag, false);
  const entries = new Map<string, Entry>();
  for (const property of bag.list) {
    if (property.id === without && !property.name) continue;
    const title = titleOf(property, messageClass);
    const name = title.name || title.named || title.tag.slice(0, 6);
    const text = `${title.type} ${explainValue(property, { ...context, name: title.name }).text}`;
    let key = keyOf(title);
    for (let number = 2; entries.has(key); number += 1) key = `${keyOf(title)} ${number}`;
    entries.set(key, { name, property, text });
  }
  return entries;
}

function compareEntries(before: Map<string, Entry>, after: Map<string, Entry>, where: string): PropertyDifference[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key): PropertyDifference[] => {
    const one = before.get(key);
    const other = after.get(key);
    if (one && other && isSameValue(one.property, other.property)) return [];
    const [text, otherText] = one && other ? apart(one, other) : [one?.text, other?.text];
    return [{ where, property: (other ?? one)?.name ?? key, ...change(text, otherText) }];
  });
}

function isSameValue(one: MapiProperty, other: MapiProperty): boolean {
  if (one.type !== other.type) return false;
  const [values, others] = [valuesOf(one), valuesOf(other)];
  return values.length === others.length && values.every((value, index) => isSameSingle(value, others[index]));
}

const valuesOf = ({ value }: MapiProperty): readonly SingleValue[] =>
  Array.isArray(value) ? value : [value as SingleValue];

function isSameSingle(one: SingleValue, other: SingleValue | undefined): boolean {
  if (Buffer.isBuffer(one)) return Buffer.isBuffer(other) && one.equals(other);
  if (isObject(one)) return isObject(other) && one.iid === other.iid && one.data.equals(other.data);
  return Object.is(one, other);
}

/** Values that look the same where they are cut say where they part. */
function apart(one: Entry, other: Entry): [string, string] {
  if (one.text !== other.text) return [one.text, other.text];
  const [first, second] = [bytesOf(one.property), bytesOf(other.property)];
  let at = 0;
  while (at < first.length && first[at] === second[at]) at += 1;
  const tail = (bytes: Buffer) => ` (from byte ${at} on ${bytes.toString("hex", at, at + 8) || "nothing"})`;
  return [one.text + tail(first), other.text + tail(second)];
}

function bytesOf({ value }: MapiProperty): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (isObject(value)) return value.data;
  return Buffer.from(JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part)) ?? "");
}
