import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEncodedWords, encodeText, encodeWords } from "../../../src/mime/encoded-word.ts";
import { fieldValue, HeaderBlock, makeField } from "../../../src/mime/header-block.ts";

const bytes = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("decodeEncodedWords()", () => {
  it.each([
    // RFC 2047 §8
    ["=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>"],
    ["=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>", "Keld Jørn Simonsen <keld@dkuug.dk>"],
    ["=?ISO-8859-1?Q?Andr=E9?= Pirard", "André Pirard"],
    [
      "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
      "If you can read this you understand the example.",
    ],
    ["(=?ISO-8859-1?Q?a?= b)", "(a b)"],
    ["(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"],
    ["(=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=)", "(ab)"],
    ["(=?ISO-8859-1?Q?a_b?=)", "(a b)"],
    ["(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)"],
    // RFC 2231 §5
    ["=?US-ASCII*EN?Q?Keith_Moore?=", "Keith Moore"],
  ])("reads %s", (value, expected) => {
    expect(decodeEncodedWords(value)).toBe(expected);
  });

  it.each([
    ["=?utf-8?B?w4Q=?= =?UTF-8?B?w7Y=?=", "Äö"],
    ["=?utf-8?B?ww==?= =?utf-8?B?hA==?=", "Ä"],
    ["=?utf-8?Q?=C3?=\r\n =?utf-8?Q?=84?=", "Ä"],
    ["=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=", "テスト"],
    ["=?gb2312?B?s7e72Dog?=", "撤回: "],
    ["=?big5?B?pl6mrDog?=", "回收: "],
    ["=?us-ascii?Q?=C3=84?=", "Ä"],
    ["=?no-such-charset?Q?=C3=84?=", "Ä"],
    ["=?no-such-charset?Q?=C4?=", "Ä"],
    ["=?utf-8?Q?two words?=", "two words"],
    ["=?utf-8?X?abc?=", "=?utf-8?X?abc?="],
    ["=?utf-8?Q?abc", "=?utf-8?Q?abc"],
    ["=?utf-8?Q??=", ""],
    ["re =?utf-8?Q?=zz?=", "re =zz"],
  ])("tolerates %s", (value, expected) => {
    expect(decodeEncodedWords(value)).toBe(expected);
  });

  it("reads undeclared bytes as UTF-8 where valid, else as latin1", () => {
    expect(decodeEncodedWords(bytes("Grüße aus Köln"))).toBe("Grüße aus Köln");
    expect(decodeEncodedWords("Gr\xfc\xdfe")).toBe("Grüße");
    expect(decodeEncodedWords(`${bytes("Ä")} =?utf-8?Q?=C3=96?= \xdc`)).toBe("Ä Ö Ü");
    expect(decodeEncodedWords("撤回: ü")).toBe("撤回: ü");
  });

  it("never throws and takes linear time", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (raw) => {
        decodeEncodedWords(Buffer.from(raw).toString("latin1"));
      }),
      { seed: 7 },
    );
    const started = performance.now();
    for (const part of ["=?", "=?a", "=?a?q?", "=?a?q?b?= ", "=?a*", "=", " "])
      decodeEncodedWords(part.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe("encodeText()", () => {
  it("leaves printable ASCII alone and encodes the rest", () => {
    expect(encodeText("Quarterly figures")).toBe("Quarterly figures");
    expect(encodeText("Grüße")).toBe("=?utf-8?B?R3LDvMOfZQ==?=");
    expect(encodeText("The meeting about Köln is off")).toBe("=?utf-8?Q?The_meeting_about_K=C3=B6ln_is_off?=");
    expect(encodeText("looks =?like?q?a word?=")).toMatch(/^=\?utf-8\?/);
  });

  it("can't be used to start another field", () => {
    expect(encodeText("a\r\nBcc: eve@fabrikam.com")).not.toMatch(/[\r\n](?! )/);
  });

  it("writes words of 75 characters at most, on lines of 76", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.integer({ min: 0, max: 120 }), (text, column) => {
        const lines = encodeText(`é${text}`, column).split("\r\n");
        expect(lines[0] === "" || column + (lines[0] ?? "").length <= 76).toBe(true);
        for (const line of lines) expect(line.trim().length).toBeLessThanOrEqual(75);
      }),
      { seed: 7 },
    );
  });

  it("is undone by decodeEncodedWords(), also through a header block", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 1200 }),
      fc.string({ unit: "grapheme", maxLength: 200 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const raw = Buffer.from(makeField("Subject", encodeText(text)).raw, "latin1");
        const block = HeaderBlock.parse(raw);
        expect(block.fields).toHaveLength(1);
        expect(decodeEncodedWords(block.get("Subject") ?? "")).toBe(text);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("keeps a byte order mark", () => {
    expect(decodeEncodedWords(encodeText("\ufeffä"))).toBe("\ufeffä");
    expect(decodeEncodedWords(bytes("\ufeffä"))).toBe("\ufeffä");
  });

  it("encodes ASCII as words where asked, as the service does with the original's Message-ID", () => {
    const value = encodeWords("<CAFE.42@mail.contoso.com>", "q");
    expect(value).toBe("=?utf-8?q?=3CCAFE=2E42=40mail=2Econtoso=2Ecom=3E?=");
    expect(decodeEncodedWords(fieldValue(makeField("X", value)))).toBe("<CAFE.42@mail.contoso.com>");
  });
});
