import { expect, it } from "vitest";
import { deliverFromOutside, items, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

it("a late return does not bring a recalled message back", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on, { subject: "Once" });
  await recall(on, original);
  const [gone] = await items(on, "bob", "recoverableitemspurges");
  expect(gone?.subject).toBe("Once");

  await deliverFromOutside(on, { from: "alice@contoso.com", subject: "Once", messageId: original });
  await on.idle();

  expect(await subjects(on, "bob")).toEqual([]);
  expect((await on.tracking.find({ messageId: original })).at(-1)?.eventId).toBe("DUPLICATEDELIVER");
});
