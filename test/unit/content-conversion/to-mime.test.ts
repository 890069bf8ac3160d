import { expect, test } from "vitest";
import { promoteMessageClass } from "../../../src/content-conversion/promote.ts";
import { DEFAULT_MIME_FORMAT, toMime } from "../../../src/content-conversion/to-mime/to-mime.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage, toCrlf } from "../../../src/mime/message.ts";
import { decodeTransferEncoding, type TransferEncoding } from "../../../src/mime/transfer-encoding.ts";
import type { MimeFormat } from "../../../src/organization/organization.ts";
import { BYTE_ENCODERS } from "../../../src/organization/remote-domain.ts";
import { compressRtf } from "../../../src/tnef/compressed-rtf.ts";
import { ATTACH_METHOD, type MapiAttachment, type MapiMessage } from "../../../src/tnef/message.ts";
import { TYPE } from "../../../src/tnef/property.ts";
import { PropertyBag } from "../../../src/tnef/property-bag.ts";
import { NAMED, TAG } from "../../../src/tnef/property-tags.ts";
import { asMime, convert } from "./to-mime-support.ts";

const SENTENCE = 'Alice Contoso would like to recall the message, "Budget".';
const KEY = "292ba3f11581d30605ecc58781b96348";

const note = (body: string, type = "text/plain; charset=utf-8") =>
  `From: alice@contoso.com\nMessage-ID: <note@contoso.com>\nSubject: Budget\nContent-Type: ${type}\n\n${body}`;

const RECALL = {
  mime: note(SENTENCE),
  change: (properties: PropertyBag) => {
    properties
      .set(TAG.PidTagMessageClass, "IPM.Outlook.Recall")
      .set(TAG.RecallSearchKey, Buffer.from(KEY, "hex"))
      .set(TAG.RecallMessageFlags, 17)
      .set(TAG.RecallMessageClass, "IPM.Note")
      .set(TAG.SendRecallReport, true)
      .set(TAG.RecallOptions, 0)
      .set(TAG.PidTagRtfCompressed, compressRtf(Buffer.from(`{\\rtf1\\ansi\\b ${SENTENCE}}`)))
      .setNamed(NAMED.PidLidAutoProcessState, TYPE.Int32, 1);
  },
} as const;

const headersOf = (mail: string) => HeaderBlock.parse(splitMessage(Buffer.from(mail, "latin1")).headers);
const bodyOf = (mail: string) => mail.slice(mail.indexOf("\r\n\r\n") + 4);

/** Of a message of one part. */
function textOf(mail: string): string {
  const encoding = headersOf(mail).get("Content-Transfer-Encoding") as TransferEncoding;
  return decodeTransferEncoding(Buffer.from(bodyOf(mail), "latin1"), encoding).toString("utf8");
}

test("a recall request is one part with one sentence and no line end", async () => {
  const mail = await asMime(RECALL);
  expect(bodyOf(mail)).toBe(`${SENTENCE}=\r\n`);
  expect(textOf(mail)).toBe(SENTENCE);
  expect(headersOf(mail).get("Content-Type")).toBe('text/plain; charset="us-ascii"');
});

test("its 0x6801, 0x6802 and 0x6804 are fields of voice messages", async () => {
  const headers = headersOf(await asMime(RECALL));
  expect(headers.get("X-CallingTelephoneNumber")).toBe("IPM.Note");
  expect(headers.get("X-VoiceMessageDuration")).toBe("17");
  expect(headers.get("X-FaxNumberOfPages")).toBe("0");
});

test("a request without them has no such fields", async () => {
  const change = (properties: PropertyBag) => void properties.set(TAG.PidTagMessageClass, "IPM.Outlook.Recall");
  expect(await asMime({ mime: note(SENTENCE), change })).not.toMatch(/^X-(?:Calling|Voice|Fax)/m);
});

