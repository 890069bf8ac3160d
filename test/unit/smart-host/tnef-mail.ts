// Mail with winmail.dat in the forms that Exchange and Outlook give it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "../../../src/tnef/message.ts";
import { TYPE } from "../../../src/tnef/property.ts";
import { PropertyBag, type PropertyTag, type SettableValue } from "../../../src/tnef/property-bag.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { encodeTnef } from "../../../src/tnef/stream.ts";
import { writeMessage } from "../../../src/tnef/write-message.ts";
import { lines } from "./support.ts";

const GOLDEN = join(import.meta.dirname, "../../golden/smart-host");

/** A recall by Outlook with a POP or IMAP account, lines as on the wire. */
export function recallByOutlook(): Buffer {
  const text = readFileSync(join(GOLDEN, "01-recall-by-outlook/input.eml"), "latin1");
  return Buffer.from(text.replace(/\r?\n/g, "\r\n"), "latin1");
}

/** Version and message class, and bytes that say nothing: enough for those that do not look inside. */
export function tnefOfClass(name: string | undefined, filler = Buffer.alloc(0)): Buffer {
  const start = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]);
  const attributes = [attribute(0x00089006, Buffer.from([0, 0, 1, 0]))];
  if (name !== undefined) attributes.push(attribute(0x00078008, Buffer.from(`${name}\0`)));
  if (filler.length > 0) attributes.push(attribute(0x00060000, filler));
  return Buffer.concat([start, ...attributes]);
}

