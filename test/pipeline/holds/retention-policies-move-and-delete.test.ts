import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, items, person, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const DAY = 24 * HOUR;

const withBob = (bob: Record<string, unknown>) => tenant({ mailboxes: [person("alice"), person("bob", bob)] });
const archiving = { archiveEnabled: true, archiveAfter: "30d", folders: ["Projects/2026"] };

interface GraphFolder {
  readonly id: string;
  readonly displayName: string;
}

async function childFolders(on: Sandbox, of: string): Promise<readonly GraphFolder[]> {
  const answer = await fetch(`${on.url}/v1.0/users/bob@contoso.com/mailFolders/${of}/childFolders`);
  return ((await answer.json()) as { value: GraphFolder[] }).value;
}

it("old items move to the archive, each to the folder of the same path", async () => {
  const on = await sandbox({ config: withBob(archiving) });
  for (const subject of ["Stays a name", "Project", "Deleted"]) await submit(on, { subject });
  const folders = on.mailboxes.folders.list("bob@contoso.com");
  const project = folders.find(({ name }) => name === "2026");
  const deleted = on.mailboxes.folders.wellKnown("bob@contoso.com", "deleteditems");
  for (const item of await items(on, "bob")) {
    const target = item.subject === "Project" ? project : item.subject === "Deleted" ? deleted : undefined;
    if (target) await on.mailboxes.move("bob@contoso.com", item.id, target, on.clock.now());
  }
  await on.advance(29 * DAY);
  await submit(on, { subject: "New" });
  expect(await subjects(on, "bob", "archiveinbox")).toEqual([]);
  await on.advance(2 * DAY);

  expect(await subjects(on, "bob")).toEqual(["New"]);
  expect(await subjects(on, "bob", "archiveinbox")).toEqual(["Stays a name"]);
  expect(await subjects(on, "bob", "archivedeleteditems")).toEqual(["Deleted"]);
  const [top] = (await childFolders(on, "archivemsgfolderroot")).filter(
    ({ displayName }) => displayName === "Projects",
  );
  const [year] = await childFolders(on, top?.id ?? "");
  const path = `/v1.0/users/bob@contoso.com/mailFolders/${year?.id}/messages`;
  expect(await (await fetch(on.url + path)).json()).toMatchObject({ value: [{ subject: "Project" }] });
});

// R13
it("the archive is no part of the mailbox that clients list, nor of what a recall searches", async () => {
  const on = await sandbox({ config: withBob(archiving) });
  const original = await submit(on);
  await on.advance(31 * DAY);
  const all = await (await fetch(`${on.url}/v1.0/users/bob@contoso.com/messages`)).json();
  expect(all).toMatchObject({ value: [] });
  const request = await recall(on, original);
  await on.advance(DAY);
  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notFound)"]);
  expect(await subjects(on, "bob", "archiveinbox")).toEqual(["Budget"]);
});

it("without an archive nothing moves there, and nobody sees one", async () => {
  const on = await sandbox({ config: withBob({ ...archiving, archiveEnabled: false }) });
  await submit(on);
  await on.advance(60 * DAY);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  const answer = await fetch(`${on.url}/v1.0/users/bob@contoso.com/mailFolders/archiveinbox`);
  expect(answer.status).toBe(404);
});

it("what is older still is deleted, from the archive too, and can be recovered for two weeks", async () => {
  const on = await sandbox({ config: withBob({ ...archiving, deleteAfter: "90d" }) });
  await submit(on);
  await on.advance(89 * DAY);
  expect(await subjects(on, "bob", "archiveinbox")).toEqual(["Budget"]);
  await on.advance(2 * DAY);
  expect(await subjects(on, "bob", "archiveinbox")).toEqual([]);
  expect(await subjects(on, "bob", "recoverableitemsdeletions")).toEqual(["Budget"]);
  await on.advance(16 * DAY);
  expect(await subjects(on, "bob", "recoverableitemsdeletions")).toEqual([]);
});

it("drafts are left alone, and so is everything while retention is on hold", async () => {
  const on = await sandbox({ config: withBob({ deleteAfter: "7d", retentionHoldEnabled: true }) });
  await submit(on);
  await submit(on, { subject: "Draft" });
  const drafts = on.mailboxes.folders.wellKnown("bob@contoso.com", "drafts");
  const draft = (await items(on, "bob")).find(({ subject }) => subject === "Draft");
  if (draft && drafts) await on.mailboxes.move("bob@contoso.com", draft.id, drafts, on.clock.now());
  await on.advance(10 * DAY);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  await on.reload(withBob({ deleteAfter: "7d" }));
  await on.advance(1 * DAY);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "bob", "drafts")).toEqual(["Draft"]);
});

it("thousands of items move in slices", async () => {
  const on = await sandbox({ config: withBob(archiving) });
  await submit(on);
  const [copy] = await items(on, "bob");
  const inbox = on.mailboxes.folders.wellKnown("bob@contoso.com", "inbox");
  await on.mailboxes.write(async (tx) => {
    if (copy && inbox) for (let n = 0; n < 4500; n += 1) await on.mailboxes.copy(tx, copy, inbox, on.clock.now());
  });
  await on.advance(31 * DAY);
  expect((await on.mailboxes.count(inbox?.id ?? 0)).total).toBe(0);
  const archive = on.mailboxes.folders.wellKnown("bob@contoso.com", "archiveinbox");
  expect((await on.mailboxes.count(archive?.id ?? 0)).total).toBe(4501);
});
