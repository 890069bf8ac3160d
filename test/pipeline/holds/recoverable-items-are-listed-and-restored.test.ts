import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { items, NOON, person, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet } from "../http/support.ts";

const config = tenant({
  mailboxes: [
    person("alice"),
    person("bob", { folders: ["Projects/2026"] }),
    person("carol", { inPlaceHolds: ["Case 7"] }),
  ],
});

/** Bob filed "Plan" before alice recalled it; "Old" he deleted himself, twice. */
async function withDeleted(): Promise<Sandbox> {
  const on = await sandbox({ config });
  const plan = await submit(on, { subject: "Plan", to: ["bob@contoso.com", "carol@contoso.com"] });
  const project = on.mailboxes.folders.list("bob@contoso.com").find(({ name }) => name === "2026");
  const [copy] = await items(on, "bob");
  if (copy && project) await on.mailboxes.move("bob@contoso.com", copy.id, project, NOON);
  await recall(on, plan);
  await submit(on, { subject: "Old" });
  const [old] = await items(on, "bob");
  for (const _ of ["to Deleted Items", "to Deletions"]) await remove(on, old?.id ?? 0);
  return on;
}

async function remove(on: Sandbox, id: number): Promise<void> {
  const list = (await (await fetch(`${on.url}/v1.0/users/bob@contoso.com/messages`)).json()) as {
    value: { id: string }[];
  };
  expect(await on.mailboxes.get("bob@contoso.com", id)).toBeDefined();
  const path = `/v1.0/users/bob@contoso.com/messages/${list.value[0]?.id}`;
  expect((await fetch(on.url + path, { method: "DELETE" })).status).toBe(204);
}

it("Get-RecoverableItems shows what was deleted or recalled, and where it was before", async () => {
  const on = await withDeleted();
  const rows = await cmdlet(on, "Get-RecoverableItems", { Identity: "bob" });
  expect(rows.map((row) => [row.Subject, row.SourceFolder, row.LastParentPath])).toEqual([
    ["Old", "Recoverable Items\\Deletions", "Inbox"],
    ["Plan", "Recoverable Items\\Purges", "Projects\\2026"],
  ]);
  expect(rows[1]).toMatchObject({ ItemClass: "IPM.Note", MailboxIdentity: "bob", OriginalFolderExists: true });
});

it("the sender's request is in Purges; DiscoveryHolds is asked for by name", async () => {
  const on = await withDeleted();
  const purged = await cmdlet(on, "Get-RecoverableItems", { Identity: "alice", SourceFolder: "PurgedItems" });
  expect(purged).toMatchObject([{ Subject: "Recall: Plan", ItemClass: "IPM.Outlook.Recall" }]);
  expect(await cmdlet(on, "Get-RecoverableItems", { Identity: "carol" })).toEqual([]);
  const held = await cmdlet(on, "Get-RecoverableItems", { Identity: "carol", SourceFolder: "DiscoveryHoldsItems" });
  expect(held).toMatchObject([{ Subject: "Plan", SourceFolder: "Recoverable Items\\DiscoveryHolds" }]);
});

it.each([
  [{ SubjectContains: "pla" }, ["Plan"]],
  [{ SourceFolder: "RecoverableItems" }, ["Old"]],
  [{ FilterItemType: "IPM.Outlook.Recall" }, []],
  [{ FilterStartTime: "2026-11-20T12:00:01Z" }, []],
  [{ FilterEndTime: "2026-11-20T12:00:00Z", ResultSize: 1 }, ["Old"]],
  [{ SkipCount: 1 }, ["Plan"]],
])("%j finds %j", async (parameters, expected) => {
  const on = await withDeleted();
  const rows = await cmdlet(on, "Get-RecoverableItems", { Identity: ["bob"], ...parameters });
  expect(rows.map((row) => row.Subject)).toEqual(expected);
});

it("one is found by the EntryID that was shown, and by the folder it was in", async () => {
  const on = await withDeleted();
  const [, plan] = await cmdlet(on, "Get-RecoverableItems", { Identity: "bob" });
  for (const name of ["EntryID", "LastParentFolderID"]) {
    const found = await cmdlet(on, "Get-RecoverableItems", { Identity: "bob", [name]: plan?.[name] });
    expect(found.map((row) => row.Subject)).toEqual(["Plan"]);
  }
});

it("Restore-RecoverableItems puts a recalled message back where it was, or where it is told to", async () => {
  const on = await withDeleted();
  const back = await cmdlet(on, "Restore-RecoverableItems", { Identity: "bob", SubjectContains: "Plan" });
  expect(back).toMatchObject([{ RestoredToFolderPath: "Projects/2026", WasRestoredSuccessfully: true }]);
  expect(await subjects(on, "bob", "recoverableitemspurges")).toEqual([]);
  const there = on.mailboxes.folders.list("bob@contoso.com").find(({ name }) => name === "2026");
  expect(
    (await on.mailboxes.list("bob@contoso.com", { folderId: there?.id ?? 0 })).map((item) => item.subject),
  ).toEqual(["Plan"]);

  const parameters = {
    Identity: "bob",
    SourceFolder: "RecoverableItems",
    RestoreTargetFolder: "Archive",
    NoOutput: true,
  };
  expect(await cmdlet(on, "Restore-RecoverableItems", parameters)).toEqual([]);
  expect(await subjects(on, "bob", "archive")).toEqual(["Old"]);
  await expect(
    cmdlet(on, "Restore-RecoverableItems", { Identity: ["alice", "bob"], RestoreTargetFolder: "Nowhere" }),
  ).rejects.toThrow("'Nowhere' doesn't exist in the mailbox alice@contoso.com");
  expect(await subjects(on, "alice", "recoverableitemspurges")).toEqual(["Recall: Plan"]);
});
