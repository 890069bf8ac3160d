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
    contacts: [{ address: "carl@fabrikam.com", displayName: "Carl Clark" }],
  });

test("ExternalEmailAddress: a contact is made, found by its name, and takes its format", async () => {
  const on = tenant();
  await on.run("New-MailContact", {
    Name: "Frank Fox",
    ExternalEmailAddress: "SMTP:Frank@Fabrikam.com",
    FirstName: "Frank",
  });
  await on.run("Set-MailContact", { Identity: "Frank Fox", UseMapiRichTextFormat: "always", CustomAttribute1: "vip" });
  expect(await on.one("Get-MailContact", { Identity: "FrankFox" })).toMatchObject({
    ExternalEmailAddress: "SMTP:frank@fabrikam.com",
    RecipientTypeDetails: "MailContact",
    UseMapiRichTextFormat: "Always",
    CustomAttribute1: "vip",
    FirstName: "Frank",
  });
  await on.run("Remove-MailContact", { Identity: "Frank Fox" });
  expect(await on.refusal("Get-MailContact", { Identity: "Frank Fox" })).toContain("couldn't be found");
});

test("New-MailContact refuses an address that is there", async () => {
  expect(await tenant().refusal("New-MailContact", { Name: "C", ExternalEmailAddress: "carl@fabrikam.com" })).toContain(
    '"SMTP:carl@fabrikam.com" is already being used',
  );
  expect(await tenant().refusal("New-MailContact", { Name: "C", ExternalEmailAddress: "carl" })).toContain(
    "ExternalEmailAddress: 'carl' is no address",
  );
});

test("MicrosoftOnlineServicesID and ExternalEmailAddress: a mail user has an address here and mail elsewhere", async () => {
  const on = tenant();
  const made = await on.one("New-MailUser", {
    Name: "Greta",
    MicrosoftOnlineServicesID: "greta@contoso.com",
    ExternalEmailAddress: "greta@on-prem.example",
    Password: "Sesame!1",
  });
  expect(made).toMatchObject({
    PrimarySmtpAddress: "greta@contoso.com",
    ExternalEmailAddress: "SMTP:greta@on-prem.example",
    RecipientTypeDetails: "MailUser",
  });
  expect(JSON.stringify(on.organization)).not.toContain("Sesame");
  expect((await on.one("Get-MailUser")).Name).toBe("Greta");
});

test("Manager, Department, Title: Set-User changes what rules ask for", async () => {
  const on = tenant();
  await on.run("Set-User", {
    Identity: "alice",
    Manager: "Bob Brown",
    Department: "Sales",
    Title: "Head",
    StateOrProvince: "BY",
  });
  expect(await on.one("Get-User", { Identity: "alice" })).toMatchObject({
    Manager: "bob",
    Department: "Sales",
    StateOrProvince: "BY",
  });
  expect(on.organization.mailboxes[0]?.attributes).toEqual({
    manager: "bob@contoso.com",
    department: "Sales",
    title: "Head",
    state: "BY",
  });
  await on.run("Set-User", { Identity: "alice", Manager: null, Department: "" });
  expect(on.organization.mailboxes[0]?.attributes).toEqual({ title: "Head", state: "BY" });
  await on.run("Set-Contact", { Identity: "Carl Clark", Company: "Fabrikam" });
  expect((await on.one("Get-Contact", { Identity: "Carl Clark" })).Company).toBe("Fabrikam");
});

test("RecipientTypeDetails, Filter, Anr, SortBy: Get-Recipient finds everybody", async () => {
  const on = tenant();
  const names = async (parameters: object) => (await on.run("Get-Recipient", parameters)).map(({ Name }) => Name);
  expect(await names({ SortBy: "displayname" })).toEqual(["alice", "bob", "carl@fabrikam.com", "sales"]);
  expect(await names({ RecipientTypeDetails: ["mailcontact"] })).toEqual(["carl@fabrikam.com"]);
  expect(await names({ Filter: "DisplayName -like 'Bob*'" })).toEqual(["bob"]);
  expect(await names({ Anr: "cl" })).toEqual(["carl@fabrikam.com"]);
  expect(await names({ Identity: "al*" })).toEqual(["alice"]);
  expect(await names({ RecipientType: ["UserMailbox"], ResultSize: 1 })).toEqual(["alice"]);
});
