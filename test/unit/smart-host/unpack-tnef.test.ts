import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { parseStructure, walkParts } from "../../../src/mime/structure.ts";
import { unpackTnef } from "../../../src/smart-host/behaviours/unpack-tnef.ts";
import { composeBehaviours } from "../../../src/smart-host/compose.ts";
import { compressRtf, storeRtf } from "../../../src/tnef/compressed-rtf.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { htmlToRtf, textToRtf } from "../../../src/tnef/rtf/body-to-rtf.ts";
import { apply, lines } from "./support.ts";
import {
  encoded,
  file,
  filesOfAllKinds,
  MESSAGE_ID,
  mailByExchange,
  note,
  PLAIN_MAIL,
  recallByOutlook,
  summaryTnef,
  tnefOfClass,
  wrapped,
} from "./tnef-mail.ts";

const counted = () => {
  let count = 0;
  return unpackTnef(() => `new${++count}`);
};
const types = (bytes: Buffer) =>
  [...walkParts(parseStructure(bytes, { entersMessages: true }))].map((part) => part.contentType.mediaType);

const HTML = Buffer.from('<p>Gr\xfc\xdfe <img src="cid:logo@contoso"></p>', "latin1");
const PAGE = [
  [TAG.PidTagBody, "Grüße"],
  [TAG.PidTagHtml, HTML],
  [TAG.PidTagInternetCodepage, 1252],
] as const;

