// test/golden/to-tnef: expected.eml is input.eml as rich text, expected.txt what a reader finds in it (both stored with
// LF), without its RTF, which test/unit/tnef looks after. UPDATE_GOLDEN=1 writes.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findTnef } from "../../../src/content-conversion/find-tnef.ts";
import { layOutTnef } from "../../../src/content-conversion/to-tnef/lay-out-tnef.ts";
import { mapiFromMime } from "../../../src/content-conversion/to-tnef/mapi-from-mime.ts";
import { plainTextOf } from "../../../src/content-conversion/to-tnef/plain-text.ts";
import { toCrlf } from "../../../src/mime/message.ts";
import { attributeName } from "../../../src/tnef/attributes.ts";
import { millisecondsOf } from "../../../src/tnef/file-time.ts";
import type { MapiMessage } from "../../../src/tnef/message.ts";
import { type MapiProperty, type PropertyValue, TYPE, typeName } from "../../../src/tnef/property.ts";
import type { PropertyBag } from "../../../src/tnef/property-bag.ts";
import { TAG, tagName } from "../../../src/tnef/property-tags.ts";
import { read } from "./to-tnef-support.ts";

const ROOT = join(import.meta.dirname, "../../golden/to-tnef");

describe("mapiFromMime() and layOutTnef() golden cases", () => {
  test.each(readdirSync(ROOT))("%s", async (name) => {
    const file = (base: string) => join(ROOT, name, base);
    const facts = existsSync(file("facts.json")) ? JSON.parse(readFileSync(file("facts.json"), "utf8")) : {};
    const { headers, body } = read(readFileSync(file("input.eml"), "latin1"));
    const message = await mapiFromMime(headers, body, facts);
    message.properties.delete(TAG.PidTagRtfCompressed);
    const laidOut = await layOutTnef(headers, message, await plainTextOf(message));
    const bytes = Buffer.concat([laidOut.headers.toBuffer(), laidOut.body]).toString("latin1");
    expect(bytes.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const found = await findTnef(laidOut.headers, laidOut.body);
    if (found.kind !== "belongs") throw new Error(found.kind);
    expect(found.flaws).toEqual([]);
    const attributes = found.stream.attributes.map(({ id }) => attributeName(id));
    const text = [`key ${found.stream.key}`, ...attributes, ...describeMessage(found.message, ""), ""].join("\n");
    if (process.env.UPDATE_GOLDEN) {
      writeFileSync(file("expected.eml"), bytes.replaceAll("\r\n", "\n"), "latin1");
      writeFileSync(file("expected.txt"), text);
    }
    expect(text).toBe(readFileSync(file("expected.txt"), "utf8"));
    expect(bytes).toBe(toCrlf(readFileSync(file("expected.eml"), "latin1")));
    expect(read(bytes).headers.get("X-MS-TNEF-Correlator")).toBe(laidOut.headers.get("Message-ID"));
  });
});

function describeMessage({ properties, recipients, attachments }: MapiMessage, indent: string): string[] {
  const inside = `${indent}  `;
  return [
    `${indent}message`,
    ...describeBag(properties, inside),
    ...recipients.flatMap((row) => [`${indent}recipient`, ...describeBag(row, inside)]),
    ...attachments.flatMap(({ properties: attachment, embedded }) => [
      `${indent}attachment`,
      ...describeBag(attachment, inside),
      ...(embedded ? describeMessage(embedded, inside) : []),
    ]),
  ];
}

function describeBag(bag: PropertyBag, indent: string): string[] {
  return bag.list
    .filter(({ type }) => type !== TYPE.Object)
    .map(
      (property) => `${indent}${nameOf(property)} ${typeName(property.type)} ${show(property.value, property.type)}`,
    );
}

function nameOf({ id, name }: MapiProperty): string {
  if (name) return `${name.guid}/${"lid" in name ? name.lid : name.text}`;
  return `${id.toString(16).padStart(4, "0")} ${tagName(id)}`;
}

function show(value: PropertyValue, type: number): string {
  if (typeof value === "bigint" && type === TYPE.SysTime) return new Date(millisecondsOf(value)).toISOString();
  if (Buffer.isBuffer(value))
    return /[^\t\r\n -~]/.test(value.toString("latin1"))
      ? value.toString("hex")
      : JSON.stringify(value.toString("latin1"));
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}
