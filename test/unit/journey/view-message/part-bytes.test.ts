import { expect, test } from "vitest";
import { takePart } from "../../../../src/journey/view-message/part-bytes.ts";
import { viewMessage } from "../../../../src/journey/view-message/view-message.ts";
import type { MapiAttachment } from "../../../../src/tnef/message.ts";
import { PropertyBag } from "../../../../src/tnef/property-bag.ts";
import { TAG } from "../../../../src/tnef/property-tags.ts";
import { encodeTnef } from "../../../../src/tnef/stream.ts";
import { writeMessage } from "../../../../src/tnef/write-message.ts";
import { winmailMessage } from "../../../support/outlook.ts";

const lines = (...all: string[]) => Buffer.from(all.join("\r\n"));

const letter = lines(
  "From: alice@contoso.com",
  'Content-Type: multipart/mixed; boundary="m"',
  "",
  "--m",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Gr=C3=BC=C3=9Fe",
  "--m",
  "Content-Type: application/pdf",
  "Content-Transfer-Encoding: base64",
  "Content-Disposition: attachment; filename*=utf-8''Zahlen%2Fheute.pdf",
  "",
  Buffer.from("%PDF-1.7 \x00\xff", "latin1").toString("base64"),
  "--m",
  "Content-Type: message/rfc822",
  "",
  "Subject: Forwarded",
  "",
  "The text",
  "--m--",
  "",
);

const attachment = (name: string, content: Buffer): MapiAttachment => ({
  properties: new PropertyBag().set(TAG.PidTagAttachLongFilename, name).set(TAG.PidTagAttachDataBinary, content),
});

function outlooks(attachments: MapiAttachment[]): Buffer {
  const properties = new PropertyBag()
    .set(TAG.PidTagMessageClass, "IPM.Note")
    .set(TAG.PidTagTnefCorrelationKey, Buffer.from("000000005D3C8E\0"));
  const message = { properties, recipients: [], attachments };
  const winmail = encodeTnef(writeMessage(message, { key: 0x0201, codepage: 1252, form: "outlook" }));
  return Buffer.from(winmailMessage({ messageId: "<1@contoso.com>", winmail }));
}

const read = async (message: Buffer, path: string) => {
  const part = await takePart(message, path);
  return part && { name: part.name, text: part.bytes.toString("latin1") };
};

test("each attachment that is listed is there by the place that it is listed with, decoded", async () => {
  const { attachments } = await viewMessage(letter);
  expect(await Promise.all(attachments.map(({ from }) => read(letter, from)))).toEqual([
    { name: "Zahlen/heute.pdf", text: "%PDF-1.7 \x00\xff" },
    { name: "Forwarded.eml", text: "Subject: Forwarded\r\n\r\nThe text" },
  ]);
});

test("so is each other part: a text in its own charset, a branch as it is written", async () => {
  expect(await read(letter, "1")).toEqual({ name: "text.plain", text: Buffer.from("Grüße").toString("latin1") });
  const whole = await read(letter, "");
  expect(whole?.text).toMatch(/^--m\r\nContent-Type: text\/plain/);
});

test("a message of one part is that part", async () => {
  const pdf = lines("Content-Type: application/pdf; name=a.pdf", "Content-Transfer-Encoding: base64", "", "JVBERg==");
  expect(await read(pdf, "")).toEqual({ name: "a.pdf", text: "%PDF" });
});

test("files within winmail.dat come out as they went in, a message inside as MIME", async () => {
  const embedded = {
    properties: new PropertyBag().set(TAG.PidTagSubject, "Inside").set(TAG.PidTagBody, "The text inside"),
    recipients: [],
    attachments: [],
  };
  const content = Buffer.from("\x00\x01\xfe\xff", "latin1");
  const message = outlooks([attachment("a.bin", content), { properties: new PropertyBag(), embedded }]);
  const { attachments } = await viewMessage(message);
  const within = attachments.filter(({ from }) => from.startsWith("winmail.dat/"));
  expect(within.map(({ from }) => from)).toEqual(["winmail.dat/1", "winmail.dat/2"]);
  expect(await read(message, "winmail.dat/1")).toEqual({ name: "a.bin", text: content.toString("latin1") });
  const inside = await read(message, "winmail.dat/2");
  expect(inside?.name).toBe("Inside.eml");
  expect(inside?.text).toContain("Subject: Inside");
  expect(inside?.text).toContain("The text inside");
});

test.each(["9", "1.1", "winmail.dat/1", "winmail.dat/0", "winmail.dat/-1", "../1", "toString"])(
  "there is no part %s",
  async (path) => {
    expect(await takePart(letter, path)).toBeUndefined();
    expect(await takePart(outlooks([]), path)).toBeUndefined();
  },
);
