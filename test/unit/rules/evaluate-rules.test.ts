// Several rules: order, forks, modes, and what ends them.
import { expect, test } from "vitest";
import type { MailItem } from "../../../src/agent-api/mail-item.ts";
import { evaluateRules, type RulesOutcome } from "../../../src/rules/evaluate-rules.ts";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import { addresses, type FlatRule, mail, NOW, organizationWith } from "./rule-fixtures.ts";

async function run(rules: readonly FlatRule[], item: MailItem = mail()): Promise<RulesOutcome[]> {
  const organization = organizationWith(rules);
  return evaluateRules(organization.transportRules, item, ruleContextOf(organization, NOW));
}

const header = (name: string, value = "1"): FlatRule => ({ setHeaderName: name, setHeaderValue: value });
const summary = (outcomes: RulesOutcome[]) =>
  outcomes.map(({ item, steps, end }) => ({
    to: addresses(item),
    rules: steps.map(({ rule }) => rule.name),
    ...(end && { end: end.kind }),
  }));

test("rules run by priority, and later ones see the headers of earlier ones", async () => {
  const outcomes = await run([
    { name: "Second", headerContainsMessageHeader: "X-A", headerContainsWords: "1", ...header("X-B") },
    { name: "First", priority: 0, ...header("X-A") },
  ]);
  expect(summary(outcomes)).toEqual([{ to: ["bob@contoso.com"], rules: ["First", "Second"] }]);
  expect(outcomes[0]?.item.headers.get("X-B")).toBe("1");
});

test("the item that is asked about stays as it was", async () => {
  const item = mail({ to: ["bob@contoso.com", "carol@contoso.com"] });
  await run(
    [
      { sentTo: "bob@contoso.com", ...header("X-A"), blindCopyTo: "alice@contoso.com" },
      { redirectMessageTo: "alice@contoso.com" },
    ],
    item,
  );
  expect(addresses(item)).toEqual(["bob@contoso.com", "carol@contoso.com"]);
  expect(item.headers.has("X-A")).toBe(false);
});

test("a rule for some recipients forks: they alone get its actions and see the later rules with them", async () => {
  const outcomes = await run(
    [
      { name: "For Bob", sentTo: "bob@contoso.com", ...header("X-Bob") },
      {
        name: "Not Bob",
        exceptIfHeaderContainsMessageHeader: "X-Bob",
        exceptIfHeaderContainsWords: "1",
        ...header("X-Other"),
      },
      { name: "All", ...header("X-All") },
    ],
    mail({ to: ["alice@contoso.com", "bob@contoso.com", "carol@contoso.com"] }),
  );
  expect(summary(outcomes)).toEqual([
    { to: ["bob@contoso.com"], rules: ["For Bob", "All"] },
    { to: ["alice@contoso.com", "carol@contoso.com"], rules: ["Not Bob", "All"] },
  ]);
  expect(outcomes[0]?.item.headers.has("X-Other")).toBe(false);
  expect(outcomes[1]?.item.headers.has("X-Bob")).toBe(false);
});

test("forks fork again", async () => {
  const outcomes = await run(
    [
      { name: "Inside", sentToScope: "InOrganization", ...header("X-In") },
      { name: "Bob", sentTo: "bob@contoso.com", ...header("X-Bob") },
    ],
    mail({ to: ["ann@fabrikam.com", "bob@contoso.com", "carol@contoso.com"] }),
  );
  expect(summary(outcomes)).toEqual([
    { to: ["bob@contoso.com"], rules: ["Inside", "Bob"] },
    { to: ["carol@contoso.com"], rules: ["Inside"] },
    { to: ["ann@fabrikam.com"], rules: [] },
  ]);
});

test("exceptions about the message spare everybody, about recipients only those", async () => {
  const to = ["bob@contoso.com", "ann@fabrikam.com"];
  expect(summary(await run([{ exceptIfSubjectContainsWords: "lunch", ...header("X") }], mail({ to })))).toEqual([
    { to, rules: [] },
  ]);
  expect(
    summary(await run([{ name: "R", exceptIfSentToScope: "NotInOrganization", ...header("X") }], mail({ to }))),
  ).toEqual([
    { to: ["bob@contoso.com"], rules: ["R"] },
    { to: ["ann@fabrikam.com"], rules: [] },
  ]);
});

