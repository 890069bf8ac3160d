import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatParameter,
  parseContentType,
  parseParameterized,
  withParameter,
} from "../../../src/mime/content-type.ts";

const parameters = (value: string) => Object.fromEntries(parseContentType(value).parameters);

describe("parseContentType()", () => {
  test.each([
    ["text/html; charset=utf-8", "text/html", { charset: "utf-8" }],
    ['TEXT/Plain; CharSet="US-ASCII"', "text/plain", { charset: "US-ASCII" }],
    ["text/plain; charset=us-ascii (Plain text)", "text/plain", { charset: "us-ascii" }],
    ["(one) text/(two)plain ; charset = utf-8 ;", "text/plain", { charset: "utf-8" }],
    ['multipart/mixed; boundary="a;b=\\"c\\""', "multipart/mixed", { boundary: 'a;b="c"' }],
    ["multipart/mixed;boundary=--=_x:1", "multipart/mixed", { boundary: "--=_x:1" }],
    ["application/octet-stream; name=two words.txt", "application/octet-stream", { name: "two words.txt" }],
    ['text/plain; format=flowed; charset="unterminated', "text/plain", { format: "flowed", charset: "unterminated" }],
    ["text/plain; charset=a; charset=b", "text/plain", { charset: "a" }],
    ["text/plain; flag; =x; charset=a", "text/plain", { "": "x", charset: "a" }],
  ])("reads %s", (value, mediaType, expected) => {
    expect(parseContentType(value).mediaType).toBe(mediaType);
    expect(parameters(value)).toEqual(expected);
  });

  test.each(["", "text", "text/", "/plain", "a/b/c", ";charset=utf-8"])("takes text/plain for %j", (value) => {
    expect(parseContentType(value).mediaType).toBe("text/plain");
    expect(parseContentType(value, "message/rfc822").mediaType).toBe("message/rfc822");
  });

  test("joins and decodes sections (RFC 2231 §4.1, its own example)", () => {
    const value =
      "application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"";
    expect(parameters(value)).toEqual({ title: "This is even more ***fun*** isn't it!" });
  });

  test("reads a single extended value, and prefers it", () => {
    expect(
      Object.fromEntries(parseParameterized("attachment; filename=x.txt; filename*=utf-8''%E2%82%AC.txt").parameters),
    ).toEqual({ filename: "€.txt" });
  });

  test("no name reaches an object's prototype", () => {
    expect(parseContentType("text/plain; __proto__=x").parameters.get("__proto__")).toBe("x");
  });

  test("takes linear time", () => {
    for (const value of [";".repeat(300_000), "(".repeat(300_000), '; a="\\'.repeat(60_000), ";a*0=".repeat(60_000)]) {
      const started = performance.now();
      parseContentType(`text/plain${value}`);
      withParameter(`text/plain${value}`, "a", "b");
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (value) => {
        parseContentType(value);
        withParameter(value, "charset", "utf-8");
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("withParameter()", () => {
  test.each([
    ["text/plain", "text/plain; charset=utf-8"],
    ["text/plain;", "text/plain; charset=utf-8"],
    ["text/plain; charset=us-ascii; format=flowed", "text/plain; charset=utf-8; format=flowed"],
    ['text/plain; charset="us-ascii" (old); format=flowed', "text/plain; charset=utf-8 (old); format=flowed"],
    ["text/plain; CHARSET=a; x=1; charset*0=b; charset*1=c", "text/plain; charset=utf-8; x=1"],
  ])("%s becomes %s", (value, expected) => {
    expect(withParameter(value, "charset", "utf-8")).toBe(expected);
  });

  test("what is written is read back", () => {
    const texts = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
      .filter((text) => /^[^\s\x00-\x1f]/.test(text));
    fc.assert(
      fc.property(texts, (text) => {
        const written = `text/plain; ${formatParameter("name", text)}; x=1`;
        expect(parseContentType(written).parameters.get("name")).toBe(text.toWellFormed());
        expect(parseContentType(withParameter(written, "x", text)).parameters.get("x")).toBe(text.toWellFormed());
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
});
