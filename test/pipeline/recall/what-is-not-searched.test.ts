import { expect, it } from "vitest";
import { items, NOON, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

// R13: Recoverable Items are not searched; nothing there is found, so the request waits out its 24 hours.
it("a copy that the recipient deleted for good is not found", async () => {
  const on = await sandbox({ config: tenant() });
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
  const on = await sandbox({ config: tenant() });
  const original = await submit(on, { to: "alice@contoso.com" });
  expect(await report(on, await recall(on, original))).toEqual(["alice@contoso.com: recalled"]);
  expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget"]);
});
