import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, items, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

const DAY = 24 * HOUR;

const throughTheHost = (retention: Record<string, unknown> = {}) =>
  tenant({ ...roundTrip("builtin"), smartHost: { preset: "transparent" }, retention });

/** Rows that nothing refers to any more would show here. */
async function mailCanBeRead(on: Sandbox, name: string): Promise<boolean> {
  const list = await items(on, name);
  const bytes = await Promise.all(list.map((item) => on.mailboxes.bytes(item)));
  return list.length > 0 && bytes.every((message) => message?.includes("Subject:"));
}

it("legs go after their time, the mail they carried stays", async () => {
  const on = await sandbox({ config: throughTheHost({ legs: "14d" }) });
  await submit(on, { text: "x".repeat(300_000) });
  expect((await on.legs.list()).map((leg) => leg.direction).sort()).toEqual(["in", "out"]);

  await on.advance(13 * DAY);
  expect(await on.legs.list()).toHaveLength(2);
  await on.advance(2 * DAY);

  expect(await on.legs.list()).toEqual([]);
  expect(await mailCanBeRead(on, "bob")).toBe(true);
});

it("the oldest legs go when all of them are too large", async () => {
  const on = await sandbox({ config: throughTheHost({ legsMaxSize: "200KB" }) });
  for (const subject of ["first", "second", "third"]) await submit(on, { subject, text: "x".repeat(40_000) });
  await on.housekeeping.run();

  const left = await on.legs.list();
  expect(left.reduce((sum, leg) => sum + leg.size, 0)).toBeLessThanOrEqual(200 * 1024);
  expect(left.length).toBeGreaterThan(0);
  expect(Math.min(...left.map((leg) => leg.id))).toBeGreaterThan(1);
});

it("the trace goes after 90 days, what was submitted is known for ten years", async () => {
  const on = await sandbox({
    config: tenant({ organizationConfig: { messageRecallMaxRecallableAge: "3650.00:00:00" } }),
  });
  const original = await submit(on);
  await on.advance(92 * DAY);
  expect(await on.tracking.find({ messageId: original })).toEqual([]);
  await recall(on, original);
  expect(await items(on, "bob")).toEqual([]);
});

it("changes of a recall go with the trace, its report stays", async () => {
  const on = await sandbox({ config: tenant({ retention: { trace: "5d" } }) });
  const request = await recall(on, await submit(on));
  const page = `${on.url}/recall/${encodeURIComponent(request)}`;
  await on.advance(5 * DAY);
  expect((await on.recalls.changes(request)).map(({ status }) => status)).toEqual([
    ...["requested", "pending", "recalled", "final"],
  ]);
  await on.advance(3 * DAY);
  expect(await on.recalls.changes(request)).toEqual([]);
  expect(await (await fetch(page)).text()).toContain("The message was successfully recalled");
});

it("a recalled copy with all its bytes is gone once nothing refers to it", async () => {
  const on = await sandbox({ config: tenant({ retention: { recoverableItems: "14d" } }) });
  await submit(on, { text: "y".repeat(200_000) });
  const [copy] = await items(on, "bob");
  if (copy) await on.mailboxes.softDelete(copy, on.clock.now());
  await on.advance(15 * DAY);
  expect(await items(on, "bob", "recoverableitemsdeletions")).toEqual([]);
  const [sent] = await items(on, "alice", "sentitems");
  expect(sent && (await on.mailboxes.bytes(sent))?.length).toBeGreaterThan(200_000);
});
