import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import {
  decodeTransferEncoding,
  encodeTransferEncoding,
  transferEncodingOf,
} from "../../../src/mime/transfer-encoding.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const decodeQp = (text: string) => decodeTransferEncoding(bytes(text), "quoted-printable").toString("latin1");
const encodeQp = (text: string) => encodeTransferEncoding(bytes(text), "quoted-printable").toString("latin1");

describe("quoted-printable", () => {
  test.each([
    ["a=3Db", "a=b"],
    ["soft=\r\nbreak", "softbreak"],
    ["soft= \t\r\nbreak", "softbreak"],
    ["soft=\nbreak", "softbreak"],
    ["sentence.=\r\n", "sentence."],
    ["ends=", "ends"],
    ["blanks \t \r\nfall", "blanks\r\nfall"],
    ["kept=20\r\nblank", "kept \r\nblank"],
    ["lower=c3=a9", "lower\xc3\xa9"],
    ["broken=ZZ=4", "broken=ZZ=4"],
    ["lone\rCR", "lone\rCR"],
  ])("%j decodes to %j", (encoded, decoded) => {
    expect(decodeQp(encoded)).toBe(decoded);
  });

  test("lines have 76 columns at most, and no blank ends one", () => {
    const text = `${"x".repeat(76)}\r\n${"y".repeat(77)}\r\n${"é".repeat(60)} \r\ntab\t`;
    const encoded = encodeQp(text);
    for (const line of encoded.split("\r\n")) {
      expect(line.length).toBeLessThanOrEqual(76);
      expect(line).not.toMatch(/[ \t]$/);
    }
    expect(encoded.startsWith(`${"x".repeat(76)}\r\n${"y".repeat(75)}=\r\nyy\r\n`)).toBe(true);
    expect(decodeQp(encoded)).toBe(text);
  });

  test("CRLF stays a line end, lone CR and LF are data", () => {
    expect(encodeQp("a\r\nb\rc\nd")).toBe("a\r\nb=0Dc=0Ad");
  });
});

describe("base64", () => {
  test("writes lines of 76 without a line end behind the last", () => {
    const lines = encodeTransferEncoding(Buffer.alloc(57 * 3 + 1, 1), "base64")
      .toString()
      .split("\r\n");
    expect(lines.map((line) => line.length)).toEqual([76, 76, 76, 4]);
  });

  test.each([
    ["aGVs\r\nbG8=\r\n", "hello"],
    ["aGVsbG8", "hello"],
    ["aG!V s-bG8=", "hello"],
    ["aGVsbG8=IQ==", "hello!"],
    ["", ""],
    ["====", ""],
  ])("%j decodes to %j", (encoded, decoded) => {
    expect(decodeTransferEncoding(bytes(encoded), "base64").toString()).toBe(decoded);
  });
});

test("what is encoded is decoded, at any length", () => {
  const data = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(fc.constantFrom(...bytes(" \t\r\n=.a\xe9"))).map((list) => Uint8Array.from(list)),
    fc
      .integer({ min: 65_500, max: 65_600 })
      .map((size) => Uint8Array.from({ length: size }, (_, at) => (at % 3 ? 10 : 13))),
  );
  fc.assert(
    fc.property(data, (array) => {
      const plain = Buffer.from(array);
      for (const name of ["quoted-printable", "base64", "8bit"] as const) {
        expect(decodeTransferEncoding(encodeTransferEncoding(plain, name), name).equals(plain)).toBe(true);
      }
      expect(decodeTransferEncoding(bytes(plain.toString("base64")), "base64").equals(plain)).toBe(true);
    }),
    { seed: 3, numRuns: 1000 },
  );
});

test("decoders take any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (array) => {
      decodeTransferEncoding(Buffer.from(array), "quoted-printable");
      decodeTransferEncoding(Buffer.from(array), "base64");
    }),
    { seed: 4, numRuns: 2000 },
  );
});

test.each([
  ["", "7bit"],
  ["Content-Transfer-Encoding: BASE64\r\n", "base64"],
  ["Content-Transfer-Encoding: quoted-printable; x\r\n", "quoted-printable"],
  ["Content-Transfer-Encoding: 8bit (really)\r\n", "8bit"],
  ["Content-Transfer-Encoding: x-uuencode\r\n", "unknown"],
])("transferEncodingOf() reads %j as %s", (header, expected) => {
  expect(transferEncodingOf(HeaderBlock.parse(bytes(header)))).toBe(expected);
});
