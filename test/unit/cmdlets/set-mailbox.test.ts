import { expect, test } from "vitest";
import { tenantOf } from "./tenant.ts";

const tenant = (alice: object = {}) =>
  tenantOf({
    organization: { name: "contoso.com" },
    mailboxes: [
      { address: "alice@contoso.com", displayName: "Alice Adams", aliases: ["a.adams@contoso.com"], ...alice },
      { address: "bob@contoso.com", displayName: "Bob Brown" },
    ],
    groups: [{ address: "sales@contoso.com", members: ["bob@contoso.com"] }],
    contacts: [{ address: "carl@fabrikam.com", displayName: "Carl Clark" }],
  });

const set = { Identity: "alice" };

test.each([
  ["LitigationHoldEnabled", true],
  ["SingleItemRecoveryEnabled", false],
  ["RetainDeletedItemsFor", "30.00:00:00"],
  ["RetentionHoldEnabled", true],
  ["MessageRecallProcessingEnabled", false],
  ["DeliverToMailboxAndForward", true],
  ["MessageCopyForSentAsEnabled", true],
  ["MessageCopyForSendOnBehalfEnabled", true],
  ["MessageCopyForSMTPClientSubmissionEnabled", false],
  ["RequireSenderAuthenticationEnabled", true],
  ["SendModerationNotifications", "Internal"],
  ["AuditEnabled", false],
  ["DisplayName", "Alice B. Adams"],
  ["Office", "12/3"],
  ["CustomAttribute7", "blue"],
  ["HiddenFromAddressListsEnabled", true],
  ["ElcProcessingDisabled", true],
  ["AuditLogAgeLimit", "180.00:00:00"],
  ["MailTip", "Away a lot"],
  ["ExternalOofOptions", "InternalOnly"],
  ["RetentionComment", "Ask Legal"],
  ["LitigationHoldOwner", "Legal"],
])("%s: Get-Mailbox shows what Set-Mailbox set", async (parameter, value) => {
  const on = tenant();
  await on.run("Set-Mailbox", { ...set, [parameter]: value });
  expect((await on.one("Get-Mailbox", set))[parameter]).toEqual(value);
  expect((await on.one("Get-Mailbox", { Identity: "bob" }))[parameter]).not.toEqual(value);
});

test.each([
  ["MaxSendSize", "10 MB", "10 MB (10,485,760 bytes)"],
  ["MaxReceiveSize", "1GB", "1 GB (1,073,741,824 bytes)"],
  ["ProhibitSendReceiveQuota", "50GB", "50 GB (53,687,091,200 bytes)"],
  ["ProhibitSendQuota", "49GB", "49 GB (52,613,349,376 bytes)"],
  ["RulesQuota", "64KB", "64 KB (65,536 bytes)"],
  ["RecipientLimits", 100, "100"],
  ["LitigationHoldDuration", "30", "30.00:00:00"],
  ["ForwardingSmtpAddress", "Frank@Fabrikam.com", "smtp:frank@fabrikam.com"],
  ["ForwardingAddress", "Bob Brown", "bob"],
  ["Type", "Shared", "Regular"],
])("%s: %s is shown as the service writes it", async (parameter, given, shown) => {
  const on = tenant();
  await on.run("Set-Mailbox", { ...set, [parameter]: given });
  const mailbox = await on.one("Get-Mailbox", set);
  if (parameter === "Type") expect(mailbox.RecipientTypeDetails).toBe("SharedMailbox");
  else expect(mailbox[parameter]).toBe(shown);
});

test("ForwardingAddress and ForwardingSmtpAddress: $null ends it", async () => {
  const on = tenant({ forwardingAddress: "bob@contoso.com", forwardingSmtpAddress: "x@fabrikam.com" });
  await on.run("Set-Mailbox", { ...set, ForwardingAddress: null, ForwardingSmtpAddress: null });
  expect(await on.one("Get-Mailbox", set)).toMatchObject({ ForwardingAddress: null, ForwardingSmtpAddress: null });
  expect("forwardingAddress" in (on.organization.mailboxes[0] ?? {})).toBe(false);
});

test("GrantSendOnBehalfTo: people by any name, added and removed", async () => {
  const on = tenant();
  await on.run("Set-Mailbox", { ...set, GrantSendOnBehalfTo: { Add: ["Bob Brown", "sales"] } });
  expect((await on.one("Get-Mailbox", set)).GrantSendOnBehalfTo).toEqual(["bob", "sales"]);
  await on.run("Set-Mailbox", { ...set, GrantSendOnBehalfTo: { Remove: "bob@contoso.com" } });
  expect(on.organization.mailboxes[0]?.grantSendOnBehalfTo).toEqual(["sales@contoso.com"]);
});

