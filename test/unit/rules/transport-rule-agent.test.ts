// The agent: what it does to the message through its source, and what it writes into the trace.
import { expect, test } from "vitest";
import type { QueuedMessageEventSource } from "../../../src/agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../../src/agent-api/mail-item.ts";
import { TransportRuleAgent } from "../../../src/agents/transport-rule-agent.ts";
import { type BriefExplanations, fromBrief } from "../../../src/rules/explanation.ts";
import { formatReply } from "../../../src/smtp/reply.ts";
import type { TrackingEvent } from "../../../src/trace/events.ts";
import { addresses, type FlatRule, mail, NOW, organizationWith } from "./rule-fixtures.ts";

interface Ran {
  readonly items: MailItem[];
  readonly events: TrackingEvent[];
  readonly calls: string[];
}

/** A source that forks and forgets recipients as the real one does. */
async function run(rules: readonly FlatRule[], item: MailItem = mail(), more: object = {}): Promise<Ran> {
  const ran: Ran = { items: [item], events: [], calls: [] };
  const remove = (from: MailItem, gone: readonly EnvelopeRecipient[]) => {
    from.recipients = from.recipients.filter((recipient) => !gone.includes(recipient));
  };
  const list = (recipients: readonly EnvelopeRecipient[]) => recipients.map(({ address }) => address).join();
  const source: QueuedMessageEventSource = {
    now: NOW,
    failed: [],
    organization: organizationWith(rules, more),
    fork(from, recipients) {
      const copy = { ...from, headers: from.headers.clone(), recipients: [...recipients] };
      remove(from, recipients);
      ran.items.push(copy);
      return copy;
    },
    drop(from, recipients, detail) {
      ran.calls.push(`drop ${list(recipients)}: ${detail}`);
      remove(from, recipients);
    },
    fail(from, recipients, reply) {
      ran.calls.push(`fail ${list(recipients)}: ${formatReply(reply)}`);
      remove(from, recipients);
    },
    defer: (reason, at) => ran.calls.push(`defer for ${(at - NOW) / 60_000} minutes: ${reason}`),
    quarantine(from, recipients, rule) {
      ran.calls.push(`quarantine ${list(recipients)}: ${rule}`);
      remove(from, recipients);
    },
    hold(from, recipients, { rule, moderators }) {
      ran.calls.push(`hold ${list(recipients)}: ${rule}, ${moderators.join()}`);
      remove(from, recipients);
    },
    submit: () => expect.unreachable(),
    commit: () => expect.unreachable(),
    track: (_, event) => ran.events.push(event),
  };
  await new TransportRuleAgent({ store: () => Promise.reject(new Error("no body is edited here")) }).onResolved(
    source,
    item,
  );
  return ran;
}

const details = ({ events }: Ran) =>
  events.map(({ eventId, context, recipients, detail }) => [eventId, context, recipients.join(), detail].join(" | "));
const SET: FlatRule = { setHeaderName: "X-A", setHeaderValue: "1" };

test("one event for each rule and action, with the explanation", async () => {
  const ran = await run([{ name: "R", fromScope: "InOrganization", ...SET, stopRuleProcessing: true }]);
  expect(details(ran)).toEqual([
    "AGENTINFO | R | bob@contoso.com | Transport rule: 'R', action: SetHeader",
    "AGENTINFO | R | bob@contoso.com | Transport rule: 'R', action: StopRuleProcessing",
  ]);
  expect(ran.events[0]?.data).toMatchObject({
    rule: "R",
    result: "matched",
    sentence: "The rule matched: every condition held.",
    findings: [{ parameter: "FromScope", held: true }],
    action: "SetHeader",
    effect: 'X-A was added as "1"',
    enforced: true,
  });
});

test("rules that did nothing are explained in one event", async () => {
  const ran = await run([
    { name: "R", subjectContainsWords: "tea", ...SET },
    { name: "S", enabled: false, ...SET },
  ]);
  expect(details(ran)).toEqual([
    "AGENTINFO | Transport Rule Agent | bob@contoso.com | Transport rules that did nothing: 2",
  ]);
  expect(ran.events[0]?.data).toMatchObject({
    rules: [
      { rule: "R", result: "notMatched", findings: [{ seen: 'Subject is "Lunch"' }] },
      { rule: "S", result: "notActive", sentence: "The rule is disabled." },
    ],
  });
});

test("with very many rules their results alone are kept of those that did nothing", async () => {
  const rules = Array.from({ length: 30 }, (_, index) => ({
    name: `R${index}`,
    subjectContainsWords: "tea",
    enabled: index !== 1,
    ...(index === 2 && { mode: "Audit" }),
    ...SET,
  }));
  const [first] = (await run(rules)).events;
  expect(first?.data).toMatchObject({ rules: [], brief: { notActive: [[1, "R1"]] } });
  const explanations = fromBrief(first?.data?.brief as BriefExplanations);
  expect(explanations).toHaveLength(30);
  expect(explanations.slice(0, 2)).toEqual([
    {
      ...{ rule: "R0", priority: 0, mode: "Enforce", result: "notMatched", findings: [] },
      sentence: "The rule did not match; `recall-sandbox explain` tells why.",
    },
    expect.objectContaining({ rule: "R2", mode: "Audit" }),
  ]);
});

