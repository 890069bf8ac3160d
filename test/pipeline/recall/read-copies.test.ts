import { expect, it } from "vitest";
import { items, NOON, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

async function bobReads(on: Awaited<ReturnType<typeof sandbox>>): Promise<void> {
  const [copy] = await items(on, "bob");
  if (copy) await on.mailboxes.setRead("bob@contoso.com", copy.id, true, NOON);
}

// Scenario 2; R14 with the default null.
it("a copy that was read is recalled too, and the report says that it was read", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on);
  await bobReads(on);

  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: recalledRead"]);
  expect(await subjects(on, "bob")).toEqual([]);
});

// Scenario 3; R14, final at once.
it("with RecallReadMessagesEnabled off a copy that was read stays", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { recallReadMessagesEnabled: false } }) });
  const original = await submit(on);
  await bobReads(on);

  const request = await recall(on, original);

  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (readNotAllowed)"]);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  const drop = (await on.tracking.find({ messageId: request })).find((event) => event.eventId === "DROP");
  expect(drop?.detail).toMatch(/Result:Failed$/);
});

it("with RecallReadMessagesEnabled off a copy that was not read is recalled", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { recallReadMessagesEnabled: false } }) });
  expect(await report(on, await recall(on, await submit(on)))).toEqual(["bob@contoso.com: recalled"]);
});
