import { describe, expect, test } from "vitest";
import { correlationKeyOf, findTnef } from "../../../src/content-conversion/find-tnef.ts";
import { canBecomeTnef } from "../../../src/content-conversion/to-tnef/can-become-tnef.ts";
import { readThreadIndex, splitSubject } from "../../../src/content-conversion/to-tnef/conversation.ts";
import { plainTextOf } from "../../../src/content-conversion/to-tnef/plain-text.ts";
import { attributeName } from "../../../src/tnef/attributes.ts";
import { compressRtf, decompressRtf } from "../../../src/tnef/compressed-rtf.ts";
import type { MapiMessage } from "../../../src/tnef/message.ts";
import { MULTI, TYPE } from "../../../src/tnef/property.ts";
import { PropertyBag } from "../../../src/tnef/property-bag.ts";
import { NAMED, PSETID, TAG } from "../../../src/tnef/property-tags.ts";
import { textToRtf } from "../../../src/tnef/rtf/body-to-rtf.ts";
import { rtfToBody } from "../../../src/tnef/rtf/rtf-to-body.ts";
import { mapi, read, toTnef } from "./to-tnef-support.ts";

const SENT = "From: alice@contoso.com\nDate: Fri, 20 Nov 2026 12:00:00 +0000\nMessage-ID: <m1@contoso.com>\n";

const mail = (fields: string, body = "Hello\n") => `${SENT}${fields}\n${body}`;

/** Parts with their own header fields. */
const mixed = (...parts: string[]) =>
  mail("Content-Type: multipart/mixed; boundary=b\n", `${parts.map((part) => `--b\n${part}\n`).join("")}--b--\n`);

const part = (type: string, content: string, fields = "") => `Content-Type: ${type}\n${fields}\n${content}`;

const names = ({ attachments }: MapiMessage) =>
  attachments.map(({ properties }) => properties.text(TAG.PidTagAttachLongFilename));

async function reason(text: string): Promise<string | undefined> {
  const { headers, body } = read(text);
  const convertible = await canBecomeTnef(headers, body);
  return convertible.can ? undefined : convertible.reason;
}

