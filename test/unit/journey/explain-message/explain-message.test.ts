// A message explained: received and resolved as in transport, each rule's verdict, and what each action changes.
import { expect, test } from "vitest";
import { explainMessage } from "../../../../src/journey/explain-message/explain-message.ts";
import type { MessageToExplain } from "../../../../src/journey/explain-message/received-message.ts";
import { type FlatRule, NOW, organizationWith } from "../../rules/rule-fixtures.ts";

const LUNCH = "From: Alice <alice@contoso.com>\r\nTo: bob@contoso.com\r\nSubject: Lunch\r\n\r\nAt one?\r\n";

function explain(
  rules: readonly FlatRule[],
  message: Partial<MessageToExplain> & { text?: string } = {},
  more: object = {},
) {
  const { text = LUNCH, ...rest } = message;
  return explainMessage(
    { bytes: Buffer.from(text), ...rest },
    { organization: organizationWith(rules, more), at: NOW },
  );
}

test("a mailbox submits, and its recipients are those of the header", async () => {
  const explanation = await explain([]);
  expect(explanation.message).toMatchObject({
    subject: "Lunch",
    sender: "alice@contoso.com",
    entry: "submission",
    authAs: "Internal",
  });
  expect(explanation).toMatchObject({ at: new Date(NOW).toISOString(), exempt: null, unresolved: [] });
  expect(explanation.outcomes).toMatchObject([
    { recipients: { first: ["bob@contoso.com"] }, rules: [], end: { kind: "passed", rule: null } },
  ]);
});

test("anybody else sends from outside, and is not believed to be inside", async () => {
  const text = "From: x@fabrikam.com\r\nTo: bob@contoso.com\r\nX-MS-Exchange-Organization-SCL: -1\r\n\r\n";
  const { message, outcomes } = await explain(
    [{ headerContainsMessageHeader: "X-MS-Exchange-Organization-SCL", headerContainsWords: "-1", deleteMessage: true }],
    { text },
  );
  expect(message).toMatchObject({ entry: "inbound", authAs: "Anonymous" });
  expect(outcomes[0]?.rules[0]).toMatchObject({ result: "notMatched" });
});

test("a mailbox's address may come from outside too", async () => {
  const { message } = await explain([], { authAs: "Anonymous" });
  expect(message).toMatchObject({ entry: "inbound", authAs: "Anonymous" });
});

test("each action tells what it changed", async () => {
  const { outcomes } = await explain([
    { name: "Mark", setHeaderName: "X-A", setHeaderValue: "1", prependSubject: "[Out] " },
    { name: "Unmark", removeHeader: "X-A", blindCopyTo: "carol@contoso.com" },
  ]);
  expect(outcomes[0]?.rules.map(({ actions }) => actions)).toMatchObject([
    [
      { action: "SetHeader", headers: [{ kind: "added", name: "X-A", before: null, after: "1" }], body: [] },
      {
        action: "PrependSubject",
        headers: [{ kind: "changed", name: "Subject", before: "Lunch", after: "[Out] Lunch" }],
      },
    ],
    [
      { action: "RemoveHeader", headers: [{ kind: "removed", name: "X-A", before: "1", after: null }] },
      { action: "BlindCopyTo", recipients: { added: { first: ["carol@contoso.com"] }, removed: { count: 0 } } },
    ],
  ]);
});

test("groups are expanded first, and recipients that rules tell apart are told apart here", async () => {
  const { outcomes } = await explain(
    [
      { name: "Bob", sentTo: "bob@contoso.com", setHeaderName: "X-A", setHeaderValue: "1" },
      { name: "All", stopRuleProcessing: true },
      { name: "Last", deleteMessage: true },
    ],
    { recipients: ["team@contoso.com"] },
  );
  expect(
    outcomes.map(({ recipients, rules, end }) => [recipients.first, rules.map(({ result }) => result), end]),
  ).toMatchObject([
    [["bob@contoso.com"], ["matchedSome", "matched", "notReached"], { kind: "stopped", rule: "All" }],
    [["carol@contoso.com"], ["matchedSome", "matched", "notReached"], { kind: "stopped", rule: "All" }],
  ]);
  const acted = outcomes.map(({ rules }) => rules[0]?.actions.length);
  expect(acted).toEqual([1, 0]);
});

test("what can't be resolved never meets a rule", async () => {
  const { outcomes, unresolved } = await explain([{ deleteMessage: true }], { recipients: ["nobody@contoso.com"] });
  expect(outcomes).toEqual([]);
  expect(unresolved).toMatchObject([
    { recipients: { first: ["nobody@contoso.com"] }, reason: expect.stringMatching(/^550 5\.1\.10 /) },
  ]);
});

test("mail that is exempt from the rules is told so", async () => {
  const { exempt, outcomes } = await explain([{ deleteMessage: true }], { sender: "" });
  expect(exempt).toMatch(/^Rules are not asked: it is a notification/);
  expect(outcomes).toMatchObject([{ rules: [], end: { kind: "passed" } }]);
});

test("deleted, and rejected with its reply", async () => {
  const kinds = async (flat: FlatRule) => (await explain([{ name: "R", ...flat }])).outcomes[0]?.end;
  expect(await kinds({ deleteMessage: true })).toEqual({
    kind: "deleted",
    rule: "R",
    sentence: 'The rule "R" deletes the message; nobody is told.',
  });
  expect((await kinds({ rejectMessageReasonText: "Not today" }))?.sentence).toBe(
    'The rule "R" rejects the message with 550 5.7.1 TRANSPORT.RULES.RejectMessage; Not today.',
  );
});

test("a message without sender or recipients is refused", async () => {
  await expect(explain([], { text: "To: bob@contoso.com\r\n\r\n" })).rejects.toThrow("Nobody sends this message");
  await expect(explain([], { text: "From: alice@contoso.com\r\n\r\n" })).rejects.toThrow("Nobody gets this message");
});