test("the class is lost: what arrives is promoted to a note", async () => {
  const mail = await asMime(RECALL);
  expect(mail).not.toContain("IPM.Outlook.Recall");
  expect(promoteMessageClass(headersOf(mail))).toBe("IPM.Note");
});

test.each([
  ["the search key", "0F1E2D3C4B5A69788796A5B4C3D2E1F0"],
  ["0x6800, the original's search key", KEY],
])("%s is lost", async (_, hex) => {
  const mail = await asMime({ ...RECALL, searchKey: "0F1E2D3C4B5A69788796A5B4C3D2E1F0" });
  expect(mail.toLowerCase()).not.toContain(hex.toLowerCase());
  expect(mail).not.toContain(Buffer.from(hex, "hex").toString("base64").replace(/=+$/, ""));
});

test("0x6803 is lost: a Boolean is no name of a caller", async () => {
  expect(headersOf(await asMime(RECALL)).has("X-VoiceMessageSenderName")).toBe(false);
});

test("0x6803 of a voice message is the name of its caller", async () => {
  const change = (properties: PropertyBag) => void properties.set(TAG.PidTagVoiceMessageSenderName, "Ann");
  expect(headersOf(await asMime({ change })).get("X-VoiceMessageSenderName")).toBe("Ann");
});

test("named properties are lost, and rich text that encapsulates nothing", async () => {
  const mail = await asMime(RECALL);
  expect(mail).not.toMatch(/AutoProcess|851a|rtf|\\b/i);
});

test("X-MS-Has-Attach and X-MS-TNEF-Correlator are there and empty", async () => {
  const mail = await asMime(RECALL);
  expect(mail).toContain("\r\nX-MS-Has-Attach: \r\nX-MS-TNEF-Correlator: \r\n");
});

test("the header block comes before MAPI, byte for byte", async () => {
  const lines = [
    "Received: from a\n\tby b;\n Fri, 20 Nov 2026 12:00:00 +0000",
    "From:Alice   <alice@contoso.com>",
    "tO: bob@contoso.com",
    "SUBJECT: =?utf-8?q?B=C3=BCdget?=",
    "Date: 20 Nov 2026 12:00 +0100",
    "Message-ID:\n <odd@contoso.com>",
    "X-Own: kept",
  ];
  const change = (properties: PropertyBag) => {
    properties
      .set(TAG.PidTagSubject, "Another")
      .set(TAG.PidTagClientSubmitTime, 0)
      .set(TAG.PidTagInternetMessageId, "<another@contoso.com>")
      .set(TAG.PidTagSenderName, "Another");
  };
  const mail = await asMime({ mime: `${lines.join("\n")}\nContent-Type: text/plain\n\nText\n`, change });
  for (const line of lines) expect(mail).toContain(toCrlf(`${line}\n`));
  expect(mail).not.toMatch(/another/i);
});

test("what the header block lacks comes of MAPI, each field where Exchange has it", async () => {
  const mail = await asMime({
    mime: note("Text", "text/plain"),
    change: (properties, { recipients }) => {
      properties
        .set(TAG.PidTagImportance, 0)
        .set(TAG.PidTagSensitivity, 2)
        .set(TAG.PidTagClientSubmitTime, Date.UTC(2026, 10, 20, 12))
        .set(TAG.PidTagConversationTopic, "Budget")
        .set(TAG.PidTagInReplyToId, "<b@x>")
        .set(TAG.PidTagInternetReferences, "<a@x> <b@x>")
        .setNamed(NAMED.PidNameKeywords, TYPE.String | 0x1000, ["Blue", "Grün"]);
      expect(recipients).toEqual([]);
    },
    changeHeaders: (headers) => headers.removeWhere(({ name }) => /^(?:from|subject|thread-|x-ms-has)/i.test(name)),
  });
  const names = headersOf(mail).fields.map(({ name }) => name);
  const given = ["From", "Subject", "Thread-Topic", "Thread-Index", "Importance", "Sensitivity", "Keywords", "Date"];
  expect(names).toEqual([
    ...given,
    ...["Message-ID", "References", "In-Reply-To", "X-MS-Has-Attach", "X-MS-TNEF-Correlator"],
    ...["Content-Type", "Content-Transfer-Encoding", "MIME-Version"],
  ]);
  expect(headersOf(mail).get("References")).toBe("<a@x> <b@x>");
  expect(headersOf(mail).get("Keywords")).toBe("=?utf-8?B?Qmx1ZSwgR3LDvG4=?=");
});

