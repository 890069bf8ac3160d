import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { parseStructure, walkParts } from "../../../src/mime/structure.ts";
import { decodeTransferEncoding, transferEncodingOf } from "../../../src/mime/transfer-encoding.ts";
import { reSerialise } from "../../../src/smart-host/behaviours/re-serialise.ts";
import { apply, lines, utf8 } from "./support.ts";

const counted = () => {
  let count = 0;
  return reSerialise(() => `new${++count}`);
};
const write = async (...text: string[]) => (await apply(counted(), lines(...text))).text.split("\r\n").slice(0, -1);

describe("header fields", () => {
  test("are folded anew; names, order and values stay", async () => {
    const mail = [
      ...["Received: from a", "\tby b; Mon, 1 Jun 2026 00:00:00 +0000", "message-ID: <1@x>", "X-MS-Has-Attach:"],
      ...[
        `Subject: ${"word ".repeat(20)}end`,
        "References: <1@x>",
        " <2@x>",
        "X-Raw: \xe4",
        "Content-Type: text/plain",
        "",
      ],
    ];
    expect(await write(...mail, "Hello")).toEqual([
      ...["Received: from a\tby b; Mon, 1 Jun 2026 00:00:00 +0000", "message-ID: <1@x>", "X-MS-Has-Attach:"],
      ...[`Subject: ${"word ".repeat(13)}word`, ` ${"word ".repeat(6)}end`, "References: <1@x> <2@x>", "X-Raw: \xe4"],
      ...["Content-Type: text/plain", "", "Hello"],
    ]);
  });

  test("no line without text arises", async () => {
    const long = "x".repeat(200);
    expect(await write(`References: ${long} ${long}`, "", "Hello")).toEqual([
      ...[`References: ${long}`, ` ${long}`, "", "Hello"],
    ]);
  });
});

describe("text", () => {
  test.each([
    ["base64 of ASCII becomes 7bit", "base64", Buffer.from("Hi\r\n").toString("base64"), "7bit", "Hi"],
    ["quoted-printable of ASCII becomes 7bit", "quoted-printable", "H=69", "7bit", "Hi"],
    [
      "8bit becomes quoted-printable",
      "8bit",
      utf8("Grüße an alle im Haus"),
      "quoted-printable",
      "Gr=C3=BC=C3=9Fe an alle im Haus",
    ],
    ["little but 8-bit text becomes base64", "8bit", utf8("üüü"), "base64", Buffer.from("üüü\r\n").toString("base64")],
  ])("%s", async (_, from, body, to, written) => {
    const head = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"];
    expect(await write(...head, `Content-Transfer-Encoding: ${from}`, "", body)).toEqual([
      ...[...head, `Content-Transfer-Encoding: ${to}`, "", written],
    ]);
  });

  test("a text without line end keeps having none", async () => {
    expect(await write("Content-Transfer-Encoding: quoted-printable", "", "recall.=")).toEqual([
      ...["Content-Transfer-Encoding: quoted-printable", "MIME-Version: 1.0", "", "recall.="],
    ]);
  });

  test("line ends of text attachments are chosen anew; other attachments keep their bytes", async () => {
    const part = (type: string, content: string) => [
      ...["--a", `Content-Type: ${type}`, "Content-Transfer-Encoding: base64", ""],
      Buffer.from(content).toString("base64"),
    ];
    expect(
      await write(
        ...["Content-Type: multipart/mixed; boundary=a", "", "preamble"],
        ...[...part("text/csv", "a;b\nc;d\n"), ...part("application/json", "{\n}"), "--a--", "epilogue"],
      ),
    ).toEqual([
      ...["Content-Type: multipart/mixed; boundary=new1", "", "--new1"],
      ...["Content-Type: text/csv", "Content-Transfer-Encoding: 7bit", "", "a;b", "c;d", "", "--new1"],
      ...["Content-Type: application/json", "Content-Transfer-Encoding: base64", "", "ewp9", "--new1--"],
    ]);
  });

  test("utf-16 has no line ends to choose", async () => {
    const content = Buffer.from("a\nb", "utf16le");
    const head = [
      "Content-Type: text/plain; charset=utf-16",
      "Content-Transfer-Encoding: base64",
      "MIME-Version: 1.0",
      "",
    ];
    expect(await write(...head, content.toString("base64"))).toEqual([...head, content.toString("base64")]);
  });
});

test("signed mail is written anew too: its parts stay, its bytes do not", async () => {
  const mail = lines(
    ...['Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="s"', ""],
    ...["This is an S/MIME signed message", "--s", "Content-Type: text/plain; charset=utf-8"],
    ...["Content-Transfer-Encoding: 8bit", "", utf8("Grüße an alle"), "--s"],
    ...["Content-Type: application/pkcs7-signature", "Content-Transfer-Encoding: base64", "", "TUlJ", "--s--"],
  );
  const { text } = await apply(counted(), mail);
  expect(text).toContain('protocol="application/pkcs7-signature";\r\n micalg=sha-256; boundary=new1');
  expect(text).toContain("quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe an alle\r\n--new1\r\n");
});

