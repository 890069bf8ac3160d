import { describe, expect, it, test } from "vitest";
import { parametersOf } from "../../../src/web/trace/filters.ts";
import { csvOf, factsOf, instantOf, type TraceRow, utc } from "../../../src/web/trace/trace-row.ts";

const NOW = Date.parse("2026-11-27T16:00:00Z");

describe("filters become parameters", () => {
  it.each([
    [{}, {}],
    [{ sender: "a@x.example; b@x.example" }, { SenderAddress: ["a@x.example", "b@x.example"] }],
    [
      { id: "1@x.example", status: "Failed" },
      { MessageId: ["<1@x.example>"], Status: ["Failed"] },
    ],
    [{ id: "<1@x.example>", subject: "" }, { MessageId: ["<1@x.example>"] }],
    [{ from: "2026-11-26T10:00" }, { StartDate: "2026-11-26T10:00:00.000Z", EndDate: "2026-11-27T16:00:00.000Z" }],
    [{ from: "2026-10-01T00:00" }, { StartDate: "2026-10-01T00:00:00.000Z", EndDate: "2026-10-11T00:00:00.000Z" }],
    [{ to: "2026-11-20T12:00" }, { StartDate: "2026-11-18T12:00:00.000Z", EndDate: "2026-11-20T12:00:00.000Z" }],
    [
      { from: "yesterday", to: "2026-11-20T12:00" },
      { StartDate: "yesterday", EndDate: "2026-11-20T12:00:00.000Z" },
    ],
  ])("%j", (filters, parameters) => {
    expect(parametersOf(filters, NOW)).toEqual({ ...parameters, ResultSize: 5000 });
  });
});

test("times are as the admin centre has them", () => {
  expect(utc("2026-11-27T16:20:13.0420000+00:00")).toBe("2026-11-27 16:20:13");
  expect(instantOf("2026-11-27T16:20:13.0420000+00:00")).toBe("2026-11-27T16:20:13.042Z");
});

test("a spreadsheet gets text where strangers wrote formulas", () => {
  const row = {
    Received: "2026-11-27T16:20:13.0420000+00:00",
    SenderAddress: "+a@x.example",
    RecipientAddress: "-b@x.example",
  };
  const csv = csvOf([{ ...row, Subject: '@SUM("1")\r\n', Status: "Failed" } as TraceRow]);
  expect(csv).toBe(
    '\uFEFF"Date (UTC)","Sender","Recipient","Subject","Status"\r\n' +
      `"2026-11-27 16:20:13","'+a@x.example","'-b@x.example","'@SUM(""1"")\r\n","Failed"\r\n`,
  );
});

test("Data is read for its facts", () => {
  const data = '<root><MEP Name="Source" String="a &lt;b&gt; &amp;lt;"/><MEP Name="Size" Integer="12"/></root>';
  expect(factsOf(data)).toEqual([
    { name: "Source", value: "a <b> &lt;" },
    { name: "Size", value: "12" },
  ]);
  expect(factsOf("")).toEqual([]);
});
