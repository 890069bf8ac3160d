// Conditions about the body and attached files, and what kind of message it is; each as an exception too.
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { splitMessage } from "../../../src/mime/message.ts";
import { tnefMail, withWinmail } from "../../support/tnef-mail.ts";
import { askRule, exceptIf } from "./asking.ts";
import type { FlatRule, MailParts } from "./rule-fixtures.ts";
import { zipOf } from "./zip-files.ts";

function message(contentType: string, content: string | Buffer, more = ""): MailParts {
  const body = Buffer.concat([Buffer.from("\r\n"), Buffer.from(content)]);
  return {
    headers: `From: alice@contoso.com\r\nSubject: Lunch\r\n${more}Content-Type: ${contentType}\r\n`,
    body: bodyOf(body),
  };
}

function bodyOf(bytes: Buffer): NonNullable<MailParts["body"]> {
  const chunks = async function* () {
    yield bytes;
  };
  return { size: bytes.length, read: async () => bytes, chunks };
}

const BOUNDARY = 'multipart/mixed; boundary="b"';
const multipart = (parts: readonly string[]) => `--b\r\n${parts.join("\r\n--b\r\n")}\r\n--b--\r\n`;

/** A text, and these files. */
function withFiles(files: Readonly<Record<string, Buffer | string>>): MailParts {
  const parts = Object.entries(files).map(
    ([name, bytes]) =>
      `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString("base64")}`,
  );
  return message(BOUNDARY, multipart(["Content-Type: text/plain; charset=utf-8\r\n\r\nSee the files.", ...parts]));
}

const PLAIN = message(
  "text/plain; charset=iso-8859-1",
  Buffer.from("Das ist ein gutes Gesch\xe4ft\r\nund geheim", "latin1"),
);
const ALTERNATIVE = message(
  'multipart/alternative; boundary="b"',
  multipart([
    "Content-Type: text/plain\r\n\r\nplain only",
    "Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<style>hidden</style><p>top <b>sec</b>ret=80</p>",
  ]),
);
const DOCX = zipOf([
  { name: "[Content_Types].xml", bytes: "<Types/>" },
  {
    name: "word/document.xml",
    bytes: "<w:p><w:r><w:t>Confi</w:t></w:r><w:r><w:t>dential</w:t></w:r></w:p><w:p>A &amp; B</w:p>",
  },
]);
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

