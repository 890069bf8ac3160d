// TNEF as one JSON document, with the same names as for people. Content of attachments is for --extract.
import { createHash } from "node:crypto";
import { attachmentName, attachmentSize } from "../../journey/explain-tnef/attachment-name.ts";
import { contextOf, explainValue, isoOf } from "../../journey/explain-tnef/explain-value.ts";
import { titleOf } from "../../journey/explain-tnef/name-property.ts";
import { attributeName } from "../../tnef/attributes.ts";
import { decodeCodePage } from "../../tnef/code-page.ts";
import { millisecondsOf } from "../../tnef/file-time.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { isMulti, type MapiProperty, MULTI, type SingleValue, TYPE } from "../../tnef/property.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { codepageOf } from "../../tnef/read-message.ts";
import { checksum } from "../../tnef/stream.ts";
import { explainAttribute } from "./explain-attribute.ts";
import type { OpenedTnef } from "./open-tnef.ts";

/** Longer bytes are told by their hash. */
const MOST_BYTES = 4096;

export function asJson({ file, bytes, stream, message, flaws, error, mail }: OpenedTnef): object {
  const wrong = new Set(stream.flaws.filter(({ kind }) => kind === "badChecksum").map(({ offset }) => offset));
  return {
    file,
    size: bytes.length,
    key: stream.key,
    codepage: codepageOf(stream),
    ...(mail && { mail }),
    status: error ? "broken" : flaws.length > 0 ? "flawed" : "compliant",
    ...(error && { error: { message: error.message, offset: error.offset } }),
    flaws,
    attributes: stream.attributes.map((attribute) => {
      const { level, id, offset, data } = attribute;
      return {
        level,
        id: `0x${id.toString(16).toUpperCase().padStart(8, "0")}`,
        name: attributeName(id),
        offset,
        size: data.length,
        checksum: checksum(data),
        isChecksumRight: !wrong.has(offset + 9 + data.length),
        explained: explainAttribute(attribute, codepageOf(stream)),
      };
    }),
    message: messageAsJson(message),
  };
}

function messageAsJson({ properties, recipients, attachments }: MapiMessage): object {
  const messageClass = properties.text(TAG.PidTagMessageClass);
  return {
    messageClass: messageClass ?? null,
    properties: bagAsJson(properties, messageClass),
    recipients: recipients.map((recipient) => ({ properties: bagAsJson(recipient, messageClass) })),
    attachments: attachments.map((attachment, index) => ({
      name: attachmentName(attachment, index),
      size: attachmentSize(attachment) ?? null,
      properties: bagAsJson(attachment.properties, messageClass),
      ...(attachment.embedded && { message: messageAsJson(attachment.embedded) }),
    })),
  };
}

function bagAsJson(bag: PropertyBag, messageClass: string | undefined): object[] {
  const context = contextOf(bag, false);
  return bag.list.map((property) => {
    const { tag, name, named, type, meaning } = titleOf(property, messageClass);
    const { text, details } = explainValue(property, { ...context, name });
    return {
      tag,
      name: name === "" ? null : name,
      ...(named !== undefined && { named }),
      type,
      value: valueAsJson(property, bag.codepage),
      explained: [text, ...details].join("\n"),
      ...(meaning !== "" && { meaning }),
    };
  });
}

function valueAsJson({ type, value }: MapiProperty, codepage: number): unknown {
  if (!isMulti(type)) return singleAsJson(type, value as SingleValue, codepage);
  return (value as readonly SingleValue[]).map((one) => singleAsJson(type & ~MULTI, one, codepage));
}

/** Whole numbers of 64 bits as text: JSON's readers lose their last digits. */
function singleAsJson(type: number, value: SingleValue, codepage: number): unknown {
  if (Buffer.isBuffer(value)) return type === TYPE.String8 ? decodeCodePage(value, codepage) : bytesAsJson(value);
  if (typeof value === "bigint") return type === TYPE.SysTime ? isoOf(millisecondsOf(value)) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "object" && value !== null) return { interface: value.iid, ...bytesAsJson(value.data) };
  return value;
}

function bytesAsJson(bytes: Buffer): object {
  if (bytes.length <= MOST_BYTES) return { size: bytes.length, hex: bytes.toString("hex") };
  return { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