test("a time that no header field can say is not said", async () => {
  const change = (bag: PropertyBag) => void bag.set(TAG.PidTagClientSubmitTime, 2n ** 62n);
  const changeHeaders = (headers: HeaderBlock) => void headers.remove("Date");
  expect(headersOf(await asMime({ change, changeHeaders })).has("Date")).toBe(false);
});

test("an id that no header field can say is not said", async () => {
  const change = (bag: PropertyBag) => void bag.set(TAG.PidTagInReplyToId, "<grüße@contoso.com>");
  expect(headersOf(await asMime({ change })).has("In-Reply-To")).toBe(false);
});

test("normal importance and sensitivity are no fields, nor is a recall's expiry", async () => {
  const change = (properties: PropertyBag) => {
    RECALL.change(properties);
    properties.set(TAG.PidTagImportance, 1).set(TAG.PidTagSensitivity, 0).set(TAG.PidTagExpiryTime, 1_000_000_000_000);
  };
  expect(await asMime({ ...RECALL, change })).not.toMatch(/^(?:Importance|Sensitivity|Expiry-Date|Priority)/m);
});

test("Outlook's topic loses the prefix that it names the length of", async () => {
  const change = (bag: PropertyBag) => void bag.set(TAG.PidTagConversationTopic, "\x01\x09Recall: Budget");
  const changeHeaders = (headers: HeaderBlock) => void headers.remove("Thread-Topic");
  expect(headersOf(await asMime({ change, changeHeaders })).get("Thread-Topic")).toBe("Budget");
});

test.each<[MimeFormat["byteEncoderTypeFor7BitCharsets"], boolean, string, string]>([
  ["Use7Bit", false, "7bit", "7bit"],
  ["UseQP", false, "quoted-printable", "quoted-printable"],
  ["UseBase64", false, "base64", "base64"],
  ["UseQPHtmlDetectTextPlain", false, "quoted-printable", "quoted-printable"],
  ["UseQPHtmlDetectTextPlain", true, "7bit", "quoted-printable"],
  ["UseBase64HtmlDetectTextPlain", false, "base64", "base64"],
  ["UseBase64HtmlDetectTextPlain", true, "7bit", "base64"],
  ["UseQPHtml7BitTextPlain", false, "7bit", "quoted-printable"],
  ["UseBase64Html7BitTextPlain", false, "7bit", "base64"],
  ["Undefined", false, "quoted-printable", "quoted-printable"],
])("%s, lines wrapped: %s", async (byteEncoderTypeFor7BitCharsets, isWrapped, plain, html) => {
  const format = { byteEncoderTypeFor7BitCharsets, ...(isWrapped && { lineWrapSize: 72 }) };
  const mail = await asMime({ mime: note("<p>Text</p>", "text/html; charset=us-ascii") }, format);
  expect([...mail.matchAll(/^Content-Transfer-Encoding: (.*)\r$/gm)].map(([, name]) => name)).toEqual([plain, html]);
  expect(BYTE_ENCODERS).toContain(byteEncoderTypeFor7BitCharsets);
});

test("7-bit text that doesn't end its last line gets a line end, as SMTP wants it", async () => {
  const mail = await asMime(RECALL, { byteEncoderTypeFor7BitCharsets: "Use7Bit" });
  expect(bodyOf(mail)).toBe(`${SENTENCE}\r\n`);
});

