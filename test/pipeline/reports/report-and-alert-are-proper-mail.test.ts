// The mail around a recall, as its reader has it. docs/recall.md R8, R21, R23
import { simpleParser } from "mailparser";
import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { items, person, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";

/** The newest mail in an Inbox, read by another's parser. */
async function newest(on: Sandbox, name: string) {
  const [item] = await items(on, name);
  const content = item && (await on.mailboxes.content(item));
  if (!content) throw new Error(`${name} has no mail`);
  return simpleParser(Buffer.concat([content.headers, await content.body.read()]));
}

const config = (parts: Record<string, unknown> = {}) =>
  tenant({ organizationConfig: { messageRecallAlertRecipientsEnabled: true }, ...parts });

it("the report has text and HTML, each with the status, and links to the page", async () => {
  const on = await sandbox({ config: config() });
  const request = await recall(
    on,
    await submit(on, { subject: "Plan <b>", to: ["bob@contoso.com", "x@fabrikam.com"] }),
  );
  const mail = await newest(on, "alice");
  expect(mail.subject).toBe("Message Recall Report: Plan <b>");
  expect(mail.from?.text).toBe('"Microsoft 365" <Office365Reports@microsoft.com>');
  const page = `${on.url}/recall/${encodeURIComponent(request.slice(1, -1))}`;
  expect(mail.text?.split("\n")).toEqual([
    'You asked to recall the message "Plan <b>".',
    "",
    "View Message Recall Report:",
    page,
    "The report is kept up to date as the recall goes on.",
    "",
    "Status at 20 November 2026 at 12:00:00 UTC:",
    "  bob@contoso.com: Pending",
    "  x@fabrikam.com: Pending",
    "",
  ]);
  expect(mail.html).toContain(`href="${page}"`);
  expect(mail.html).toContain("Plan &#60;b&#62;");
  expect(mail.html).toMatch(/<td[^>]*>bob@contoso\.com<\/td><td[^>]*>Pending<\/td>/);
  expect((await fetch(page)).status).toBe(200);
});

it("report and alert say who made them, and because of what", async () => {
  const on = await sandbox({ config: config() });
  const request = await recall(on, await submit(on));
  for (const [name, agent] of [
    ["alice", "Transport Message Recall Routing Agent"],
    ["bob", "Transport Message Recall Agent"],
  ] as const) {
    const { headers, headerLines } = await newest(on, name);
    expect(headers.get("auto-submitted")).toBe("auto-generated");
    expect(headers.get("x-ms-exchange-generated-message-source")).toBe(agent);
    expect(headers.get("x-ms-exchange-parent-message-id")).toBe(request);
    expect(headers.get("x-auto-response-suppress")).toBe("All");
    expect(headerLines.find(({ key }) => key === "content-type")?.line).toMatch(
      /^Content-Type: multipart\/alternative;/,
    );
  }
});

it("a recall that is refused is told so at once", async () => {
  const on = await sandbox({ config: config({ organizationConfig: { messageRecallMaxRecallableAge: "5m" } }) });
  const original = await submit(on);
  await on.advance(6 * 60_000);
  await recall(on, original);
  expect((await newest(on, "alice")).text).toContain(
    "  bob@contoso.com: The reason for the recall failure is unknown\n",
  );
});

it("of many recipients the mail names twenty", async () => {
  const on = await sandbox({ config: config() });
  const to = Array.from({ length: 23 }, (_, n) => `user${10 + n}@fabrikam.com`);
  await recall(on, await submit(on, { to }));
  const { text } = await newest(on, "alice");
  expect(text?.match(/: Pending/g)).toHaveLength(20);
  expect(text).toContain("… and 3 more");
});

it.each([
  ["de", "Bericht zum Nachrichtenrückruf: Plan", "Nachricht zurückgerufen: Plan", "Ausstehend"],
  ["ja", "メッセージの取り消しレポート: Plan", "メッセージが取り消されました: Plan", "保留中"],
  ["zh-CN", "邮件撤回报告: Plan", '已撤回邮件:"撤回: Plan"', "待处理"],
])("both are in the service's language: %s", async (language, report, alert, pending) => {
  const on = await sandbox({ config: config({ service: { language } }) });
  await recall(on, await submit(on, { subject: "Plan" }));
  const mail = await newest(on, "alice");
  expect([mail.subject, (await newest(on, "bob")).subject]).toEqual([report, alert]);
  expect(mail.text).toContain(`  bob@contoso.com: ${pending}`);
  expect(mail.headers.get("content-language")).toBe(language);
});

it("a mailbox may have a language of its own", async () => {
  const mailboxes = [person("alice", { language: "de" }), person("bob", { language: "zh-CN" })];
  const on = await sandbox({ config: config({ mailboxes }) });
  await recall(on, await submit(on, { subject: "Plan" }));
  expect((await newest(on, "alice")).subject).toBe("Bericht zum Nachrichtenrückruf: Plan");
  expect((await newest(on, "bob")).subject).toBe('已撤回邮件:"撤回: Plan"');
});