test("the message forks where a rule is for some", async () => {
  const ran = await run(
    [{ name: "R", sentTo: "bob@contoso.com", ...SET }],
    mail({ to: ["bob@contoso.com", "carol@contoso.com"] }),
  );
  expect(ran.items.map((item) => [addresses(item).join(), item.headers.has("X-A")])).toEqual([
    ["carol@contoso.com", false],
    ["bob@contoso.com", true],
  ]);
});

test("a redirect is traced and remembered", async () => {
  const ran = await run([{ name: "R", redirectMessageTo: "carol@contoso.com" }]);
  expect(details(ran)).toEqual([
    "AGENTINFO | R | bob@contoso.com | Transport rule: 'R', action: RedirectMessageTo",
    "REDIRECT | R | carol@contoso.com | Transport rule: 'R', redirected from bob@contoso.com to carol@contoso.com",
  ]);
  expect(ran.events[1]?.data).toEqual({
    rule: "R",
    action: "RedirectMessageTo",
    from: ["bob@contoso.com"],
    to: ["carol@contoso.com"],
  });
  expect(ran.items[0]?.recipients[0]?.history).toEqual([{ address: "bob@contoso.com", by: "rule" }]);
});

test("DeleteMessage: deleted mail is dropped, for those whom the rule is about", async () => {
  const item = mail({ to: ["bob@contoso.com", "carol@contoso.com"] });
  const ran = await run([{ name: "R", sentTo: "carol@contoso.com", deleteMessage: true }], item);
  expect(ran.calls).toEqual(["drop carol@contoso.com: Transport rule: 'R', action: DeleteMessage"]);
  expect(addresses(item)).toEqual(["bob@contoso.com"]);
});

test("rejected mail fails with the rule's words, and the trace says so", async () => {
  const ran = await run([
    { name: "R", rejectMessageReasonText: "Not today", rejectMessageEnhancedStatusCode: "5.7.912" },
  ]);
  expect(ran.calls).toEqual(["fail bob@contoso.com: 550 5.7.912 TRANSPORT.RULES.RejectMessage; Not today"]);
  expect(details(ran).at(-1)).toBe("FAIL | R | bob@contoso.com | 550 5.7.912 TRANSPORT.RULES.RejectMessage; Not today");
});

test("a rule that only tests is traced, and nothing else", async () => {
  const ran = await run([{ name: "R", mode: "Audit", deleteMessage: true, ...SET }]);
  expect(details(ran)).toEqual([
    "AGENTINFO | R | bob@contoso.com | Transport rule: 'R', action: SetHeader",
    "AGENTINFO | R | bob@contoso.com | Transport rule: 'R', action: DeleteMessage",
  ]);
  expect(ran.events.every((event) => event.data?.enforced === false)).toBe(true);
  expect(ran.calls).toEqual([]);
  expect(ran.items[0]?.headers.has("X-A")).toBe(false);
});

const DSN = {
  sender: "",
  headers: "From: postmaster@contoso.com\r\nContent-Type: multipart/report; report-type=delivery-status\r\n",
  generatedBy: "DSN",
};

test.each([
  ["a notification", DSN, false],
  ["a null sender", { sender: "" }, false],
  ["an alert", { generatedBy: "Transport Message Recall Agent" }, false],
  ["a journal report", { generatedBy: "Journal Agent", headers: "X-MS-Journal-Report:\r\n" }, false],
  ["a recall report", { generatedBy: "Transport Message Recall Routing Agent" }, true],
  [
    "a read report",
    { sender: "", headers: 'Content-Type: multipart/report;\r\n report-type="disposition-notification"\r\n' },
    true,
  ],
  ["mail that only looks like a journal report", { headers: "X-MS-Journal-Report:\r\n" }, true],
])("%s and the rules", async (_, parts, seen) => {
  expect((await run([SET], mail(parts))).items[0]?.headers.has("X-A")).toBe(seen);
});

test("the setting lets rules see notifications", async () => {
  const ran = await run([SET], mail(DSN), { transport: { rulesApplyToSystemMessages: true } });
  expect(ran.items[0]?.headers.get("X-A")).toBe("1");
});

test("without rules nothing happens", async () => {
  expect(await run([])).toMatchObject({ events: [], calls: [] });
});

test.each([
  ["Ignore", []],
  ["Defer", [expect.stringMatching(/^defer for 5 minutes: .*took longer than the 20 ms/)]],
])("RuleErrorAction: %s decides what becomes of mail for which a rule can't be evaluated", async (action, calls) => {
  const item = mail({ headers: `From: alice@contoso.com\r\nSubject: ${"a".repeat(40)}!\r\n` });
  const slow = { name: "Slow", ruleErrorAction: action, subjectMatchesPatterns: "(?=x|a)(a+)+$", deleteMessage: true };
  const ran = await run([slow, { name: "Later", ...SET }], item);
  expect(ran.calls).toEqual(calls);
  // Later rules see the message only where the failure is ignored.
  expect(ran.items[0]?.headers.has("X-A")).toBe(action === "Ignore");
});