test("a line too long for 7-bit goes in quoted-printable", async () => {
  const mime = note(`${"x".repeat(999)}\n`);
  const mail = await asMime({ mime }, { byteEncoderTypeFor7BitCharsets: "Use7Bit" });
  expect(headersOf(mail).get("Content-Transfer-Encoding")).toBe("quoted-printable");
  expect(textOf(mail)).toBe(`${"x".repeat(999)}\r\n`);
});

const inCodepage = (codepage: number | undefined, text: string) => ({
  mime: note(text),
  change: (bag: PropertyBag) => {
    bag.delete(TAG.PidTagInternetCodepage);
    if (codepage !== undefined) bag.set(TAG.PidTagInternetCodepage, codepage);
  },
});

test.each<[number | undefined, string | null, string, string, string]>([
  [20127, null, "plain", "us-ascii", "quoted-printable"],
  [65001, null, "plain", "us-ascii", "quoted-printable"],
  [28591, null, "Grüße", "iso-8859-1", "quoted-printable"],
  [1252, null, "3 €", "windows-1252", "quoted-printable"],
  [28591, null, "3 €", "utf-8", "base64"],
  [20127, "iso-8859-15", "3 €", "utf-8", "base64"],
  [20127, null, "\ufffd", "utf-8", "base64"],
  [936, null, "第三季度", "gb2312", "base64"],
  [950, null, "回收", "big5", "base64"],
  [65001, "iso-8859-1", "Grüße", "utf-8", "base64"],
  // What can't be written isn't named.
  [50220, "shift_jis", "日本", "shift_jis", "base64"],
  [50220, "iso-2022-jp", "日本", "utf-8", "base64"],
])("code page %s and CharacterSet %s: %s is in %s", async (codepage, characterSet, text, charset, transferEncoding) => {
  const headers = headersOf(await asMime(inCodepage(codepage, text), { characterSet }));
  expect(headers.get("Content-Type")).toBe(`text/plain; charset="${charset}"`);
  expect(headers.get("Content-Transfer-Encoding")).toBe(transferEncoding);
});

test("CharacterSet is for messages that name none", async () => {
  const mail = await asMime(inCodepage(undefined, "3 €"), { characterSet: "iso-8859-15" });
  // The text part beside the TNEF names one.
  expect(headersOf(mail).get("Content-Type")).toBe('text/plain; charset="utf-8"');
  const { headers, body } = await toMime(
    { headers: new HeaderBlock(), body: Buffer.alloc(0) },
    { message: message(new PropertyBag().set(TAG.PidTagBody, "3 €")) },
    {
      ...DEFAULT_MIME_FORMAT,
      characterSet: "iso-8859-15",
    },
  );
  expect(headers.get("Content-Type")).toBe('text/plain; charset="iso-8859-15"');
  expect(body.toString("latin1")).toBe("\r\n3 =A4=\r\n");
});

test("HTML says its new charset itself", async () => {
  const html =
    '<html><head><META http-equiv=Content-Type content="text/html; charset=iso-8859-1"></head><body>€</body></html>';
  const mail = await asMime(
    {
      mime: note(html, "text/html; charset=utf-8"),
      change: (bag) => void bag.set(TAG.PidTagHtml, Buffer.from(html, "utf8")),
    },
    { contentType: "MimeHtml" },
  );
  expect(textOf(mail)).toContain("charset=utf-8");
});

test("lines are broken between words", async () => {
  const mail = await asMime({ mime: note("one two three four\n\nunbreakablewords and\n") }, { lineWrapSize: 9 });
  expect(textOf(mail)).toBe("one two\r\nthree\r\nfour\r\n\r\nunbreakablewords\r\nand\r\n");
});

test.each([0, "Unlimited"] as const)("a LineWrapSize of %s breaks none", async (lineWrapSize) => {
  const text = `${"word ".repeat(100)}\r\n`;
  expect(textOf(await asMime({ mime: note(text) }, { lineWrapSize }))).toBe(text);
});

function message(properties: PropertyBag, attachments: MapiAttachment[] = []): MapiMessage {
  return { properties, recipients: [], attachments };
}

