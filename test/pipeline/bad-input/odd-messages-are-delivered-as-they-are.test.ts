import { describe, expect, it } from "vitest";
import { headersOf, items } from "../../support/sandbox.ts";
import { lines, send } from "../../support/transport.ts";
import { delivered, expectAllIsWell, watched, withoutOurs } from "./support.ts";

const nested = (depth: number): string => {
  let inner = lines("Content-Type: text/plain", "", "the innermost");
  for (let level = depth; level > 0; level -= 1) {
    inner =
      lines(`Content-Type: multipart/mixed; boundary=b${level}`, "", `--b${level}`) + inner + lines(`--b${level}--`);
  }
  return inner;
};

const head = ["From: frank@fabrikam.com", "Subject: Odd", "Message-ID: <odd@fabrikam.com>"];

describe("a message that breaks rules but not the protocol reaches the mailbox byte for byte", () => {
  it.each<[string, string]>([
    ["a boundary that never comes", lines(...head, "Content-Type: multipart/mixed; boundary=x", "", "no part here")],
    [
      "a part that never ends",
      lines(...head, "Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: text/plain", "", "open"),
    ],
    ["a boundary without a name", lines(...head, "Content-Type: multipart/mixed; boundary=", "", "--", "x", "----")],
    ["a type that is none", lines(...head, "Content-Type: ;;;=/text\x01", "", "x")],
    ["two types", lines(...head, "Content-Type: text/plain", "Content-Type: multipart/mixed; boundary=y", "", "x")],
    ["an encoding that nobody knows", lines(...head, "Content-Transfer-Encoding: x-rot13", "", "uryyb")],
    ["base64 that is none", lines(...head, "Content-Transfer-Encoding: base64", "", "!!!! not base64 ****")],
    ["a charset that nobody knows", lines(...head, "Content-Type: text/plain; charset=klingon", "", "Qapla'")],
    ["8-bit bytes in header fields", lines(...head, "X-Raw: \xff\xfe\x80 \xc3\x28", "To: \xe4@contoso.com", "", "x")],
    ["an 8-bit field name", lines(...head, "X-\xe4: y", "", "x")],
    ["encoded words that are none", lines("Subject: =?utf-8?q?=GG?= =?x?y?z?= =?utf-8?b?!!!?=", "", "x")],
    ["NUL bytes in header and body", lines("Subject: a\x00b", "X-Nul: \x00\x00", "", "x\x00y\x00")],
    ["control characters", lines("Subject: a\x07b\x1b[31m", "", "\x0c\x1a\x7f")],
    ["100 nested parts", lines(...head).concat(nested(100))],
    ["1,000 nested parts", lines(...head).concat(nested(1000))],
    [
      "a message in a message, 200 deep",
      `${lines(...head)}${lines("Content-Type: message/rfc822", "").repeat(200)}x\r\n`,
    ],
    [
      "10,000 parts",
      lines(...head, "Content-Type: multipart/mixed; boundary=p", "") +
        lines("--p", "", "x").repeat(10_000) +
        lines("--p--"),
    ],
    ["no From", lines("Subject: Nobody", "Message-ID: <1@x>", "Date: Fri, 20 Nov 2026 12:00:00 +0000", "", "x")],
    ["a From that is no address", lines("From: ,,<<>>;:", "Subject: x", "Message-ID: <1@x>", "", "x")],
    [
      "two Froms, two Subjects, two Dates",
      lines(
        "From: a@x.example",
        "From: b@x.example",
        "Subject: 1",
        "Subject: 2",
        "Date: yesterday",
        "Date: tomorrow",
        "Message-ID: <1@x>",
        "",
        "x",
      ),
    ],
    ["two Message-IDs", lines("Message-ID: <1@x>", "Message-ID: <2@x>", "", "x")],
    ["a Message-ID that is none", lines("Message-ID: <<<>>> @@ \x00 ;", "", "x")],
    ["a Date that is none", lines("Date: the day after tomorrow", "Message-ID: <1@x>", "", "x")],
    ["an empty body", lines("Subject: Empty", "Message-ID: <1@x>", "")],
    ["an empty header", lines("", "Only a body")],
    ["a header that ends in a blank-looking line", lines("Subject: x", "Message-ID: <1@x>", " ", "\t", "", "x")],
    ["a first line that is folded", lines(" folded under nothing", "Subject: x", "Message-ID: <1@x>", "", "y")],
    [
      "lines that are no fields",
      lines("Subject: x", "this is no field", "Message-ID: <1@x>", "nor: this", "-----", "", "y"),
    ],
    ["lines of dots", lines("Message-ID: <1@x>", "", ".", "..", "...", ". .", ".x")],
    ["lines of 60,000 bytes", lines("Message-ID: <1@x>", `X-Long: ${"y".repeat(60_000)}`, "", "z".repeat(60_000))],
    ["1,000 fields of one name", lines("Message-ID: <1@x>", ...Array(1_000).fill("X-Again: yes"), "", "x")],
    ["a Subject of 60 KB", lines(`Subject: ${"long ".repeat(12_000)}`, "Message-ID: <1@x>", "", "x")],
    [
      "10,000 addresses in To",
      lines(
        `To: ${Array.from({ length: 2_500 }, (_, i) => `a${i}@x.example`).join(",\r\n ")}`,
        "Message-ID: <1@x>",
        "",
        "x",
      ),
    ],
  ])("%s", async (_name, raw) => {
    const test = await watched();
    const bytes = await delivered(test, raw);
    const expected = raw.match(/^Message-ID:/im) && !raw.startsWith("\r\n") ? raw : undefined;
    const rest = withoutOurs(bytes);
    // Where it had none, a Message-ID was added.
    expect(expected === undefined ? rest.replace(/Message-ID: <[0-9A-F]{32}@mail\.contoso\.com>\r\n/, "") : rest).toBe(
      raw,
    );
    await expectAllIsWell(test);
  });
});

