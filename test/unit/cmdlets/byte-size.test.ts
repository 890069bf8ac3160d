import { expect, test } from "vitest";
import { formatByteSize, parseUnlimitedSize } from "../../../src/cmdlets/byte-size.ts";

test.each([
  [0, "0 B (0 bytes)"],
  [681, "681 B (681 bytes)"],
  [1024, "1 KB (1,024 bytes)"],
  [59_355, "57.96 KB (59,355 bytes)"],
  [262_144, "256 KB (262,144 bytes)"],
  [106_300_440_576, "99 GB (106,300,440,576 bytes)"],
  [5 * 2 ** 50, "5120 TB (5,629,499,534,213,120 bytes)"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatByteSize(bytes)).toBe(text);
});

test.each([
  ["unlimited", "Unlimited"],
  ["2GB", "2 GB (2,147,483,648 bytes)"],
  ["1.7 GB (1,825,361,920 bytes)", "1.7 GB (1,825,361,920 bytes)"],
  ["1024", "1 KB (1,024 bytes)"],
  ["much", undefined],
  ["", undefined],
])("%s is read as %s", (text, expected) => {
  expect(parseUnlimitedSize(text)).toBe(expected);
});
