import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sameSignedBytes } from "../../../src/check/cases/judging/bytes.ts";
import { sameEnclosed } from "../../../src/check/cases/judging/enclosed.ts";
import { sameAddresses, sameFields } from "../../../src/check/cases/judging/fields.ts";
import { sameBranches, sameFiles, samePartsOf } from "../../../src/check/cases/judging/files.ts";
import type { Judge } from "../../../src/check/cases/judging/judge.ts";
import { sameReferences, sameTexts } from "../../../src/check/cases/judging/texts.ts";
import {
  attached,
  type Entity,
  enclosed,
  file,
  html,
  message,
  multipart,
  text,
} from "../../../src/check/mail/compose.ts";
import { readMail } from "../../../src/check/mail/read.ts";
import { smimeSigned } from "../../../src/check/mail/signed-mail.ts";

async function judge(judge: Judge, left: Entity | Buffer, back: Entity | Buffer, isSigned = false) {
  const bytes = [left, back].map((one) => (Buffer.isBuffer(one) ? one : message([], one)));
  const [ours, theirs] = await Promise.all(bytes.map((one) => readMail(one)));
  if (!ours || !theirs) throw new Error("unreachable");
  return judge({ left: ours, back: theirs, isSigned });
}

const BODY = "Hello Bob,\r\n\r\nGröße.\r\n\r\nAlice\r\n";
const SIGNED = `${BODY}\r\n-- \r\nContoso\r\n`;

describe("sameTexts", () => {
  test("transfer encoding and charset are free", async () => {
    const latin1 = text(Buffer.from(BODY, "latin1"), { charset: "iso-8859-1", encoding: "quoted-printable" });
    expect(await judge(sameTexts, text(BODY, { encoding: "8bit" }), latin1)).toBeUndefined();
    expect(
      await judge(sameTexts, text(BODY, { encoding: "8bit" }), text(BODY, { encoding: "base64" })),
    ).toBeUndefined();
  });

  test("a block at the end or inside is expected where one was declared, and told where none was", async () => {
    const inside = BODY.replace("Größe.", "Größe.\r\n\r\n-- \r\nContoso\r\n");
    for (const back of [SIGNED, inside]) {
      expect(await judge(sameTexts, text(BODY), text(back), true)).toBeUndefined();
      expect(await judge(sameTexts, text(BODY), text(back))).toContain("that nobody declared");
    }
  });

  test.each([
    ["two blocks", `Top\r\n${SIGNED}`],
    ["a changed character", SIGNED.replace("ö", "?")],
    ["a lost line", SIGNED.replace("Alice\r\n", "")],
    ["a lost blank", SIGNED.replace("Hello Bob", "HelloBob")],
  ])("%s is no signature", async (_, back) => {
    expect(await judge(sameTexts, text(BODY), text(back), true)).toContain("came back with another text");
  });

  test("blanks at line ends count", async () => {
    expect(await judge(sameTexts, text("a \r\nb\r\n"), text("a\r\nb\r\n"))).toContain('"a \\r\\nb" became "a\\r\\nb"');
  });

  test("HTML is what is seen", async () => {
    const other = html("<HTML><head><style>p{}</style></head><BODY><p>A&#38;B&#xA0;öË½</p>\r\n</BODY></HTML>");
    expect(
      await judge(sameTexts, html("<html><body><p>A&amp;B&nbsp;&ouml;&Euml;&frac12;</p></body></html>"), other),
    ).toBeUndefined();
    expect(await judge(sameTexts, html("<p>A</p>"), html("<p>B</p>"))).toContain("text/html");
  });

  test("plain text may become HTML where a signature was declared", async () => {
    const shown = html("<p>Hello Bob,</p><p>Größe.</p><p>Alice</p><p>Contoso</p>");
    expect(await judge(sameTexts, text(BODY), shown, true)).toBeUndefined();
    expect(await judge(sameTexts, text(BODY), shown)).toContain("did not come back");
  });

  test("a part that nobody declared is told after what is lost", async () => {
    const two = multipart("mixed", [text(BODY), text("More")]);
    expect(await judge(sameTexts, text(BODY), two)).toBe('A text/plain part was added ("More"): nobody declared it.');
    expect(await judge(sameTexts, two, text(BODY))).toContain("did not come back");
  });
});

test("sameReferences finds the link that is gone", async () => {
  const left = html('<a href="https://a.example/?b=1&amp;c=2">x</a><img src=cid:1>');
  expect(
    await judge(sameReferences, left, html("<img src='cid:1'><a HREF=\"https://a.example/?b=1&c=2\">")),
  ).toBeUndefined();
  expect(await judge(sameReferences, left, html("<img src=cid:1>"))).toContain("https://a.example/?b=1&c=2");
});

describe("sameFiles", () => {
  const pdf = (content: string, name = "a.pdf") => file("application/pdf", Buffer.from(content), [attached(name)]);
  const holding = (...files: Entity[]) => multipart("mixed", [text("x"), ...files]);

  test("order and further files are free", async () => {
    const back = holding(pdf("2", "b.pdf"), pdf("3", "c.pdf"), pdf("1"));
    expect(await judge(sameFiles, holding(pdf("1"), pdf("2", "b.pdf")), back)).toBeUndefined();
  });

  test("lost, changed and renamed files are told apart", async () => {
    expect(await judge(sameFiles, holding(pdf("1")), holding())).toBe('The file "a.pdf" (1 bytes) did not come back.');
    expect(await judge(sameFiles, holding(pdf("1")), holding(pdf("2")))).toContain(
      "came back with other bytes (1 bytes",
    );
    expect(await judge(sameFiles, holding(pdf("1")), holding(pdf("1", "b.pdf")))).toContain('came back as "b.pdf"');
  });

  test("one file does not stand for two", async () => {
    expect(await judge(sameFiles, holding(pdf("1"), pdf("1")), holding(pdf("1")))).toContain("did not come back");
  });
});