test("a message inside is written anew as well", async () => {
  const inner = ["Subject: inner", "Content-Type: multipart/mixed; boundary=i", "", "--i", "", "text", "--i--"];
  expect(
    await write(
      ...[
        "Content-Type: multipart/mixed; boundary=o",
        "",
        "--o",
        "Content-Type: message/rfc822",
        "",
        ...inner,
        "--o--",
      ],
    ),
  ).toEqual([
    ...[
      "Content-Type: multipart/mixed; boundary=new1",
      "",
      "--new1",
      "Content-Type: message/rfc822",
      "",
      "Subject: inner",
    ],
    ...["Content-Type: multipart/mixed; boundary=new2", "", "--new2", "", "text", "--new2--", "--new1--"],
  ]);
});

test("what cannot be parsed is passed on", async () => {
  for (const mail of [
    ["Content-Type: multipart/mixed; boundary=b", "", "--c", "", "text", "--c--"],
    ["Content-Transfer-Encoding: x-uuencode", "", "begin", ".", "\xff"],
    ["Content-Type: multipart/mixed; boundary=a", "", ...Array(1200).fill("--a\r\n\r\nx"), "--a--"],
  ]) {
    expect((await apply(counted(), lines(...mail))).text).toBe(lines(...mail).toString("latin1"));
  }
});

test("an independent reader sees the same mail", async () => {
  const mail = lines(
    ...["From: Alice <alice@contoso.com>", "To: bob@contoso.com", "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?="],
    ...["Message-ID: <1@x>", "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="m"', "", "--m"],
    ...["Content-Type: multipart/alternative; boundary=a", "", "--a", "Content-Type: text/plain; charset=iso-8859-1"],
    ...["Content-Transfer-Encoding: 8bit", "", "Gr\xfc\xdfe", "--a", "Content-Type: text/html; charset=koi8-r"],
    ...["Content-Transfer-Encoding: quoted-printable", "", "<p>=F0=F2</p>=", "", "--a--", "--m"],
    ...["Content-Type: application/ms-tnef; name=winmail.dat", "Content-Transfer-Encoding: base64", "", "eJ8+IgEA"],
    ...[
      "--m",
      "Content-Type: application/octet-stream",
      "Content-Transfer-Encoding: 8bit",
      "",
      "\xff\x01binary",
      "--m--",
    ],
  );
  const before = await simpleParser(mail);
  const after = await simpleParser((await apply(reSerialise(), mail)).bytes);
  expect([after.text, after.html, after.subject, after.messageId]).toEqual([
    ...[before.text, before.html, before.subject, before.messageId],
  ]);
  expect(after.attachments.map((a) => a.checksum)).toEqual(before.attachments.map((a) => a.checksum));
});

test("whatever comes: no exception, same leaves, same values, and a second time changes no content", async () => {
  const line = fc.constantFrom(
    ...["--a", "--a--", "--b", "--b--", "", "", "text ", "=", "=E4", "\xff\xfe", "\t folded", "X: y", "aGk="],
    ...["Content-Type: text/plain; charset=utf-8", "Content-Type: message/rfc822", "Content-Type: application/pdf"],
    ...[
      "Content-Type: multipart/mixed; boundary=a",
      "Content-Type: multipart/digest; boundary=b",
      "Content-Type: text/plain; charset=utf-16",
    ],
    ...[
      "Content-Transfer-Encoding: quoted-printable",
      "Content-Transfer-Encoding: base64",
      "Content-Transfer-Encoding: x",
    ],
  );
  const facts = (bytes: Buffer) =>
    [...walkParts(parseStructure(bytes, { entersMessages: true }))].map((part) => {
      const isLeaf = part.parts.length === 0;
      const content = decodeTransferEncoding(
        bytes.subarray(part.bodyStart, part.end),
        transferEncodingOf(part.headers),
      );
      const values = part.headers.fields
        .filter((field) => !/^(content-(type|transfer-encoding)|mime-version)$/i.test(field.name))
        .map((field) => [field.name, HeaderBlock.parse(Buffer.from(field.raw, "latin1")).get(field.name)]);
      const text = content
        .toString("latin1")
        .replace(/\r\n|\r|\n/g, "\n")
        .replace(/\n$/, "");
      return [part.contentType.mediaType, values, isLeaf ? text : ""];
    });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (body) => {
      const bytes = lines("Subject: x", ...body);
      const once = (await apply(reSerialise(), bytes)).bytes;
      expect(facts(once)).toEqual(facts(bytes));
    }),
    { seed: 7, numRuns: 3000 },
  );
});
