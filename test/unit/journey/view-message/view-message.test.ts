import { expect, test } from "vitest";
import { viewMessage } from "../../../../src/journey/view-message/view-message.ts";
import { TAG } from "../../../../src/tnef/property-tags.ts";
import { winmailMessage } from "../../../support/outlook.ts";
import { mutate, randomFrom } from "../../../support/tnef-damage.ts";

const lines = (...all: string[]) => Buffer.from(all.join("\r\n"));
const RLO = "‮";

const letter = lines(
  "From: alice@contoso.com",
  "Subject: =?utf-8?q?Zahlen_f=C3=BCr?= =?utf-8?q?_Q3?=",
  'Content-Type: multipart/related; boundary="r"',
  "",
  "--r",
  'Content-Type: multipart/alternative; boundary="a"',
  "",
  "--a",
  "Content-Type: text/plain; charset=iso-8859-1",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Gr=FC=DFe",
  "--a",
  "Content-Type: text/html",
  "",
  "<p>Gruss</p><img src=cid:logo@contoso.com>",
  "--a--",
  "--r",
  "Content-Type: image/png",
  "Content-ID: <logo@contoso.com>",
  "Content-Disposition: inline",
  "Content-Transfer-Encoding: base64",
  "",
  "iVBORw0KGgo=",
  "--r",
  "Content-Type: application/octet-stream",
  `Content-Disposition: attachment; filename*=utf-8''invoice${encodeURIComponent(RLO)}fdp.exe`,
  "",
  "MZ",
  "--r--",
  "",
);

test("a message is opened: fields, parts, texts, attachments, pictures", async () => {
  const view = await viewMessage(letter);
  expect(view.headers[1]).toEqual({ name: "Subject", value: "Zahlen für Q3" });
  expect(view.parts.map(({ path, depth, type }) => [path, depth, type])).toEqual([
    ["", 0, "multipart/related"],
    ["1", 1, "multipart/alternative"],
    ["1.1", 2, "text/plain"],
    ["1.2", 2, "text/html"],
    ["2", 1, "image/png"],
    ["3", 1, "application/octet-stream"],
  ]);
  expect(view.bodies).toMatchObject([
    { kind: "text", from: "1.1", content: "Grüße" },
    { kind: "html", from: "1.2" },
  ]);
  expect(view.attachments).toMatchObject([
    { name: "image.png", isInline: true },
    { name: `invoice${RLO}fdp.exe`, type: "application/octet-stream", size: 2, isInline: false },
  ]);
  expect(view.pictures).toEqual([{ contentId: "logo@contoso.com", type: "image/png", base64: "iVBORw0KGgo=" }]);
  expect(view).toMatchObject({ tnef: null, cut: [] });
});

test("a winmail.dat that belongs to the message says what readers see, one that doesn't says why", async () => {
  const mail = { messageId: "<1@contoso.com>", messageClass: "IPM.Outlook.Recall" };
  const properties = (bag: { set(tag: typeof TAG.PidTagBody, value: string): unknown }) =>
    bag.set(TAG.PidTagBody, "Inside");
  const own = await viewMessage(Buffer.from(winmailMessage({ ...mail, properties })));
  expect(own.tnef).toMatchObject({ from: "2", messageClass: "IPM.Outlook.Recall", ignored: null });
  expect(own.tnef?.properties).toContainEqual(
    expect.objectContaining({ tag: "0x001A001F", name: "PidTagMessageClass", value: '"IPM.Outlook.Recall"' }),
  );
  expect(own.bodies).toMatchObject([{ from: "winmail.dat", content: "Inside" }, { from: "1" }]);
  const other = await viewMessage(Buffer.from(winmailMessage({ ...mail, properties, correlationKey: "another" })));
  expect(other.tnef?.ignored).toContain("another");
  expect(other.bodies).toMatchObject([{ from: "1" }]);
});

test("what is too long is cut, and said", async () => {
  const html = `<p>${"long ".repeat(100)}</p>`;
  const view = await viewMessage(lines("Content-Type: text/html", "X-A: 1", "X-B: 2", "", html), {
    body: 100,
    headers: 2,
  });
  expect(view.bodies).toMatchObject([{ content: html.slice(0, 100), length: html.length }]);
  expect(view.cut).toEqual([
    "Of the HTML the first 100 of 507 characters are here.",
    "Of 3 header fields the first 2 are here.",
  ]);
});

test("no damage makes it throw", async () => {
  const random = randomFrom(81);
  const whole = [letter, Buffer.from(winmailMessage({ messageId: "<1@contoso.com>" }))];
  for (let round = 0; round < 300; round += 1) {
    const bytes = mutate(whole[round % whole.length] as Buffer, random);
    await expect(viewMessage(bytes)).resolves.toMatchObject({ size: bytes.length });
  }
  await expect(viewMessage(Buffer.alloc(0))).resolves.toMatchObject({ bodies: [{ content: "" }] });
});