test.each<[title: string, condition: FlatRule, parts: MailParts, held: boolean, seen: string]>([
  [
    "SubjectOrBodyContainsWords: the subject",
    { subjectOrBodyContainsWords: "lunch" },
    PLAIN,
    true,
    'Subject is "Lunch"',
  ],
  [
    "SubjectOrBodyContainsWords: the body in its charset, over a line end",
    { subjectOrBodyContainsWords: ["dinner", "Geschäft und"] },
    PLAIN,
    true,
    "the body has Geschäft und",
  ],
  [
    "SubjectOrBodyContainsWords: a word of HTML that tags part",
    { subjectOrBodyContainsWords: "secret€" },
    ALTERNATIVE,
    true,
    "the body has secret€",
  ],
  [
    "SubjectOrBodyContainsWords: nothing of a style sheet",
    { subjectOrBodyContainsWords: ["hidden", "style"] },
    ALTERNATIVE,
    false,
    'Subject is "Lunch", the body has none of them',
  ],
  [
    "SubjectOrBodyMatchesPatterns: natively too",
    { subjectOrBodyMatchesPatterns: ["^x", "g(?=eheim)"] },
    PLAIN,
    true,
    "the body has /g(?=eheim)/",
  ],
  [
    "SubjectOrBodyMatchesPatterns: no body",
    { subjectOrBodyMatchesPatterns: "x" },
    {},
    false,
    'Subject is "Lunch", there is no text in the body',
  ],
  [
    "AttachmentNameMatchesPatterns: any name",
    { attachmentNameMatchesPatterns: ["^b", "\\.txt$"] },
    withFiles({ "a.bin": "x", "Notes.TXT": "y" }),
    true,
    'an attachment is "Notes.TXT"',
  ],
  [
    "AttachmentNameMatchesPatterns: none",
    { attachmentNameMatchesPatterns: "." },
    PLAIN,
    false,
    "the message has no attachment",
  ],
  [
    "AttachmentExtensionMatchesWords: of a file inside",
    { attachmentExtensionMatchesWords: ["pdf", ".EXE"] },
    withFiles({ "all.zip": zipOf([{ name: "deep/run.exe", bytes: "x" }]) }),
    true,
    'the attachment "run.exe" has that extension',
  ],
  [
    "AttachmentExtensionMatchesWords: a document is no archive",
    { attachmentExtensionMatchesWords: "xml" },
    withFiles({ "a.docx": DOCX }),
    false,
    'the attachments are "a.docx"',
  ],
  [
    "AttachmentSizeOver: each alone, decoded",
    { attachmentSizeOver: "5" },
    withFiles({ a: "1234", b: "12345" }),
    true,
    'the attachment "b" has 5 bytes',
  ],
  [
    "AttachmentSizeOver: not together",
    { attachmentSizeOver: "6" },
    withFiles({ a: "1234", b: "12345" }),
    false,
    'the attachments are "a", "b"',
  ],
  [
    "AttachmentContainsWords: a document's word that formatting parts",
    { attachmentContainsWords: "confidential" },
    withFiles({ "a.docx": DOCX }),
    true,
    'the attachment "a.docx" has one of them',
  ],
  [
    "AttachmentContainsWords: a text within two archives",
    { attachmentContainsWords: "needle" },
    withFiles({
      "o.zip": zipOf([
        { name: "i.gz", bytes: gzipSync(zipOf([{ name: "t.csv", bytes: "a;needle", isStored: true }])) },
      ]),
    }),
    true,
    'the attachment "t.csv" has one of them',
  ],
  [
    "AttachmentContainsWords: not the body",
    { attachmentContainsWords: "files" },
    withFiles({ a: "x" }),
    false,
    'the attachments are "a"',
  ],
  [
    "AttachmentMatchesPatterns: rich text",
    { attachmentMatchesPatterns: "top.*ret" },
    withFiles({ "a.rtf": "{\\rtf1\\ansi top {\\b sec}ret}" }),
    true,
    'the attachment "a.rtf" has a match',
  ],
  [
    "AttachmentHasExecutableContent: whatever its name says, in an archive",
    { attachmentHasExecutableContent: true },
    withFiles({ "a.zip": zipOf([{ name: "a.txt", bytes: "MZ\0\0program" }]) }),
    true,
    'the attachment "a.txt" is a program',
  ],
  [
    "AttachmentHasExecutableContent: not by its name",
    { attachmentHasExecutableContent: true },
    withFiles({ "a.exe": "MZ is how a letter may begin" }),
    false,
    'the attachments are "a.exe"',
  ],
  [
    "AttachmentIsPasswordProtected: an archive",
    { attachmentIsPasswordProtected: true },
    withFiles({ "a.zip": zipOf([{ name: "a.txt", bytes: "x", isEncrypted: true }]) }),
    true,
    'the attachment "a.zip" needs a password',
  ],
  [
    "AttachmentIsPasswordProtected: a document, a PDF",
    { attachmentIsPasswordProtected: true },
    withFiles({
      "a.pdf": "%PDF-1.7 trailer << /Root 1 0 R >>",
      "a.docx": Buffer.concat([OLE, Buffer.from("EncryptedPackage", "utf16le")]),
    }),
    true,
    'the attachment "a.docx" needs a password',
  ],
  [
    "AttachmentIsPasswordProtected: neither",
    { attachmentIsPasswordProtected: true },
    withFiles({ "a.pdf": "%PDF-1.7 trailer << /Root 1 0 R >>", "a.docx": DOCX }),
    false,
    'the attachments are "a.pdf", "a.docx"',
  ],
  [
    "AttachmentIsUnsupported: what nobody can read",
    { attachmentIsUnsupported: true },
    withFiles({ "a.txt": "x", "a.dat": Buffer.from([0, 1, 2]) }),
    true,
    'the attachment "a.dat" is of a type that is not read',
  ],
  [
    "AttachmentIsUnsupported: documents are supported",
    { attachmentIsUnsupported: true },
    withFiles({ "a.docx": DOCX, "a.pdf": "%PDF-1.7", "a.doc": OLE }),
    false,
    'the attachments are "a.docx", "a.pdf", "a.doc"',
  ],
  [
    "AttachmentContainsWords: text of PDF, older Office files and images is not read, and that is said",
    { attachmentContainsWords: "needle" },
    withFiles({
      "a.pdf": "%PDF-1.7 needle",
      "a.doc": Buffer.concat([OLE, Buffer.from(" needle ")]),
      "a.txt": "thread",
    }),
    false,
    'the attachments are "a.pdf", "a.doc", "a.txt"; the sandbox does not read the text of "a.pdf", "a.doc"',
  ],
  [
    "AttachmentMatchesPatterns: of PDF neither",
    { attachmentMatchesPatterns: "n.+dle" },
    withFiles({ "a.pdf": "%PDF-1.7 needle" }),
    false,
    'the attachments are "a.pdf"; the sandbox does not read the text of "a.pdf"',
  ],
  [
    "AttachmentProcessingLimitExceeded: archives in archives",
    { attachmentProcessingLimitExceeded: true },
    withFiles({ "4.zip": nested(4) }),
    true,
    'the attachment "4.zip" was not read to its end',
  ],
  [
    "AttachmentProcessingLimitExceeded: as deep as is read",
    { attachmentProcessingLimitExceeded: true },
    withFiles({ "3.zip": nested(3) }),
    false,
    'the attachments are "3.zip", "2.zip", "1.zip", "a.txt"',
  ],
  [
    "ContentCharacterSetContainsWords: of a part",
    { contentCharacterSetContainsWords: ["gb2312", "Windows-1252"] },
    ALTERNATIVE,
    true,
    "the character set is windows-1252",
  ],
  [
    "ContentCharacterSetContainsWords: none",
    { contentCharacterSetContainsWords: "utf-8" },
    {},
    false,
    "no part names its character set",
  ],
])("%s", async (_, condition, parts, held, seen) => {
  const asked = await askRule(condition, parts);
  expect([asked.matched.length > 0, asked.seen]).toEqual([held, seen]);
  expect((await askRule(exceptIf(condition), parts)).matched.length > 0).toBe(!held);
});