const attachment = (bag: PropertyBag): MapiAttachment => ({ properties: bag });

const withAttachments = (...attachments: MapiAttachment[]) =>
  asMime({
    mime: note("Text"),
    change: (_, whole) => void (whole.attachments as MapiAttachment[]).push(...attachments),
  });

test("an OLE object is a file, its storage as it stands", async () => {
  const data = Buffer.from("d0cf11e0a1b11ae1", "hex");
  const bag = new PropertyBag()
    .set(TAG.PidTagAttachMethod, ATTACH_METHOD.ole)
    .set(TAG.PidTagDisplayName, "Picture")
    .set(TAG.PidTagAttachDataObject, { iid: "0000000b-0000-0000-c000-000000000046", data });
  const mail = await withAttachments(attachment(bag));
  expect(mail).toContain('Content-Type: application/octet-stream; name="Picture"\r\n');
  expect(mail).toContain(data.toString("base64"));
});

test("a link to a file of the sender's is nothing to send", async () => {
  const bag = new PropertyBag()
    .set(TAG.PidTagAttachMethod, ATTACH_METHOD.byReference)
    .set(TAG.PidTagAttachLongPathname, "\\\\server\\file.txt");
  const mail = await withAttachments(attachment(bag));
  expect(headersOf(mail).get("Content-Type")).toBe('text/plain; charset="us-ascii"');
  expect(mail).not.toContain("server");
});

