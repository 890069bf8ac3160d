import fc from "fast-check";
import { type AddressObject, simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { addSignature } from "../../../src/smart-host/behaviours/add-signature.ts";
import { apply, ENVELOPE, lines, utf8 } from "./support.ts";

const plain = addSignature({ text: "Contoso Ltd", html: "<p>Contoso <b>Ltd</b></p>" });
const euro = addSignature({ text: "5 €", html: "<p>5 €</p>" });
const cyrillic = addSignature({ text: "Юля", html: "<p>Юля</p>" });

const sign = async (behaviour: ReturnType<typeof addSignature>, ...text: string[]) =>
  (await apply(behaviour, lines(...text))).text.split("\r\n").slice(0, -1);

describe("text", () => {
  test("goes to the end, a blank line apart", async () => {
    expect(await sign(plain, "Subject: x", "", "Hello")).toEqual(["Subject: x", "", "Hello", "", "Contoso Ltd"]);
  });

  test("blank lines at the end stay behind it", async () => {
    expect(await sign(plain, "Subject: x", "", "Hello", "", "")).toEqual([
      ...["Subject: x", "", "Hello", "", "Contoso Ltd", "", ""],
    ]);
  });

  test("an empty body holds nothing else then", async () => {
    expect(await sign(plain, "Subject: x", "")).toEqual(["Subject: x", "", "Contoso Ltd"]);
    expect(await sign(plain, "Subject: x")).toEqual(["Subject: x", "", "Contoso Ltd"]);
  });

  test("a last line without line end gets one", async () => {
    const { text } = await apply(plain, Buffer.from("Subject: x\r\n\r\nHello"));
    expect(text).toBe("Subject: x\r\n\r\nHello\r\n\r\nContoso Ltd\r\n");
  });

  test("goes above a quoted reply and its attribution", async () => {
    const quote = ["On Monday, 1 June 2026, Bob <bob@contoso.com> wrote:", "> Hi", "> all"];
    expect(await sign(plain, "Subject: x", "", "Yes.", "", ...quote)).toEqual([
      ...["Subject: x", "", "Yes.", "", "Contoso Ltd", "", ...quote],
    ]);
  });

  test("goes above an attribution of two lines", async () => {
    const quote = ["On Monday, 1 June 2026, Bob", "<bob@contoso.com> wrote:", "", "> Hi"];
    const twoLines = ["On Monday, 1 June 2026 at 09:14, Bob of Contoso", "wrote:", "> Hi"];
    expect(await sign(plain, "Subject: x", "", "Yes.", "", ...twoLines)).toEqual([
      ...["Subject: x", "", "Yes.", "", "Contoso Ltd", "", ...twoLines],
    ]);
    expect((await sign(plain, "Subject: x", "", "Yes.", "", ...quote)).indexOf("Contoso Ltd")).toBeLessThan(6);
  });

  test("a reply that is a quote only begins with it", async () => {
    expect(await sign(plain, "Subject: x", "", "> Hi")).toEqual(["Subject: x", "", "Contoso Ltd", "", "> Hi"]);
  });

  test("answers below or between the quotes keep it at the end", async () => {
    const body = ["Bob wrote:", "> Hi", "Hello Bob", "> all", "and all"];
    expect(await sign(plain, "Subject: x", "", ...body)).toEqual(["Subject: x", "", ...body, "", "Contoso Ltd"]);
  });

  test.each([
    [["-----Original Message-----", "From: Bob", "Sent: Monday", "", "Hi"]],
    [["---------- Forwarded message ---------", "From: Bob <b@x.example>", "Date: Mon", "", "Hi"]],
    [["________________________________", "From: Bob", "Sent: Monday", "To: Alice", "", "Hi"]],
    [["From: Bob Example", "Sent: Monday", "To: Alice", "Subject: x", "", "Hi"]],
    [["Von: Bob", "Gesendet: Montag", "An: Alice", "Betreff: x", "", "Hi"]],
    [["-----Urspr\xfcngliche Nachricht-----", "Von: Bob", "Gesendet: Montag", "", "Hi"]],
  ])("goes above what Outlook quotes: %j", async (quote) => {
    expect(await sign(plain, "Subject: x", "", "Yes.", "", ...quote)).toEqual([
      ...["Subject: x", "", "Yes.", "", "Contoso Ltd", "", ...quote],
    ]);
  });

  test("a list of facts is no quote", async () => {
    const body = ["Place: Rome", "Time: 9:00", "Room: 4", "", "--- agenda ---", "one"];
    expect(await sign(plain, "Subject: x", "", ...body)).toEqual(["Subject: x", "", ...body, "", "Contoso Ltd"]);
  });
});

describe("format=flowed (RFC 3676)", () => {
  const head = ["Content-Type: text/plain; format=flowed", ""];
  test("the line above does not flow into it, its own lines do not flow, and are stuffed", async () => {
    const behaviour = addSignature({ text: "-- \nFrom Contoso \n  in Rome" });
    expect(await sign(behaviour, ...head, "Hello ", "there ")).toEqual([
      ...head,
      ...["Hello ", "there ", "", "", "-- ", " From Contoso", "   in Rome"],
    ]);
  });
  test("above a quote", async () => {
    expect(await sign(plain, ...head, "Hello ", "> Hi")).toEqual([
      ...[...head, "Hello ", "", "", "Contoso Ltd", "", "> Hi"],
    ]);
  });
});

describe("transfer encodings", () => {
  test("quoted-printable stays; a text without line end stays without", async () => {
    const head = ['Content-Type: text/plain; charset="us-ascii"', "Content-Transfer-Encoding: quoted-printable", ""];
    const recall = 'Alice would like to recall the message, "x".';
    expect(await sign(plain, ...head, `${recall}=`)).toEqual([...head, recall, "", "Contoso Ltd="]);
  });

  test("base64 stays", async () => {
    const head = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", ""];
    const [, , , encoded, ...rest] = await sign(euro, ...head, Buffer.from("Grüße").toString("base64"));
    expect(Buffer.from(encoded ?? "", "base64").toString()).toBe("Grüße\r\n\r\n5 €");
    expect(rest).toEqual([]);
  });

  test("7bit turns to quoted-printable where the signature is not ASCII", async () => {
    expect(await sign(euro, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8; x=1", "", "Hello")).toEqual([
      ...["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8; x=1"],
      ...["Content-Transfer-Encoding: quoted-printable", "", "Hello", "", "5 =E2=82=AC"],
    ]);
  });

  test("8bit that has 8-bit text stays", async () => {
    const head = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", ""];
    expect(await sign(euro, ...head, utf8("Grüße"))).toEqual([...head, utf8("Grüße"), "", utf8("5 €")]);
  });

  test("undeclared 8-bit text (a recall by the service) stays as it is under an ASCII signature", async () => {
    const head = ["Content-Type: text/plain; charset=utf-8", "X-Y: z", ""];
    const body = utf8('alice@contoso.com would like to recall the message, "Grüße".');
    expect(await sign(plain, ...head, body)).toEqual([...head, body, "", "Contoso Ltd"]);
  });

  test("an encoding nobody knows is left alone", async () => {
    const bytes = lines("Content-Transfer-Encoding: x-uuencode", "", "begin 644 x");
    const result = await apply(plain, bytes);
    expect(result.bytes.equals(bytes)).toBe(true);
    expect(result.notes).toEqual(["text/plain not signed: transfer encoding x-uuencode is not known"]);
  });
});

describe("charsets", () => {
  const latin1 = [
    "Content-Type: text/plain;",
    '\tcharset="iso-8859-1"; format=fixed',
    "Content-Transfer-Encoding: 8bit",
    "",
  ];

  test.each([
    ["€", euro, "5 €"],
    ["Cyrillic", cyrillic, "Юля"],
  ])("iso-8859-1 turns to UTF-8 for %s, text included", async (_, behaviour, signature) => {
    const result = await apply(behaviour, lines("MIME-Version: 1.0", ...latin1, "Gr\xfc\xdfe"));
    expect(result.text).toBe(
      lines(
        ...["MIME-Version: 1.0", "Content-Type: text/plain;", "\tcharset=utf-8; format=fixed"],
        ...["Content-Transfer-Encoding: 8bit", "", utf8("Grüße"), "", utf8(signature)],
      ).toString("latin1"),
    );
  });

  test("koi8-r holds Cyrillic and stays", async () => {
    const head = ["Content-Type: text/plain; charset=koi8-r", "Content-Transfer-Encoding: 8bit", ""];
    expect(await sign(cyrillic, ...head, "\xf0")).toEqual([...head, "\xf0", "", "\xe0\xcc\xd1"]);
  });

  test("no charset at all is ASCII, and says UTF-8 from then on", async () => {
    expect(await sign(euro, "Subject: x", "", "Hello")).toEqual([
      ...["Subject: x", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"],
      ...["MIME-Version: 1.0", "", "Hello", "", "5 =E2=82=AC"],
    ]);
  });

  test("undeclared 8-bit text that is no UTF-8 keeps its bytes: the signature is spelled", async () => {
    expect(await sign(euro, "Subject: x", "", "Gr\xfc\xdfe")).toEqual(["Subject: x", "", "Gr\xfc\xdfe", "", "5 EUR"]);
  });

  test("bytes that are not what the charset says are not converted", async () => {
    const head = ["Content-Type: text/plain; charset=shift_jis", "Content-Transfer-Encoding: 8bit", ""];
    expect(await sign(euro, ...head, "\xfd\xff")).toEqual([...head, "\xfd\xff", "", "5 EUR"]);
  });

  test("a charset nobody knows stays, the signature is spelled", async () => {
    const head = ["Content-Type: text/plain; charset=x-nobody", ""];
    expect(await sign(cyrillic, ...head, "\xfd\xff")).toEqual([...head, "\xfd\xff", "", "Yulya"]);
  });

  test.each([
    ["utf-16", Buffer.from("\ufeffGrüße\r\n", "utf16le")],
    ["iso-2022-jp", Buffer.from("\x1b$BF|K\\\x1b(B\r\n", "latin1")],
  ])("%s turns to UTF-8", async (charset, body) => {
    const head = `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
    const { bytes } = await apply(euro, Buffer.from(`${head}${body.toString("base64")}\r\n`));
    const parsed = await simpleParser(bytes);
    expect(parsed.text?.trim()).toMatch(/^(Grüße|日本)\n\n5 €$/);
    expect(bytes.toString()).toContain("charset=utf-8");
  });
});

describe("HTML", () => {
  const head = ["Content-Type: text/html; charset=iso-8859-1", ""];

  test("goes inside the body", async () => {
    expect(await sign(plain, ...head, "<html><body><p>Hi</p></BODY></html>")).toEqual([
      ...[...head, "<html><body><p>Hi</p>", "<p>Contoso <b>Ltd</b></p>", "</BODY></html>"],
    ]);
  });

  test("goes to the end where no body is", async () => {
    expect(await sign(plain, ...head, "<p>Hi</p>", "")).toEqual([
      ...[...head, "<p>Hi</p>", "<p>Contoso <b>Ltd</b></p>", "", ""],
    ]);
  });

  test("is not misled by comments, attributes and scripts", async () => {
    const body = `<body title="</body>"><!-- </body> --><script>"</body>"</script><style></body></style><p>Hi</p>`;
    expect(await sign(plain, ...head, `${body}</body>`)).toEqual([
      ...[...head, body, "<p>Contoso <b>Ltd</b></p>", "</body>"],
    ]);
  });

  test("names what the charset cannot hold", async () => {
    expect(await sign(euro, ...head, "<body>Gr\xfc\xdfe</body>")).toEqual([
      ...[...head, "<body>Gr\xfc\xdfe", "<p>5 &#8364;</p>", "</body>"],
    ]);
  });

  test("utf-16 turns to UTF-8, as meta says then too", async () => {
    const html = `<html><head><meta charset="utf-16"></head><body>ü</body></html>`;
    const mail = `Content-Type: text/html; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
    const { bytes } = await apply(euro, Buffer.from(mail + Buffer.from(`\ufeff${html}`, "utf16le").toString("base64")));
    expect((await simpleParser(bytes)).html).toBe(
      '<html><head><meta charset="utf-8"></head><body>ü\r\n<p>5 €</p>\r\n</body></html>'.replaceAll("\r\n", "\n"),
    );
  });

  test.each([
    ['<div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg">From: Bob</div><div>Hi</div>'],
    ['<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg">From: Bob</div><div>Hi</div>'],
    [
      "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p>From: Bob</p></div><p>Hi</p>",
    ],
    ['<div class="gmail_quote"><div class="gmail_attr">Bob wrote:</div><blockquote>Hi</blockquote></div><br>&nbsp;'],
    ['<div class="moz-cite-prefix">Bob wrote:</div><blockquote type="cite"><blockquote>a</blockquote>Hi</blockquote>'],
    ['<blockquote type="cite">Hi</blockquote>'],
  ])("goes above the quote: %s", async (quote) => {
    expect(await sign(plain, ...head, `<body><p>Yes</p>${quote}</body>`)).toEqual([
      ...[...head, "<body><p>Yes</p>", "<p>Contoso <b>Ltd</b></p>", `${quote}</body>`],
    ]);
  });

  test.each([
    ['<blockquote type="cite"><blockquote>a</blockquote>Hi</blockquote><p>Answer</p>'],
    ['<div class="moz-cite-prefix">Bob wrote:</div><blockquote type="cite">Hi</blockquote><p>Answer</p>'],
    ["<blockquote>a citation</blockquote>"],
  ])("answers below keep it at the end: %s", async (body) => {
    expect(await sign(plain, ...head, `<body>${body}</body>`)).toEqual([
      ...[...head, `<body>${body}`, "<p>Contoso <b>Ltd</b></p>", "</body>"],
    ]);
  });
});

describe("multiparts", () => {
  const inner = [
    ...["--alt", "Content-Type: text/plain; charset=utf-8", "", "Hello", "--alt"],
    ...['Content-Type: text/html; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", ""],
    ...["<body>Hello=20</body>", "--alt--"],
  ];
  const signedInner = [
    ...["--alt", "Content-Type: text/plain; charset=utf-8", "", "Hello", "", "Contoso Ltd", "--alt"],
    ...['Content-Type: text/html; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", ""],
    ...["<body>Hello=20", "<p>Contoso <b>Ltd</b></p>", "</body>", "--alt--"],
  ];
  const attachments = [
    ...["--mix", "content-disposition: ATTACHMENT; filename=a.txt", "", "a file", "--mix"],
    ...["Content-Type: text/plain", "", "list footer", "--mix--", "epilogue"],
  ];

  test("alternative: text and HTML, nothing else", async () => {
    const head = ["Content-Type: multipart/alternative; boundary=alt", "", "preamble", ""];
    expect(await sign(plain, ...head, ...inner, "epilogue")).toEqual([...head, ...signedInner, "epilogue"]);
  });

  test("mixed holds related holds alternative", async () => {
    const related = [
      ...["--mix", 'Content-Type: multipart/related; boundary="rel"; start="<root>"', "", "--rel"],
      ...["Content-Type: text/html", "Content-ID: <other>", "", "<p>not this</p>"],
      ...["--rel", "Content-ID: <root>", "Content-Type: multipart/alternative; boundary=alt", ""],
    ];
    const head = ["Content-Type: multipart/mixed; boundary=mix", ""];
    const tail = ["--rel--", ...attachments];
    expect(await sign(plain, ...head, ...related, ...inner, ...tail)).toEqual([
      ...[...head, ...related, ...signedInner, ...tail],
    ]);
  });

  test("attachments before the text are none of it; a nested part gets its fields in place", async () => {
    const before = [
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Disposition: attachment",
      "",
      "file",
    ];
    expect(await sign(euro, ...before, "--b", "", "Hello", "--b--")).toEqual([
      ...[...before, "--b", "Content-Type: text/plain; charset=utf-8"],
      ...["Content-Transfer-Encoding: quoted-printable", "", "Hello", "", "5 =E2=82=AC", "--b--"],
    ]);
  });

  test("empty and broken parts are made whole", async () => {
    const head = ["Content-Type: multipart/mixed; boundary=b", "", "--b"];
    expect(await sign(plain, ...head, "", "--b--")).toEqual([...head, "", "Contoso Ltd", "--b--"]);
    expect(await sign(plain, ...head, "Content-Type: text/plain", "--b--")).toEqual([
      ...[...head, "Content-Type: text/plain", "", "Contoso Ltd", "--b--"],
    ]);
    expect(await sign(plain, ...head, "", "unclosed")).toEqual([...head, "", "unclosed", "", "Contoso Ltd"]);
  });

  test("a boundary that never comes leaves all alone", async () => {
    const bytes = lines("Content-Type: multipart/mixed; boundary=b", "", "--c", "", "text", "--c--");
    const result = await apply(plain, bytes);
    expect(result.bytes.equals(bytes)).toBe(true);
    expect(result.notes).toEqual(["not signed: it has no text"]);
  });

  test("100 levels down", async () => {
    const opening = Array.from({ length: 100 }, (_, n) => [
      `Content-Type: multipart/mixed; boundary=b${n}x`,
      "",
      `--b${n}x`,
    ]);
    const closing = Array.from({ length: 100 }, (_, n) => `--b${99 - n}x--`);
    expect(await sign(plain, ...opening.flat(), "", "core", ...closing)).toEqual([
      ...[...opening.flat(), "", "core", "", "Contoso Ltd", ...closing],
    ]);
  });
});

describe("left alone", () => {
  const tnef = (name?: string) => {
    const data = Buffer.from(`${name ?? ""}\0`);
    const attribute = (id: number, value: Buffer) => {
      const head = Buffer.alloc(9);
      head.writeUInt8(1, 0);
      head.writeUInt32LE(id, 1);
      head.writeUInt32LE(value.length, 5);
      return Buffer.concat([head, value, Buffer.alloc(2)]);
    };
    const start = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]);
    const version = attribute(0x00089006, Buffer.from([0, 0, 1, 0]));
    return Buffer.concat([start, version, ...(name === undefined ? [] : [attribute(0x00078008, data)])]);
  };
  const withTnef = (name?: string, type = "application/ms-tnef") => [
    ...["Content-Type: multipart/mixed; boundary=b", "", "--b", "", "Hello", "--b", `Content-Type: ${type}`],
    ...["Content-Transfer-Encoding: base64", "", tnef(name).toString("base64"), "--b--"],
  ];
  const mixed = (...part: string[]) => [
    ...["Content-Type: multipart/mixed; boundary=b", "", "--b", "", "Hello", "--b", ...part, "--b--"],
  ];

  test.each([
    ["signed", ["Content-Type: multipart/signed; boundary=s", "", "--s", "", "Hello", "--s--"]],
    [
      "signed within a list's wrapping",
      mixed("Content-Type: multipart/signed; boundary=s", "", "--s", "", "x", "--s--"),
    ],
    ["S/MIME", ["Content-Type: application/pkcs7-mime; smime-type=signed-data", "", "MII="]],
    ["S/MIME by its old name", ["Content-Type: application/x-pkcs7-mime", "", "MII="]],
    ["encrypted", ["Content-Type: multipart/encrypted; boundary=s", "", "--s", "", "x", "--s--"]],
    ["rights-protected", mixed("Content-Type: application/x-microsoft-rpmsg-message", "", "x")],
    ["a meeting request", mixed("Content-Type: text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR")],
    [
      "calendar by method though attached",
      mixed("Content-Type: text/calendar; method=REPLY", "Content-Disposition: attachment", "", "x"),
    ],
    ["calendar by class", ["Content-Class: urn:content-classes:calendarmessage", "", "x"]],
    ["a report", ["Content-Type: multipart/report; boundary=s", "", "--s", "", "x", "--s--"]],
    ["auto-replied", ["Auto-Submitted: auto-replied; x=y", "", "x"]],
    ["auto-generated", ["auto-submitted: auto-generated (rejected)", "", "x"]],
    ["made by the tenant's agents", ["X-MS-Exchange-Generated-Message-Source: Some Agent", "", "x"]],
    ["TNEF of mail", withTnef("IPM.Microsoft Mail.Note")],
    ["TNEF of a recall", withTnef("IPM.Outlook.Recall")],
    ["TNEF of a meeting request", withTnef("IPM.Microsoft Schedule.MtgReq")],
    ["TNEF of a task", withTnef("IPM.TaskRequest")],
    ["TNEF without class", withTnef()],
    ["TNEF by its file name", withTnef("IPM.Contact", 'application/octet-stream; name="WINMAIL.DAT"')],
  ])("%s", async (_, text) => {
    const bytes = lines("MIME-Version: 1.0", ...text);
    const result = await apply(plain, bytes);
    expect(result.bytes.equals(bytes)).toBe(true);
    expect(result.notes[0]).toMatch(/^not signed: /);
  });

  test("mail from nobody", async () => {
    const bytes = lines("Subject: x", "", "Hello");
    const result = await apply(plain, bytes, { ...ENVELOPE, from: "" });
    expect(result.bytes.equals(bytes)).toBe(true);
  });

  test.each([
    [["Auto-Submitted: no", "", "Hello"]],
    [mixed("Content-Type: text/calendar", "Content-Disposition: attachment; filename=x.ics", "", "x")],
  ])("but not %j", async (text) => {
    expect((await apply(plain, lines(...text))).text).toContain("Hello\r\n\r\nContoso Ltd\r\n");
  });
});

test("an independent reader sees the same mail with the signature added", async () => {
  const mail = lines(
    ...["From: Alice <alice@contoso.com>", "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=", "MIME-Version: 1.0"],
    ...["Content-Type: multipart/mixed; boundary=m", "", "--m", "Content-Type: multipart/alternative; boundary=a", ""],
    ...["--a", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", ""],
    ...["Gr=FC=DFe=", "", "--a", "Content-Type: text/html; charset=iso-8859-1", "Content-Transfer-Encoding: 8bit", ""],
    ...["<body>Gr\xfc\xdfe</body>", "--a--", "--m", 'Content-Type: image/png; name="a.png"'],
    ...["Content-Transfer-Encoding: base64", "Content-Disposition: attachment", "", "iVBORw0KGgo=", "--m--"],
  );
  const before = await simpleParser(mail);
  const after = await simpleParser((await apply(euro, mail)).bytes);
  expect(after.text?.trim()).toBe(`${before.text?.trim()}\n\n5 €`);
  expect(after.html).toBe("<body>Grüße\n<p>5 &#8364;</p>\n</body>");
  expect(after.attachments.map((a) => a.checksum)).toEqual(before.attachments.map((a) => a.checksum));
  expect((after.from as AddressObject).text).toBe((before.from as AddressObject).text);
});

test("whatever comes: no exception, and what is left alone keeps every byte", async () => {
  const line = fc.constantFrom(
    ...[
      "--a",
      "--a--",
      "--b",
      "--b--",
      "",
      "",
      "Hello ",
      "> quote",
      "Bob wrote:",
      "=",
      "=E4",
      "<body>",
      "</body>",
      "\xff\xfe",
    ],
    ...[
      "Content-Type: text/plain; charset=utf-8; format=flowed",
      "Content-Type: text/html",
      "Content-Type: text/plain; charset=utf-16",
    ],
    ...[
      "Content-Type: multipart/mixed; boundary=a",
      "Content-Type: multipart/alternative; boundary=b",
      "Content-Type: text/plain; charset=gb18030",
    ],
    ...[
      "Content-Transfer-Encoding: quoted-printable",
      "Content-Transfer-Encoding: base64",
      "Content-Transfer-Encoding: 8bit",
    ],
    ...[
      "-----Original Message-----",
      "From: Bob",
      "<!--",
      "-->",
      "<div class='gmail_quote'>",
      "<blockquote type=cite>",
      "\t",
      "R0lG",
    ],
  );
  const text = fc.array(
    fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) }),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(plain, euro, cyrillic), fc.boolean(), async (body, behaviour, ends) => {
      const all = lines(...body);
      const bytes = ends ? all : all.subarray(0, -2);
      const result = await apply(behaviour, bytes);
      if (result.notes.every((note) => note.includes("not signed"))) expect(result.bytes.equals(bytes)).toBe(true);
      else expect(result.bytes.equals(bytes)).toBe(false);
    }),
    { seed: 6, numRuns: 3000 },
  );
});
