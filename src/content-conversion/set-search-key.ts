// Gives TNEF of a client's making the search key that its message has here; nothing else in it changes. docs/recall.md R6
import { encodeTransferEncoding, transferEncodingOf } from "../mime/transfer-encoding.ts";
import { ATTRIBUTE } from "../tnef/attributes.ts";
import { TYPE } from "../tnef/property.ts";
import { readProperties, writeProperties } from "../tnef/property-list.ts";
import { TAG } from "../tnef/property-tags.ts";
import { encodeTnef, type TnefAttribute } from "../tnef/stream.ts";
import type { BelongingTnef } from "./find-tnef.ts";

/** @param searchKey upper-case hex. @returns the body with its TNEF part written anew. */
export function setSearchKey(body: Buffer, { stream, part }: BelongingTnef, searchKey: string): Buffer {
  const property = { id: TAG.PidTagSearchKey.id, type: TYPE.Binary, value: Buffer.from(searchKey, "hex") };
  const add = (attribute: TnefAttribute): TnefAttribute => {
    const others = readProperties(attribute.data).filter(({ id }) => id !== property.id);
    return { ...attribute, data: writeProperties([...others, property]) };
  };
  const hasList = stream.attributes.some(({ id }) => id === ATTRIBUTE.attMsgProps);
  const attributes = hasList
    ? stream.attributes.map((attribute) => (attribute.id === ATTRIBUTE.attMsgProps ? add(attribute) : attribute))
    : withList(stream.attributes, writeProperties([property]));
  const bytes = encodeTransferEncoding(encodeTnef({ key: stream.key, attributes }), transferEncodingOf(part.headers));
  return Buffer.concat([body.subarray(0, part.bodyStart), bytes, body.subarray(part.end)]);
}

/** Attributes of the message stand before those of its attachments. */
function withList(attributes: readonly TnefAttribute[], data: Buffer): TnefAttribute[] {
  const at = attributes.findIndex(({ level }) => level === "attachment");
  const made: TnefAttribute = { level: "message", id: ATTRIBUTE.attMsgProps, data, offset: 0 };
  return attributes.toSpliced(at < 0 ? attributes.length : at, 0, made);
}
