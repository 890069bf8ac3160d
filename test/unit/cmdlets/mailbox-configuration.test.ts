import { expect, test } from "vitest";
import { tenantOf } from "./tenant.ts";

const tenant = () =>
  tenantOf({
    organization: { name: "contoso.com" },
    mailboxes: [
      { address: "alice@contoso.com", displayName: "Alice Adams" },
      { address: "bob@contoso.com", displayName: "Bob Brown" },
    ],
    groups: [{ address: "sales@contoso.com", members: ["bob@contoso.com"] }],
  });
const ALICE = { Identity: "alice" };

test("AutoReplyState, StartTime, EndTime: automatic replies for a while", async () => {
  const on = tenant();
  await on.run("Set-MailboxAutoReplyConfiguration", {
    ...ALICE,
    AutoReplyState: "Scheduled",
    StartTime: "2026-12-01T08:00:00Z",
    EndTime: "2026-12-05T18:00:00Z",
    InternalMessage: "Away",
    ExternalAudience: "Known",
  });
  expect(await on.one("Get-MailboxAutoReplyConfiguration", ALICE)).toMatchObject({
    AutoReplyState: "Scheduled",
    InternalMessage: "Away",
    ExternalAudience: "Known",
    StartTime: new Date(Date.UTC(2026, 11, 1, 8)),
  });
  expect(on.organization.mailboxes[0]?.automaticReplies?.endTime).toBe(Date.UTC(2026, 11, 5, 18));
});

test("AutoReplyState: Scheduled needs its times", async () => {
  const on = tenant();
  expect(await on.refusal("Set-MailboxAutoReplyConfiguration", { ...ALICE, AutoReplyState: "Scheduled" })).toContain(
    "needs startTime",
  );
  expect((await on.one("Get-MailboxAutoReplyConfiguration", ALICE)).AutoReplyState).toBe("Disabled");
});

test("BlockedSendersAndDomains, TrustedSendersAndDomains: edited, in lower case", async () => {
  const on = tenant();
  await on.run("Set-MailboxJunkEmailConfiguration", {
    ...ALICE,
    BlockedSendersAndDomains: ["Eve@Fabrikam.com", "spam.example"],
  });
  await on.run("Set-MailboxJunkEmailConfiguration", { ...ALICE, BlockedSendersAndDomains: { Remove: "spam.example" } });
  expect(on.organization.mailboxes[0]?.junkEmail).toEqual({
    enabled: true,
    blockedSendersAndDomains: ["eve@fabrikam.com"],
    trustedSendersAndDomains: [],
  });
  expect(
    await on.refusal("Set-MailboxJunkEmailConfiguration", { ...ALICE, TrustedSendersAndDomains: "not one" }),
  ).toContain("neither an address nor a domain");
});

test("ReadReceiptResponse: what the mailbox answers", async () => {
  const on = tenant();
  await on.run("Set-MailboxMessageConfiguration", { ...ALICE, ReadReceiptResponse: "neversend", SignatureText: "A." });
  expect(on.organization.mailboxes[0]?.readReceiptResponse).toBe("NeverSend");
  expect(await on.one("Get-MailboxMessageConfiguration", ALICE)).toMatchObject({
    ReadReceiptResponse: "NeverSend",
    SignatureText: "A.",
  });
});

test("Language: a culture, of which the service's language follows", async () => {
  const on = tenant();
  await on.run("Set-MailboxRegionalConfiguration", {
    ...ALICE,
    Language: "de-at",
    TimeZone: "W. Europe Standard Time",
  });
  expect(on.organization.mailboxes[0]?.language).toBe("de");
  expect(await on.one("Get-MailboxRegionalConfiguration", ALICE)).toMatchObject({
    Language: "de-AT",
    TimeZone: "W. Europe Standard Time",
  });
  expect(await on.refusal("Set-MailboxRegionalConfiguration", { ...ALICE, Language: "?" })).toContain("is no culture");
});

test("Trustee and AccessRights: Send As comes and goes", async () => {
  const on = tenant();
  const grant = { ...ALICE, Trustee: "Bob Brown", AccessRights: "SendAs" };
  expect(await on.one("Add-RecipientPermission", grant)).toMatchObject({ Trustee: "bob", AccessRights: ["SendAs"] });
  expect(on.organization.mailboxes[0]?.sendAs).toEqual(["bob@contoso.com"]);
  expect((await on.warnings("Add-RecipientPermission", grant))[0]).toContain("already present");
  expect((await on.run("Get-RecipientPermission", { Trustee: "bob" })).map(({ Identity }) => Identity)).toEqual([
    "alice",
  ]);
  await on.run("Remove-RecipientPermission", { ...grant, Confirm: false });
  expect(on.organization.mailboxes[0]?.sendAs).toEqual([]);
  await on.run("Add-RecipientPermission", { ...grant, Identity: "sales" });
  expect(on.organization.groups[0]?.sendAs).toEqual(["bob@contoso.com"]);
});

test("User and AccessRights: Full Access comes and goes; other rights are refused", async () => {
  const on = tenant();
  const grant = { ...ALICE, User: "sales", AccessRights: ["FullAccess"], AutoMapping: false };
  await on.run("Add-MailboxPermission", grant);
  expect(on.organization.mailboxes[0]?.fullAccess).toEqual(["sales@contoso.com"]);
  expect(await on.one("Get-MailboxPermission", ALICE)).toMatchObject({
    User: "sales",
    AccessRights: ["FullAccess"],
    Deny: false,
  });
  expect(await on.refusal("Add-MailboxPermission", { ...grant, AccessRights: "DeleteItem" })).toContain(
    "not DeleteItem",
  );
  await on.run("Remove-MailboxPermission", { ...ALICE, User: "sales", AccessRights: "FullAccess" });
  expect(await on.run("Get-MailboxPermission", ALICE)).toEqual([]);
});
