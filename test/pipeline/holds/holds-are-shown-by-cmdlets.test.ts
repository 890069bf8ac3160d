import { expect, it } from "vitest";
import { HOUR, person, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet } from "../http/support.ts";

const DAY = 24 * HOUR;
const bob = person("bob", {
  litigationHoldEnabled: true,
  litigationHoldDuration: "2555d",
  inPlaceHolds: ["Case 7"],
  retainDeletedItemsFor: "30d",
  archiveEnabled: true,
  archiveAfter: "30d",
  auditEnabled: false,
});
const config = tenant({ mailboxes: [person("alice"), bob] });

it("Get-Mailbox shows holds, retention and archive", async () => {
  const on = await sandbox({ config });
  expect(await cmdlet(on, "Get-Mailbox", { Identity: "bob" })).toMatchObject([
    {
      LitigationHoldEnabled: true,
      LitigationHoldDuration: "2555.00:00:00",
      InPlaceHolds: ["Case 7"],
      RetainDeletedItemsFor: "30.00:00:00",
      ArchiveStatus: "Active",
      AuditEnabled: false,
      RetentionHoldEnabled: false,
    },
  ]);
  expect(await cmdlet(on, "Get-Mailbox", { Identity: "alice" })).toMatchObject([
    {
      LitigationHoldDuration: "Unlimited",
      InPlaceHolds: [],
      RetainDeletedItemsFor: "14.00:00:00",
      ArchiveStatus: "None",
    },
  ]);
});

it("Get-MailboxFolderStatistics counts Recoverable Items and the archive, each apart", async () => {
  const on = await sandbox({ config });
  await submit(on, { subject: "Old" });
  await on.advance(31 * DAY);
  await recall(on, await submit(on, { subject: "Recalled" }));
  const counts = async (parameters: object) =>
    (await cmdlet(on, "Get-MailboxFolderStatistics", { Identity: "bob", ...parameters }))
      .filter((row) => Number(row.ItemsInFolder) > 0)
      .map((row) => `${String(row.FolderPath)}: ${String(row.ItemsInFolder)}`);
  expect(await counts({ FolderScope: "RecoverableItems" })).toEqual(["/Purges: 1"]);
  expect(await counts({ Archive: true })).toEqual(["/Inbox: 1"]);
  expect(await counts({ Archive: true, FolderScope: "Inbox" })).toEqual(["/Inbox: 1"]);
  expect(await counts({})).toEqual(["/Purges: 1"]);
});
