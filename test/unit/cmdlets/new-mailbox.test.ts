import { expect, test } from "vitest";
import { tenantOf } from "./tenant.ts";

const tenant = () =>
  tenantOf({
    organization: { name: "contoso.com" },
    mailboxes: [
      {
        address: "alice@contoso.com",
        displayName: "Alice Adams",
        forwardingAddress: "bob@contoso.com",
        inboxRules: [{ name: "on", actions: { forwardTo: ["bob@contoso.com"] } }],
      },
      { address: "bob@contoso.com", displayName: "Bob Brown" },
    ],
    groups: [{ address: "sales@contoso.com", members: ["bob@contoso.com", "alice@contoso.com"] }],
  });

const DORA = { Name: "Dora Doe", MicrosoftOnlineServicesID: "dora@contoso.com", Password: "Sesame!1" };

test("MicrosoftOnlineServicesID and Password: a user's mailbox, with its folders", async () => {
  const on = tenant();
  expect(await on.one("New-Mailbox", { ...DORA, FirstName: "Dora", LastName: "Doe", Archive: true })).toMatchObject({
    Name: "Dora Doe",
    Alias: "dora",
    DisplayName: "Dora Doe",
    PrimarySmtpAddress: "dora@contoso.com",
    RecipientTypeDetails: "UserMailbox",
    ArchiveStatus: "Active",
  });
  expect(on.folders).toEqual(["dora@contoso.com"]);
  expect(on.organization.mailboxes.at(-1)).toMatchObject({
    password: "Sesame!1",
    attributes: { firstName: "Dora", lastName: "Doe" },
  });
});

test.each([
  ["Shared", "SharedMailbox"],
  ["Room", "RoomMailbox"],
  ["Equipment", "EquipmentMailbox"],
])("%s: a mailbox without a user", async (kind, details) => {
  const on = tenant();
  const made = await on.one("New-Mailbox", { Name: "Help Desk", [kind]: true, PrimarySmtpAddress: "help@contoso.com" });
  expect(made).toMatchObject({ RecipientTypeDetails: details, Alias: "HelpDesk", AccountDisabled: true });
  expect((await on.run("Get-Mailbox", { RecipientTypeDetails: [details] })).map(({ Name }) => Name)).toEqual([
    "Help Desk",
  ]);
});

test("Alias: makes the address of a mailbox that has none given", async () => {
  expect((await tenant().one("New-Mailbox", { Name: "Büro Süd", Shared: true })).PrimarySmtpAddress).toBe(
    "burosud@contoso.com",
  );
});

test.each([
  [{ Name: "X" }, "missing mandatory parameters: MicrosoftOnlineServicesID Password."],
  [{ Name: "X", Shared: true, Room: true }, "Parameter set cannot be resolved"],
  [{ ...DORA, MicrosoftOnlineServicesID: "bob@contoso.com" }, '"SMTP:bob@contoso.com" is already being used'],
  [{ ...DORA, Name: "bob" }, 'The name "bob" is already being used.'],
  [
    { ...DORA, MicrosoftOnlineServicesID: "dora@fabrikam.com" },
    "'dora@fabrikam.com' is in no accepted domain (contoso.com)",
  ],
  [{ ...DORA, MicrosoftOnlineServicesID: "dora" }, "MicrosoftOnlineServicesID: 'dora' is no address"],
  [{ ...DORA, ModerationEnabled: true }, "ModerationEnabled of 'dora@contoso.com': needs moderatedBy"],
])("New-Mailbox refuses %j, and makes nothing", async (parameters, text) => {
  const on = tenant();
  expect(await on.refusal("New-Mailbox", parameters)).toContain(text);
  expect([on.organization.mailboxes.length, on.folders]).toEqual([2, []]);
});

test("New-Mailbox -WhatIf makes nothing", async () => {
  const on = tenant();
  expect(await on.confirmation("New-Mailbox", { ...DORA, WhatIf: true })).toContain("What if: Creating mailbox");
  expect([on.organization.mailboxes.length, on.folders]).toEqual([2, []]);
});

test("Remove-Mailbox: the mailbox is in no list of others any more", async () => {
  const on = tenant();
  await on.run("Remove-Mailbox", { Identity: "bob", Confirm: false });
  expect(await on.refusal("Get-Mailbox", { Identity: "bob" })).toContain("couldn't be found");
  expect(on.organization.groups[0]?.members).toEqual(["alice@contoso.com"]);
  expect(on.organization.mailboxes[0]).not.toHaveProperty("forwardingAddress");
  expect(on.organization.mailboxes[0]?.inboxRules).toMatchObject([{ name: "on", enabled: false, actions: {} }]);
  await on.run("Set-Mailbox", { Identity: "alice", DisplayName: "Alice" });
});
