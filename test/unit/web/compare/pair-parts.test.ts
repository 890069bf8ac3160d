import { expect, it } from "vitest";
import type { ComparedPart } from "../../../../src/web/api/answers.ts";
import { markParts } from "../../../../src/web/compare/pair-parts.ts";

const part = (path: string, type: string, over: Partial<ComparedPart> = {}): ComparedPart => ({
  ...{ path, type, encoding: "7bit", size: 10, decodedSize: 10, sha256: `${type}`, parts: [], ...over },
});

it("follows a part into another tree, and tells what was added beside it", () => {
  const { left, right } = markParts(
    part("", "text/html"),
    part("", "multipart/related", {
      parts: [
        part("1", "text/html", { sha256: "other", decodedSize: 30 }),
        part("2", "image/png", { name: "logo.png" }),
      ],
    }),
  );
  expect(left.map(({ change, what }) => [change, what])).toEqual([["changed", ["content +20 bytes"]]]);
  expect(right.map(({ part, depth, change }) => [part.type, depth, change])).toEqual([
    ["multipart/related", 0, "added"],
    ["text/html", 1, "changed"],
    ["image/png", 1, "added"],
  ]);
});

it("tells another encoding of the same content from other content", () => {
  const [root] = markParts(part("", "text/plain"), part("", "text/plain", { encoding: "base64" })).right;
  expect(root).toMatchObject({ change: "changed", what: ["encoding 7bit → base64"] });
});

it("calls moved what stands elsewhere, unchanged", () => {
  const file = { sha256: "f", name: "a.pdf" };
  const { right } = markParts(
    part("", "multipart/mixed", { parts: [part("1", "text/plain"), part("2", "application/pdf", file)] }),
    part("", "multipart/mixed", { parts: [part("1", "application/pdf", file), part("2", "text/plain")] }),
  );
  expect(right.map(({ change }) => change)).toEqual(["changed", "moved", "moved"].with(0, "same"));
});
