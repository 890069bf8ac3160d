// Each condition and the exception of its name, with the sentence that explains it.
import { expect, test } from "vitest";
import { evaluateRule } from "../../../src/rules/evaluate-rule.ts";
import { context, type FlatRule, type MailParts, mail, ruleWith } from "./rule-fixtures.ts";

const INTERNAL: MailParts = {};
const STRANGER: MailParts = { authAs: "Anonymous", sender: "ann@fabrikam.com", headers: "From: ann@fabrikam.com\r\n" };
const SPOOFED: MailParts = { authAs: "Anonymous", sender: "x@fabrikam.com", headers: "From: alice@contoso.com\r\n" };
const REPORT: MailParts = { generatedBy: "Robot", sender: "r@microsoft.com", headers: "From: r@microsoft.com\r\n" };
const LETTER: MailParts = {
  headers: "Subject: =?utf-8?Q?Caf=C3=A9_=E2=80=93?=\r\n =?utf-8?B?IEx1bmNo?=\r\nX-A: one\r\nx-a: Two true\r\n",
};

test.each<[name: string, condition: FlatRule, parts: MailParts, held: boolean, seen: string]>([
  [
    "FromScope",
    { fromScope: "InOrganization" },
    INTERNAL,
    true,
    "the mail was authenticated (AuthAs Internal) and alice@contoso.com is in the organization",
  ],
  [
    "FromScope",
    { fromScope: "InOrganization" },
    STRANGER,
    false,
    "the mail was not authenticated (AuthAs Anonymous) and ann@fabrikam.com is outside the organization",
  ],
  [
    "FromScope",
    { fromScope: "InOrganization" },
    SPOOFED,
    false,
    "the mail was not authenticated (AuthAs Anonymous) and alice@contoso.com is in the organization",
  ],
  [
    "FromScope",
    { fromScope: "NotInOrganization" },
    SPOOFED,
    true,
    "the mail was not authenticated (AuthAs Anonymous) and alice@contoso.com is in the organization",
  ],
  [
    "FromScope",
    { fromScope: "NotInOrganization" },
    INTERNAL,
    false,
    "the mail was authenticated (AuthAs Internal) and alice@contoso.com is in the organization",
  ],
  ["FromScope", { fromScope: "InOrganization" }, REPORT, true, "the mail was made by Robot"],
  [
    "FromScope",
    { fromScope: "InOrganization" },
    { sender: "", headers: "" },
    false,
    "the mail was authenticated (AuthAs Internal) and there is no sender",
  ],
  [
    "FromScope",
    { fromScope: "InOrganization" },
    { headers: "" },
    true,
    "the mail was authenticated (AuthAs Internal) and alice@contoso.com is in the organization",
  ],

  [
    "From",
    { from: "alice@contoso.com" },
    { headers: "From: AL@contoso.com\r\n" },
    true,
    "the sender is AL@contoso.com (From header)",
  ],
  [
    "From",
    { from: ["carol@contoso.com", "alice@contoso.com"] },
    INTERNAL,
    true,
    "the sender is alice@contoso.com (From header)",
  ],
  ["From", { from: "carol@contoso.com" }, INTERNAL, false, "the sender is alice@contoso.com (From header)"],
  ["From", { from: "ann@contoso.com" }, STRANGER, true, "the sender is ann@fabrikam.com (From header)"],
  [
    "From",
    { from: "alice@contoso.com" },
    { headers: "Sender: alice@contoso.com\r\n" },
    false,
    "there is no sender in the From header",
  ],
  ["From", { from: "x@fabrikam.com" }, SPOOFED, false, "the sender is alice@contoso.com (From header)"],
  [
    "From",
    { from: "x@fabrikam.com", senderAddressLocation: "Envelope" },
    SPOOFED,
    true,
    "the sender is x@fabrikam.com (envelope)",
  ],
  [
    "From",
    { from: "x@fabrikam.com", senderAddressLocation: "HeaderOrEnvelope" },
    SPOOFED,
    true,
    "the sender is x@fabrikam.com (From header or envelope)",
  ],
  [
    "From",
    { from: "alice@contoso.com", senderAddressLocation: "Envelope" },
    { sender: "" },
    false,
    "there is no sender in the envelope",
  ],

  ["SentToScope", { sentToScope: "InOrganization" }, INTERNAL, true, "bob@contoso.com is in the organization"],
  [
    "SentToScope",
    { sentToScope: "InOrganization" },
    { to: ["dave@onprem.contoso.com"] },
    true,
    "dave@onprem.contoso.com is in the organization",
  ],
  [
    "SentToScope",
    { sentToScope: "NotInOrganization" },
    { to: ["ann@fabrikam.com"] },
    true,
    "ann@fabrikam.com is outside the organization",
  ],
  ["SentToScope", { sentToScope: "NotInOrganization" }, INTERNAL, false, "bob@contoso.com is in the organization"],

  ["SentTo", { sentTo: "bob@contoso.com" }, INTERNAL, true, "the recipient is bob@contoso.com"],
  ["SentTo", { sentTo: "al@contoso.com" }, { to: ["alice@contoso.com"] }, true, "the recipient is alice@contoso.com"],
  ["SentTo", { sentTo: "ann@contoso.com" }, { to: ["ann@fabrikam.com"] }, true, "the recipient is ann@fabrikam.com"],
  ["SentTo", { sentTo: "team@contoso.com" }, INTERNAL, false, "the recipient is bob@contoso.com"],

  [
    "HeaderContainsWords",
    { headerContainsMessageHeader: "X-a", headerContainsWords: ["no", "TRUE"] },
    LETTER,
    true,
    'X-a is "Two true"',
  ],
  [
    "HeaderContainsWords",
    { headerContainsMessageHeader: "X-A", headerContainsWords: ["tru"] },
    LETTER,
    false,
    'X-A is "one", "Two true"',
  ],
  [
    "HeaderContainsWords",
    { headerContainsMessageHeader: "X-B", headerContainsWords: ["true"] },
    LETTER,
    false,
    "the message has no X-B header",
  ],
  [
    "HeaderMatchesPatterns",
    { headerMatchesMessageHeader: "x-A", headerMatchesPatterns: "^ONE$" },
    LETTER,
    true,
    'x-A is "one"',
  ],
  [
    "HeaderMatchesPatterns",
    { headerMatchesMessageHeader: "X-A", headerMatchesPatterns: ["^true", "x"] },
    LETTER,
    false,
    'X-A is "one", "Two true"',
  ],
  [
    "HeaderMatchesPatterns",
    { headerMatchesMessageHeader: "X-B", headerMatchesPatterns: [".*"] },
    LETTER,
    false,
    "the message has no X-B header",
  ],
  ["SubjectContainsWords", { subjectContainsWords: "café" }, LETTER, true, 'Subject is "Café – Lunch"'],
  ["SubjectContainsWords", { subjectContainsWords: "dinner" }, LETTER, false, 'Subject is "Café – Lunch"'],
  ["SubjectMatchesPatterns", { subjectMatchesPatterns: "– l\\w+$" }, LETTER, true, 'Subject is "Café – Lunch"'],
  [
    "SubjectMatchesPatterns",
    { subjectMatchesPatterns: "^lunch" },
    { headers: "" },
    false,
    "the message has no Subject header",
  ],
])("%s %j", async (name, condition, parts, held, seen) => {
  const item = mail(parts);
  const asCondition = await evaluateRule(ruleWith(condition), item, context);
  expect(asCondition.explanation.findings).toMatchObject([{ kind: "condition", parameter: name, held, seen }]);
  expect(asCondition.matched.length > 0).toBe(held);

  const exception = Object.fromEntries(
    Object.entries(condition).map(([key, value]) =>
      key === "senderAddressLocation" ? [key, value] : [`exceptIf${key.charAt(0).toUpperCase()}${key.slice(1)}`, value],
    ),
  );
  const asException = await evaluateRule(ruleWith(exception), item, context);
  expect(asException.explanation.findings).toMatchObject([
    { kind: "exception", parameter: `ExceptIf${name}`, held, seen },
  ]);
  expect(asException.matched.length > 0).toBe(!held);
});

