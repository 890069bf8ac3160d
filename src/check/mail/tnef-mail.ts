// Mail as Outlook with an account of its own writes it: a text, and winmail.dat with all that MAPI has. [MS-OXTNEF]
import { compressRtf } from "../../tnef/compressed-rtf.ts";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "../../tnef/message.ts";
import { PropertyBag, type PropertyTag, type SettableValue } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { encodeTnef } from "../../tnef/stream.ts";
import { writeMessage } from "../../tnef/write-message.ts";
import { attached, file, message, multipart, text } from "./compose.ts";

export interface TnefContent {
  /** "IPM.Note" unless given. */
  readonly messageClass?: string;
  readonly properties?: (bag: PropertyBag) => unknown;
  readonly recipients?: readonly PropertyBag[];
  readonly attachments?: readonly MapiAttachment[];
}

type Values = readonly (readonly [PropertyTag, SettableValue])[];

export const BODY = "The figures are in the table.\r\n";

/** @param key names the message in its header and in the stream. [MS-OXCMAIL] §2.1.3.2.26 */
export function tnefMail(key: string, content: TnefContent = {}): Buffer {
  const winmail = encodeTnef(writeMessage(mapiMessage(key, content), { key: 0x2a17, codepage: 1252, form: "outlook" }));
  const parts = [
    text(BODY, { charset: "us-ascii" }),
    file('application/ms-tnef; name="winmail.dat"', winmail, [attached("winmail.dat")]),
  ];
  return message([`X-MS-TNEF-Correlator: ${key}`, "X-MS-Has-Attach:"], multipart("mixed", parts));
}

function mapiMessage(key: string, content: TnefContent): MapiMessage {
  const { messageClass = "IPM.Note", recipients = [], attachments = [] } = content;
  const properties = bag([
    [TAG.PidTagTnefCorrelationKey, Buffer.from(`${key}\0`, "latin1")],
    [TAG.PidTagMessageClass, messageClass],
    [TAG.PidTagSearchKey, Buffer.from("5ca1ab1e0000000000000000c0ffee00", "hex")],
    [TAG.PidTagRtfCompressed, compressRtf(Buffer.from(RTF, "latin1"))],
  ]);
  content.properties?.(properties);
  return { properties, recipients, attachments };
}

const RTF = `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\\pard{\\b ${BODY.trim()}}\\par}`;

export const bag = (values: Values): PropertyBag =>
  values.reduce((all, [tag, value]) => all.set(tag, value), new PropertyBag());

export function tnefFile(name: string, content: Buffer): MapiAttachment {
  return {
    properties: bag([
      [TAG.PidTagAttachMethod, ATTACH_METHOD.byValue],
      [TAG.PidTagAttachLongFilename, name],
      [TAG.PidTagAttachDataBinary, content],
    ]),
  };
}

/** A message inside, with a file of its own. */
export function tnefMessage(subject: string, attachments: readonly MapiAttachment[]): MapiAttachment {
  const properties = bag([
    [TAG.PidTagMessageClass, "IPM.Note"],
    [TAG.PidTagSubject, subject],
    [TAG.PidTagBody, BODY],
  ]);
  const method = bag([
    [TAG.PidTagAttachMethod, ATTACH_METHOD.embeddedMessage],
    [TAG.PidTagDisplayName, subject],
  ]);
  return { properties: method, embedded: { properties, recipients: [], attachments } };
}
