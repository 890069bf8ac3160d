import { expect, test } from "vitest";
import { one, refusal, run } from "./exchange-admin-support.ts";
import { ALICE, BOB, NOON, server, type TestServer } from "./support.ts";

const HOUR = 3_600_000;

async function withMail(): Promise<TestServer> {
  const on = await server();
  const first = await on.put({ messageId: "<1@contoso.com>", receivedAt: NOON - 2 * HOUR });
  await on.put({ messageId: "<2@contoso.com>", subject: "Figures", receivedAt: NOON - HOUR });
  await on.put({ messageId: "<3@contoso.com>", subject: "Figures", receivedAt: NOON });
  await on.put({ messageId: "<4@contoso.com>", mailbox: ALICE });
  await on.put({ messageId: "<5@contoso.com>", folder: "recoverableitemsdeletions" });
  const purges = on.mailboxes.folders.wellKnown(BOB, "recoverableitemspurges");
  if (purges) await on.mailboxes.move(BOB, first.id, purges, NOON + HOUR);
  return on;
}

const paths = async (on: TestServer, parameters: object) =>
  (await run(on, "Get-MailboxFolderStatistics", parameters)).value.map((folder) => folder.FolderPath);

test("each folder with what it holds, alone and with those below", async () => {
  const on = await withMail();
  const { value } = await run(on, "Get-MailboxFolderStatistics", { Identity: BOB });
  const rows = value.map((folder) => [
    folder.FolderPath,
    folder.FolderType,
    folder.ItemsInFolder,
    folder.ItemsInFolderAndSubfolders,
  ]);
  expect(rows).toEqual([
    ["/Top of Information Store", "Root", 0, 2],
    ["/Inbox", "Inbox", 2, 2],
    ["/Drafts", "Drafts", 0, 0],
    ["/Sent Items", "SentItems", 0, 0],
    ["/Deleted Items", "DeletedItems", 0, 0],
    ["/Junk Email", "JunkEmail", 0, 0],
    ["/Outbox", "Outbox", 0, 0],
    ["/Archive", "Archive", 0, 0],
    ["/Scheduled", "Scheduled", 0, 0],
    ["/Recoverable Items", "RecoverableItemsRoot", 0, 2],
    ["/Deletions", "RecoverableItemsDeletions", 1, 1],
    ["/Versions", "RecoverableItemsVersions", 0, 0],
    ["/Purges", "RecoverableItemsPurges", 1, 1],
    ["/DiscoveryHolds", "RecoverableItemsDiscoveryHolds", 0, 0],
    ["/Projects", "User Created", 0, 0],
    ["/Projects/2026", "User Created", 0, 0],
  ]);
});

test("a folder on the wire", async () => {
  const on = await withMail();
  const sizes = (await on.mailboxes.list(BOB)).filter((item) => item.subject === "Figures").map((item) => item.size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const { value } = await run(on, "Get-MailboxFolderStatistics", { Identity: "bob", FolderScope: "inbox" });
  expect(value).toEqual([
    expect.objectContaining({
      Name: "Inbox",
      Identity: "bob\\Inbox",
      "ItemsInFolder@data.type": "System.Int32",
      ItemsInFolder: 2,
      FolderSize: `${total} B (${total} bytes)`,
      FolderAndSubfolderSize: `${total} B (${total} bytes)`,
      OldestItemReceivedDate: null,
      TopSubject: null,
      ContainerClass: "IPF.Note",
    }),
  ]);
});

test("ages are shown when asked for, and of empty folders none", async () => {
  const parameters = { Identity: BOB, FolderScope: "Inbox", IncludeOldestAndNewestItems: true };
  const on = await withMail();
  expect(await one(on, "Get-MailboxFolderStatistics", parameters)).toMatchObject({
    OldestItemReceivedDate: "2026-11-20T11:00:00.0000000+00:00",
    NewestItemReceivedDate: "2026-11-20T12:00:00.0000000+00:00",
  });
  expect(await one(on, "Get-MailboxFolderStatistics", { ...parameters, FolderScope: "Drafts" })).toMatchObject({
    OldestItemReceivedDate: null,
  });
});

test("the subject that takes the most room", async () => {
  const on = await withMail();
  await on.put({ messageId: "<6@contoso.com>", subject: "Small" });
  const parameters = { Identity: BOB, FolderScope: "Inbox", IncludeAnalysis: true };
  expect(await one(on, "Get-MailboxFolderStatistics", parameters)).toMatchObject({
    TopSubject: "Figures",
    TopSubjectCount: 2,
    TopSubjectClass: "IPM.Note",
    TopSubjectFrom: ALICE,
    TopSubjectPath: "/Inbox",
  });
});

test("a folder id is taken apart as scripts for content search do", async () => {
  const on = await withMail();
  const { value } = await run(on, "Get-MailboxFolderStatistics", { Identity: BOB });
  const ids = value.map((folder) => Buffer.from(String(folder.FolderId), "base64"));
  expect(ids.map((id) => [id.length, id[0]])).toEqual(ids.map(() => [48, 46]));
  const parts = new Set(ids.map((id) => id.subarray(23, 47).toString("hex")));
  expect(parts.size).toBe(ids.length);
});

test.each<[string, object, string[]]>([
  [
    "recoverable items",
    { FolderScope: "RecoverableItems" },
    ["/Recoverable Items", "/Deletions", "/Versions", "/Purges", "/DiscoveryHolds"],
  ],
  ["what lies outside the visible mailbox", { FolderScope: "NonIpmRoot", ResultSize: 1 }, ["/Recoverable Items"]],
  ["a person's own folders", { FolderScope: "Personal" }, ["/Projects", "/Projects/2026"]],
  ["a kind that isn't there", { FolderScope: "Calendar" }, []],
  ["the rest", { SkipCount: 14 }, ["/Projects", "/Projects/2026"]],
])("asked for %s", async (_, parameters, expected) => {
  expect(await paths(await withMail(), { Identity: BOB, ...parameters })).toEqual(expected);
});

test.each<[object, number, string]>([
  [{ Identity: "nobody" }, 404, "object 'nobody' couldn't be found"],
  [{ Identity: "b*" }, 404, "object 'b*' couldn't be found"],
  [{}, 400, "missing mandatory parameters: Identity."],
  [{ Identity: null }, 400, "Cannot bind argument to parameter 'Identity' because it is null."],
  [{ Identity: "" }, 400, "Cannot bind argument to parameter 'Identity' because it is an empty string."],
  [{ Identity: BOB, Archive: true }, 400, `The mailbox '${BOB}' doesn't have an archive.`],
  [{ Identity: BOB, Database: "db1" }, 400, "use Identity."],
  [{ Identity: BOB, FolderScope: "Recoverable" }, 400, "did you mean `RecoverableItems`?"],
])("%j is refused with %i", async (parameters, status, expected) => {
  expect(await refusal(await withMail(), "Get-MailboxFolderStatistics", parameters, status)).toContain(expected);
});

test("two mailboxes of one display name are told apart", async () => {
  const mailboxes = [
    { address: ALICE, displayName: "Alex" },
    { address: BOB, displayName: "Alex" },
  ];
  const on = await server({ config: { mailboxes, smartHost: { enabled: false } } });
  expect(await refusal(on, "Get-MailboxFolderStatistics", { Identity: "Alex" })).toMatch(
    /ManagementObjectAmbiguousException\|The operation couldn't be performed because 'Alex' matches multiple entries\.$/,
  );
  expect((await run(on, "Get-Mailbox", { Identity: "Alex" })).value).toHaveLength(2);
});
