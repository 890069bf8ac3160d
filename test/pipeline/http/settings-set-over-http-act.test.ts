// Set-OrganizationConfig and Graph together: what an administrator sets decides what a user's recall does.
import { expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet, get, messages, recall, send } from "./support.ts";

interface Recall {
  recipients: { status: string; trueReason: string | null }[];
}

it("a copy that was read over Graph stays once RecallReadMessagesEnabled is false", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Plan" });
  const [item] = await messages(on, "bob");
  await send(on, "PATCH", `/v1.0/users/bob@contoso.com/messages/${item?.id}`, { isRead: true });
  await cmdlet(on, "Set-OrganizationConfig", { RecallReadMessagesEnabled: false });

  const id = await recall(on, "alice", "Plan");

  const { recipients } = await get<Recall>(on, `/api/recalls/${id}`);
  expect(recipients[0]).toMatchObject({ status: "failed", trueReason: "readNotAllowed" });
  expect(await messages(on, "bob")).toHaveLength(1);
});

it("with recall turned off Graph answers 400 and says so; null turns it on again", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Plan" });
  await cmdlet(on, "Set-OrganizationConfig", { MessageRecallEnabled: false });
  await expect(recall(on, "alice", "Plan")).rejects.toThrow(/^400: .*MessageRecallEnabled is False/);
  await cmdlet(on, "Set-OrganizationConfig", { MessageRecallEnabled: null });
  await recall(on, "alice", "Plan");
  expect(await messages(on, "bob")).toEqual([]);
});

it("a copy moved to Drafts is out of reach, and in a folder of one's own is not", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Plan", to: ["bob@contoso.com", "carol@contoso.com"] });
  for (const [user, destinationId] of [
    ["bob", "drafts"],
    ["carol", "archive"],
  ] as const) {
    const [item] = await messages(on, user);
    await send(on, "POST", `/v1.0/users/${user}@contoso.com/messages/${item?.id}/move`, { destinationId });
  }
  const id = await recall(on, "alice", "Plan");
  const { recipients } = await get<Recall>(on, `/api/recalls/${id}`);
  expect(recipients).toMatchObject([{ trueReason: "folderNotRecallable" }, { status: "recalled" }]);
});
