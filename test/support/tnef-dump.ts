// A TNEF stream as JSON that a person can compare with its bytes.
import { isDeepStrictEqual } from "node:util";
import { readAttributeValue } from "../../src/tnef/attribute-codec.ts";
import { attributeName } from "../../src/tnef/attributes.ts";
import type { MapiMessage } from "../../src/tnef/message.ts";
import { type MapiProperty, type PropertyValue, typeName } from "../../src/tnef/property.ts";
import type { PropertyBag } from "../../src/tnef/property-bag.ts";
import { TAG, tagName } from "../../src/tnef/property-tags.ts";
import { codepageOf, readMessage } from "../../src/tnef/read-message.ts";
import { decodeTnef } from "../../src/tnef/stream.ts";
import type { TnefFlaw } from "../../src/tnef/tnef-error.ts";

export function dumpTnef(bytes: Buffer): unknown {
  const stream = decodeTnef(bytes);
  const flaws: TnefFlaw[] = [...stream.flaws];
  const attributes = stream.attributes.map((attribute) => {
    const value = readAttributeValue(attribute, flaws);
    const isList = value.kind === "properties" || value.kind === "recipients";
    return { [attributeName(attribute.id)]: isList ? value.kind : json({ ...value }) };
  });
  const { message, flaws: ofMessage } = readMessage(stream);
  for (const flaw of ofMessage) if (!flaws.some((known) => isDeepStrictEqual(known, flaw))) flaws.push(flaw);
  return {
    key: stream.key,
    codepage: codepageOf(stream),
    attributes,
    message: dumpMessage(message),
    flaws: flaws.map(({ kind, offset, detail }) => `${kind} at 0x${offset.toString(16)}: ${detail}`),
  };
}

function dumpMessage({ properties, recipients, attachments }: MapiMessage): unknown {
  return {
    properties: dumpBag(properties),
    ...(recipients.length > 0 && { recipients: recipients.map(dumpBag) }),
    ...(attachments.length > 0 && {
      attachments: attachments.map((attachment) => ({
        properties: dumpBag(attachment.properties),
        ...(attachment.embedded && { embedded: dumpMessage(attachment.embedded) }),
      })),
    }),
  };
}

function dumpBag(bag: PropertyBag): unknown {
  return Object.fromEntries(
    bag.list.map((property) => [labelOf(property, bag), [typeName(property.type), dumpValue(property, bag)]]),
  );
}

function labelOf({ id, type, name }: MapiProperty, bag: PropertyBag): string {
  const messageClass = bag.text(TAG.PidTagMessageClass) ?? "";
  if (name) return `${name.guid} ${"lid" in name ? `0x${name.lid.toString(16)}` : name.text}`;
  return `0x${id.toString(16).padStart(4, "0")} ${tagName(id, { type, messageClass }) ?? ""}`.trim();
}

/** Text in a code page is shown as what it says. */
function dumpValue(property: MapiProperty, bag: PropertyBag): unknown {
  const tag = { id: property.id, type: property.type, name: "" };
  const isText = typeName(property.type).endsWith("String8");
  if (!isText || property.name) return json(property.value);
  return Array.isArray(property.value) ? bag.texts(tag) : bag.text(tag);
}

function json(value: PropertyValue | object): unknown {
  if (Buffer.isBuffer(value)) return value.toString("hex");
  if (typeof value === "bigint") return String(value);
  if (Object.is(value, -0)) return "-0";
  if (Array.isArray(value)) return value.map((one) => json(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, json(one as PropertyValue)]));
}
