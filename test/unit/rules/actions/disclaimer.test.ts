// Disclaimers in every structure of a body, and what is done where there can be none.
import { describe, expect, test } from "vitest";
import { findTnef } from "../../../../src/content-conversion/find-tnef.ts";
import { HeaderBlock } from "../../../../src/mime/header-block.ts";
import { splitMessage } from "../../../../src/mime/message.ts";
import { decompressRtf, storeRtf } from "../../../../src/tnef/compressed-rtf.ts";
import { TAG } from "../../../../src/tnef/property-tags.ts";
import { htmlToRtf } from "../../../../src/tnef/rtf/body-to-rtf.ts";
import { rtfToBody } from "../../../../src/tnef/rtf/rtf-to-body.ts";
import { encoded, mailByExchange, note } from "../../smart-host/tnef-mail.ts";
import type { FlatRule, MailParts } from "../rule-fixtures.ts";
import { type Acted, act, withBody } from "./act.ts";

const DISCLAIMER = { applyHtmlDisclaimerText: "<p>Confidential</p>" };
const PREPEND = { ...DISCLAIMER, applyHtmlDisclaimerLocation: "Prepend" };

interface Disclaimed extends Acted {
  readonly body: string;
}

async function disclaim(type: string, body: string, flat: FlatRule = DISCLAIMER, more?: object): Promise<Disclaimed> {
  const parts: MailParts = {
    headers: `From: alice@contoso.com\r\nMIME-Version: 1.0\r\n${type}\r\n`,
    ...withBody(body),
  };
  const acted = await act(flat, parts, more);
  return { ...acted, body: (await acted.item.body.read()).toString("utf8").slice(2) };
}

const PLAIN = "Content-Type: text/plain; charset=us-ascii";
const HTML = "Content-Type: text/html; charset=iso-8859-1";

describe("plain text and HTML", () => {
  test("ApplyHtmlDisclaimerText: a text gets the words below it, Prepend puts them above", async () => {
    expect((await disclaim(PLAIN, "Hello\r\n")).body).toBe("Hello\r\n\r\nConfidential\r\n");
    expect((await disclaim(PLAIN, "Hello\r\n", PREPEND)).body).toBe("Confidential\r\n\r\nHello\r\n");
  });

  test("ApplyHtmlDisclaimerLocation: HTML gets it before </body> or behind <body>", async () => {
    const page = "<html><head><title></body></title></head><body class=a>Hello</body></html>\r\n";
    expect((await disclaim(HTML, page)).body).toContain("Hello\r\n<p>Confidential</p>\r\n</body></html>");
    expect((await disclaim(HTML, page, PREPEND)).body).toContain("<body class=a>\r\n<p>Confidential</p>\r\nHello");
  });

  test("ApplyHtmlDisclaimerText: a charset that cannot hold the words gets references, or the text becomes UTF-8", async () => {
    const flat = { applyHtmlDisclaimerText: "<p>Vertraulich – für Sie ✓</p>" };
    expect((await disclaim(HTML, "<body>Hello</body>\r\n", flat)).body).toContain("&#10003;");
    const text = await disclaim(PLAIN, "Hello\r\n", flat);
    expect(text.header).toContain("charset=utf-8");
    expect(text.header).toContain("Content-Transfer-Encoding: quoted-printable");
    expect(text.body).toContain("Vertraulich =E2=80=93 f=C3=BCr Sie =E2=9C=93");
  });

  test("ApplyHtmlDisclaimerText: %%tokens%% are the sender's attributes, escaped; unset ones are empty", async () => {
    const more = {
      mailboxes: [
        { address: "alice@contoso.com", displayName: "Alice <A> & Co", attributes: { title: "CEO" } },
        { address: "bob@contoso.com" },
      ],
      groups: [],
    };
    const flat = { applyHtmlDisclaimerText: "%%displayname%%, %%Title%%, %%Email%%, [%%Fax%%] %%Nonsense%%" };
    const { body } = await disclaim(PLAIN, "Hello\r\n", flat, more);
    expect(body).toContain("Alice <A> & Co, CEO, alice@contoso.com, [] %%Nonsense%%");
  });

  test("ApplyHtmlDisclaimerText: two rules write twice", async () => {
    const once = await disclaim(PLAIN, "Hello\r\n");
    expect((await disclaim(PLAIN, once.body)).body.match(/Confidential/g)).toHaveLength(2);
  });
});

test("ApplyHtmlDisclaimerText: both texts of an alternative within related and mixed; every other byte stays", async () => {
  const file = "--m\r\nContent-Type: text/plain; name=notes.txt\r\nContent-Disposition: attachment\r\n\r\nnotes \r\n";
  const body =
    '--m\r\nContent-Type: multipart/alternative; boundary="a"\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\nHello\r\n' +
    '--a\r\nContent-Type: multipart/related; boundary="r"\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<body>Hello</body>\r\n' +
    "--r\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--r--\r\n--a--\r\n" +
    `${file}--m--\r\n`;
  const disclaimed = await disclaim('Content-Type: multipart/mixed; boundary="m"', body);
  const without = disclaimed.body.replace("\r\n\r\nConfidential", "").replace("\r\n<p>Confidential</p>\r\n", "");
  expect(without).toBe(body);
});

