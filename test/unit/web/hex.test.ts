import { expect, test } from "vitest";
import { hexLines } from "../../../src/web/parts/hex.ts";

test("bytes are shown by offset, in halves, with what is printable", () => {
  const bytes = new TextEncoder().encode("Subject: Q3\r\nname");
  expect(hexLines(bytes)).toBe(
    [
      "00000000  53 75 62 6a 65 63 74 3a  20 51 33 0d 0a 6e 61 6d  Subject: Q3..nam",
      `00000010  65${" ".repeat(48)}e`,
    ].join("\n"),
  );
  expect(hexLines(bytes, 16, 1)).toBe(`00000010  65${" ".repeat(48)}e`);
});
