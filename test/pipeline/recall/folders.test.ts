import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { items, NOON, person, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const config = tenant({ mailboxes: [person("alice"), person("bob", { folders: ["Projects/2026"] })] });

async function bobMovesTo(on: Sandbox, find: (name: string, wellKnown: string | null) => boolean): Promise<void> {
  const [copy] = await items(on, "bob");
  const folder = on.mailboxes.folders.list("bob@contoso.com").find((f) => find(f.name, f.wellKnown));
  if (!copy || !folder) throw new Error("nothing to move, or nowhere");
  await on.mailboxes.move("bob@contoso.com", copy.id, folder, NOON);
}

// Scenario 6; R13.
it.each([["Deleted Items"], ["Junk Email"], ["Archive"], ["2026"]])("a copy moved to %s is recalled", async (name) => {
  const on = await sandbox({ config });
  const original = await submit(on);
  await bobMovesTo(on, (folder) => folder === name);

  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: recalled"]);
});

// Scenario 7; R13.
it.each([["drafts"], ["sentitems"]])("a copy in %s is not recallable, and that is final", async (wellKnown) => {
  const on = await sandbox({ config });
  const original = await submit(on);
  await bobMovesTo(on, (_, known) => known === wellKnown);

  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: failed (folderNotRecallable)"]);
  expect(await subjects(on, "bob", wellKnown)).toEqual(["Budget"]);
});

// R13: Recoverable Items are not searched; nothing there is found, so the request waits out its 24 hours.
it("a copy that the recipient deleted for good is not found", async () => {
  const on = await sandbox({ config });
  const original = await submit(on);
  const [copy] = await items(on, "bob");
  if (copy) await on.mailboxes.softDelete(copy, NOON);

  const request = await recall(on, original);
  expect(await report(on, request)).toEqual(["bob@contoso.com: pending (notFound)"]);
  await on.advance(24 * 3_600_000);
  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notFound)"]);
  expect(await subjects(on, "bob", "recoverableitemsdeletions")).toEqual(["Budget"]);
});

// Sent to oneself: the Inbox copy goes, the Sent Items copy stays.
it("a message to oneself is recalled from the Inbox, not from Sent Items", async () => {
  const on = await sandbox({ config });
  const original = await submit(on, { to: "alice@contoso.com" });
  expect(await report(on, await recall(on, original))).toEqual(["alice@contoso.com: recalled"]);
  expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget"]);
});