describe("what the message becomes", () => {
  test("the text beside winmail.dat stays as it is, with the HTML beside it; the part is gone, all else stays", async () => {
    const mail = mailByExchange(encoded(note(PAGE)));
    const { text } = await apply(counted(), mail);
    const part =
      'Content-Type: text/plain; charset="us-ascii"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nHello Bob=\r\n\r\n';
    const [head = "", rest = ""] = mail.toString("latin1").split(part);
    const boundary = rest.slice(0, rest.indexOf("\r\n"));
    const alternative = lines(
      ...["Content-Type: multipart/alternative;", "\tboundary=new1", "", "--new1"],
      ...[`${part.trimEnd()}`, "", "--new1", "Content-Type: text/html; charset=windows-1252"],
      ...[
        "Content-Transfer-Encoding: quoted-printable",
        "",
        '<p>Gr=FC=DFe <img src=3D"cid:logo@contoso"></p>',
        "--new1--",
      ],
    ).toString("latin1");
    expect(text).toBe(`${head}${alternative}${boundary}--\r\n`);
  });

  test("files of every kind, messages within them too; a reference has no bytes", async () => {
    const { bytes, notes, message } = await apply(unpackTnef(), mailByExchange(encoded(note(PAGE, filesOfAllKinds()))));
    expect(types(bytes)).toEqual([
      ...["multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"],
      ...["application/pdf", "message/rfc822", "multipart/mixed", "text/plain", "application/octet-stream"],
      ...["application/octet-stream"],
    ]);
    expect(notes).toEqual(["TNEF unpacked; attachments without bytes, left out: 1"]);
    expect(message.headers.get("X-MS-TNEF-Correlator")).toBe(MESSAGE_ID);
  });

  test("an independent reader sees text, page, files and the message within", async () => {
    const { bytes } = await apply(unpackTnef(), mailByExchange(encoded(note(PAGE, filesOfAllKinds()))));
    const { text, html, attachments } = await simpleParser(bytes, { keepCidLinks: true });
    expect([text?.trim(), html]).toEqual(["Hello Bob", '<p>Grüße <img src="cid:logo@contoso"></p>']);
    expect(attachments.map(({ filename, content }) => [filename, content.toString("latin1").slice(0, 10)])).toEqual([
      ["logo.png", "\x89PNG"],
      ["Übersicht.pdf", "%PDF-1.7\n"],
      [undefined, 'From: "Bob'],
      ["Drawing", "storage"],
    ]);
    expect(attachments[0]).toMatchObject({ cid: "logo@contoso", contentDisposition: "inline" });
    const inner = await simpleParser(attachments[2]?.content ?? "");
    expect([inner.from?.text, inner.subject, inner.text?.trim(), inner.messageId, inner.date?.toISOString()]).toEqual([
      ...['"Bob Contoso" <bob@contoso.com>', "Grüße", "Yours, Bob", "<inner@contoso.com>", "2026-11-19T08:30:00.000Z"],
    ]);
    expect([inner.to, inner.cc]).toMatchObject([{ text: '"Alice Contoso" <alice@contoso.com>' }, undefined]);
    expect(inner.attachments[0]?.content.toString()).toBe("inner file");
  });

  test("an id that the HTML percent-encodes is one that it shows", async () => {
    const image = file(
      [TAG.PidTagAttachContentId, "ab@x"],
      [TAG.PidTagAttachMimeTag, "image/png"],
      [TAG.PidTagAttachDataBinary, Buffer.from("x")],
    );
    const html = [[TAG.PidTagHtml, Buffer.from("<img src=CID:a%62@x>")]] as const;
    const { text } = await apply(unpackTnef(), mailByExchange(encoded(note(html, [image]))));
    expect(text).toContain("Content-Disposition: inline");
  });

  test.each([
    ["HTML in RTF", htmlToRtf("<p>Grüße</p>"), ["text/plain", "text/html"], "<p>Gr&#252;&#223;e</p>"],
    ["RTF of plain text says no more than the text beside it", textToRtf("Grüße"), ["text/plain"], undefined],
  ])("%s", async (_, rtf, expected, page) => {
    const inside = note([[TAG.PidTagRtfCompressed, compressRtf(rtf)]]);
    const { bytes } = await apply(unpackTnef(), mailByExchange(encoded(inside)));
    expect(types(bytes).filter((type) => type.startsWith("text/"))).toEqual(expected);
    expect((await simpleParser(bytes)).html || undefined).toBe(page);
  });

  test("RTF is the text where there is no other; PidTagBody goes before it", async () => {
    const rtf = [TAG.PidTagRtfCompressed, storeRtf(textToRtf("from RTF"))] as const;
    for (const [values, expected] of [
      [[rtf], "from RTF"],
      [[rtf, [TAG.PidTagBody, "from the body"]], "from the body"],
    ] as const) {
      const { bytes } = await apply(unpackTnef(), summaryTnef(encoded(note(values))));
      expect((await simpleParser(bytes)).text?.trim()).toBe(expected);
    }
  });

  test("RTF that cannot be read costs the page only", async () => {
    const inside = note([[TAG.PidTagRtfCompressed, Buffer.from("no RTF at all here")]], filesOfAllKinds().slice(0, 1));
    const { bytes, notes } = await apply(unpackTnef(), mailByExchange(encoded(inside)));
    expect(types(bytes)).toEqual(["multipart/mixed", "text/plain", "application/pdf"]);
    expect(notes).toEqual([
      expect.stringMatching(/^RTF not unpacked: Cannot read .*neither LZFu nor MELA$/),
      "TNEF unpacked",
    ]);
  });

  test("a recall is text that anybody could have written", async () => {
    const { bytes, text } = await apply(unpackTnef(), recallByOutlook());
    expect(types(bytes)).toEqual(["multipart/mixed", "text/plain"]);
    expect(text).toContain("would like to recall the message");
    expect(text).not.toContain("IPM.Outlook.Recall");
  });

  test.each([
    ["text and page", note(PAGE), ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]],
    ["nothing", note(), ["text/plain"]],
    [
      "a file alone",
      note([], [file([TAG.PidTagAttachFilename, "a"], [TAG.PidTagAttachDataBinary, Buffer.from("x")])]),
      ["multipart/mixed", "application/octet-stream"],
    ],
  ])("a message that is nothing but TNEF, with %s", async (_, inside, expected) => {
    const { bytes, message } = await apply(unpackTnef(), summaryTnef(encoded(inside)));
    expect(types(bytes)).toEqual(expected);
    expect(message.headers.has("Content-Transfer-Encoding")).toBe(false);
    expect(message.headers.has("Content-Disposition")).toBe(false);
    expect(bytes.toString("latin1")).toMatch(/\r\n$/);
  });

  test("HTML that stands there already is not doubled, and no image is lost", async () => {
    const mail = lines(
      ...[
        "Content-Type: multipart/mixed; boundary=m",
        "",
        "--m",
        "Content-Type: multipart/alternative; boundary=a",
        "",
      ],
      ...["--a", "", "Hello", "--a", "Content-Type: text/html", "", "<p>Hello", "--a--", "--m"],
      ...["Content-Type: application/ms-tnef", "Content-Transfer-Encoding: base64", ""],
      ...[...wrapped(encoded(note(PAGE, filesOfAllKinds().slice(0, 2)))), "--m--"],
    );
    expect(types((await apply(unpackTnef(), mail)).bytes)).toEqual([
      ...["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf", "image/png"],
    ]);
  });

  test("in a multipart that never ends the message ends in a line end", async () => {
    const mail = lines(
      ...["Content-Type: multipart/mixed; boundary=m", "", "--m", "Content-Type: application/ms-tnef"],
      ...["Content-Transfer-Encoding: base64", "", ...wrapped(encoded(note(PAGE)))],
    );
    const { bytes, text } = await apply(unpackTnef(), mail);
    expect(types(bytes)).toEqual(["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]);
    expect(text).toMatch(/--\r\n$/);
  });
});

describe("what is written can break out of nothing", () => {
  test("names, types and ids", async () => {
    const wild = file(
      [TAG.PidTagAttachLongFilename, 'a"\r\nX-Bad: 1/../"b'],
      [TAG.PidTagAttachMimeTag, "text/html\r\nX-Bad: 1"],
      [TAG.PidTagAttachContentId, "id>\r\nX-Bad: 1"],
      [TAG.PidTagAttachDataBinary, Buffer.from("x")],
    );
    const multipart = file(
      [TAG.PidTagAttachMimeTag, "multipart/mixed"],
      [TAG.PidTagAttachDataBinary, Buffer.from("--x")],
    );
    const { bytes, text } = await apply(unpackTnef(), mailByExchange(encoded(note([], [wild, multipart]))));
    expect(text).not.toMatch(/^X-Bad/m);
    expect(types(bytes)).toEqual([
      ...["multipart/mixed", "text/plain", "application/octet-stream", "application/octet-stream"],
    ]);
  });

  test("header fields of a message within", async () => {
    const inner = note([
      [TAG.PidTagSubject, "Hi\r\nX-Bad: 1"],
      [TAG.PidTagSenderName, 'Bob"\r\nX-Bad: 1'],
      [TAG.PidTagSenderEmailAddress, "bob@x>\r\nX-Bad: 1"],
      [TAG.PidTagInternetMessageId, "<1@x>\r\nX-Bad: 1"],
      [TAG.PidTagClientSubmitTime, 0x7fff_ffff_ffff_ffffn],
    ]);
    const outer = note([], [{ ...file(), embedded: inner }]);
    const { text } = await apply(unpackTnef(), mailByExchange(encoded(outer)));
    expect(text).toContain("Subject: Hi X-Bad: 1\r\n");
    expect(text).not.toMatch(/^X-Bad|Invalid Date/m);
  });
});

describe("passes unchanged", () => {
  test.each([
    ["mail without TNEF", PLAIN_MAIL, []],
    [
      "TNEF cut off",
      mailByExchange(encoded(note(PAGE)).subarray(0, 200)),
      [
        expect.stringMatching(
          /^TNEF not unpacked: Cannot read TNEF attribute \w+ at offset 0x[\da-f]+: length is \d+, \d+ bytes remain$/,
        ),
      ],
    ],
    [
      "what is no TNEF",
      mailByExchange(Buffer.from("no TNEF")),
      [expect.stringMatching(/^TNEF not unpacked: Cannot read TNEF at offset 0x0: the signature is /)],
    ],
    [
      "an unknown transfer encoding",
      lines("Content-Type: application/ms-tnef", "Content-Transfer-Encoding: x-uuencode", "", "begin"),
      ["TNEF not unpacked: its transfer encoding is not known"],
    ],
    [
      "too many parts",
      lines(
        ...["Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: application/ms-tnef"],
        ...["Content-Transfer-Encoding: base64", "", ...wrapped(tnefOfClass("IPM.Note"))],
        ...[...Array(1100).fill("--b\r\n\r\ntext"), "--b--"],
      ),
      ["TNEF not unpacked: too many parts"],
    ],
  ])("%s", async (_, mail, notes) => {
    const result = await apply(unpackTnef(), mail);
    expect(result.bytes.equals(mail)).toBe(true);
    expect(result.notes).toEqual(notes);
  });
});

test("whatever the bytes inside: no behaviour fails, and a message is left whose parts all end", async () => {
  const whole = encoded(note(PAGE, filesOfAllKinds()));
  const behaviours = composeBehaviours([
    ...["unpack-tnef", "rewrite-correlator=both", "stamp-text-part-only", "strip-tnef", "re-encode-winmail"],
  ]);
  const mutation = fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { maxLength: 6 }), fc.nat(whole.length), async (mutations, length) => {
      const bytes = Buffer.from(whole);
      for (const { at, byte } of mutations) bytes[at] = byte;
      const cut = length % 3 === 0 ? bytes.subarray(0, length) : bytes;
      for (const behaviour of behaviours) {
        const result = (await apply(behaviour, mailByExchange(cut))).bytes;
        expect(parseStructure(result)).toMatchObject({ isClosed: true });
        expect(result.toString("latin1")).toMatch(/--\r\n$/);
      }
    }),
    { seed: 11, numRuns: 1500 },
  );
});
