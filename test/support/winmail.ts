// A winmail.dat as a test needs it: a recall request with a recipient, a file and a message inside.
import type { MapiMessage } from "../../src/tnef/message.ts";
import { TYPE } from "../../src/tnef/property.ts";
import { PropertyBag } from "../../src/tnef/property-bag.ts";
import { MULTIPLE_STRING, NAMED, TAG } from "../../src/tnef/property-tags.ts";
import { encodeTnef } from "../../src/tnef/stream.ts";
import { writeMessage } from "../../src/tnef/write-message.ts";

export const SEARCH_KEY = "292ba3f11581d30605ecc58781b96348";
export const CORRELATOR = "<recall@contoso.com>";

export function recallMessage(): MapiMessage {
  const properties = new PropertyBag()
    .set(TAG.PidTagMessageClass, "IPM.Outlook.Recall")
    .set(TAG.PidTagSubject, "Recall: Q3 numbers")
    .set(TAG.PidTagClientSubmitTime, new Date("2026-03-01T09:30:00Z"))
    .set(TAG.RecallSearchKey, Buffer.from(SEARCH_KEY, "hex"))
    .set(TAG.RecallMessageFlags, 17)
    .set(TAG.PidTagTnefCorrelationKey, Buffer.from(`${CORRELATOR}\0`))
    .set(TAG.PidTagConversationIndex, Buffer.from("01d13997bd8b2a2acf6289fe446eab1168ffe149ff4b", "hex"))
    .setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, 1)
    .setNamed(NAMED.PidNameKeywords, MULTIPLE_STRING, ["Blue", "Green"]);
  const recipient = new PropertyBag().set(TAG.PidTagRecipientType, 1).set(TAG.PidTagSmtpAddress, "bob@contoso.com");
  const file = new PropertyBag()
    .set(TAG.PidTagAttachMethod, 1)
    .set(TAG.PidTagAttachLongFilename, "numbers.txt")
    .set(TAG.PidTagAttachDataBinary, Buffer.from("1, 2, 3\r\n"));
  const embedded: MapiMessage = {
    properties: new PropertyBag()
      .set(TAG.PidTagMessageClass, "IPM.Note")
      .set(TAG.PidTagSubject, "Q3 numbers")
      .set(TAG.PidTagBody, "Here they are."),
    recipients: [],
    attachments: [],
  };
  const inner = new PropertyBag().set(TAG.PidTagDisplayName, "Q3 numbers");
  return { properties, recipients: [recipient], attachments: [{ properties: file }, { properties: inner, embedded }] };
}

export function winmail(message: MapiMessage = recallMessage()): Buffer {
  return encodeTnef(writeMessage(message, { key: 0x1234, codepage: 1252, form: "exchange" }));
}

/** The e-mail that carries it. */
export function mailWith(tnef: Buffer, { correlator = CORRELATOR, type = "application/ms-tnef" } = {}): Buffer {
  const lines = [
    "From: alice@contoso.com",
    "Subject: Recall: Q3 numbers",
    "Message-ID: <recall@contoso.com>",
    `X-MS-TNEF-Correlator: ${correlator}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Alice would like to recall the message.",
    "--b",
    `Content-Type: ${type}; name="winmail.dat"`,
    "Content-Transfer-Encoding: base64",
    "",
    ...(tnef.toString("base64").match(/.{1,76}/g) ?? []),
    "--b--",
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}