test.each<[string, string, string, string]>([
  ["text/CSV", "a.bin", "1,2", "text/csv"],
  ["", "a.docx", "PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["", "unknown", "?", "application/octet-stream"],
  ["nonsense\r\nX-Evil: 1", "a.png", "?", "image/png"],
  ["multipart/mixed", "a.txt", "--x", "application/octet-stream"],
  ["message/rfc822", "a.eml", "Subject: a\r\n\r\nb\r\n", "message/rfc822"],
  ["message/rfc822", "a.eml", "Subject: \u00fc\r\n\r\nb\r\n", "application/octet-stream"],
  ["message/rfc822", "a.eml", "Subject: a\n\nb\n", "application/octet-stream"],
])("a file of kind %j named %s", async (tag, name, data, type) => {
  const bag = new PropertyBag()
    .set(TAG.PidTagAttachMethod, ATTACH_METHOD.byValue)
    .set(TAG.PidTagAttachLongFilename, name)
    .set(TAG.PidTagAttachDataBinary, Buffer.from(data, "latin1"));
  if (tag !== "") bag.set(TAG.PidTagAttachMimeTag, tag);
  const mail = await withAttachments(attachment(bag));
  expect(mail).toContain(`\r\nContent-Type: ${type}; name="${name}"\r\n`);
  expect(mail).not.toMatch(/^X-Evil/m);
  expect(headersOf(mail).get("X-MS-Has-Attach")).toBe("yes");
});

test("a message file that has a boundary of ours in it goes in base64", async () => {
  const plain = await asMime({ mime: note("Text") }, { contentType: "MimeHtml" });
  expect(plain).not.toContain("boundary");
  const root = /boundary="_\d+_(\w+)_"/.exec(await withAttachments(attachment(file("a.txt", "x"))))?.[1] ?? "";
  expect(root.length).toBeGreaterThan(19);
  const eml = file("a.eml", `Subject: a\r\n\r\n--_000_${root}_--\r\n`).set(TAG.PidTagAttachMimeTag, "message/rfc822");
  const mail = await withAttachments(attachment(eml));
  expect(mail).toContain('application/octet-stream; name="a.eml"');
});

test("a text that has a boundary of ours in it goes in base64", async () => {
  const root = /boundary="_\d+_(\w+)_"/.exec(await withAttachments(attachment(file("a.txt", "x"))))?.[1] ?? "";
  const mail = await asMime({ mime: note(`--_000_${root}_--`) });
  expect(headersOf(mail).get("Content-Transfer-Encoding")).toBe("base64");
});

const file = (name: string, data: string) =>
  new PropertyBag()
    .set(TAG.PidTagAttachMethod, ATTACH_METHOD.byValue)
    .set(TAG.PidTagAttachLongFilename, name)
    .set(TAG.PidTagAttachDataBinary, Buffer.from(data, "latin1"));

test("an image that the HTML doesn't show is a file", async () => {
  const html = '<p><img src="cid:Shown%40x"></p>';
  const mail = await asMime({
    mime: note(html, "text/html"),
    change: (_, whole) => {
      const bags = ["shown@x", "other@x"].map((id) => file(`${id}.png`, id).set(TAG.PidTagAttachContentId, id));
      (whole.attachments as MapiAttachment[]).push(...bags.map(attachment));
    },
  });
  expect(mail).toContain('Content-Disposition: inline; filename="shown@x.png"');
  expect(mail).toContain('Content-Disposition: attachment; filename="other@x.png"');
  expect(mail.match(/multipart\/\w+/g)).toEqual([
    "multipart/mixed",
    "multipart/related",
    "multipart/alternative",
    "multipart/alternative",
  ]);
});

test("rich text that can't be read leaves the text beside it", async () => {
  const change = (bag: PropertyBag) => void bag.set(TAG.PidTagRtfCompressed, Buffer.from("LZFu nonsense here"));
  expect(textOf(await asMime({ mime: note("Text\n"), change }))).toBe("Text\r\n");
});

test("without a text beside it the text is that of the rich text", async () => {
  const rtf = compressRtf(Buffer.from("{\\rtf1\\ansi\\b Bold\\b0\\par plain}"));
  const { body } = await toMime(
    { headers: new HeaderBlock(), body: Buffer.alloc(0) },
    { message: message(new PropertyBag().set(TAG.PidTagRtfCompressed, rtf)) },
    DEFAULT_MIME_FORMAT,
  );
  expect(body.toString("latin1")).toBe("\r\nBold\r\nplain=\r\n");
});

test("another class goes as the text it has", async () => {
  const change = (bag: PropertyBag) => void bag.set(TAG.PidTagMessageClass, "IPM.Schedule.Meeting.Request");
  const mail = await asMime({ mime: note("Meet me\n"), change });
  expect(textOf(mail)).toBe("Meet me\r\n");
  expect(headersOf(mail).get("Content-Type")).toMatch(/^text\/plain/);
});

test("the same message is the same bytes", async () => {
  expect(await asMime(RECALL)).toBe(await asMime(RECALL));
});

test("25 MB are converted in turns", async () => {
  const data = Buffer.alloc(25 * 2 ** 20, "x");
  const bag = new PropertyBag().set(TAG.PidTagAttachMethod, 1).set(TAG.PidTagAttachDataBinary, data);
  const whole = message(new PropertyBag().set(TAG.PidTagBody, "Text"), [attachment(bag)]);
  let turns = 0;
  const counter = setInterval(() => {
    turns += 1;
  });
  const source = { headers: new HeaderBlock(), body: Buffer.alloc(0) };
  const { body } = await toMime(source, { message: whole }, DEFAULT_MIME_FORMAT);
  clearInterval(counter);
  expect(body.length).toBeGreaterThan((data.length / 3) * 4);
  expect(turns).toBeGreaterThan(2);
});

test("a message made rich text comes back with its text and files", async () => {
  const boundary = 'multipart/mixed; boundary="b"';
  const mime = note(
    '--b\nContent-Type: text/plain\n\nText\n--b\nContent-Type: text/csv; name="a.csv"\n\n1,2\n--b--\n',
    boundary,
  );
  const mail = await asMime({ mime });
  expect(mail).toContain("\r\n\r\nText\r\n--");
  expect(mail).toContain(Buffer.from("1,2").toString("base64"));
  await expect(convert(Buffer.from(mail, "latin1"))).rejects.toThrow("The TNEF is none");
});