test("samePartsOf compares lines and parameters, not line ends", async () => {
  const calendar = (content: string, method: string) =>
    text(content, { subtype: "calendar", parameters: `method=${method}`, encoding: "base64" });
  const same = samePartsOf("text/calendar");
  expect(await judge(same, calendar("A\r\nB\r\n", "REPLY"), calendar("A\nB", "REPLY"))).toBeUndefined();
  expect(await judge(same, calendar("A", "REPLY"), calendar("B", "REPLY"))).toContain("came back changed");
  expect(await judge(same, calendar("A", "REPLY"), calendar("A", "CANCEL"))).toContain("lost its method=REPLY");
  expect(await judge(same, calendar("A", "REPLY"), text("A"))).toContain("did not come back");
});

test("sameBranches wants the type and what tells programs about it", async () => {
  const report = (kind: string) => multipart(`report; report-type=${kind}`, [text("x")]);
  const same = sameBranches("multipart/report");
  expect(await judge(same, report("delivery-status"), report("Delivery-Status"))).toBeUndefined();
  expect(await judge(same, report("delivery-status"), report("other"))).toContain(
    "without report-type=delivery-status",
  );
  expect(await judge(same, report("delivery-status"), multipart("mixed", [text("x")]))).toContain("did not come back");
});

test("sameSignedBytes sees one byte", async () => {
  const mail = message([], smimeSigned());
  const changed = Buffer.from(mail.toString("latin1").replace("Alice  \r\n", "Alice \r\n"), "latin1");
  expect(await judge(sameSignedBytes, mail, mail)).toBeUndefined();
  expect(await judge(sameSignedBytes, mail, changed)).toContain("its signature is no longer valid");
  expect(await judge(sameSignedBytes, mail, text("x"))).toContain("did not come back");
});

test("sameEnclosed reads the message inside, where no signature is expected", async () => {
  const inside = (subject: string, content: Entity) =>
    multipart("mixed", [text("x"), enclosed([`Subject: ${subject}`], content)]);
  const left = inside("=?utf-8?Q?=C3=A4?=", text("Hello"));
  expect(
    await judge(sameEnclosed, left, inside("=?utf-8?B?w6Q=?=", text("Hello", { encoding: "base64" }))),
  ).toBeUndefined();
  expect(await judge(sameEnclosed, left, inside("a", text("Hello")), true)).toContain("In the message inside: Subject");
  expect(await judge(sameEnclosed, left, inside("=?utf-8?Q?=C3=A4?=", text("Hello -- C")), true)).toContain(
    "text/plain",
  );
  expect(await judge(sameEnclosed, left, text("x"))).toContain("did not come back");
});

describe("fields", () => {
  const mail = (...fields: string[]) => message(fields, text("x"));

  test("sameFields reads values as people do", async () => {
    const left = mail("Subject: =?utf-8?Q?a=C3=A4?=\r\n =?utf-8?Q?b?=", "X-A: 1\r\n\t2");
    expect(
      await judge(sameFields("Subject", "X-A"), left, mail("Subject: =?utf-8?B?YcOkYg==?=", "x-a: 1 2")),
    ).toBeUndefined();
    expect(await judge(sameFields("X-A"), left, mail("Subject: x"))).toContain("X-A did not come back");
    expect(await judge(sameFields("X-A"), left, mail("X-A: 1 2", "X-A: 3"))).toContain("came back 2 times");
  });

  test("sameFields wants each of several, in order", async () => {
    const left = mail("X-A: 1", "X-A: 2");
    expect(await judge(sameFields("X-A"), left, mail("X-A: 2", "X-A: 1"))).toContain('"1" became "2"');
    expect(await judge(sameFields("X-A"), left, mail("X-A: 1"))).toBe("Of 2 X-A fields 1 came back.");
  });

  test("sameAddresses takes them apart", async () => {
    const left = mail('To: "Doe, Bob" <bob@a.example>, <c@a.example>');
    expect(
      await judge(sameAddresses("To"), left, mail("To: =?utf-8?Q?Doe=2C_Bob?= <bob@a.example>,\r\n c@a.example")),
    ).toBeUndefined();
    expect(await judge(sameAddresses("To"), left, mail("To: <bob@a.example>, <c@a.example>"))).toContain("Doe, Bob");
  });
});

test("whatever comes back is judged, not stumbled over", async () => {
  const inside = enclosed(["Subject: a"], html("<p>b</p>"));
  const mail = message(["To: <a@b.example>"], multipart("mixed", [text("c"), smimeSigned(), inside]));
  const judges = [
    ...[sameTexts, sameReferences, sameFiles, sameSignedBytes, sameEnclosed, sameFields("To"), sameAddresses("To")],
    ...[samePartsOf("text/plain"), sameBranches("multipart/signed")],
  ];
  const damage = fc.record({ at: fc.nat(mail.length), length: fc.nat(60), bytes: fc.uint8Array({ maxLength: 60 }) });
  await fc.assert(
    fc.asyncProperty(damage, fc.boolean(), async ({ at, length, bytes }, isSigned) => {
      const back = Buffer.concat([mail.subarray(0, at), bytes, mail.subarray(at + length)]);
      for (const one of judges) {
        const why = await judge(one, mail, back, isSigned);
        expect(why ?? "It holds.").toMatch(/\.$/);
        if (back.equals(mail)) expect(why).toBeUndefined();
      }
    }),
    { seed: 1, numRuns: 150 },
  );
});
