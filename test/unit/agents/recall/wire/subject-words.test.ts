// The words of a localized subject, as real requests have them: `=?gb2312?B?s7e72Dog…?=`, then one in Q.
import { expect, it } from "vitest";
import { encodeSubject } from "../../../../../src/agents/recall/wire/subject-words.ts";
import { decodeEncodedWords } from "../../../../../src/mime/encoded-word.ts";

it("writes the prefixes as real requests have them", () => {
  expect(encodeSubject("撤回: Q3", "gb2312")).toBe("=?gb2312?B?s7e72DogUTM=?=");
  expect(encodeSubject("回收: Q3", "big5")).toBe("=?big5?B?pl6mrDogUTM=?=");
});

it("leaves plain ASCII alone in any charset", () => {
  expect(encodeSubject("Recall: Q3", "us-ascii")).toBe("Recall: Q3");
  expect(encodeSubject("Recall: Q3", "gb2312")).toBe("Recall: Q3");
});

it("writes the last word in Q where that is shorter", () => {
  const text = "撤回: Lease of the Lyon depot and of the two halls behind it";
  const [first, last, ...more] = encodeSubject(text, "gb2312").split("\r\n ");
  expect(first).toMatch(/^=\?gb2312\?B\?s7e72DogTGVhc2U/);
  expect(last).toBe("=?gb2312?Q?e_two_halls_behind_it?=");
  expect(more).toEqual([]);
});

it.each([
  ["gb2312", `撤回: ${"会议室安排 for the depot ".repeat(9)}`],
  ["big5", `回收: ${"會議室時間".repeat(20)}`],
  ["ks_c_5601-1987", `회수: ${"회의실 예약 ".repeat(15)}`],
  ["utf-8", `회수: ${"😀 é 会".repeat(20)}`],
  ["iso-8859-1", `Recall: ${"é=?_ ".repeat(30)}`],
])("in %s whole characters stand in words of 75 and lines of 76", (charset, text) => {
  const value = encodeSubject(text, charset);
  for (const word of value.split("\r\n ")) {
    expect(word.length).toBeLessThanOrEqual(75);
    expect(decodeEncodedWords(word)).not.toContain("\ufffd");
  }
  for (const line of `Subject: ${value}`.split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
  expect(decodeEncodedWords(value.replaceAll("\r\n", ""))).toBe(text);
});

it("takes UTF-8 where the charset cannot hold the text", () => {
  expect(encodeSubject("撤回: 회의", "gb2312")).toMatch(/^=\?utf-8\?/);
});
