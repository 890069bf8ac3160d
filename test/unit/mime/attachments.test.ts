import { expect, test } from "vitest";
import { findAttachments } from "../../../src/mime/attachments.ts";
import { parseStructure } from "../../../src/mime/structure.ts";

function attachments(message: string): string[] {
  const bytes = Buffer.from(message.replaceAll("\n", "\r\n"), "latin1");
  return findAttachments(parseStructure(bytes), bytes).map(
    ({ name, contentType, isInline, isMessage }) =>
      `${name} ${contentType}${isInline ? " inline" : ""}${isMessage ? " message" : ""}`,
  );
}

const multipart = (type: string, ...parts: string[]) =>
  `Content-Type: multipart/${type}; boundary=b\n\n${parts.map((part) => `--b\n${part}\n`).join("")}--b--\n`;
const TEXT = "Content-Type: text/plain\n\nhi";
const PDF = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=plan.pdf\n\nx";
const IMAGE = "Content-Type: image/png; name=logo.png\nContent-Disposition: inline\nContent-ID: <logo>\n\nx";

test("text is none, in one part or in alternatives", () => {
  expect(attachments(TEXT)).toEqual([]);
  expect(attachments(multipart("alternative", TEXT, "Content-Type: text/html\n\n<p>hi</p>"))).toEqual([]);
});

test("files are, in their order; a text with a file's name is a file", () => {
  const note = "Content-Type: text/plain; name=note.txt\n\nhi";
  expect(attachments(multipart("mixed", TEXT, PDF, note))).toEqual(["plan.pdf application/pdf", "note.txt text/plain"]);
});

test("an image that the text shows is inline", () => {
  expect(attachments(multipart("related", "Content-Type: text/html\n\n<img src=cid:logo>", IMAGE))).toEqual([
    "logo.png image/png inline",
  ]);
});

test("a file that only says inline is listed beside the text", () => {
  const shown = "Content-Type: application/pdf\nContent-Disposition: inline; filename=a.pdf\n\nx";
  expect(attachments(multipart("mixed", TEXT, shown))).toEqual(["a.pdf application/pdf"]);
});

test("a message inside is named by its subject", () => {
  const inner = "Content-Type: message/rfc822\n\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n\nhi";
  expect(attachments(multipart("mixed", TEXT, inner))).toEqual(["Grüße message/rfc822 message"]);
});

test("a notification's part for programs is none, the message it is about is", () => {
  const status = "Content-Type: message/delivery-status\n\nAction: failed";
  const original = "Content-Type: message/rfc822\n\nSubject: Budget\n\nhi";
  expect(attachments(multipart("report; report-type=delivery-status", TEXT, status, original))).toEqual([
    "Budget message/rfc822 message",
  ]);
});

test("a meeting's calendar is a form of the text", () => {
  expect(attachments(multipart("alternative", TEXT, "Content-Type: text/calendar; method=REQUEST\n\nBEGIN"))).toEqual(
    [],
  );
});

test.each([
  ["filename*=utf-8''%C3%BCber.txt", "über.txt"],
  ['filename="=?utf-8?b?w7xiZXIudHh0?="', "über.txt"],
  ['filename="a\tb.txt"', "a b.txt"],
  ["", "application.octet-stream"],
])("its name: %s", (parameter, name) => {
  const part = `Content-Type: application/octet-stream\nContent-Disposition: attachment; ${parameter}\n\nx`;
  expect(attachments(multipart("mixed", TEXT, part))).toEqual([`${name} application/octet-stream`]);
});
