import { expect, test } from "vitest";
import { tenantOf } from "./tenant.ts";

const tenant = () =>
  tenantOf({
    organization: { name: "contoso.com" },
    mailboxes: [
      { address: "alice@contoso.com", displayName: "Alice Adams", aliases: ["ally@contoso.com"] },
      { address: "bob@contoso.com", displayName: "Bob Brown", attributes: { department: "Sales" } },
    ],
    groups: [
      { address: "sales@contoso.com", displayName: "Sales", members: ["bob@contoso.com"] },
      { address: "dynamic@contoso.com", type: "Dynamic", recipientFilter: "Department -eq 'Sales'" },
      { address: "team@contoso.com", type: "Microsoft365", members: ["alice@contoso.com"] },
    ],
    contacts: [{ address: "carl@fabrikam.com", displayName: "Carl Clark" }],
  });

const members = async (on: ReturnType<typeof tenant>, group: string) =>
  (await on.run("Get-DistributionGroupMember", { Identity: group })).map(
    ({ PrimarySmtpAddress }) => PrimarySmtpAddress,
  );

test("Name, Members, ManagedBy, Type: a group is made with the service's defaults", async () => {
  const on = tenant();
  const made = await on.one("New-DistributionGroup", {
    Name: "Round Trip",
    Members: ["Alice Adams", "carl@fabrikam.com"],
    ManagedBy: "bob",
    Type: "Security",
    CopyOwnerToMember: true,
  });
  expect(made).toMatchObject({
    Name: "Round Trip",
    Alias: "RoundTrip",
    PrimarySmtpAddress: "roundtrip@contoso.com",
    RecipientTypeDetails: "MailUniversalSecurityGroup",
    RequireSenderAuthenticationEnabled: true,
    ManagedBy: ["bob"],
    IsDirSynced: false,
    ReportToOriginatorEnabled: true,
    MemberJoinRestriction: "Closed",
  });
  expect(await members(on, "Round Trip")).toEqual(["alice@contoso.com", "carl@fabrikam.com", "bob@contoso.com"]);
});

test("Filter: vendors look for groups by it", async () => {
  const found = await tenant().run("Get-DistributionGroup", {
    Filter: "ReportToOriginatorEnabled -eq $true -and IsDirSynced -eq $false",
  });
  expect(found.map(({ Name }) => Name)).toEqual(["sales"]);
});

test("Member: comes and goes, once", async () => {
  const on = tenant();
  await on.run("Add-DistributionGroupMember", { Identity: "sales", Member: "ally@contoso.com" });
  expect(await members(on, "sales")).toEqual(["bob@contoso.com", "alice@contoso.com"]);
  expect(await on.refusal("Add-DistributionGroupMember", { Identity: "sales", Member: "alice" })).toBe(
    'The recipient "alice" is already a member of the group "sales".',
  );
  await on.run("Remove-DistributionGroupMember", { Identity: "sales", Member: "Bob Brown" });
  expect(await on.refusal("Remove-DistributionGroupMember", { Identity: "sales", Member: "bob" })).toContain(
    "isn't a member",
  );
  await on.run("Update-DistributionGroupMember", { Identity: "sales", Members: ["Carl Clark"] });
  expect(await members(on, "sales")).toEqual(["carl@fabrikam.com"]);
});

test("PrimarySmtpAddress: the address before stays as another one", async () => {
  const on = tenant();
  await on.run("Set-DistributionGroup", {
    Identity: "sales",
    PrimarySmtpAddress: "all-sales@contoso.com",
    Name: "Sales Team",
  });
  expect(await on.one("Get-DistributionGroup", { Identity: "sales@contoso.com" })).toMatchObject({
    Name: "Sales Team",
    EmailAddresses: ["SMTP:all-sales@contoso.com", "smtp:sales@contoso.com"],
  });
});

test.each([
  ["RequireSenderAuthenticationEnabled", false],
  ["ReportToOriginatorEnabled", false],
  ["DisplayName", "All of Sales"],
  ["HiddenFromAddressListsEnabled", true],
  ["MemberDepartRestriction", "Closed"],
  ["CustomAttribute3", "x"],
  ["MailTip", "Many people"],
])("%s: Get-DistributionGroup shows what was set", async (parameter, value) => {
  const on = tenant();
  await on.run("Set-DistributionGroup", { Identity: "sales", [parameter]: value });
  expect((await on.one("Get-DistributionGroup", { Identity: "sales" }))[parameter]).toBe(value);
});

test("Remove-DistributionGroup, and what is refused", async () => {
  const on = tenant();
  expect(await on.refusal("New-DistributionGroup", { Name: "Sales", PrimarySmtpAddress: "bob@contoso.com" })).toContain(
    "is already being used",
  );
  expect(await on.refusal("New-DistributionGroup", { Name: "X", Members: ["nobody"] })).toContain(
    "object 'nobody' couldn't be found",
  );
  expect(await on.refusal("Set-DistributionGroup", { Identity: "sales", ModerationEnabled: true })).toContain(
    "needs moderatedBy",
  );
  expect(await on.refusal("Get-DistributionGroup", { Identity: "dynamic" })).toContain("couldn't be found");
  await on.run("Remove-DistributionGroup", { Identity: "sales" });
  expect(await on.run("Get-DistributionGroup")).toEqual([]);
});

test("groups of other kinds have cmdlets of their own", async () => {
  const on = tenant();
  expect((await on.one("Get-DynamicDistributionGroup")).RecipientFilter).toBe("Department -eq 'Sales'");
  expect((await on.one("Get-DynamicDistributionGroupMember", { Identity: "dynamic" })).Name).toBe("bob");
  expect((await on.one("Get-UnifiedGroup")).RecipientTypeDetails).toBe("GroupMailbox");
});
