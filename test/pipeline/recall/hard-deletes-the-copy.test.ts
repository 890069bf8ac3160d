import { expect, it } from "vitest";
import { events, items, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

// Scenario 1; R10, R15, R16.
it("a recalled message is hard-deleted, the request is dropped with Result:Success, the report says recalled", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on, { subject: "Wrong numbers" });
  expect(await subjects(on, "bob")).toEqual(["Wrong numbers"]);

  const request = await recall(on, original);

  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "bob", "recoverableitemspurges")).toEqual(["Wrong numbers"]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  const drop = (await on.tracking.find({ messageId: request })).find((event) => event.eventId === "DROP");
  expect(drop?.detail).toBe(
    "Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:Success",
  );
  expect(await events(on, request)).toEqual(["RECEIVE", "AGENTINFO", "DROP"]);
});

// R4: the request is kept in the sender's Purges only; the sender's own copy stays.
it("the request is kept in the sender's Purges, the Sent Items copy stays", async () => {
  const on = await sandbox({ config: tenant() });
  await recall(on, await submit(on, { subject: "Plan" }));

  expect(await subjects(on, "alice", "sentitems")).toEqual(["Plan"]);
  const [request] = await items(on, "alice", "recoverableitemspurges");
  expect(request).toMatchObject({ subject: "Recall: Plan", messageClass: "IPM.Outlook.Recall" });
});

// R8: one report mail from Office365Reports.
it("the sender gets one report mail with a link", async () => {
  const on = await sandbox({ config: tenant() });
  await recall(on, await submit(on, { subject: "Plan", to: ["bob@contoso.com", "carol@contoso.com"] }));

  const inbox = await items(on, "alice");
  expect(inbox.map((item) => [item.subject, item.sender])).toEqual([
    ["Message Recall Report: Plan", "Office365Reports@microsoft.com"],
  ]);
});
