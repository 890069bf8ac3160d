import { expect, test } from "vitest";
import { evaluateInboxRules } from "../../../src/mailbox/inbox-rules/evaluate-inbox-rules.ts";
import { tenantOf } from "./tenant.ts";

const tenant = () =>
  tenantOf({
    organization: { name: "contoso.com" },
    mailboxes: [
      {
        address: "alice@contoso.com",
        displayName: "Alice Adams",
        inboxRules: [{ name: "first", actions: { markAsRead: true } }],
      },
      { address: "bob@contoso.com", displayName: "Bob Brown" },
    ],
  });

const rules = (on: ReturnType<typeof tenant>) => on.organization.mailboxes[0]?.inboxRules ?? [];
const names = (on: ReturnType<typeof tenant>) => rules(on).map(({ name }) => name);
const ALICE = { Mailbox: "alice" };

test("SubjectContainsWords, From, MoveToFolder: a rule as the agent reads it", async () => {
  const on = tenant();
  const made = await on.one("New-InboxRule", {
    ...ALICE,
    Name: "Projects",
    SubjectContainsWords: ["budget", "plan"],
    From: ["Bob Brown", "frank@fabrikam.com"],
    HasAttachment: true,
    MyNameInToBox: false,
    ExceptIfHeaderContainsWords: "X-Signed",
    WithinSizeRangeMinimum: "10KB",
    ReceivedAfterDate: "2026-01-01",
    MoveToFolder: "alice:\\Inbox\\Projects",
  });
  expect(rules(on)[1]).toEqual({
    name: "Projects",
    enabled: true,
    conditions: {
      subjectContainsWords: ["budget", "plan"],
      from: ["bob@contoso.com", "frank@fabrikam.com"],
      hasAttachment: true,
      withinSizeRangeMinimum: 10_240,
      receivedAfterDate: Date.UTC(2026, 0, 1),
    },
    exceptions: { headerContainsWords: ["X-Signed"] },
    actions: { moveToFolder: "Inbox/Projects" },
    stopProcessingRules: true,
  });
  expect(made).toMatchObject({
    Name: "Projects",
    Priority: 2,
    Enabled: true,
    StopProcessingRules: true,
    MyNameInToBox: false,
    SentTo: null,
    MoveToFolder: "alice:\\Inbox\\Projects",
    WithinSizeRangeMinimum: "10 KB (10,240 bytes)",
    Identity: `alice\\${String(made.RuleIdentity)}`,
  });
});

test("MoveToFolder: a folder that isn't there is refused", async () => {
  expect(await tenant().refusal("New-InboxRule", { ...ALICE, Name: "x", MoveToFolder: "alice:\\Nowhere" })).toContain(
    "Nowhere",
  );
});

test("Priority: the rule goes there, the others move", async () => {
  const on = tenant();
  await on.run("New-InboxRule", { ...ALICE, Name: "urgent", Priority: 1, MarkImportance: "High" });
  expect(names(on)).toEqual(["urgent", "first"]);
  await on.run("Set-InboxRule", { ...ALICE, Identity: "urgent", Priority: 2 });
  expect(names(on)).toEqual(["first", "urgent"]);
});

test("Identity: by name, number and mailbox; the number stays when the name changes", async () => {
  const on = tenant();
  const { RuleIdentity: number } = await on.one("Get-InboxRule", ALICE);
  await on.run("Set-InboxRule", { Identity: `alice\\${String(number)}`, Name: "renamed", StopProcessingRules: false });
  expect(await on.one("Get-InboxRule", { Identity: `alice\\${String(number)}` })).toMatchObject({
    Name: "renamed",
    RuleIdentity: number,
    StopProcessingRules: false,
  });
});

test("SubjectContainsWords: $null and HasAttachment: $false take a condition away", async () => {
  const on = tenant();
  await on.run("Set-InboxRule", { ...ALICE, Identity: "first", SubjectContainsWords: "x", HasAttachment: true });
  await on.run("Set-InboxRule", { ...ALICE, Identity: "first", SubjectContainsWords: null, HasAttachment: false });
  expect(rules(on)[0]?.conditions).toEqual({});
});

test("FlaggedForAction, PinMessage: kept and shown with a warning", async () => {
  const on = tenant();
  const warnings = await on.warnings("New-InboxRule", {
    ...ALICE,
    Name: "pin",
    FlaggedForAction: "Any",
    PinMessage: true,
  });
  expect(warnings[0]).toContain("doesn't act on it: FlaggedForAction, PinMessage");
  expect(await on.one("Get-InboxRule", { ...ALICE, Identity: "pin" })).toMatchObject({
    FlaggedForAction: "Any",
    PinMessage: true,
  });
});

test("FlaggedForAction: a condition that isn't modelled never holds", async () => {
  const on = tenant();
  await on.run("New-InboxRule", { ...ALICE, Name: "flagged", FlaggedForAction: "Any", DeleteMessage: true });
  expect(evaluateInboxRules(rules(on).slice(1), {} as never, {} as never)).toEqual([]);
});

test("Enable-, Disable- and Remove-InboxRule", async () => {
  const on = tenant();
  await on.run("Disable-InboxRule", { ...ALICE, Identity: "first" });
  expect(rules(on)[0]?.enabled).toBe(false);
  await on.run("Enable-InboxRule", { ...ALICE, Identity: "first" });
  expect(rules(on)[0]?.enabled).toBe(true);
  await on.run("Remove-InboxRule", { ...ALICE, Identity: "first", WhatIf: true });
  expect(names(on)).toEqual(["first"]);
  await on.run("Remove-InboxRule", { ...ALICE, Identity: "first" });
  expect(names(on)).toEqual([]);
});

test.each([
  [{ Name: "first", DeleteMessage: true }, "has an inbox rule 'first' already"],
  [{ Name: "x" }, "must have at least one action"],
  [{ Name: "x", ForwardTo: "alice" }, "ForwardTo of 'alice@contoso.com': must not be the mailbox itself"],
  [{ Name: "x", ForwardTo: "nobody" }, "object 'nobody' couldn't be found"],
  [{ Name: "x", DeleteMessage: true, SubjectContainsWords: [" "] }, "SubjectContainsWords: must not be empty"],
  [{ Name: "x", DeleteMessage: true, WithinSizeRangeMaximum: 1, WithinSizeRangeMinimum: 2 }, "must not be less than"],
  [{ Name: "x", DeleteMessage: true, MessageTypeMatches: "Signd" }, "did you mean `Signed`?"],
  [{ Name: "x", DeleteMessage: true, Mailbox: "nobody" }, "object 'nobody' couldn't be found"],
])("New-InboxRule refuses %j, and makes nothing", async (parameters, text) => {
  const on = tenant();
  expect(await on.refusal("New-InboxRule", { ...ALICE, ...parameters })).toContain(text);
  expect(names(on)).toEqual(["first"]);
});
