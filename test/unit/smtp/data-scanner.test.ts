import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataScanner } from "../../../src/smtp/data-scanner.ts";

const LIMITS = { maxMessageBytes: 1e6, maxHeaderBytes: 1e6, maxLineBytes: 1e6 };
const SEED = 20_260_901;

/** Scans the pieces; gives content, violation and what is left behind the message. */
function scan(pieces: readonly (string | Buffer)[], limits = LIMITS) {
  const scanner = new DataScanner(limits);
  const content: Buffer[] = [];
  let rest = "";
  for (const piece of pieces) {
    const bytes = Buffer.from(piece as string, "latin1");
    if (scanner.ended) {
      rest += bytes.toString("latin1");
      continue;
    }
    const payload = scanner.scan(bytes);
    if (payload) content.push(payload);
    if (scanner.ended) rest = bytes.subarray(scanner.consumed).toString("latin1");
  }
  return {
    text: Buffer.concat(content).toString("latin1"),
    rest,
    violation: scanner.violation,
    ended: scanner.ended,
    size: scanner.size,
  };
}

describe("DataScanner", () => {
  it.each([
    ["a message", "a\r\nb\r\n.\r\n", "a\r\nb\r\n"],
    ["an empty message", ".\r\n", ""],
    ["an empty line", "\r\n.\r\n", "\r\n"],
    ["a stuffed dot", "..\r\n.\r\n", ".\r\n"],
    ["a stuffed dot behind a line", "a\r\n..b\r\n...\r\n.\r\n", "a\r\n.b\r\n..\r\n"],
    ["a dot that was not stuffed", "a\r\n.b\r\n.\r\n", "a\r\nb\r\n"],
    ["dots within a line", "a.\r\nb..c\r\n.\r\n", "a.\r\nb..c\r\n"],
    ["NUL and 8-bit", "\0\xff\r\n.\r\n", "\0\xff\r\n"],
  ])("reads %s, however it is cut", (_, wire, expected) => {
    for (let cut = 0; cut <= wire.length; cut += 1)
      expect(scan([wire.slice(0, cut), wire.slice(cut)])).toMatchObject({ text: expected, rest: "", ended: true });
    expect(scan([...wire])).toMatchObject({ text: expected, ended: true });
  });

  it.each([
    ["LF.LF", "a\n.\n"],
    ["LF.CRLF", "a\n.\r\n"],
    ["CRLF.LF", "a\r\n.\n"],
    ["CR.CR", "a\r.\r"],
    ["CR.CRLF", "a\r.\r\n"],
    ["CRLF.CR", "a\r\n.\rb"],
    ["CRLF.CRCRLF", "a\r\n.\r\r\n"],
    ["CRLF.NUL CRLF", "a\r\n.\0\r\n"],
    ["CRCRLF.CRLF within a line", "a\r\r\n..\r\n"],
    ["LF at the start", "\n.\r\n"],
  ])("%s ends nothing", (_, smuggled) => {
    const wire = `${smuggled}MAIL FROM:<evil@x.example>\r\n.\r\nNOOP\r\n`;
    for (let cut = 0; cut <= wire.length; cut += 1)
      expect(scan([wire.slice(0, cut), wire.slice(cut)])).toMatchObject({ ended: true, rest: "NOOP\r\n" });
    const { violation } = scan([wire]);
    expect(violation).toBe(
      smuggled.includes("\0") || (smuggled.includes("..") && !smuggled.includes("\r\r")) ? undefined : "bareLineEnding",
    );
  });

  it("agrees with a plain reading of the rules on arbitrary bytes, arbitrarily cut", () => {
    const byte = fc.constantFrom("\r", "\n", ".", "\r\n", "\r\n.", "a", "\0", "\xe9");
    fc.assert(
      fc.property(
        fc.array(
          fc.array(byte, { maxLength: 12 }).map((parts) => parts.join("")),
          { maxLength: 8 },
        ),
        (pieces) => {
          const wire = pieces.join("");
          // Prefixed with a line end, the message begins like any other line.
          const end = `\r\n${wire}`.indexOf("\r\n.\r\n");
          const body = end < 0 ? wire : wire.slice(0, end);
          const isBare = /(?<!\r)\n|\r(?!\n)/.test(end < 0 ? body.replace(/\r$/, "") : body);
          const result = scan(pieces);
          expect(result.ended).toBe(end >= 0);
          if (end >= 0) expect(result.rest).toBe(wire.slice(end + 3));
          expect(result.violation).toBe(isBare ? "bareLineEnding" : undefined);
          if (end >= 0 && !isBare) expect(result.text).toBe(`\r\n${body}`.replace(/\r\n\./g, "\r\n").slice(2));
        },
      ),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it("shares the chunk's memory where no dot was taken out", () => {
    const chunk = Buffer.from("Subject: x\r\n\r\nhello\r\n");
    expect(new DataScanner(LIMITS).scan(chunk)).toBe(chunk);
  });

  it("counts a header without the blank line behind it, and a line without its end", () => {
    const limits = { maxMessageBytes: 100, maxHeaderBytes: 6, maxLineBytes: 4 };
    expect(scan(["abcd\r\n\r\nabcd\r\n.\r\n"], limits).violation).toBeUndefined();
    expect(scan([..."abcd\r\n\r\nabcd\r\n.\r\n"], limits).violation).toBeUndefined();
    expect(scan(["abc\r\na\r\n\r\n.\r\n"], limits).violation).toBe("headerSize");
    expect(scan([..."abcde"], limits).violation).toBe("lineLength");
    expect(scan(["\r\n", "a\r\n".repeat(33), ".\r\n"], limits).violation).toBe("messageSize");
  });
});
