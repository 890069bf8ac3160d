import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEncodedWords } from "../../../src/mime/encoded-word.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { bodyContent, composeMessage, findBlankLine, splitMessage } from "../../../src/mime/message.ts";

/** Bytes that are mostly line ends, so that every kind of break comes up. */
const lineBytes = fc
  .array(fc.constantFrom(..."\r\n\r\n\r\n:: aA\t\0".split(""), "\xff"), { maxLength: 60 })
  .map((parts) => Buffer.from(parts.join(""), "latin1"));

describe("splitMessage()", () => {
  it.each([
    ["Subject: a\r\n\r\nbody", "Subject: a\r\n", "\r\nbody"],
    ["Subject: a\n\nbody", "Subject: a\n", "\nbody"],
    ["Subject: a\r\n", "Subject: a\r\n", ""],
    ["Subject: a", "Subject: a", ""],
    ["\r\nbody", "", "\r\nbody"],
    ["Subject: a\r\n \r\nB: c\r\n\r\n", "Subject: a\r\n \r\nB: c\r\n", "\r\n"],
    ["Subject: a\r\r\n\r\n", "Subject: a\r\r\n", "\r\n"],
    ["", "", ""],
  ])("cuts %j before the blank line", (message, headers, body) => {
    const split = splitMessage(Buffer.from(message));
    expect([split.headers.toString(), split.body.toString()]).toEqual([headers, body]);
  });

  it("loses no byte, also through a header block", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          lineBytes,
          fc.uint8Array().map((raw) => Buffer.from(raw)),
        ),
        (bytes) => {
          const { headers, body } = splitMessage(bytes);
          expect(Buffer.concat([HeaderBlock.parse(headers).toBuffer(), body]).equals(bytes)).toBe(true);
        },
      ),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("finds the same place when bytes arrive in chunks", () => {
    fc.assert(
      fc.property(lineBytes, fc.integer({ min: 0, max: 60 }), (bytes, cut) => {
        const first = bytes.subarray(0, cut);
        const early = findBlankLine(first);
        const found = early >= 0 ? early : findBlankLine(bytes, first.length - 2);
        expect(found).toBe(findBlankLine(bytes));
        if (early < 0) expect(findBlankLine(bytes, first.length)).toBe(found);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("bodyContent() is what follows the blank line", () => {
    expect(bodyContent(Buffer.from("\r\nbody")).toString()).toBe("body");
    expect(bodyContent(Buffer.from("\nbody")).toString()).toBe("body");
    expect(bodyContent(Buffer.from("")).toString()).toBe("");
  });
});

describe("composeMessage()", () => {
  it("writes CRLF, encodes text and leaves addresses as they are", () => {
    const message = composeMessage(
      [
        ["From", '"Alice" <älice@contoso.com>'],
        ["Subject", "Grüße"],
        ["X-Empty", ""],
      ],
      "one\ntwo\r\nthree\rfour",
    );
    expect(message.toString("utf8")).toBe(
      'From: "Alice" <älice@contoso.com>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\nX-Empty: \r\n\r\none\r\ntwo\r\nthree\r\nfour',
    );
  });

  it("keeps proper folding and nothing else that ends a line", () => {
    const message = composeMessage([["X", "a\r\n b\n c\r\n\r\n d\r\n \r\n e\0f\r\n"]], "");
    expect(message.toString()).toBe("X: a\r\n b c d e f\r\n\r\n");
  });

  it("takes no name that is none", () => {
    for (const name of ["", "A B", "A:", "Ä", "A\r\nB"])
      expect(() => composeMessage([[name, "x"]], "")).toThrow(TypeError);
  });

  it("gives back every value and the body", () => {
    const value = fc
      .string({ unit: "binary", maxLength: 300 })
      .map((text) => text.replace(/[\x00-\x1f\x7f]/g, "").trim());
    fc.assert(
      fc.property(value, fc.uint8Array(), (subject, raw) => {
        const body = Buffer.from(raw);
        const split = splitMessage(composeMessage([["Subject", subject]], body));
        const block = HeaderBlock.parse(split.headers);
        expect(block.fields).toHaveLength(1);
        expect(decodeEncodedWords(block.get("Subject") ?? "").trim()).toBe(subject);
        expect(bodyContent(split.body).equals(body)).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it("no value starts a field or ends the header block", () => {
    fc.assert(
      fc.property(fc.constantFrom("Subject", "To", "Content-Type"), lineBytes, (name, raw) => {
        const message = composeMessage(
          [
            [name, raw.toString("latin1")],
            ["Last", "x"],
          ],
          "body",
        );
        const { headers, body } = splitMessage(message);
        expect(HeaderBlock.parse(headers).fields.map((field) => field.name)).toEqual([name, "Last"]);
        expect(body.toString()).toBe("\r\nbody");
        expect(message.toString("latin1").replaceAll("\r\n", "")).not.toMatch(/[\r\n\0]/);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
