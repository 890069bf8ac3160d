import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, person, sandbox, subjects, tenant } from "../../support/sandbox.ts";
import { get, send } from "../http/support.ts";

const DAY = 24 * HOUR;
const withBob = (bob: Record<string, unknown>) => tenant({ mailboxes: [person("alice"), person("bob", bob)] });
const BOB = "/v1.0/users/bob@contoso.com";

/** A note that bob wrote to himself in a folder, and then wrote anew. */
async function rewritten(on: Sandbox, folder: string): Promise<void> {
  const body = { contentType: "text", content: "We knew." };
  const { id } = await send<{ id: string }>(on, "POST", `${BOB}/mailFolders/${folder}/messages`, {
    subject: "Old",
    body,
  });
  await send(on, "PATCH", `${BOB}/messages/${id}`, { subject: "New", body: { ...body, content: "We did not." } });
  await send(on, "PATCH", `${BOB}/messages/${id}`, { isRead: false, categories: ["Red"] });
}

it("on hold the old version is in Versions, subject and text, and stays while the hold does", async () => {
  const on = await sandbox({ config: withBob({ litigationHoldEnabled: true }) });
  await rewritten(on, "inbox");
  expect(await subjects(on, "bob")).toEqual(["New"]);
  expect(await subjects(on, "bob", "recoverableitemsversions")).toEqual(["Old"]);
  const found = await get<{ items: { id: number }[] }>(
    on,
    "/api/ediscovery?query=subject:old&location=recoverableItems",
  );
  const bytes = await (await fetch(`${on.url}/api/ediscovery/${found.items[0]?.id}/bytes`)).text();
  expect(bytes).toContain("We knew.");
  await on.advance(60 * DAY);
  expect(await subjects(on, "bob", "recoverableitemsversions")).toEqual(["Old"]);
  await on.reload(withBob({}));
  await on.advance(1 * DAY);
  expect(await subjects(on, "bob", "recoverableitemsversions")).toEqual([]);
});

it.each([
  ["without a hold", {}, "inbox"],
  ["of what lies in Drafts", { inPlaceHolds: ["Case 7"] }, "drafts"],
])("no version is kept %s", async (_when, bob, folder) => {
  const on = await sandbox({ config: withBob(bob) });
  await rewritten(on, folder);
  expect(await subjects(on, "bob", folder)).toEqual(["New"]);
  expect(await subjects(on, "bob", "recoverableitemsversions")).toEqual([]);
});