describe("canBecomeTnef()", () => {
  test.each([
    ["multipart/signed", "--b\n\nx\n--b--\n"],
    ["multipart/encrypted", "--b\n\nx\n--b--\n"],
    ["multipart/report; report-type=delivery-status", "--b\n\nx\n--b--\n"],
    ["application/pkcs7-mime", "AAAA\n"],
    ["message/partial; id=1; number=1", "Subject: x\n\nx"],
    ["multipart/mixed", "no delimiter here\n"],
  ])("not %s", async (type, body) => {
    const media = type.split(";")[0];
    expect(await reason(mail(`Content-Type: ${type}; boundary=b\n`, body))).toContain(
      `It has a ${media?.startsWith("multipart/mixed") ? "" : "part "}${media}`,
    );
  });

  test("not where a part of it may not, below a list's footer too", async () => {
    const signed = "Content-Type: multipart/signed; boundary=s\n\n--s\n\nx\n--s--\n";
    expect(await reason(mixed(signed, part("text/plain", "footer")))).toMatch(/multipart\/signed/);
  });

  test("not a meeting; a calendar file is an attachment like others", async () => {
    expect(await reason(mixed(part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR")))).toMatch(/meetings/);
    expect(await reason(mixed(part("text/calendar; name=a.ics", "BEGIN:VCALENDAR")))).toBeUndefined();
  });

  test("not what would be of a class of its own", async () => {
    expect(await reason(mail("Content-Type: text/calendar\n"))).toContain("IPM.Schedule.Meeting.Request");
    expect(
      await reason(mail("Content-Type: text/html\nContent-Class: urn:content-classes:calendarmessage\n")),
    ).toContain("IPM.Schedule");
  });

  test("not what nobody can decode", async () => {
    const encoded = part("application/zip", "begin 644 a", "Content-Transfer-Encoding: x-uuencode\n");
    expect(await reason(mixed(encoded))).toBe("It has a part application/zip in a transfer encoding that isn't known.");
  });

  test("not beyond the parser's limits", async () => {
    const parts = Array.from({ length: 1001 }, () => part("text/plain", "x"));
    expect(await reason(mixed(...parts))).toBe("It has more parts than are read.");
  });

  test("a signed message within another hinders nothing", async () => {
    const inner = "Content-Type: multipart/signed; boundary=s\n\n--s\n\nx\n--s--\n";
    expect(await reason(mixed(part("message/rfc822", inner)))).toBeUndefined();
  });
});

describe("mapiFromMime()", () => {
  test("takes the first text as body; later ones stay attachments", async () => {
    const message = await mapi(
      mixed(part("text/plain", "one"), part("text/html", "<p>two</p>"), part("text/plain", "three")),
    );
    expect(message.properties.text(TAG.PidTagBody)).toBe("one");
    expect(message.properties.has(TAG.PidTagHtml)).toBe(false);
    expect(names(message)).toEqual(["ATT00001.htm", "ATT00002.txt"]);
  });

  test("takes HTML out of a multipart within the alternative, as Apple Mail writes it", async () => {
    const rich =
      "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/html\n\n<p>hi</p>\n--m\nContent-Type: application/pdf; name=a.pdf\n\nx\n--m--\n";
    const message = await mapi(
      mail("Content-Type: multipart/alternative; boundary=b\n", `--b\n\nhi\n--b\n${rich}\n--b--\n`),
    );
    expect(message.properties.text(TAG.PidTagBody)).toBe("hi");
    expect(message.properties.binary(TAG.PidTagHtml)?.toString()).toBe("<p>hi</p>");
    expect(names(message)).toEqual(["a.pdf"]);
  });

  test("the root of multipart/related is what start names, or the first of its type", async () => {
    const related = (parameters: string) =>
      mail(
        `Content-Type: multipart/related; boundary=b; ${parameters}\n`,
        `--b\n${part("image/png", "png", "Content-ID: <i>\n")}\n--b\n${part("text/html", "<p>x</p>", "Content-ID: <r>\n")}\n--b--\n`,
      );
    for (const parameters of ['start="<r>"', 'type="text/html"']) {
      const message = await mapi(related(parameters));
      expect(message.properties.binary(TAG.PidTagHtml)?.toString()).toBe("<p>x</p>");
      expect(names(message)).toEqual(["ATT00001.png"]);
    }
  });

  test.each([
    ["charset=utf-8", "Gr\xc3\xbc\xc3\x9fe", "Grüße", 65001],
    ["charset=iso-8859-1", "Gr\xfc\xdfe", "Grüße", 28591],
    ["charset=us-ascii", "Gr\xc3\xbc\xc3\x9fe", "Grüße", 65001],
    ["charset=us-ascii", "Gr\xfc\xdfe", "Grüße", 1252],
    ["charset=x-unknown", "Gr\xfc\xdfe", "Grüße", 1252],
    ["charset=koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет", 20866],
    ["charset=iso-8859-16", "\xaa", "Ș", 65001],
  ])("reads text of %s, %j", async (charset, bytes, text, codepage) => {
    const { properties } = await mapi(mail(`Content-Type: text/plain; ${charset}\n`, bytes));
    expect(properties.text(TAG.PidTagBody)).toBe(text);
    expect(properties.number(TAG.PidTagInternetCodepage)).toBe(codepage);
  });

  test.each([
    ["Importance: Low", 0, -1],
    ["X-Priority: 2", 2, 1],
    ["X-Priority: 3", 1, 0],
    ["X-Priority: 5 (Lowest)\nImportance: high", 2, 1],
    ["X-MSMail-Priority: High", 2, 1],
    ["Priority: non-urgent", 1, -1],
    ["Importance: immense", 1, 0],
  ])("%j means importance %i and priority %i", async (fields, importance, priority) => {
    const { properties } = await mapi(mail(`${fields}\n`));
    expect(properties.number(TAG.PidTagImportance)).toBe(importance);
    expect(properties.number(TAG.PidTagPriority)).toBe(priority);
  });

  test("gives a message that never had a search key one, the same each time", async () => {
    const [one, again] = [await mapi(mail("")), await mapi(mail(""))];
    expect(one.properties.binary(TAG.PidTagSearchKey)).toHaveLength(16);
    expect(again.properties.list).toEqual(one.properties.list);
    const other = await mapi(mail("").replace("m1@", "m2@"));
    expect(other.properties.binary(TAG.PidTagSearchKey)).not.toEqual(one.properties.binary(TAG.PidTagSearchKey));
  });

  test("says by which id the tenant knows the message, where it does", async () => {
    const networkMessageId = "0D0C0B0A-0102-0304-0506-070809000102";
    const { properties } = await mapi(mail(""), { networkMessageId });
    expect(properties.named(NAMED.NetworkMessageId)?.value).toBe(networkMessageId.toLowerCase());
    expect((await mapi(mail(""))).properties.named(NAMED.NetworkMessageId)).toBeUndefined();
  });

  test("HTML is RTF too, but for very long HTML", async () => {
    const html = (length: number) => mapi(mail("Content-Type: text/html\n", `<p>${"x".repeat(length - 3)}`));
    const short = (await html(1_048_576)).properties;
    expect(rtfToBody(decompressRtf(short.binary(TAG.PidTagRtfCompressed) ?? Buffer.alloc(0))).text).toHaveLength(
      1_048_576,
    );
    expect(short.boolean(TAG.PidTagRtfInSync)).toBe(true);
    const long = (await html(1_048_577)).properties;
    expect([long.has(TAG.PidTagRtfCompressed), long.binary(TAG.PidTagHtml)?.length]).toEqual([false, 1_048_577]);
  });

  test("a message inside with a header block beyond all reason", async () => {
    const fields = (count: number) =>
      Array.from({ length: count }, (_, index) => `X-${index}: ${"y".repeat(20)}\n`).join("");
    const inside = async (count: number) =>
      (await mapi(mixed(part("message/rfc822", `${fields(count)}\nx`)))).attachments[0]?.embedded;
    expect((await inside(1000))?.properties.list.filter(({ name }) => name)).toHaveLength(256);
    expect(await inside(10_000)).toBeUndefined();
  });

  test("a broken date is no date", async () => {
    const { properties } = await mapi(mail("").replace("20 Nov 2026", "31 Feb 2026"));
    expect(properties.has(TAG.PidTagClientSubmitTime)).toBe(false);
    expect(properties.binary(TAG.PidTagConversationIndex)).toHaveLength(22);
  });

  test("an attachment in the text that the HTML doesn't show stays visible", async () => {
    const image = part("image/png", "x", "Content-ID: <i@x>\nContent-Disposition: inline; filename=i.png\n");
    const message = await mapi(mixed(part("text/html", "<p>no image</p>"), image));
    expect(message.attachments[0]?.properties.text(TAG.PidTagAttachContentId)).toBe("i@x");
    expect(message.attachments[0]?.properties.has(TAG.PidTagAttachmentHidden)).toBe(false);
  });

  test("a message inside that has winmail.dat stays a file", async () => {
    const inner = `From: x@y\nContent-Type: multipart/mixed; boundary=i\n\n--i\n${part("application/ms-tnef", "x")}\n--i--\n`;
    const message = await mapi(mixed(part("text/plain", "x"), part("message/rfc822", inner)));
    expect(message.attachments[0]?.embedded).toBeUndefined();
    expect(message.attachments[0]?.properties.binary(TAG.PidTagAttachDataBinary)?.toString()).toContain("ms-tnef");
  });

  test("messages within messages end at eight; the ninth is a file", async () => {
    let text = "Subject: 0\n\ninnermost";
    for (let level = 1; level <= 9; level += 1) {
      text = `Subject: ${level}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\nContent-Type: message/rfc822\n\n${text}\n--b${level}--\n`;
    }
    let depth = 0;
    let message = await mapi(text);
    for (let next = message.attachments[0]?.embedded; next; next = next.attachments[0]?.embedded) {
      message = next;
      depth += 1;
    }
    expect(depth).toBe(8);
    const file = message.attachments[0]?.properties.binary(TAG.PidTagAttachDataBinary)?.toString();
    expect(file).toBe("Subject: 0\r\n\r\ninnermost");
  });

  test("fields without a property are named ones of a message inside, and of no other", async () => {
    const named = { guid: PSETID.InternetHeaders, text: "x-spam-score" };
    const message = await mapi(
      mixed(part("text/plain", "x"), part("message/rfc822", "X-Spam-Score: 5\nX-Spam-Score: 6\n\nx")),
    );
    expect(message.attachments[0]?.embedded?.properties.namedText(named)).toBe("5");
    expect((await mapi(mail("X-Spam-Score: 5\n"))).properties.named(named)).toBeUndefined();
  });
});

describe("layOutTnef()", () => {
  test("writes what each real message from Exchange has, in that order, as Unicode", async () => {
    const { laidOut } = await toTnef(mail("Subject: s\n"), {
      networkMessageId: "0d0c0b0a-0102-0304-0506-070809000102",
    });
    const found = await findTnef(laidOut.headers, laidOut.body);
    if (found.kind !== "belongs") throw new Error(found.kind);
    const { attributes, key } = found.stream;
    expect(key).not.toBe(0);
    expect(attributes.map(({ id }) => attributeName(id).slice("att".length)).join(" ")).toBe(
      "TnefVersion OemCodepage MessageID Priority DateSent DateModified MessageClass Subject MsgProps",
    );
    const { list } = found.message.properties;
    const ids = new Set(list.map(({ id }) => id));
    const real = [
      ...[0x007f, 0x001a, 0x0017, 0x0026, 0x0029, 0x0036, 0x0037, 0x003d, 0x0039, 0x0041, 0x0042, 0x0064, 0x0065],
      ...[0x0070, 0x0071, 0x0c19, 0x0c1a, 0x0c1e, 0x0c1f, 0x1035, 0x300b, 0x3007, 0x3008, 0x3013, 0x3fde, 0x3ff1],
      ...[0x3ffd, 0x3fd9, 0x5d01, 0x5d02, 0x340d],
    ];
    expect(real.filter((id) => !ids.has(id))).toEqual([]);
    expect(found.message.properties.named(NAMED.NetworkMessageId)).toBeDefined();
    expect(list.filter(({ type }) => (type & ~MULTI) === TYPE.String8)).toEqual([]);
  });

  test("text that holds its own delimiter goes as base64", async () => {
    const { laidOut } = await toTnef(mail("", "--_000_m1contosocom_\n"));
    expect(laidOut.body.toString("latin1").match(/--_000_m1contosocom_/g)).toHaveLength(3);
  });

  test("other fields keep bytes and place; those of the old body go", async () => {
    const fields =
      "Received: from a\n\tby b\nX-A:  two  blanks\nContent-Transfer-Encoding: 8bit\nContent-Description: x\nContent-Class: urn:x\nX-Z: last\n";
    const { laidOut } = await toTnef(mail(fields));
    const lines = laidOut.headers.fields.map(({ raw }) => raw);
    expect(lines.slice(4, 8)).toEqual([
      "Received: from a\r\n\tby b\r\n",
      "X-A:  two  blanks\r\n",
      "Content-Class: urn:x\r\n",
      "X-Z: last\r\n",
    ]);
    expect(laidOut.headers.has("Content-Description")).toBe(false);
  });

  test("a topic beyond ASCII is encoded; an index that was there stays", async () => {
    const { laidOut } = await toTnef(
      mail("Subject: =?utf-8?Q?RE:_Gr=C3=BC=C3=9Fe?=\nThread-Index: AQHcWhI2u5y9a6wTS0uPvJ3m1n2aZQ==\n"),
    );
    expect(laidOut.headers.get("Thread-Topic")).toBe("=?utf-8?B?R3LDvMOfZQ==?=");
    expect(laidOut.headers.get("Thread-Index")).toBe("AQHcWhI2u5y9a6wTS0uPvJ3m1n2aZQ==");
  });

  test.each([
    ["<\xc3\xbc@contoso.com>", "<\xc3\xbc@contoso.com>"],
    ["<a@b>\nno field at all", "<a@b> no field at all"],
    ["", ""],
  ])("correlates by the bytes of the Message-ID %j", async (messageId, key) => {
    const { laidOut } = await toTnef(`From: a@b\nMessage-ID: ${messageId}\n\nx`);
    const found = await findTnef(laidOut.headers, laidOut.body);
    expect(found.kind === "belongs" && correlationKeyOf(found.message)).toBe(key);
  });

  test("fills the empty fields that Exchange wrote, once each", async () => {
    const { laidOut } = await toTnef(
      mail("X-MS-Has-Attach: yes\nX-A: a\nX-MS-TNEF-Correlator:\nX-MS-TNEF-Correlator: <x>\n"),
    );
    expect(laidOut.headers.fields.slice(4, 7).map(({ raw }) => raw)).toEqual([
      "X-MS-Has-Attach: \r\n",
      "X-A: a\r\n",
      "X-MS-TNEF-Correlator: <m1@contoso.com>\r\n",
    ]);
    expect(laidOut.headers.all("X-MS-TNEF-Correlator")).toHaveLength(1);
  });

  test("a missing index goes behind the topic; without a subject behind From", async () => {
    const names = async (fields: string) => (await toTnef(mail(fields))).laidOut.headers.fields.map(({ name }) => name);
    expect((await names("Subject: s\nThread-Topic: t\n")).slice(3, 6)).toEqual([
      "Subject",
      "Thread-Topic",
      "Thread-Index",
    ]);
    expect((await names("")).slice(0, 2)).toEqual(["From", "Thread-Index"]);
  });

  test("8 MB give the event loop its turns, and are whole", async () => {
    const content = Buffer.alloc(8_000_000, "0123456789").toString("base64");
    let turns = 0;
    let ends = false;
    const count = () => {
      turns += 1;
      if (!ends) setImmediate(count);
    };
    setImmediate(count);
    const { laidOut } = await toTnef(mixed(part("application/zip", content, "Content-Transfer-Encoding: base64\n")));
    ends = true;
    expect(turns).toBeGreaterThan(3);
    const found = await findTnef(laidOut.headers, laidOut.body);
    expect(found.kind === "belongs" && found.flaws).toEqual([]);
    const read = found.kind === "belongs" ? found.message.attachments[0]?.properties : undefined;
    expect(read?.binary(TAG.PidTagAttachDataBinary)?.equals(Buffer.alloc(8_000_000, "0123456789"))).toBe(true);
  });

  test("the same message has the same bytes", async () => {
    const text = mixed(part("text/plain", "x"), part("image/png", "y"));
    const [one, again] = [await toTnef(text), await toTnef(text)];
    expect(again.laidOut.body.equals(one.laidOut.body)).toBe(true);
  });
});

describe("plainTextOf()", () => {
  test.each([
    ["<p>One</p><p>Two &amp; three</p>", "One\r\n\r\nTwo & three\r\n"],
    ["a<br>b<div>c</div>d", "a\r\nb\r\nc\r\nd\r\n"],
    ["<ul><li>x<li>y</ul>z", "* x\r\n* y\r\n\r\nz\r\n"],
    ["<head><title>t</title><style>p{}</style></head><!-- > --><body>x</body>", "x\r\n"],
    ['<a title="a > b">link</a>&nbsp;&#8364;&#x41;&bogus;&', "link €A&bogus;&\r\n"],
    ["<script>if (a < b) document.write('</p>')</script>after", "after\r\n"],
    ["<p", ""],
    [
      '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"><p>x<!--[if mso]><p>y<![endif]--><!',
      "x\r\n",
    ],
    ["&#0;&#xD800;&#1114112;", "&#0;&#xD800;&#1114112;\r\n"],
    ["one\n   two\t three", "one two three\r\n"],
  ])("%j", async (html, text) => {
    expect(await plainTextOf(await mapi(mail("Content-Type: text/html\n", html)))).toBe(text);
  });
});

test("plainTextOf() reads RTF where that is all there is", async () => {
  const properties = new PropertyBag().set(TAG.PidTagRtfCompressed, compressRtf(textToRtf("one\ntwo")));
  expect(await plainTextOf({ properties, recipients: [], attachments: [] })).toBe("one\r\ntwo");
});

describe("splitSubject()", () => {
  test.each([
    ["RE: Budget", "RE: ", "Budget"],
    ["撤回: Budget", "撤回: ", "Budget"],
    ["Recall: Budget", "", "Recall: Budget"],
    ["R2: Budget", "", "R2: Budget"],
    ["RE:Budget", "", "RE:Budget"],
    ["", "", ""],
  ])("%j", (subject, prefix, normalized) => {
    expect(splitSubject(subject)).toEqual({ prefix, normalized });
  });
});

describe("readThreadIndex()", () => {
  test("takes whole indexes only", () => {
    const index = Buffer.concat([Buffer.from([1]), Buffer.alloc(21, 7)]);
    expect(readThreadIndex(index.toString("base64"))).toEqual(index);
    expect(readThreadIndex(Buffer.concat([index, Buffer.alloc(5)]).toString("base64"))).toHaveLength(27);
    for (const bad of [index.subarray(1), Buffer.concat([index, Buffer.alloc(3)]), Buffer.alloc(22)]) {
      expect(readThreadIndex(bad.toString("base64"))).toBeUndefined();
    }
    expect(readThreadIndex("not base64!")).toBeUndefined();
  });
});