function nested(depth: number): Buffer {
  const inner = depth === 1 ? { name: "a.txt", bytes: "x" } : { name: `${depth - 1}.zip`, bytes: nested(depth - 1) };
  return zipOf([inner]);
}

const CALENDAR = multipart([
  "Content-Type: text/plain\r\n\r\nx",
  "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR",
]);
const LARGE_INVITATION = multipart([
  `Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\n\r\n${"x\r\n".repeat(700_000)}`,
  "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR",
]);

test.each<[type: string, parts: MailParts, alike: string]>([
  ["OOF", message("text/plain", "x", "Auto-Submitted: auto-replied (vacation)\r\n"), "AutoForward"],
  ["AutoForward", message("text/plain", "x", "X-MS-Exchange-Inbox-Rules-Loop: bob@contoso.com\r\n"), "OOF"],
  ["Encrypted", message("application/pkcs7-mime; smime-type=enveloped-data", "x"), "Signed"],
  ["Signed", message("application/pkcs7-mime; smime-type=signed-data", "x"), "Encrypted"],
  ["Calendaring", message('multipart/alternative; boundary="b"', CALENDAR), "ApprovalRequest"],
  ["Calendaring", message('multipart/mixed; boundary="b"', LARGE_INVITATION), "ApprovalRequest"],
  ["Calendaring", message("text/plain", "x", "Content-Class: urn:content-classes:calendarmessage\r\n"), "Voicemail"],
  ["PermissionControlled", message("text/plain", "x", "Content-Class: rpmsg.message\r\n"), "Encrypted"],
  ["Voicemail", message("text/plain", "x", "Content-Class: Voice-CA\r\n"), "Calendaring"],
  ["ApprovalRequest", { data: { messageClass: "IPM.Note.Microsoft.Approval.Request" } }, "ReadReceipt"],
  [
    "ReadReceipt",
    message(
      'multipart/report; report-type=disposition-notification; boundary="b"',
      "x",
      "Auto-Submitted: auto-replied\r\n",
    ),
    "OOF",
  ],
])("MessageTypeMatches: %s", async (type, parts, alike) => {
  const seen = `the message is of type ${type}`;
  expect(await askRule({ messageTypeMatches: type }, parts)).toMatchObject({ matched: ["bob@contoso.com"], seen });
  expect((await askRule({ messageTypeMatches: alike }, parts)).matched).toEqual([]);
  expect((await askRule({ exceptIfMessageTypeMatches: type }, parts)).matched).toEqual([]);
});

