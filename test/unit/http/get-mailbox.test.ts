import { expect, test } from "vitest";
import { names, one, refusal, run } from "./exchange-admin-support.ts";
import { ALICE, BOB, server, tenant } from "./support.ts";

const MAILBOXES = [
  {
    address: ALICE,
    displayName: "Alice Adams",
    aliases: ["a.adams@contoso.com"],
    forwardingAddress: BOB,
    deliverToMailboxAndForward: true,
    grantSendOnBehalfTo: [BOB],
  },
  { address: BOB, displayName: "Bob Brown", litigationHoldEnabled: true, messageRecallProcessingEnabled: false },
  { address: "sales@contoso.com", displayName: "Contoso Sales", type: "Shared", singleItemRecoveryEnabled: false },
  { address: "alice@fabrikam.com", displayName: "Alice of Fabrikam", forwardingSmtpAddress: "x@y.example" },
];
const company = () =>
  server({
    config: tenant({ acceptedDomains: ["contoso.com", "fabrikam.com"], mailboxes: MAILBOXES }),
  });

test("a mailbox shows its settings as the service names them", async () => {
  expect(await one(await company(), "Get-Mailbox", { Identity: "alice" })).toMatchObject({
    Name: "alice",
    Identity: "alice",
    Alias: "alice",
    DisplayName: "Alice Adams",
    PrimarySmtpAddress: ALICE,
    UserPrincipalName: ALICE,
    EmailAddresses: [`SMTP:${ALICE}`, "smtp:a.adams@contoso.com"],
    RecipientTypeDetails: "UserMailbox",
    IsShared: false,
    ForwardingAddress: "bob",
    ForwardingSmtpAddress: null,
    DeliverToMailboxAndForward: true,
    GrantSendOnBehalfTo: ["bob"],
    LitigationHoldEnabled: false,
    LitigationHoldDate: null,
    LitigationHoldDuration: "Unlimited",
    SingleItemRecoveryEnabled: true,
    MessageRecallProcessingEnabled: true,
    RetainDeletedItemsFor: "14.00:00:00",
    ProhibitSendQuota: "99 GB (106,300,440,576 bytes)",
    ArchiveStatus: "None",
    WhenCreated: "2026-11-20T12:00:00.0000000+00:00",
  });
});

test("who may send to it and for it, how much, and who approves", async () => {
  const config = tenant({
    mailboxes: [
      {
        address: ALICE,
        moderationEnabled: true,
        moderatedBy: [BOB],
        sendModerationNotifications: "Internal",
        acceptMessagesOnlyFromSendersOrMembers: [BOB, "team@contoso.com"],
        messageCopyForSentAsEnabled: true,
        maxReceiveSize: "1MB",
        recipientLimits: 20,
        attributes: { office: "Oslo", customAttribute2: "two", department: "Sales" },
      },
      { address: BOB },
    ],
    groups: [{ address: "team@contoso.com" }],
  });
  const shown = await one(await server({ config }), "Get-Mailbox", { Identity: ALICE });
  expect(shown).toMatchObject({
    ModerationEnabled: true,
    ModeratedBy: ["bob"],
    SendModerationNotifications: "Internal",
    AcceptMessagesOnlyFromSendersOrMembers: ["bob", "team"],
    AcceptMessagesOnlyFrom: ["bob"],
    AcceptMessagesOnlyFromDLMembers: ["team"],
    RejectMessagesFrom: [],
    RequireSenderAuthenticationEnabled: false,
    MessageCopyForSentAsEnabled: true,
    MaxSendSize: "35 MB (36,700,160 bytes)",
    MaxReceiveSize: "1 MB (1,048,576 bytes)",
    RecipientLimits: "20",
    Office: "Oslo",
    CustomAttribute2: "two",
    CustomAttribute3: "",
  });
  expect(shown).not.toHaveProperty("Department");
});

test("holds, switches and the kind of mailbox", async () => {
  const on = await company();
  expect(await one(on, "Get-Mailbox", { Identity: BOB })).toMatchObject({
    LitigationHoldEnabled: true,
    LitigationHoldDate: "2026-11-20T12:00:00.0000000+00:00",
    MessageRecallProcessingEnabled: false,
  });
  expect(await one(on, "Get-Mailbox", { Identity: "sales" })).toMatchObject({
    RecipientTypeDetails: "SharedMailbox",
    IsShared: true,
    AccountDisabled: true,
    SingleItemRecoveryEnabled: false,
  });
  expect(await one(on, "Get-Mailbox", { Identity: "alice@fabrikam.com" })).toMatchObject({
    Name: "alice@fabrikam.com",
    ForwardingSmtpAddress: "smtp:x@y.example",
  });
});

test("how long deleted items are kept is what was configured", async () => {
  const on = await server({ config: tenant({ retention: { recoverableItems: "30d" } }) });
  expect(await one(on, "Get-Mailbox", { Identity: "bob" })).toMatchObject({ RetainDeletedItemsFor: "30.00:00:00" });
});

test("every name that a mailbox shows finds it again", async () => {
  const on = await company();
  const alice = await one(on, "Get-Mailbox", { Identity: "alice" });
  const shown =
    "Name Alias DisplayName PrimarySmtpAddress Guid ExchangeGuid ExternalDirectoryObjectId DistinguishedName LegacyExchangeDN";
  for (const property of shown.split(" ")) {
    expect(await one(on, "Get-Mailbox", { Identity: alice[property] }), property).toEqual(alice);
  }
  expect(await one(on, "Get-Mailbox", { Identity: "A.Adams@Contoso.com" })).toEqual(alice);
});

