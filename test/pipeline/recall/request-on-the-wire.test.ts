import { expect, it } from "vitest";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { decodeRecallMessageId } from "../../../src/runtime/ids.ts";
import { NOON, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";

async function leavesAs(level: string, subject = "Budget") {
  const on = await sandbox({ config: tenant({ service: { level } }) });
  const original = await submit(on, { to: "frank@fabrikam.com", cc: "bob@contoso.com", subject });
  await recall(on, original);
  const [, sent] = await on.internet.list();
  const bytes = (await on.internet.bytes(sent?.id ?? 0)) ?? Buffer.alloc(0);
  const { headers, body } = splitMessage(bytes);
  return { original, headers: HeaderBlock.parse(headers), body: body.toString("utf8") };
}

// R2, R8: names, case and order of real requests of generation B.
it("a request leaves as the service's requests do (2026-09)", async () => {
  const { original, headers, body } = await leavesAs("2026-09");
  const names = headers.fields.map((field) => field.name);
  expect(names.slice(1, names.indexOf("X-MS-Exchange-AntiSpam-Relay") + 1)).toEqual([
    "From",
    "Date",
    "Subject",
    "Message-Id",
    "To",
    "CC",
    "MIME-Version",
    "Content-Type",
    "X-MS-PublicTrafficType",
    "client-request-id",
    "request-id",
    "X-MS-TrafficTypeDiagnostic",
    "X-MS-Exchange-RecallReportGenerated",
    "X-MS-Exchange-RecallReportCfmGenerated",
    "X-MS-Exchange-SenderADCheck",
    "X-MS-Exchange-AntiSpam-Relay",
  ]);
  expect(headers.get("Received")).toContain("from substrate-int.office.com");
  expect(headers.get("Date")).toBe("Fri, 20 Nov 2026 12:00:00 +0000");
  expect(headers.get("client-request-id")).toBe(headers.get("request-id"));
  expect(headers.get("X-MS-TrafficTypeDiagnostic")).toMatch(/:EE_MessageRecallEmail$/);
  expect(decodeRecallMessageId(headers.get("Message-Id") ?? "")?.instant).toBe(NOON);
  const named = headers.get("X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId") ?? "";
  expect(decodeQ(named)).toBe(original);
  expect(headers.get("X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-Client")).toBe("Monarch");
  expect(names.some((name) => /organization/i.test(name))).toBe(false);
  expect(body).toBe('\r\nalice@contoso.com would like to recall the message, "Budget".\r\n');
});

it("in 2024 it came from substrate.office.com and named no original", async () => {
  const { headers } = await leavesAs("2024-08");
  expect(headers.get("Received")).toContain("from substrate.office.com");
  expect(headers.fields.some((field) => /TransportRecall/i.test(field.name))).toBe(false);
  expect(headers.get("X-MS-Exchange-RecallReportGenerated")).toBe("true");
});

it("a subject beyond ASCII: encoded in the header, raw UTF-8 in the sentence", async () => {
  const { headers, body } = await leavesAs("2026-09", "Übersicht 報告");
  expect(headers.get("Subject")).toMatch(/^=\?utf-8\?/i);
  expect(headers.has("Content-Transfer-Encoding")).toBe(false);
  expect(body).toContain('"Übersicht 報告"');
});

function decodeQ(words: string): string {
  return words
    .replace(/\?=\s+=\?utf-8\?q\?/gi, "")
    .replace(/^=\?utf-8\?q\?|\?=$/gi, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