test("a long value is cut where it is shown, not where it is searched", async () => {
  const item = mail({ headers: `X-A: ${"x".repeat(500)} needle\r\n` });
  const rule = ruleWith({ headerContainsMessageHeader: "X-A", headerContainsWords: "needle" });
  const { matched, explanation } = await evaluateRule(rule, item, context);
  expect(matched).toHaveLength(1);
  expect(explanation.findings[0]?.seen.length).toBeLessThan(250);
});

test("a rule that matches says so, and why", async () => {
  const rule = ruleWith({
    fromScope: "InOrganization",
    exceptIfHeaderContainsMessageHeader: "X-A",
    exceptIfHeaderContainsWords: ["true"],
  });
  const { explanation } = await evaluateRule(rule, mail(), context);
  expect(explanation).toMatchObject({ rule: "R", priority: 0, mode: "Enforce", result: "matched" });
  expect(explanation.sentence).toBe("The rule matched: every condition held, no exception did.");
  expect(explanation.findings.map(({ sentence }) => sentence)).toEqual([
    "Condition FromScope (InOrganization) held: the mail was authenticated (AuthAs Internal) and alice@contoso.com is in the organization.",
    "Exception ExceptIfHeaderContainsWords (true in X-A) did not hold: the message has no X-A header.",
  ]);
});

