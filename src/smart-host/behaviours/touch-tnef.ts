// Writes winmail.dat anew with something changed or lost, as hosts do that unpack TNEF to scan or sign what is in it and
// pack it again with a library that knows a part of the format: what the library does not know is gone.

import { applyEdits, type Edit, editPart } from "../../mime/editing/edits.ts";
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { type MapiProperty, TYPE } from "../../tnef/property.ts";
import { PropertyBag, type PropertyTag } from "../../tnef/property-bag.ts";
import { encodeTnef } from "../../tnef/stream.ts";
import { writeMessage } from "../../tnef/write-message.ts";
import { encodingWinmail, winmailEncodingOf } from "../tnef/encode-winmail.ts";
import { findingTnef, type OpenedWinmail, readingWinmail } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export const LOST_OF_TNEF = ["attachments", "messages", "recipients", "named"] as const;

/** Messages: those attached; named: the properties that have a name instead of an id. */
export type Touch =
  | { readonly loses: (typeof LOST_OF_TNEF)[number] }
  | { readonly loses: PropertyTag }
  | { readonly changes: PropertyTag };

export function touchTnef(touch: Touch): Behaviour {
  return { name: "touch-tnef", needs: "message", apply: (message) => runInTurns(touching(message, touch)) };
}

function* touching(message: RelayedMessage, touch: Touch): Steps<void> {
  const { root, found } = yield* findingTnef(message);
  const { notes } = message.fate;
  const edits: Edit[] = [];
  for (const { part } of found) {
    const opened = yield* readingWinmail(part, message.body);
    if (typeof opened === "string") {
      notes.push(`winmail.dat stays: ${opened}`);
      continue;
    }
    const written = yield* encodingWinmail(touched(opened, touch), part, winmailEncodingOf(part));
    edits.push(...editPart(message, part, root, written));
    notes.push("winmail.dat written anew");
  }
  message.body = applyEdits(message.body, edits);
}

function touched({ stream, message }: OpenedWinmail, touch: Touch): Buffer {
  const options = { key: stream.key || 1, codepage: message.properties.codepage, form: "exchange" } as const;
  return encodeTnef(writeMessage(withTouch(message, touch), options));
}

function withTouch(message: MapiMessage, touch: Touch): MapiMessage {
  const { properties, attachments } = message;
  const keeping = (keeps: (property: MapiProperty) => boolean): MapiMessage => ({
    ...message,
    properties: new PropertyBag(properties.list.filter(keeps), properties.codepage),
  });
  if ("changes" in touch) return changed(message, touch.changes);
  if (touch.loses === "attachments") return { ...message, attachments: [] };
  if (touch.loses === "messages") return { ...message, attachments: attachments.filter(({ embedded }) => !embedded) };
  if (touch.loses === "recipients") return { ...message, recipients: [] };
  if (touch.loses === "named") return keeping(({ name }) => name === undefined);
  const { id } = touch.loses;
  return keeping((property) => property.id !== id || property.name !== undefined);
}

function changed(message: MapiMessage, tag: PropertyTag): MapiMessage {
  const { list, codepage } = message.properties;
  const isMeant = (property: MapiProperty) => property.id === tag.id && !property.name;
  const properties = list.map((property) => (isMeant(property) ? { ...property, value: another(property) } : property));
  return { ...message, properties: new PropertyBag(properties, codepage) };
}

/** Of the same type; lists and what has no other value stay. */
function another({ type, value }: MapiProperty): MapiProperty["value"] {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return type === TYPE.Int32 || type === TYPE.Int16 ? value ^ 1 : value + 1;
  if (typeof value === "bigint") return value + 1n;
  if (typeof value === "string") return `${value}.Touched`;
  if (!Buffer.isBuffer(value) || value.length === 0) return value;
  if (type === TYPE.String8) return Buffer.concat([value, Buffer.from(".Touched")]);
  const copy = Buffer.from(value);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
}
