import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, items, person, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const DAY = 24 * HOUR;
const FOLDERS = ["deletions", "purges", "discoveryholds"] as const;

const withBob = (bob: Record<string, unknown>) => tenant({ mailboxes: [person("alice"), person("bob", bob)] });

/** Of bob: "deletions: Budget". */
async function recoverable(on: Sandbox): Promise<string[]> {
  const found: string[] = [];
  for (const folder of FOLDERS)
    for (const subject of await subjects(on, "bob", `recoverableitems${folder}`)) found.push(`${folder}: ${subject}`);
  return found;
}

/** Bob has "Deleted" in Deletions and "Recalled" where recalled copies go. */
async function deleteBoth(on: Sandbox): Promise<void> {
  await submit(on, { subject: "Deleted" });
  const [copy] = await items(on, "bob");
  if (copy) await on.mailboxes.softDelete(copy, on.clock.now());
  await recall(on, await submit(on, { subject: "Recalled" }));
  expect(await subjects(on, "bob")).toEqual([]);
}

it("without a hold all goes after RetainDeletedItemsFor, the tenant's or the mailbox's own", async () => {
  for (const [bob, days] of [
    [{}, 14],
    [{ retainDeletedItemsFor: "3d" }, 3],
  ] as const) {
    const on = await sandbox({ config: withBob(bob) });
    await deleteBoth(on);
    await on.advance((days - 1) * DAY);
    expect(await recoverable(on)).toEqual(["deletions: Deleted", "purges: Recalled"]);
    await on.advance(2 * DAY);
    expect(await recoverable(on)).toEqual([]);
  }
});

it("on litigation hold all is in Purges then, and stays", async () => {
  const on = await sandbox({ config: withBob({ litigationHoldEnabled: true }) });
  await deleteBoth(on);
  await on.advance(16 * DAY);
  expect(await recoverable(on)).toEqual(["purges: Recalled", "purges: Deleted"]);
  await on.advance(400 * DAY);
  expect(await recoverable(on)).toEqual(["purges: Recalled", "purges: Deleted"]);
});

it("on litigation hold with a duration, until that is over, counted from the receipt", async () => {
  const on = await sandbox({ config: withBob({ litigationHoldEnabled: true, litigationHoldDuration: "60d" }) });
  await deleteBoth(on);
  await on.advance(59 * DAY);
  expect(await recoverable(on)).toEqual(["purges: Recalled", "purges: Deleted"]);
  await on.advance(2 * DAY);
  expect(await recoverable(on)).toEqual([]);
});

it("on an in-place hold all is in DiscoveryHolds, until the hold is lifted", async () => {
  const on = await sandbox({ config: withBob({ inPlaceHolds: ["Case 7"] }) });
  await deleteBoth(on);
  expect(await recoverable(on)).toEqual(["deletions: Deleted", "discoveryholds: Recalled"]);
  await on.advance(40 * DAY);
  expect(await recoverable(on)).toEqual(["discoveryholds: Recalled", "discoveryholds: Deleted"]);

  await on.reload(withBob({}));
  await on.advance(1 * DAY);
  expect(await recoverable(on)).toEqual([]);
});

it("what was in Purges when an in-place hold came is kept in DiscoveryHolds", async () => {
  const on = await sandbox({ config: withBob({}) });
  await deleteBoth(on);
  await on.reload(withBob({ inPlaceHolds: ["Case 7"] }));
  await on.advance(16 * DAY);
  expect(await recoverable(on)).toEqual(["discoveryholds: Recalled", "discoveryholds: Deleted"]);
});

it("what nobody keeps is gone at once, by recall and by permanentDelete", async () => {
  const on = await sandbox({ config: withBob({ singleItemRecoveryEnabled: false }) });
  await recall(on, await submit(on));
  await submit(on, { subject: "By hand" });
  const messages = `${on.url}/v1.0/users/bob@contoso.com/messages`;
  const { value } = (await (await fetch(messages)).json()) as { value: { id: string }[] };
  expect((await fetch(`${messages}/${value[0]?.id}/permanentDelete`, { method: "POST" })).status).toBe(204);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await recoverable(on)).toEqual([]);
});

it.each([
  ["nothing keeps", { singleItemRecoveryEnabled: false }, []],
  ["single item recovery keeps", {}, ["purges: Budget"]],
  ["an in-place hold keeps", { inPlaceHolds: ["Case 7"] }, ["discoveryholds: Budget"]],
])("what lay in a folder that is deleted for good goes where %s it", async (_what, bob, expected) => {
  const on = await sandbox({ config: withBob({ ...bob, folders: ["Projects"] }) });
  await submit(on);
  const [copy] = await items(on, "bob");
  const projects = on.mailboxes.folders.list("bob@contoso.com").find(({ name }) => name === "Projects");
  if (copy && projects) await on.mailboxes.move("bob@contoso.com", copy.id, projects, on.clock.now());
  const folders = `${on.url}/v1.0/users/bob@contoso.com/mailFolders`;
  const { value } = (await (await fetch(`${folders}?$filter=displayName eq 'Projects'`)).json()) as {
    value: { id: string }[];
  };
  expect((await fetch(`${folders}/${value[0]?.id}/permanentDelete`, { method: "POST" })).status).toBe(204);
  expect(await recoverable(on)).toEqual(expected);
});