test("the GUIDs of a mailbox are the same on another machine, and no other's", async () => {
  const [here, there] = [await company(), await company()];
  const guids = async (on: typeof here) => (await run(on, "Get-Mailbox")).value.map((mailbox) => mailbox.Guid);
  expect(await guids(here)).toEqual(await guids(there));
  expect(new Set(await guids(here)).size).toBe(MAILBOXES.length);
});

test.each<[string, object, string[]]>([
  ["nothing", {}, ["alice", "bob", "sales", "alice@fabrikam.com"]],
  ["$null as identity", { Identity: null }, ["alice", "bob", "sales", "alice@fabrikam.com"]],
  ["a star", { Identity: "AL*" }, ["alice", "alice@fabrikam.com"]],
  ["a star that matches nothing", { Identity: "x*" }, []],
  ["a kind", { RecipientTypeDetails: "sharedmailbox" }, ["sales"]],
  ["several kinds", { RecipientTypeDetails: ["SharedMailbox", "RoomMailbox"] }, ["sales"]],
  ["the beginning of a name", { Anr: "br" }, ["bob"]],
  [
    "a filter",
    { Filter: "RecipientTypeDetails -eq 'UserMailbox' -and Alias -like 'a*'" },
    ["alice", "alice@fabrikam.com"],
  ],
  ["a filter as modules send it", { Filter: "LitigationHoldEnabled -eq 'True'" }, ["bob"]],
  ["an order", { SortBy: "displayname" }, ["alice", "alice@fabrikam.com", "bob", "sales"]],
  ["a size", { ResultSize: 2 }, ["alice", "bob"]],
  ["all of them", { ResultSize: "Unlimited" }, ["alice", "bob", "sales", "alice@fabrikam.com"]],
  ["archives", { Archive: true }, []],
  ["inactive ones", { InactiveMailboxOnly: true }, []],
  ["inactive ones too", { IncludeInactiveMailbox: true }, ["alice", "bob", "sales", "alice@fabrikam.com"]],
])("asked for %s", async (_, parameters, expected) => {
  expect(await names(await company(), "Get-Mailbox", parameters)).toEqual(expected);
});

test("more than the size asked for is a warning", async () => {
  const on = await company();
  expect((await run(on, "Get-Mailbox", { ResultSize: 2 }))["@adminapi.warnings"]).toEqual([
    "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.",
  ]);
  expect((await run(on, "Get-Mailbox", { ResultSize: 4 }))["@adminapi.warnings"]).toEqual([]);
});

test("without a size a thousand are shown, and all of them when asked for", async () => {
  const many = Array.from({ length: 1003 }, (_, index) => ({ address: `m${index}@contoso.com` }));
  const on = await server({ config: tenant({ mailboxes: many }) });
  const first = await run(on, "Get-Mailbox");
  expect(first.value).toHaveLength(1000);
  expect(first["@adminapi.warnings"]).toEqual([
    expect.stringMatching(/^By default, only the first 1000 items are returned\. Use the ResultSize parameter/),
  ]);
  const all = await run(on, "Get-Mailbox", { ResultSize: "Unlimited" }, { Prefer: "odata.maxpagesize=5000" });
  expect([all.value.length, all["@adminapi.warnings"]]).toEqual([1003, []]);
});

test("names behind identities are shown when asked for", async () => {
  const parameters = { Identity: "alice", IncludeGrantSendOnBehalfToWithDisplayNames: true };
  expect(await one(await company(), "Get-Mailbox", parameters)).toMatchObject({
    GrantSendOnBehalfToWithDisplayNames: ["bob, Bob Brown"],
  });
});

test.each<[object, number, string]>([
  [
    { Identity: "nobody" },
    404,
    "Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object 'nobody' couldn't be found on 'mail.contoso.com'.",
  ],
  [{ Identity: "alice+tag@contoso.com" }, 404, "couldn't be found"],
  [{ Identity: "alice", Archive: true }, 404, "object 'alice' couldn't be found"],
  [{ MailboxPlan: "Gold" }, 404, "object 'Gold' couldn't be found"],
  [{ Identity: "" }, 400, "MailboxIdParameter can't be empty. Specify a value, and try again.\""],
  [{ Identity: ["alice"] }, 400, 'to type "Microsoft.Exchange.Configuration.Tasks.MailboxIdParameter"'],
  [{ Identity: "alice", Anr: "a" }, 400, "Parameter set cannot be resolved using the specified named parameters."],
  [{ ResultSize: "lots" }, 400, 'It takes a number or "Unlimited".'],
  [{ ResultSize: 0 }, 400, 'The value "0" must be between 1 and 4294967295'],
  [{ Filter: "Aliass -eq 'x'" }, 400, "is not a recognized filterable property. Did you mean Alias?"],
  [{ Filter: "Alias equals x" }, 400, "Invalid filter syntax"],
  [{ SortBy: "Size" }, 400, "is not one of Name, DisplayName, Alias, Office, ServerLegacyDN"],
  [{ RecipientTypeDetails: "SharedMailboxes" }, 400, "did you mean `SharedMailbox`?"],
  [{ Database: "db1" }, 400, "A parameter cannot be found that matches parameter name 'Database'"],
])("%j is refused with %i", async (parameters, status, expected) => {
  expect(await refusal(await company(), "Get-Mailbox", parameters, status)).toContain(expected);
});
