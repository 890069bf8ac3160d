import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { domainOf, formatAddress, isSameAddress, parseAddresses } from "../../../src/mime/address.ts";
import { HeaderBlock, makeField } from "../../../src/mime/header-block.ts";

const bytes = (text: string) => Buffer.from(text, "utf8").toString("latin1");

describe("parseAddresses()", () => {
  it.each<[string, [name: string, address: string][]]>([
    // RFC 5322 Appendix A
    ["John Doe <jdoe@machine.example>", [["John Doe", "jdoe@machine.example"]]],
    ['"Joe Q. Public" <john.q.public@example.com>', [["Joe Q. Public", "john.q.public@example.com"]]],
    [
      "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>",
      [
        ["Mary Smith", "mary@x.test"],
        ["", "jdoe@example.org"],
        ["Who?", "one@y.test"],
      ],
    ],
    [
      "A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;",
      [
        ["Ed Jones", "c@a.test"],
        ["", "joe@where.test"],
        ["John", "jdoe@one.test"],
      ],
    ],
    ["Undisclosed recipients:;", []],
    ["=?utf-8?Q?Doe=2C_John?= <john@contoso.com>", [["Doe, John", "john@contoso.com"]]],
    ['"=?utf-8?Q?J=C3=BCrgen?=" <j@contoso.com>', [["Jürgen", "j@contoso.com"]]],
    [bytes('"Déjà vu" <à@contoso.com>'), [["Déjà vu", "à@contoso.com"]]],
    ["J\xfcrgen <j@contoso.com>", [["Jürgen", "j@contoso.com"]]],
    ['"eve@fabrikam.com" <bob@contoso.com>', [["eve@fabrikam.com", "bob@contoso.com"]]],
    ['"eve@fabrikam.com"@contoso.com', [["", '"eve@fabrikam.com"@contoso.com']]],
    ["<>", []],
    ["MAILER-DAEMON", []],
    ["", []],
  ])("reads %s", (value, expected) => {
    expect(parseAddresses(value)).toEqual(expected.map(([name, address]) => ({ name, address })));
  });

  it("never throws and takes linear time", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (raw) => {
        parseAddresses(Buffer.from(raw).toString("latin1"));
      }),
      { seed: 7 },
    );
    const started = performance.now();
    for (const part of ["a,", "<", "(", '"', "a:", "@", "a@b ", ";", "[", "\\"]) parseAddresses(part.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe("formatAddress()", () => {
  it.each([
    ["Alice", "alice@contoso.com", '"Alice" <alice@contoso.com>'],
    ["", "alice@contoso.com", "alice@contoso.com"],
    ['O"Neil\\', "o@contoso.com", '"O\\"Neil\\\\" <o@contoso.com>'],
    ["Jürgen", "j@contoso.com", "=?utf-8?B?SsO8cmdlbg==?= <j@contoso.com>"],
    ["a\r\nBcc: eve@fabrikam.com", "a@contoso.com", '"a Bcc: eve@fabrikam.com" <a@contoso.com>'],
    ["Alice", "alice@contoso.com>, <eve@fabrikam.com", '"Alice" <alice@contoso.comeve@fabrikam.com>'],
    ["", '"a b"@contoso.com', '"a b"@contoso.com'],
  ])("writes %s <%s>", (name, address, expected) => {
    expect(formatAddress({ name, address })).toBe(expected);
  });

  it("is undone by parseAddresses(), also through a header block", () => {
    const name = fc
      .string({ unit: "grapheme", maxLength: 100 })
      .map((text) => text.replace(/[\x00-\x1f\x7f]/g, "").trim());
    const address = fc.emailAddress();
    fc.assert(
      fc.property(fc.array(fc.record({ name, address }), { minLength: 1, maxLength: 5 }), (addresses) => {
        const value = addresses.map(formatAddress).join(", ");
        const block = HeaderBlock.parse(Buffer.from(makeField("To", value).raw, "latin1"));
        expect(parseAddresses(block.get("To") ?? "")).toEqual(addresses);
      }),
      { seed: 7 },
    );
  });
});

describe("isSameAddress()", () => {
  it("compares without case and across the two forms of a domain", () => {
    expect(isSameAddress("Bob@Contoso.com", "bob@contoso.COM")).toBe(true);
    expect(isSameAddress("bob@bücher.example", "BOB@xn--bcher-kva.example")).toBe(true);
    expect(isSameAddress("bob@contoso.com", "bob@contoso.com.fabrikam.com")).toBe(false);
    expect(isSameAddress("", "")).toBe(true);
  });
});

describe("domainOf()", () => {
  it("takes what follows the last @", () => {
    expect(domainOf('"a@b"@Contoso.com')).toBe("contoso.com");
    expect(domainOf("bob")).toBe("");
  });
});