describe("what a mailbox shows of it", () => {
  it("has a subject and a class, whatever stands there", async () => {
    const test = await watched();
    await delivered(test, lines("Subject: a\x00b \xff", "Content-Type: ;;;", "Message-ID: <1@x>", "", "x"));
    const [item] = await items(test.on, "bob");
    expect(item).toMatchObject({ messageClass: "IPM.Note", messageId: "<1@x>", sender: "frank@fabrikam.com" });
    expect(item?.subject).toMatch(/^a.?b/);
  });

  it("can be found again by the Message-ID it has", async () => {
    for (const id of ["<a\x00b@x>", "<\xe4@x>", `<${"long".repeat(500)}@x>`, "no brackets"]) {
      const test = await watched();
      await delivered(test, lines(`Message-ID: ${id}`, "", "x"));
      const [item] = await items(test.on, "bob");
      expect(await test.on.mailboxes.list("bob@contoso.com", { messageId: item?.messageId ?? "" })).toHaveLength(1);
      expect(await test.on.tracking.find({ messageId: item?.messageId ?? "" })).toHaveLength(2);
    }
  });
});

describe("what is missing", () => {
  it("on inbound only a Message-ID is added; Date and From stay missing", async () => {
    const test = await watched();
    await delivered(test, lines("Subject: x", "", "x"));
    const headers = await headersOf(test.on, "bob");
    expect(headers.get("Message-ID")).toMatch(/^<[0-9A-F]{32}@mail\.contoso\.com>$/);
    expect([headers.has("Date"), headers.has("From")]).toEqual([false, false]);
  });
});

it("two different messages under one Message-ID, without Date, are both delivered", async () => {
  const test = await watched();
  for (const subject of ["one", "two"]) {
    await send(test.on, { raw: lines(`Subject: ${subject}`, "Message-ID: <same@x>", "", subject) });
  }
  await test.on.idle();
  expect((await items(test.on, "bob")).map((item) => item.subject).sort()).toEqual(["one", "two"]);
  await expectAllIsWell(test);
});