describe("what can't be edited", () => {
  const SIGNED = 'Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary="s"';
  const BODY =
    "--s\r\nContent-Type: text/plain\r\n\r\nHello\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--s--\r\n";

  test("ApplyHtmlDisclaimerFallbackAction: Wrap makes a new message around the signed one, whose bytes stay", async () => {
    const { item, body, effects } = await disclaim(`${SIGNED}\r\nMessage-ID: <1@contoso.com>\r\nSubject: Lunch`, BODY);
    expect(effects[0]).toContain("was attached to a new one with the disclaimer: it is signed");
    expect(item.headers.get("Content-Type")).toMatch(/^multipart\/mixed/);
    expect(item.headers.get("Subject")).toBe("Lunch");
    expect(item.headers.all("Message-ID")).not.toContain("<1@contoso.com>");
    const original = body.slice(body.indexOf("From: alice@contoso.com"), body.lastIndexOf("\r\n--_disclaimer_"));
    expect(original).toContain(`${SIGNED}\r\nMessage-ID: <1@contoso.com>\r\n`);
    expect(original.endsWith(`\r\n\r\n${BODY}`)).toBe(true);
  });

  test("ApplyHtmlDisclaimerFallbackAction: Ignore leaves every byte, Reject gives the reason to the sender", async () => {
    const ignored = await disclaim(SIGNED, BODY, { ...DISCLAIMER, applyHtmlDisclaimerFallbackAction: "Ignore" });
    expect(ignored.body).toBe(BODY);
    const rejected = await disclaim(SIGNED, BODY, { ...DISCLAIMER, applyHtmlDisclaimerFallbackAction: "Reject" });
    expect(rejected.outcome.end).toMatchObject({ kind: "rejected", reply: { code: 550, enhanced: "5.7.1" } });
  });

  test.each([
    ["S/MIME", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "MIIB", "signed or encrypted"],
    ["PGP/MIME", 'Content-Type: multipart/encrypted; boundary="e"', "--e\r\n\r\nx\r\n--e--\r\n", "encrypted"],
    ["PGP in the text", PLAIN, "-----BEGIN PGP MESSAGE-----\r\n\r\nx\r\n", "encrypted"],
    ["a file alone", "Content-Type: application/pdf", "%PDF", "no text"],
  ])("ApplyHtmlDisclaimerFallbackAction: %s", async (_, type, body, reason) => {
    const ignored = { ...DISCLAIMER, applyHtmlDisclaimerFallbackAction: "Ignore" };
    const { effects, body: left } = await disclaim(type, body, ignored);
    expect(effects[0]).toContain(reason);
    expect(left).toBe(body);
  });
});

describe("TNEF", () => {
  const tnefWith = (values: Parameters<typeof note>[0]) => encoded(note(values));

  async function disclaimTnef(mail: Buffer) {
    const { headers, body } = splitMessage(mail);
    const { item, effects } = await act(DISCLAIMER, {
      headers: headers.toString("latin1"),
      ...withBody(body.subarray(2)),
    });
    const found = await findTnef(HeaderBlock.parse(item.headers.toBuffer()), await item.body.read());
    if (found.kind !== "belongs") throw new Error(`TNEF ${found.kind}; ${effects.join()}`);
    return { properties: found.message.properties, body: (await item.body.read()).toString("latin1") };
  }

  test("ApplyHtmlDisclaimerText: HTML and text in winmail.dat, and the text beside it", async () => {
    const html = Buffer.from("<html><body>Hello</body></html>");
    const { properties, body } = await disclaimTnef(
      mailByExchange(
        tnefWith([
          [TAG.PidTagHtml, html],
          [TAG.PidTagBody, "Hello Bob"],
        ]),
      ),
    );
    expect(properties.binary(TAG.PidTagHtml)?.toString()).toContain("Hello\r\n<p>Confidential</p>\r\n</body>");
    expect(properties.text(TAG.PidTagBody)).toBe("Hello Bob\r\n\r\nConfidential");
    expect(body).toMatch(/Hello Bob[\s\S]{0,12}Confidential/);
  });

  test("ApplyHtmlDisclaimerText: rich text, with HTML inside it and without", async () => {
    const inside = storeRtf(htmlToRtf("<html><body>Hello</body></html>"));
    const withHtml = await disclaimTnef(mailByExchange(tnefWith([[TAG.PidTagRtfCompressed, inside]])));
    const read = (rtf: Buffer | undefined) => rtfToBody(decompressRtf(rtf ?? Buffer.alloc(0)));
    const page = read(withHtml.properties.binary(TAG.PidTagRtfCompressed));
    expect(page).toMatchObject({ kind: "html", text: expect.stringContaining("<p>Confidential</p>\r\n</body>") });
    const rich = storeRtf(Buffer.from("{\\rtf1\\ansi\\pard\\b Hello\\b0\\par}"));
    const own = await disclaimTnef(mailByExchange(tnefWith([[TAG.PidTagRtfCompressed, rich]])));
    expect(read(own.properties.binary(TAG.PidTagRtfCompressed)).text).toMatch(/Hello[\r\n]+Confidential/);
  });
});
