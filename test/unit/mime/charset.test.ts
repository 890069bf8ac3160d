import { expect, test } from "vitest";
import { canEncode, decodeText, encodeText, isAsciiCompatible, transliterate } from "../../../src/mime/charset.ts";

test.each([
  ["plain", "us-ascii", true],
  ["é", "us-ascii", false],
  ["é", "iso-8859-1", true],
  ["€", "iso-8859-1", false],
  ["€", "iso-8859-15", true],
  ["€", "windows-1252", true],
  ["Привет", "koi8-r", true],
  ["Привет", "gb2312", true],
  ["日本", "utf-8", true],
  ["\ud800", "utf-8", false],
  ["plain", "x-nobody-knows", false],
  ["plain", "base64", false],
])("canEncode(%j, %s) is %s", (text, charset, expected) => {
  expect(canEncode(text, charset)).toBe(expected);
});

test("an unknown charset decodes to nothing, a stateful one is read", () => {
  expect(decodeText(Buffer.from("x"), "x-nobody-knows")).toBeUndefined();
  expect(decodeText(Buffer.from("\x1b$BF|K\\\x1b(B", "latin1"), "iso-2022-jp")).toBe("日本");
  expect(encodeText("日本", "iso-2022-jp")).toBeUndefined();
  expect(encodeText("a", "utf-16le")).toEqual(Buffer.from([0x61, 0]));
});

test.each([
  ["utf-8", true],
  ["us-ascii", true],
  ["iso-8859-1", true],
  ["shift_jis", true],
  ["big5", true],
  ["x-nobody-knows", true],
  ["utf-16", false],
  ["UTF-7", false],
  ["utf-32le", false],
  ["iso-2022-jp", false],
  ["hz-gb-2312", false],
])("isAsciiCompatible(%s) is %s", (charset, expected) => {
  expect(isAsciiCompatible(charset)).toBe(expected);
});

test.each([
  ["Preis: 5 € – “gut” …", "us-ascii", 'Preis: 5 EUR - "gut" ...'],
  ["Müller & Łukasz", "us-ascii", "Muller & Lukasz"],
  ["Müller 5 €", "iso-8859-1", "Müller 5 EUR"],
  ["Щука Юля", "iso-8859-1", "Shchuka Yulya"],
  ["日本", "us-ascii", "??"],
])("transliterate(%j, %s) is %j", (text, charset, expected) => {
  expect(transliterate(text, charset)).toBe(expected);
  expect(canEncode(expected, charset)).toBe(true);
});
