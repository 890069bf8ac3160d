import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { type MimePart, parseStructure, parseStructureInTurns, walkParts } from "../../../src/mime/structure.ts";

const message = (...lines: string[]) => Buffer.from(lines.join("\r\n"), "latin1");

/** "multipart/mixed[text/plain=…]" with the bodies of leaves. */
function draw(bytes: Buffer, part: MimePart): string {
  const { mediaType } = part.contentType;
  if (part.parts.length > 0) return `${mediaType}[${part.parts.map((child) => draw(bytes, child)).join(", ")}]`;
  return `${mediaType}=${JSON.stringify(bytes.toString("latin1", part.bodyStart, part.end))}`;
}

const drawing = (bytes: Buffer, limits = {}) => draw(bytes, parseStructure(bytes, limits));

const ALTERNATIVE = message(
  "Subject: x",
  'Content-Type: multipart/mixed; boundary="outer"',
  "",
  "preamble",
  "--outer",
  "Content-Type: multipart/alternative; boundary=inner",
  "",
  "--inner",
  "",
  "text",
  "--inner  ",
  "Content-Type: text/html",
  "",
  "<p>html</p>",
  "",
  "--inner--",
  "inner epilogue",
  "--outer",
  "Content-Type: application/pdf",
  "",
  "",
  "--outer--",
  "epilogue",
);

