import { expect, test } from "vitest";
import { one, refusal, run } from "./exchange-admin-support.ts";
import { server } from "./support.ts";

const get = (on: Awaited<ReturnType<typeof server>>) => one(on, "Get-OrganizationConfig");

test("a new tenant's configuration", async () => {
  const on = await server();
  expect(await get(on)).toMatchObject({
    Name: "contoso.com",
    DisplayName: "contoso.com",
    IsDehydrated: true,
    MessageRecallEnabled: null,
    RecallReadMessagesEnabled: null,
    MessageRecallMaxRecallableAge: "365.00:00:00",
    MessageRecallAlertRecipientsEnabled: false,
    SendFromAliasEnabled: false,
    RejectDirectSend: false,
    MailTipsAllTipsEnabled: true,
    MailTipsExternalRecipientsTipsEnabled: false,
    MailTipsLargeAudienceThreshold: 25,
    FocusedInboxOn: null,
    IPListBlocked: [],
    PublicFoldersEnabled: "Local",
    ActivityBasedAuthenticationTimeoutInterval: "06:00:00",
    DefaultPublicFolderProhibitPostQuota: "2 GB (2,147,483,648 bytes)",
    AutoExpandingArchiveEnabled: false,
  });
  const { value } = await run(on, "Get-OrganizationConfig");
  expect(value[0]).toMatchObject({
    "MailTipsLargeAudienceThreshold@data.type": "System.UInt32",
    "DLPWaitOnSendTimeout@odata.type": "#Int16",
    "IPListBlocked@odata.type": "#Collection(String)",
  });
});

test("what the sandbox has no use for is kept and shown, and the answer says so", async () => {
  const on = await server();
  const result = await run(on, "Set-OrganizationConfig", {
    SendFromAliasEnabled: true,
    FocusedInboxOn: false,
    MailTipsLargeAudienceThreshold: 100,
    DefaultPublicFolderAgeLimit: "90.00:00:00",
    DefaultPublicFolderMaxItemSize: "10MB",
    ShortenEventScopeDefault: "endearly",
    DefaultAuthenticationPolicy: "Block basic",
    AutoExpandingArchive: true,
    MessageRecallEnabled: false,
  });
  expect(result["@adminapi.warnings"]).toEqual([
    "Kept and shown, but of no effect in the sandbox: FocusedInboxOn, MailTipsLargeAudienceThreshold, DefaultPublicFolderAgeLimit, DefaultPublicFolderMaxItemSize, ShortenEventScopeDefault, DefaultAuthenticationPolicy, AutoExpandingArchive.",
  ]);
  expect(await get(on)).toMatchObject({
    SendFromAliasEnabled: true,
    FocusedInboxOn: false,
    MailTipsLargeAudienceThreshold: 100,
    DefaultPublicFolderAgeLimit: "90.00:00:00",
    DefaultPublicFolderMaxItemSize: "10 MB (10,485,760 bytes)",
    ShortenEventScopeDefault: "EndEarly",
    DefaultAuthenticationPolicy: "Block basic",
    AutoExpandingArchiveEnabled: true,
    MessageRecallEnabled: false,
  });
  await run(on, "Set-OrganizationConfig", { FocusedInboxOn: null, DefaultAuthenticationPolicy: null });
  expect(await get(on)).toMatchObject({
    FocusedInboxOn: null,
    DefaultAuthenticationPolicy: null,
    SendFromAliasEnabled: true,
  });
});

test("a list replaces, a hashtable adds and removes", async () => {
  const on = await server();
  const table = (edit: object) => ({ IPListBlocked: { "@odata.type": "#Exchange.GenericHashTable", ...edit } });
  await run(on, "Set-OrganizationConfig", { IPListBlocked: ["192.0.2.1", "192.0.2.2"] });
  await run(on, "Set-OrganizationConfig", table({ add: ["192.0.2.3", "192.0.2.1"], Remove: "192.0.2.2" }));
  expect(await get(on)).toMatchObject({ IPListBlocked: ["192.0.2.1", "192.0.2.3"] });
  await run(on, "Set-OrganizationConfig", { IPListBlocked: null });
  expect(await get(on)).toMatchObject({ IPListBlocked: [] });
  await run(on, "Set-OrganizationConfig", { EwsAllowList: { Add: ["Agent/*"] } });
  expect(await get(on)).toMatchObject({ EwsAllowList: ["Agent/*"] });
});

test("what is so already isn't a change", async () => {
  const on = await server();
  const result = await run(on, "Set-OrganizationConfig", { MessageRecallEnabled: null, RejectDirectSend: false });
  expect(result["@adminapi.warnings"]).toEqual([
    "The command completed successfully but no settings of 'contoso.com' have been modified.",
  ]);
});

test("when it was changed shows", async () => {
  const on = await server();
  on.clock.jumpTo(on.clock.now() + 60_000);
  await run(on, "Set-OrganizationConfig", { MessageRecallEnabled: false });
  expect(await get(on)).toMatchObject({
    WhenCreated: "2026-11-20T12:00:00.0000000+00:00",
    WhenChanged: "2026-11-20T12:01:00.0000000+00:00",
    WhenChangedUTC: "2026-11-20T12:01:00.0000000Z",
  });
});

test.each<[object, string]>([
  [{ SendFromAliasEnabled: null }, 'Cannot convert value "" to type "System.Boolean"'],
  [{ FocusedInboxOn: "yes" }, 'Cannot convert value "yes" to type "System.Boolean"'],
  [{ MailTipsLargeAudienceThreshold: 1001 }, 'The value "1001" must be between 0 and 1000'],
  [{ MailTipsLargeAudienceThreshold: "many" }, 'to type "System.Int32"'],
  [{ DefaultPublicFolderMaxItemSize: "big" }, 'to type "Microsoft.Exchange.Data.Unlimited`1[ByteQuantifiedSize]"'],
  [{ DefaultGroupAccessType: "Secret" }, "is not one of Private, Public"],
  [{ IPListBlocked: { Append: ["192.0.2.1"] } }, "The keys of a hashtable are Add and Remove."],
  [{ IPListBlocked: { Add: [{ deep: 1 }] } }, 'Cannot convert value "System.Collections.Hashtable"'],
  [
    { DistributionGroupNamingPolicy: { "@odata.type": "#Exchange.ByteArrayType", Data: "AQID" } },
    'Cannot convert value "System.Byte[]" to type "System.String"',
  ],
  [{ Identity: "contoso.com" }, "A parameter cannot be found that matches parameter name 'Identity'"],
  [{ ["x".repeat(500_000)]: 1 }, `matches parameter name '${"x".repeat(100)}'.`],
])("%.100j is refused", async (parameters, expected) => {
  const on = await server();
  expect(await refusal(on, "Set-OrganizationConfig", parameters)).toContain(expected);
});