test.each<[FlatRule, MailParts, string]>([
  [{}, {}, "The rule matched: it has no conditions."],
  [
    { subjectContainsWords: ["dinner", "tea"] },
    {},
    'The rule did not match. Condition SubjectContainsWords (dinner or tea) did not hold: Subject is "Lunch".',
  ],
  [
    { exceptIfSubjectContainsWords: "lunch" },
    {},
    'The rule did not match. Exception ExceptIfSubjectContainsWords (lunch) held: Subject is "Lunch".',
  ],
  [
    { subjectMatchesPatterns: "a|b" },
    {},
    'The rule did not match. Condition SubjectMatchesPatterns (/a|b/) did not hold: Subject is "Lunch".',
  ],
  [
    { sentTo: "bob@contoso.com" },
    { to: ["bob@contoso.com", "carol@contoso.com", "alice@contoso.com"] },
    "The rule matched for 1 of 3 recipients. Condition SentTo (bob@contoso.com) held: for bob@contoso.com; not for carol@contoso.com, alice@contoso.com.",
  ],
  [
    { exceptIfSentToScope: "NotInOrganization" },
    { to: ["bob@contoso.com", "ann@fabrikam.com"] },
    "The rule matched for 1 of 2 recipients. Exception ExceptIfSentToScope (NotInOrganization) held: for ann@fabrikam.com; not for bob@contoso.com.",
  ],
  [{ sentToScope: "InOrganization" }, { to: [] }, "The rule did not match. The message has no recipients."],
  [{ enabled: false }, {}, "The rule is disabled."],
  [{ activationDate: "2026-03-02" }, {}, "The rule acts only from 2026-03-02T00:00:00.000Z on."],
  [{ expiryDate: "2026-03-01T12:00:00" }, {}, "The rule expired at 2026-03-01T12:00:00.000Z."],
])("%j is explained in a sentence", async (flat, parts, sentence) => {
  expect((await evaluateRule(ruleWith(flat), mail(parts), context)).explanation.sentence).toBe(sentence);
});

test("of many recipients the first are named", async () => {
  const to = Array.from({ length: 50 }, (_, index) => `user${index}@fabrikam.com`);
  const { explanation } = await evaluateRule(ruleWith({ sentTo: "user3@fabrikam.com" }), mail({ to }), context);
  expect(explanation.findings[0]?.recipients).toMatchObject({
    held: { count: 1, first: ["user3@fabrikam.com"] },
    notHeld: { count: 49 },
  });
  expect(explanation.findings[0]?.recipients?.notHeld.first).toHaveLength(20);
  expect(explanation.sentence).toContain("user20@fabrikam.com and 29 more");
});