test("AcceptMessagesOnlyFrom and AcceptMessagesOnlyFromDLMembers: two views of one list", async () => {
  const on = tenant();
  await on.run("Set-Mailbox", { ...set, AcceptMessagesOnlyFromSendersOrMembers: ["bob", "sales"] });
  await on.run("Set-Mailbox", { ...set, AcceptMessagesOnlyFrom: ["Carl Clark"] });
  expect(await on.one("Get-Mailbox", set)).toMatchObject({
    AcceptMessagesOnlyFrom: ["carl@fabrikam.com"],
    AcceptMessagesOnlyFromDLMembers: ["sales"],
  });
  expect(await on.refusal("Set-Mailbox", { ...set, AcceptMessagesOnlyFrom: ["sales"] })).toContain("is a group");
});

test("EmailAddresses: aliases are added and removed, other types are kept", async () => {
  const on = tenant();
  await on.run("Set-Mailbox", {
    ...set,
    EmailAddresses: { Add: ["smtp:Ally@contoso.com", "SIP:alice@contoso.com"], Remove: "a.adams@contoso.com" },
  });
  expect((await on.one("Get-Mailbox", set)).EmailAddresses).toEqual([
    "SMTP:alice@contoso.com",
    "smtp:ally@contoso.com",
    "SIP:alice@contoso.com",
  ]);
  expect((await on.one("Get-Mailbox", { Identity: "ally@contoso.com" })).Name).toBe("alice");
});

test("EmailAddresses: another primary address of a mailbox is refused with what to do", async () => {
  const refusal = await tenant().refusal("Set-Mailbox", { ...set, EmailAddresses: { Add: "SMTP:ally@contoso.com" } });
  expect(refusal).toContain("'ally@contoso.com' can be another address of it");
});

test("EmailAddresses: what somebody else has is refused, and nothing is done", async () => {
  const on = tenant();
  const refusal = await on.refusal("Set-Mailbox", {
    ...set,
    DisplayName: "Other",
    EmailAddresses: { Add: "bob@contoso.com" },
  });
  expect(refusal).toContain('The proxy address "SMTP:bob@contoso.com" is already being used');
  expect((await on.one("Get-Mailbox", set)).DisplayName).toBe("Alice Adams");
});

test.each([
  [{ ModerationEnabled: true }, "ModerationEnabled of 'alice@contoso.com': needs moderatedBy"],
  [{ ForwardingAddress: "nobody" }, "object 'nobody' couldn't be found on"],
  [{ ForwardingAddress: "alice" }, "ForwardingAddress of 'alice@contoso.com': must not be the mailbox itself"],
  [{ RetainDeletedItemsFor: "31.00:00:00" }, "must be between 00:00:00 and 30.00:00:00"],
  [{ RecipientLimits: 1001 }, "must be between 1 and 1000"],
  [{ RulesQuota: "1MB" }, "RulesQuota must be between 32 KB and 256 KB"],
  [{ Type: "Sharde" }, "did you mean `Shared`?"],
  [{ LitigationHoldDuration: "soon" }, "LitigationHoldDuration must be days"],
  [{ Identity: "nobody" }, "object 'nobody' couldn't be found on"],
  [{ Alias: "a b" }, "Alias: 'a b'"],
])("Set-Mailbox refuses %j", async (parameters, text) => {
  expect(await tenant().refusal("Set-Mailbox", { ...set, ...parameters })).toContain(text);
});

test("Set-Mailbox says what it takes without effect, what changes nothing, and what -WhatIf would do", async () => {
  const on = tenant();
  expect(await on.warnings("Set-Mailbox", { ...set, MailTip: "x" })).toEqual([
    "Kept and shown, but of no effect in the sandbox: MailTip.",
  ]);
  expect((await on.warnings("Set-Mailbox", { ...set, DisplayName: "Alice Adams" }))[0]).toContain(
    "no settings of 'alice' have been modified",
  );
  expect(await on.confirmation("Set-Mailbox", { ...set, DisplayName: "X", WhatIf: true })).toBe(
    'What if: Setting mailbox "alice".',
  );
  expect((await on.one("Get-Mailbox", set)).DisplayName).toBe("Alice Adams");
});

test("Name and Alias: the mailbox is found by them, and its Guid stays", async () => {
  const on = tenant();
  const { Guid } = await on.one("Get-Mailbox", set);
  await on.run("Set-Mailbox", { ...set, Name: "Adams, Alice", Alias: "ally" });
  expect(await on.one("Get-Mailbox", { Identity: "Adams, Alice" })).toMatchObject({ Alias: "ally", Guid });
  expect((await on.one("Get-Mailbox", { Identity: "ALLY" })).PrimarySmtpAddress).toBe("alice@contoso.com");
});

test.each([
  "Guid",
  "ExchangeGuid",
  "ExternalDirectoryObjectId",
  "DistinguishedName",
  "LegacyExchangeDN",
  "Alias",
  "DisplayName",
])("Identity: a mailbox is found by its %s", async (property) => {
  const on = tenant();
  const value = (await on.one("Get-Mailbox", set))[property];
  const identity = typeof value === "string" ? value : String((value as { readonly value: string }).value);
  expect((await on.one("Get-Mailbox", { Identity: identity })).PrimarySmtpAddress).toBe("alice@contoso.com");
});