test.each<[FlatRule, string]>([
  [{ stopRuleProcessing: true, ...header("X-A") }, "stopped"],
  [{ deleteMessage: true }, "deleted"],
  [{ rejectMessageReasonText: "no" }, "rejected"],
])("StopRuleProcessing and its like: %j ends the rules for its recipients, others go on", async (flat, end) => {
  const outcomes = await run(
    [
      { name: "End", sentTo: "bob@contoso.com", ...flat },
      { name: "Later", ...header("X-Later") },
    ],
    mail({ to: ["bob@contoso.com", "carol@contoso.com"] }),
  );
  expect(summary(outcomes)).toEqual([
    { to: ["bob@contoso.com"], rules: ["End"], end },
    { to: ["carol@contoso.com"], rules: ["Later"] },
  ]);
  expect(outcomes[0]?.others.at(-1)).toMatchObject({
    rule: "Later",
    result: "notReached",
    sentence: 'The rule was not reached: "End" ended rule processing.',
  });
  expect(outcomes[1]?.others.at(-1)).toMatchObject({ rule: "End", result: "matchedSome" });
});

test.each(["Audit", "AuditAndNotify"])("Mode: in %s a rule is only seen", async (mode) => {
  const item = mail({ to: ["bob@contoso.com", "carol@contoso.com"] });
  const [outcome, ...more] = await run(
    [
      { name: "Test", mode, sentTo: "bob@contoso.com", deleteMessage: true, ...header("X-A") },
      { name: "Real", ...header("X-B") },
    ],
    item,
  );
  expect(more).toEqual([]);
  expect(summary([outcome as RulesOutcome])).toEqual([
    { to: ["bob@contoso.com", "carol@contoso.com"], rules: ["Test", "Real"] },
  ]);
  expect(outcome?.item.headers.has("X-A")).toBe(false);
  expect(outcome?.steps[0]).toMatchObject({
    enforced: false,
    recipients: ["bob@contoso.com"],
    applied: [
      { action: "SetHeader", effect: "not done: the rule only tests" },
      { action: "DeleteMessage", effect: "not done: the rule only tests" },
    ],
  });
});

test("Enabled, ActivationDate, ExpiryDate: rules that are disabled, not yet or no longer active do nothing and say so", async () => {
  const [outcome] = await run([
    { name: "Off", enabled: false, ...header("X") },
    { name: "Soon", activationDate: "2027-01-01", ...header("X") },
    { name: "Over", expiryDate: "2025-01-01", ...header("X") },
    { name: "Now", activationDate: "2026-01-01", expiryDate: "2027-01-01", ...header("X") },
  ]);
  expect(outcome?.steps.map(({ rule }) => rule.name)).toEqual(["Now"]);
  expect(outcome?.others.map(({ rule, result }) => `${rule} ${result}`)).toEqual([
    "Off notActive",
    "Soon notActive",
    "Over notActive",
  ]);
});

test("later rules see recipients that an earlier one added", async () => {
  const outcomes = await run([
    { name: "Copy", blindCopyTo: "compliance@contoso.com" },
    { name: "Mark", sentTo: "compliance@contoso.com", ...header("X-Copy") },
  ]);
  expect(summary(outcomes)).toEqual([
    { to: ["compliance@contoso.com"], rules: ["Copy", "Mark"] },
    { to: ["bob@contoso.com"], rules: ["Copy"] },
  ]);
});

test("HeaderContainsMessageHeader: the loop marker lets mail pass once: out over the connector, back to the mailbox", async () => {
  const rules: FlatRule[] = [
    {
      name: "Signatures",
      fromScope: "InOrganization",
      exceptIfHeaderContainsMessageHeader: "X-Sandbox-Signature",
      exceptIfHeaderContainsWords: ["true"],
      routeMessageOutboundConnector: "Out",
      stopRuleProcessing: true,
    },
  ];
  expect((await run(rules))[0]?.item.outboundConnector).toBe("Out");
  const back = mail({ headers: "From: alice@contoso.com\r\nX-Sandbox-Signature: true\r\n", entry: "return" });
  expect((await run(rules, back))[0]?.item.outboundConnector).toBeUndefined();
});