function attribute(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(1, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(value.length, 5);
  const checksum = Buffer.alloc(2);
  checksum.writeUInt16LE(value.reduce((sum, byte) => sum + byte, 0) & 0xffff);
  return Buffer.concat([head, value, checksum]);
}

export const MESSAGE_ID = "<AM0PR01MB1234A1B2C3D4E5F6@AM0PR01MB1234.eurprd01.prod.exchangelabs.com>";
const BOUNDARY = "_000_AM0PR01MB1234A1B2C3D4E5F6AM0PR01MB1234eurprd01prodexchan_";

/** A message as Exchange sends it where rich text is asked for. */
export function mailByExchange(tnef: Buffer, text = "Hello Bob=\r\n"): Buffer {
  return lines(
    ...["From: Alice Contoso <alice@contoso.com>", "To: Bob Contoso <bob@contoso.com>", "Subject: Budget"],
    ...[
      "Thread-Topic: Budget",
      "Thread-Index: AQHcWgAAAAECAwQFBgcICQoLDA0ODw==",
      "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    ],
    ...[`Message-ID: ${MESSAGE_ID}`, "Accept-Language: en-US", "Content-Language: en-US", "X-MS-Has-Attach:"],
    ...[`X-MS-TNEF-Correlator: ${MESSAGE_ID}`, `Content-Type: multipart/mixed;`, `\tboundary="${BOUNDARY}"`],
    ...["MIME-Version: 1.0", "", `--${BOUNDARY}`, 'Content-Type: text/plain; charset="us-ascii"'],
    ...["Content-Transfer-Encoding: quoted-printable", "", text, `--${BOUNDARY}`],
    ...['Content-Disposition: attachment; filename="winmail.dat"', "Content-Transfer-Encoding: base64"],
    ...['Content-Type: application/ms-tnef; name="winmail.dat"', "", wrapped(tnef).join("\r\n"), "", `--${BOUNDARY}--`],
  );
}

/** All of it in one TNEF stream, as Exchange servers send it to each other. */
export function summaryTnef(tnef: Buffer): Buffer {
  return lines(
    ...["From: alice@contoso.com", "Subject: Budget", `X-MS-TNEF-Correlator: ${MESSAGE_ID}`, "MIME-Version: 1.0"],
    ...['Content-Disposition: attachment; filename="winmail.dat"', "Content-Transfer-Encoding: base64"],
    ...['Content-Type: application/ms-tnef; name="winmail.dat"', "", wrapped(tnef).join("\r\n")],
  );
}

export function wrapped(bytes: Buffer, width = 76): string[] {
  const text = bytes.toString("base64");
  return Array.from({ length: Math.ceil(text.length / width) }, (_, line) =>
    text.slice(line * width, line * width + width),
  );
}

/** Mail without TNEF that has the empty field of all mail by Exchange. */
export const PLAIN_MAIL = lines(
  ...["From: alice@contoso.com", "X-MS-Has-Attach:", "X-MS-TNEF-Correlator:", "MIME-Version: 1.0"],
  ...["Content-Type: multipart/mixed; boundary=p", "", "--p", "", "Hello", "--p"],
  ...["Content-Type: application/octet-stream; name=mail.dat", "", "eJ8+Ig", "--p--"],
);

type Values = readonly (readonly [PropertyTag, SettableValue])[];

const bag = (values: Values): PropertyBag =>
  values.reduce((all, [tag, value]) => all.set(tag, value), new PropertyBag());

/** A message of the class IPM.Note that belongs to mailByExchange(). */
export function note(values: Values = [], attachments: readonly MapiAttachment[] = []): MapiMessage {
  const properties = bag([
    [TAG.PidTagMessageClass, "IPM.Note"],
    [TAG.PidTagTnefCorrelationKey, Buffer.from(`${MESSAGE_ID}\0`)],
    [TAG.PidTagSubject, "Budget"],
    [TAG.PidTagSearchKey, Buffer.alloc(16, 7)],
    ...values,
  ]);
  return { properties, recipients: [], attachments };
}

export const file = (...values: Values): MapiAttachment => ({
  properties: bag([[TAG.PidTagAttachMethod, ATTACH_METHOD.byValue], ...values]),
});

/** Files of every kind: bytes, an image that the HTML shows, a message with a file, an OLE object, a reference. */
export function filesOfAllKinds(): MapiAttachment[] {
  const inner = note(
    [
      [TAG.PidTagSubject, "Grüße"],
      [TAG.PidTagSenderName, "Bob Contoso"],
      [TAG.PidTagSenderSmtpAddress, "bob@contoso.com"],
      [TAG.PidTagClientSubmitTime, Date.UTC(2026, 10, 19, 8, 30)],
      [TAG.PidTagInternetMessageId, "<inner@contoso.com>"],
      [TAG.PidTagBody, "Yours, Bob\r\n"],
    ],
    [file([TAG.PidTagAttachLongFilename, "inner.txt"], [TAG.PidTagAttachDataBinary, Buffer.from("inner file")])],
  );
  const recipients = [
    bag([
      [TAG.PidTagRecipientType, 1],
      [TAG.PidTagDisplayName, "Alice Contoso"],
      [TAG.PidTagSmtpAddress, "alice@contoso.com"],
    ]),
    bag([
      [TAG.PidTagRecipientType, 2],
      [TAG.PidTagEmailAddress, "/o=ExchangeLabs/cn=dave"],
    ]),
  ];
  return [
    file(
      [TAG.PidTagAttachLongFilename, "Übersicht.pdf"],
      [TAG.PidTagAttachMimeTag, "application/pdf"],
      [TAG.PidTagAttachDataBinary, Buffer.from("%PDF-1.7\n")],
    ),
    file(
      [TAG.PidTagAttachLongFilename, "logo.png"],
      [TAG.PidTagAttachMimeTag, "image/png"],
      [TAG.PidTagAttachContentId, "logo@contoso"],
      [TAG.PidTagAttachDataBinary, Buffer.from("\x89PNG", "latin1")],
    ),
    { ...file([TAG.PidTagAttachMethod, ATTACH_METHOD.embeddedMessage]), embedded: { ...inner, recipients } },
    file(
      [TAG.PidTagAttachMethod, ATTACH_METHOD.ole],
      [TAG.PidTagAttachFilename, "Drawing"],
      [
        { ...TAG.PidTagAttachDataBinary, type: TYPE.Object },
        { iid: "0000000b-0000-0000-c000-000000000046", data: Buffer.from("storage") },
      ],
    ),
    file([TAG.PidTagAttachMethod, ATTACH_METHOD.byReference], [TAG.PidTagAttachLongFilename, "share.txt"]),
  ];
}

export function encoded(message: MapiMessage): Buffer {
  return encodeTnef(writeMessage(message, { key: 1, codepage: 1252, form: "exchange" }));
}
