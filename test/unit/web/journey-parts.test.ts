import { expect, test } from "vitest";
import { matching } from "../../../src/web/journey/headers.ts";
import { summaryOf } from "../../../src/web/journey/recall-summary.ts";
import { linesOf } from "../../../src/web/journey/transcript.ts";
import { curlCommand } from "../../../src/web/parts/curl-command.ts";

test("a filter finds fields by name and value", () => {
  const fields = [
    { name: "Subject", value: "Q3 numbers" },
    { name: "X-MS-Exchange-Organization-AuthAs", value: "Internal" },
  ];
  expect(matching(fields, "authas internal")).toEqual([fields[1]]);
  expect(matching(fields, " ")).toEqual(fields);
});

test("a dialog's refusals stand out", () => {
  expect(linesOf(["C: DATA", "S: 354 Go on", "S: 451 4.3.0 Later", "S: 550 5.7.1 No"])).toMatchObject([
    { by: "C", text: "DATA", tone: "" },
    { by: "S", tone: "" },
    { tone: "waiting" },
    { text: "550 5.7.1 No", tone: "failed" },
  ]);
});

test("each line says how long after the one before it came, where that was measured", () => {
  const after = (times: readonly number[] | null) =>
    linesOf(["S: 220", "C: EHLO", "S: 250"], times).map((l) => l.after);
  expect(after([0, 3, 45])).toEqual([0, 3, 42]);
  expect(after([0, 3])).toEqual([0, 3, null]);
  expect(after(null)).toEqual([null, null, null]);
});

test("a recall's totals in words", () => {
  const totals = { recipients: 4, pending: 0, recalled: 1, recalledRead: 1, outside: 1, failed: 1 };
  expect(summaryOf(totals)).toBe("recalled from 2 of 4, 1 outside, 1 failed");
});

test("curl asks for what is shown, quoted for a shell", () => {
  expect(curlCommand("/api/legs/3", "http://127.0.0.1:8025", false)).toBe("curl -s 'http://127.0.0.1:8025/api/legs/3'");
  expect(curlCommand("/api/legs?connector=it's", "http://h", true)).toBe(
    String.raw`curl -s -H "Authorization: Bearer $RECALL_SANDBOX_TOKEN" 'http://h/api/legs?connector=it'\''s'`,
  );
  expect(curlCommand("/api/explain", "http://h", false, { message: "it's\r\n" })).toBe(
    String.raw`curl -s -H 'Content-Type: application/json' -d '{"message":"it'\''s\r\n"}' 'http://h/api/explain'`,
  );
});
