// POST /api/explain: what the rules make of a message that is given, or that was received, then and later.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessageExplanation } from "../../../src/journey/explain-message/explanation.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { HOUR, NOON, person, submit, tenant } from "../../support/sandbox.ts";

let on: Sandbox;
beforeAll(async () => {
  on = await startSandbox({
    freePorts: true,
    frozenAt: NOON,
    config: tenant({
      mailboxes: [person("alice", { messageCopyForSmtpClientSubmissionEnabled: true }), person("bob")],
      transportRules: [
        { name: "Mark", subjectContainsWords: "lunch", setHeaderName: "X-Lunch", setHeaderValue: "yes" },
        { name: "Later", activationDate: "2026-11-20T13:00:00Z", prependSubject: "[Late] " },
      ],
    }),
  });
});
afterAll(() => on.stop());

async function explain(body: object) {
  const response = await fetch(`http://127.0.0.1:${on.ports.http}/api/explain`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as MessageExplanation & { detail: string } };
}

const LUNCH = "From: alice@contoso.com\nTo: bob@contoso.com\nSubject: Lunch\n\nAt one?\n";
const results = ({ body }: Awaited<ReturnType<typeof explain>>) =>
  body.outcomes[0]?.rules.map(({ rule, result }) => `${rule}: ${result}`);

test("a pasted message, at two times", async () => {
  const now = await explain({ message: LUNCH });
  expect(now.status).toBe(200);
  expect(results(now)).toEqual(["Mark: matched", "Later: notActive"]);
  expect(now.body.outcomes[0]?.rules[0]).toMatchObject({
    findings: [{ parameter: "SubjectContainsWords", wanted: ["lunch"], seen: 'Subject is "Lunch"', held: true }],
    actions: [{ action: "SetHeader", headers: [{ kind: "added", name: "X-Lunch", before: null, after: "yes" }] }],
  });
  const later = await explain({ message: LUNCH, at: "2026-11-20T15:00:00+01:00" });
  expect(later.body.at).toBe("2026-11-20T14:00:00.000Z");
  expect(results(later)).toEqual(["Mark: matched", "Later: matched"]);
  expect((await explain({ message: LUNCH, rule: "mark" })).body.outcomes[0]?.rules).toHaveLength(1);
});

test("a message that was received is explained by the rules of then, unless told otherwise", async () => {
  const messageId = await submit(on, { subject: "Lunch", bcc: "bob@contoso.com" });
  await on.advance(HOUR);
  await on.configurations.change(
    (organization) => ({ ...organization, transportRules: organization.transportRules.slice(1) }),
    "test",
  );
  await on.advance(HOUR);
  const then = await explain({ journey: messageId });
  expect(results(then)).toEqual(["Mark: matched", "Later: notActive"]);
  expect(then.body).toMatchObject({ at: "2026-11-20T12:00:00.000Z", message: { entry: "submission", messageId } });
  expect(results(await explain({ journey: messageId, at: new Date(on.clock.now()).toISOString() }))).toEqual([
    "Later: matched",
  ]);
});

test("Test-Message -TransportRules -MessageFileData -Sender -Recipients -SendReportTo", async () => {
  const invoke = async (Parameters: object) => {
    const response = await fetch(`http://127.0.0.1:${on.ports.http}/adminapi/beta/contoso.com/InvokeCommand`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ CmdletInput: { CmdletName: "Test-Message", Parameters } }),
    });
    return (await response.json()) as { value: Record<string, unknown>[]; error?: { details: { message: string }[] } };
  };
  const { value } = await invoke({
    TransportRules: true,
    MessageFileData: Buffer.from(LUNCH).toString("base64"),
    Sender: "x@fabrikam.com",
    Recipients: ["bob@contoso.com"],
    SendReportTo: "alice@contoso.com",
  });
  expect(value).toMatchObject([
    {
      Rule: "Later",
      Priority: expect.any(Number),
      Result: "matched",
      Changes: ["Subject changed: Lunch -> [Late] Lunch"],
    },
  ]);
  await on.idle();
  const [report] = await on.mailboxes.list("alice@contoso.com");
  expect(report?.subject).toBe("Test message: Lunch");
  const text = report && (await on.mailboxes.bytes(report))?.toString();
  expect(text).toContain("To bob@contoso.com\r\n");
  expect(text).toContain("Later: The rule matched");
  const none = await invoke({ Recipients: ["bob@contoso.com"], SendReportTo: "alice@contoso.com" });
  expect(none.error?.details[0]?.message).toMatch(/specify TransportRules or UnifiedDlpRules/);
});

test.each([
  [{ message: LUNCH, rule: "Marc" }, 404, /No mail-flow rule is named "Marc" at that time; did you mean `Mark`/],
  [{ journey: "<nobody@contoso.com>" }, 404, /No message is known under <nobody@contoso.com>/],
  [{}, 422, /There is nothing to explain/],
  [{ message: "Subject: x\n\n" }, 422, /Nobody sends this message/],
  [{ message: LUNCH, rle: "Mark" }, 400, /rle/],
])("%j is refused", async (request, status, detail) => {
  const at = new Date(NOON).toISOString();
  const refused = await explain("message" in request && !("rle" in request) ? { ...request, at } : request);
  expect([refused.status, refused.body.detail]).toEqual([status, expect.stringMatching(detail)]);
});