describe("parseStructure()", () => {
  test("finds nested parts; the line end before a delimiter is the delimiter's", () => {
    expect(drawing(ALTERNATIVE)).toBe(
      'multipart/mixed[multipart/alternative[text/plain="text", text/html="<p>html</p>\\r\\n"], application/pdf=""]',
    );
    const root = parseStructure(ALTERNATIVE);
    expect([root.isClosed, root.isTruncated, root.delimiters.length]).toEqual([true, false, 3]);
    const [first, , last] = root.delimiters;
    expect(ALTERNATIVE.toString("latin1", root.bodyStart, first?.start)).toBe("preamble\r\n");
    expect(ALTERNATIVE.toString("latin1", last?.end, root.end)).toBe("epilogue");
    expect([...walkParts(root)].map((part) => part.contentType.subtype)).toEqual([
      "mixed",
      "alternative",
      "plain",
      "html",
      "pdf",
    ]);
  });

  test("gives the same for a header block with a body apart", async () => {
    const at = ALTERNATIVE.indexOf("\r\n\r\n") + 2;
    const headers = HeaderBlock.parse(ALTERNATIVE.subarray(0, at));
    const body = ALTERNATIVE.subarray(at);
    const root = await parseStructureInTurns(body, {}, headers);
    expect(draw(body, root)).toBe(drawing(ALTERNATIVE));
    expect([root.start, root.headersEnd, root.bodyStart, root.end]).toEqual([0, 0, 2, body.length]);
  });

  test("a message without header, body or anything is a text", () => {
    expect(drawing(message(""))).toBe('text/plain=""');
    expect(drawing(message("", "only body"))).toBe('text/plain="only body"');
    expect(drawing(message("Content-Type: text/html"))).toBe('text/html=""');
  });

  test("takes LF for a line end", () => {
    const lf = Buffer.from(ALTERNATIVE.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
    expect(drawing(lf)).toBe(drawing(ALTERNATIVE).replaceAll("\\r", ""));
  });

  test.each([
    ["no boundary parameter", ["Content-Type: multipart/mixed", "", "--a", "", "x", "--a--"]],
    ["another boundary", ["Content-Type: multipart/mixed; boundary=b", "", "--a", "", "x", "--a--"]],
    ["an empty boundary", ['Content-Type: multipart/mixed; boundary=""', "", "--", "", "x", "----"]],
  ])("a multipart with %s is one opaque leaf", (_, lines) => {
    const root = parseStructure(message(...lines));
    expect(root.parts).toEqual([]);
    expect(root.end).toBe(message(...lines).length);
  });

  test("the outer delimiter ends inner parts that were never closed", () => {
    const bytes = message(
      ...["Content-Type: multipart/mixed; boundary=a", "", "--a", "Content-Type: multipart/mixed; boundary=b", ""],
      ...["--b", "", "one", "--a", "", "two", "unclosed"],
    );
    expect(drawing(bytes)).toBe('multipart/mixed[multipart/mixed[text/plain="one"], text/plain="two\\r\\nunclosed"]');
    expect(parseStructure(bytes).isClosed).toBe(false);
  });

  test("of two multiparts with one boundary the inner ends first", () => {
    const bytes = message(
      ...["Content-Type: multipart/mixed; boundary=a", "", "--a", "Content-Type: multipart/mixed; boundary=a", ""],
      ...["--a", "", "one", "--a--", "--a", "", "two", "--a--"],
    );
    expect(drawing(bytes)).toBe('multipart/mixed[multipart/mixed[text/plain="one"], text/plain="two"]');
  });

  test("boundaries that begin alike, or end in dashes, are told apart", () => {
    const bytes = message(
      ...["Content-Type: multipart/mixed; boundary=a", "", "--a", "Content-Type: multipart/mixed; boundary=ab--", ""],
      ...["--ab--", "", "one", "--ab----", "--ab", "--a", "", "two", "--a--"],
    );
    expect(drawing(bytes)).toBe('multipart/mixed[multipart/mixed[text/plain="one"], text/plain="two"]');
  });

  test("a part whose blank line is missing ends at the next delimiter", () => {
    const bytes = message(
      ...["Content-Type: multipart/mixed; boundary=a", "", "--a", "Content-Type: text/html", "--a", "", "", "--a--"],
    );
    expect(drawing(bytes)).toBe('multipart/mixed[text/html="", text/plain=""]');
  });

  test("parts of a digest are messages; they are entered when asked", () => {
    const bytes = message(
      ...["Content-Type: multipart/digest; boundary=a", "", "--a", "", "Subject: x", "", "inside", "--a--"],
    );
    expect(drawing(bytes)).toBe('multipart/digest[message/rfc822="Subject: x\\r\\n\\r\\ninside"]');
    expect(drawing(bytes, { entersMessages: true })).toBe('multipart/digest[message/rfc822[text/plain="inside"]]');
  });

  test("100 levels are entered, deeper ones stay closed", () => {
    const nested = (depth: number) => {
      let text = "Content-Type: text/plain\r\n\r\ncore";
      for (let level = depth; level > 0; level -= 1) {
        text = `Content-Type: multipart/mixed; boundary=b${level}x\r\n\r\n--b${level}x\r\n${text}\r\n--b${level}x--\r\n`;
      }
      return Buffer.from(text);
    };
    expect([...walkParts(parseStructure(nested(100)))].some((part) => part.isTruncated)).toBe(false);
    expect(drawing(nested(100))).toContain('text/plain="core"');
    const parts = [...walkParts(parseStructure(nested(10_000)))];
    expect(parts).toHaveLength(101);
    expect(parts.at(-1)?.isTruncated).toBe(true);
  });

  test("the thousandth part is the last one", () => {
    const bytes = message(
      "Content-Type: multipart/mixed; boundary=a",
      "",
      ...Array(5000).fill("--a\r\n\r\nx"),
      "--a--",
    );
    const root = parseStructure(bytes);
    expect([root.parts.length, root.isTruncated, root.isClosed]).toEqual([999, true, false]);
    expect(root.parts.at(-1)?.end).toBeLessThan(bytes.length / 4);
  });

  test("a header block beyond the limit is read as body", () => {
    const root = parseStructure(Buffer.from(`X: ${"y\r\n z".repeat(100_000)}\r\n\r\nbody`));
    expect([root.headers.fields.length, root.bodyStart]).toEqual([0, 0]);
  });
});

test("whatever comes, the ranges nest in order and lie inside", () => {
  const line = fc.constantFrom(
    ...["--a", "--a--", "--b", "--b--", "", "", "text", "Content-Type: text/html", "--", "-", "--a  ", "\n", "\r"],
    ...["Content-Type: multipart/mixed; boundary=a", "Content-Type: multipart/alternative; boundary=b"],
    ...["Content-Type: message/rfc822", "Content-Type: multipart/digest; boundary=a"],
  );
  const check = (part: MimePart, from: number, to: number) => {
    expect(part.start).toBeGreaterThanOrEqual(from);
    expect(part.headersEnd).toBeGreaterThanOrEqual(part.start);
    expect(part.bodyStart).toBeGreaterThanOrEqual(part.headersEnd);
    expect(part.end).toBeGreaterThanOrEqual(part.bodyStart);
    expect(part.end).toBeLessThanOrEqual(to);
    let at = part.bodyStart;
    for (const [index, child] of part.parts.entries()) {
      const delimiter = part.delimiters[index];
      if (delimiter) expect(delimiter.end).toBe(child.start);
      check(child, at, part.end);
      at = child.end;
    }
  };
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, entersMessages) => {
      const bytes = message(...lines);
      const root = parseStructure(bytes, { entersMessages, maxParts: 8, maxDepth: 4 });
      check(root, 0, bytes.length);
      expect(root.end).toBe(bytes.length);
    }),
    { seed: 5, numRuns: 5000 },
  );
});

// A busy machine may hold the loop up too: hence once more before it counts.
test("25 MB of delimiter lines leave the loop free", { retry: 3 }, async () => {
  const head = "Content-Type: multipart/mixed; boundary=a\r\n\r\n";
  for (const line of ["--a\r\n", "--b\r\n", "--\r\n", "--a\r\nX: y\r\n\r\n"]) {
    const bytes = Buffer.from(head + line.repeat(26_214_400 / line.length));
    let worst = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 1);
    await parseStructureInTurns(bytes);
    clearInterval(watch);
    expect(worst).toBeLessThan(200);
  }
});
