// `tnef --spec`: the specification that `tnef build` makes the same message from.

import { isObject } from "../../journey/explain-tnef/explain-value.ts";
import { titleOf } from "../../journey/explain-tnef/name-property.ts";
import { ATTRIBUTE } from "../../tnef/attributes.ts";
import { decodeCodePage, encodeCodePage } from "../../tnef/code-page.ts";
import { millisecondsOf, ticksOf } from "../../tnef/file-time.ts";
import type { MapiAttachment, MapiMessage } from "../../tnef/message.ts";
import { isMulti, type MapiProperty, MULTI, type SingleValue, TYPE, typeName } from "../../tnef/property.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { NAMED, NAMED_TYPE, TAG, tagNamed } from "../../tnef/property-tags.ts";
import { codepageOf } from "../../tnef/read-message.ts";
import type { OpenedTnef } from "./open-tnef.ts";

/** Attributes that Outlook does without when it sends over SMTP itself. */
const OF_EXCHANGE: ReadonlySet<number> = new Set([
  ATTRIBUTE.attMessageID,
  ATTRIBUTE.attPriority,
  ATTRIBUTE.attDateSent,
]);
const MOST_HEX = 64;

export function printSpec({ stream, message }: OpenedTnef): string {
  const form = stream.attributes.some(({ id }) => OF_EXCHANGE.has(id)) ? "exchange" : "outlook";
  const head = [`form: ${form}`, `codepage: ${codepageOf(stream)}`];
  // A key of 0 is a flaw, and is not made again.
  if (stream.key !== 0) head.push(`key: 0x${stream.key.toString(16).padStart(4, "0")}`);
  return [...head, ...messageLines(message)].join("\n");
}

function messageLines({ properties, recipients, attachments }: MapiMessage): string[] {
  const messageClass = properties.text(TAG.PidTagMessageClass);
  return [
    ...underKey("properties", propertyLines(properties, messageClass)),
    ...underKey(
      "recipients",
      recipients.flatMap((recipient) => asItem(propertyLines(recipient, messageClass))),
    ),
    ...underKey(
      "attachments",
      attachments.flatMap((attachment) => asItem(attachmentLines(attachment, messageClass))),
    ),
  ];
}

function attachmentLines({ properties, embedded }: MapiAttachment, messageClass: string | undefined): string[] {
  const lines = underKey("properties", propertyLines(properties, messageClass, embedded !== undefined));
  return embedded ? [...lines, ...underKey("message", messageLines(embedded))] : lines;
}

const underKey = (key: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${key}:`, ...lines.map((line) => `  ${line}`)];

/** An item of a list; one without content is an empty map. */
function asItem(lines: readonly string[]): string[] {
  if (lines.length === 0) return ["- {}"];
  return lines.map((line, index) => `${index === 0 ? "- " : "  "}${line}`);
}

function propertyLines(bag: PropertyBag, messageClass: string | undefined, isEmbedding = false): string[] {
  const seen = new Set<string>();
  return bag.list.flatMap((property): string[] => {
    if (isEmbedding && property.type === TYPE.Object && property.id === TAG.PidTagAttachDataObject.id) return [];
    const { key, type } = keyOf(property, messageClass);
    if (seen.has(key)) return [`# ${key} stands there once more`];
    seen.add(key);
    return [`${key}: ${asValue(property, type, bag.codepage)}`];
  });
}

/** With the type that `tnef build` takes it to be unless it is told another. */
function keyOf(property: MapiProperty, messageClass: string | undefined): { key: string; type: number | undefined } {
  const { name, named, tag } = titleOf(property, messageClass);
  if (name === "") return { key: JSON.stringify(named ?? tag.slice(0, 6)), type: undefined };
  const type = Object.hasOwn(NAMED, name) ? NAMED_TYPE[name as keyof typeof NAMED] : tagNamed(name)?.type;
  return { key: name, type };
}

function asValue({ type, value }: MapiProperty, usual: number | undefined, codepage: number): string {
  const single = type & ~MULTI;
  if (isMulti(type)) {
    const items = (value as readonly SingleValue[]).map(
      (one) => asScalar(one, single, codepage) ?? `{ ${formOf(one)} }`,
    );
    return usual === type ? `[${items.join(", ")}]` : `{ type: ${typeName(type)}, value: [${items.join(", ")}] }`;
  }
  const scalar = asScalar(value as SingleValue, single, codepage);
  if (usual === type) return scalar ?? `{ ${formOf(value as SingleValue)} }`;
  return scalar === undefined
    ? `{ type: ${typeName(type)}, ${formOf(value as SingleValue)} }`
    : `{ type: ${typeName(type)}, value: ${scalar} }`;
}

/** Undefined where the value takes a map. */
function asScalar(value: SingleValue, type: number, codepage: number): string | undefined {
  if (Buffer.isBuffer(value)) return type === TYPE.String8 ? asText(value, codepage) : undefined;
  if (typeof value === "bigint") return quoted(bigintText(type, value));
  if (typeof value === "number")
    return Number.isFinite(value) ? String(value) : Number.isNaN(value) ? ".nan" : infinity(value);
  if (typeof value === "string") return quoted(value);
  return value === null || typeof value === "boolean" ? String(value) : undefined;
}

const infinity = (value: number): string => (value < 0 ? "-.inf" : ".inf");

function asText(bytes: Buffer, codepage: number): string | undefined {
  const text = decodeCodePage(bytes, codepage);
  return encodeCodePage(text, codepage)?.equals(bytes) ? quoted(text) : undefined;
}

function bigintText(type: number, value: bigint): string {
  if (type === TYPE.SysTime) {
    const time = millisecondsOf(value);
    const iso = new Date(time).toISOString();
    return ticksOf(time) === value && iso.length === 24 ? iso : String(value);
  }
  if (type !== TYPE.Currency) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(5, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

function formOf(value: SingleValue): string {
  if (isObject(value)) return `iid: ${value.iid}, ${formOf(value.data)}`;
  const bytes = value as Buffer;
  const text = bytes.toString("latin1");
  if (/^[\x20-\x7e]{8,}\0?$/.test(text)) return `text: ${quoted(text)}`;
  return bytes.length <= MOST_HEX ? `hex: "${bytes.toString("hex")}"` : `base64: "${bytes.toString("base64")}"`;
}

/** JSON's text is YAML's, but for what YAML calls not printable. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
