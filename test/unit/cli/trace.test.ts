import { describe, expect, it } from "vitest";
import { traceTable, usDate } from "../../../src/cli/trace.ts";

describe("usDate()", () => {
  it.each([
    ["2023-08-14T21:51:20Z", "8/14/2023 9:51:20 PM"],
    ["2026-11-20T00:05:09.123Z", "11/20/2026 12:05:09 AM"],
    ["2026-11-20T12:00:00Z", "11/20/2026 12:00:00 PM"],
  ])("writes %s as a PowerShell of en-US", (iso, text) => {
    expect(usDate(iso)).toBe(text);
  });

  it("leaves alone what is no date", () => {
    expect(usDate("soon")).toBe("soon");
  });
});

describe("traceTable()", () => {
  it("has the columns of Get-MessageTraceV2", () => {
    const row = {
      MessageId: "<a@contoso.com>",
      Received: "2023-08-14T21:51:20Z",
      SenderAddress: "user@contoso.com",
      RecipientAddress: "recipient1@contoso.com",
      Subject: "Recall: Testing recall functionality",
      Status: "Failed",
      MessageTraceId: "1",
    };
    expect(traceTable([row]).split("\n")).toEqual([
      "Received              Sender Address    Recipient Address       Subject                               Status",
      "--------              --------------    -----------------       -------                               ------",
      "8/14/2023 9:51:20 PM  user@contoso.com  recipient1@contoso.com  Recall: Testing recall functionality  Failed",
    ]);
  });
});
