// Mail that rules send about a message: incident reports and notifications, and the modes in which they do.
import { describe, expect, test } from "vitest";
import { splitMessage } from "../../../../src/mime/message.ts";
import { evaluateRules } from "../../../../src/rules/evaluate-rules.ts";
import { ruleContextOf } from "../../../../src/rules/rule-context.ts";
import { type FlatRule, type MailParts, mail, NOW, organizationWith } from "../rule-fixtures.ts";
import { act, withBody } from "./act.ts";

const HEADERS =
  "From: Alice <alice@contoso.com>\r\nTo: bob@contoso.com\r\nCc: eve@fabrikam.com\r\nSubject: Lunch\r\nMessage-ID: <1@contoso.com>\r\n";
const REPORT = { generateIncidentReport: "compliance@contoso.com" };

async function sent(flat: FlatRule, parts: MailParts = { headers: HEADERS }) {
  const { outcome } = await act(flat, parts);
  return outcome.applied.flatMap(({ messages = [] }) => messages);
}

/** Text of a message of one part. */
const textOf = (content: Buffer) =>
  Buffer.from(splitMessage(content).body.toString("latin1"), "base64").toString("utf8");

describe("GenerateIncidentReport", () => {
  test("IncidentReportContent: the report tells what is chosen, and the message id always", async () => {
    const content = ["Sender", "Recipients", "Cc", "Severity", "RuleDetections"];
    const [report] = await sent({ ...REPORT, incidentReportContent: content, setAuditSeverity: "High" });
    expect(report).toMatchObject({ sender: "", recipients: ["compliance@contoso.com"] });
    expect(report?.content.toString()).toContain("X-MS-Exchange-Transport-Rules-Loop: 1\r\n");
    expect(
      textOf(report?.content ?? Buffer.alloc(0))
        .split("\r\n")
        .slice(2, -1),
    ).toEqual([
      "Message Id: <1@contoso.com>",
      "Sender: alice@contoso.com",
      "Recipients: bob@contoso.com",
      "Cc: eve@fabrikam.com",
      "Severity: High",
      "Rule: R",
      "Mode: Enforce",
      "Actions: GenerateIncidentReport, IncidentReportContent",
    ]);
  });

  test("IncidentReportContent: ten recipients are named, and how many more there are", async () => {
    const to = Array.from({ length: 12 }, (_, index) => `guest${index}@fabrikam.com`);
    const [report] = await sent({ ...REPORT, incidentReportContent: ["Recipients"] }, { headers: HEADERS, to });
    expect(textOf(report?.content ?? Buffer.alloc(0))).toMatch(/guest9@fabrikam\.com and 2 more/);
  });

  test("IncidentReportContent: AttachOriginalMail attaches it as it was before this rule, without the tenant's headers", async () => {
    const headers = `${HEADERS}X-MS-Exchange-Organization-AuthAs: Internal\r\n`;
    const flat = { ...REPORT, incidentReportContent: ["AttachOriginalMail"], prependSubject: "[Seen] " };
    const [report] = await sent(flat, { headers, ...withBody("Hello Bob\r\n") });
    expect(report?.content.toString()).toContain(`message/rfc822`);
    expect(report?.content.toString()).toContain(`\r\n\r\n${HEADERS}\r\nHello Bob\r\n`);
  });

  test("GenerateIncidentReport: reports and notifications are not reported", async () => {
    const headers = "X-MS-Exchange-Transport-Rules-Notification: 1\r\n";
    expect(await sent(REPORT, { headers, generatedBy: "Transport Rule Agent" })).toEqual([]);
    expect(await sent(REPORT, { headers })).toHaveLength(1);
  });
});

test("GenerateNotification: each matched recipient is told, with parts of the message in it", async () => {
  const to = ["bob@contoso.com", "eve@fabrikam.com"];
  const messages = await sent({ generateNotification: "<b>%%Subject%%</b> %%FROM%% %%cc%%" }, { headers: HEADERS, to });
  expect(messages.map(({ recipients }) => recipients)).toEqual([["bob@contoso.com"], ["eve@fabrikam.com"]]);
  expect(textOf(messages[0]?.content ?? Buffer.alloc(0))).toContain(
    "<b>Lunch</b> Alice &#60;alice@contoso.com&#62; eve@fabrikam.com",
  );
});

test.each([
  ["Audit", 1],
  ["AuditAndNotify", 2],
  ["Enforce", 2],
])("Mode: %s", async (mode, mails) => {
  const rule = { ...REPORT, generateNotification: "Seen", prependSubject: "[Seen] ", mode };
  const organization = organizationWith([rule]);
  const item = mail({ headers: HEADERS });
  const [outcome] = await evaluateRules(organization.transportRules, item, ruleContextOf(organization, NOW));
  expect(outcome?.steps.flatMap(({ applied }) => applied.flatMap(({ messages = [] }) => messages))).toHaveLength(mails);
  expect(outcome?.item.headers.get("Subject")).toBe(mode === "Enforce" ? "[Seen] Lunch" : "Lunch");
});