test("AttachmentContainsWords: behind transport.attachmentScanLimit nothing is read", async () => {
  const parts = withFiles({ "a.txt": `${"x ".repeat(1000)}needle` });
  const ask = async (condition: FlatRule, limit: string) =>
    (await askRule(condition, parts, { transport: { attachmentScanLimit: limit } })).matched.length;
  expect(await ask({ attachmentContainsWords: "needle" }, "1KB")).toBe(0);
  expect(await ask({ attachmentProcessingLimitExceeded: true }, "1KB")).toBe(1);
  expect(await ask({ attachmentContainsWords: "needle" }, "4KB")).toBe(1);
  expect(await ask({ attachmentProcessingLimitExceeded: true }, "4KB")).toBe(0);
});

test("a body is read once for all rules, and only where a rule asks for it", async () => {
  let reads = 0;
  const { headers, body } = withFiles({ "a.txt": "needle" }) as Required<Pick<MailParts, "headers" | "body">>;
  const counted = { headers, body: { ...body, read: () => body.read().finally(() => (reads += 1)) } };
  await askRule({ messageSizeOver: "1", fromScope: "InOrganization" }, counted);
  expect(reads).toBe(0);
  await askRule({ subjectOrBodyContainsWords: "files", attachmentContainsWords: "needle" }, counted);
  await askRule({ enabled: false, attachmentContainsWords: "needle" }, counted);
  expect(reads).toBe(1);
});

test("SubjectOrBodyContainsWords, Attachment…: TNEF has the message's own body and attachments", async () => {
  const mime = [
    "From: alice@contoso.com",
    "Subject: Budget",
    "Message-ID: <budget@contoso.com>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    multipart([
      "Content-Type: text/html; charset=utf-8\r\n\r\n<p>very <i>rich</i> text</p>",
      'Content-Type: application/x-thing; name="figures.csv"\r\nContent-Transfer-Encoding: base64\r\n\r\nYTtuZWVkbGU=',
    ]),
  ].join("\r\n");
  const { headers, body } = splitMessage(await tnefMail({ mime }));
  const parts = { headers: headers.toString(), body: bodyOf(body) };
  expect(parts.headers).toContain("X-MS-TNEF-Correlator");
  const seen = async (condition: FlatRule) => (await askRule(condition, parts)).seen;
  expect(await seen({ subjectOrBodyContainsWords: "rich text" })).toBe("the body has rich text");
  expect(await seen({ attachmentContainsWords: "needle" })).toBe('the attachment "figures.csv" has one of them');
  expect(await seen({ attachmentNameMatchesPatterns: "winmail" })).toBe('the attachments are "figures.csv"');
  expect(await seen({ attachmentIsUnsupported: true })).toBe('the attachments are "figures.csv"');
  const { headers: kept, body: broken } = splitMessage(
    withWinmail(await tnefMail({ mime }), () => Buffer.from([0, 1])),
  );
  const other = { headers: kept.toString(), body: bodyOf(broken) };
  expect(await askRule({ attachmentNameMatchesPatterns: "^winmail" }, other)).toMatchObject({
    seen: 'an attachment is "winmail.dat"',
  });
});

test("AttachmentExtensionMatchesWords: files of an attached message are inside it", async () => {
  const inner = [
    "Subject: Inner",
    'Content-Type: multipart/mixed; boundary="i"',
    "",
    "--i",
    "",
    "inner words",
    "--i",
    'Content-Type: application/x-thing; name="run.bat"',
    "",
    "@echo",
    "--i--",
  ].join("\r\n");
  const parts = message(BOUNDARY, multipart([`Content-Type: message/rfc822\r\n\r\n${inner}`]));
  const seen = async (condition: FlatRule) => (await askRule(condition, parts)).seen;
  expect(await seen({ attachmentExtensionMatchesWords: "bat" })).toBe('the attachment "run.bat" has that extension');
  expect(await seen({ attachmentContainsWords: "inner words" })).toBe('the attachment "Inner" has one of them');
  expect(await seen({ attachmentSizeOver: "1" })).toMatch(/^the attachment "Inner" has \d+ bytes$/);
});
