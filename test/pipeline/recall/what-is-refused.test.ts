import { expect, it } from "vitest";
import { items, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";

// R20.
it("with cloud recall off a request is refused in words", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { messageRecallEnabled: false } }) });
  const original = await submit(on);
  await expect(recall(on, original)).rejects.toThrow(/turned off for this organization/);
});

// R7: only Sent Items, only one's own.
it("only a message in Sent Items can be recalled", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  const [received] = await items(on, "bob");
  if (!received) throw new Error("not delivered");
  expect(await on.recallRequests.request("bob@contoso.com", received)).toEqual({
    refused: "Only messages in Sent Items can be recalled.",
  });
});
