// A recipient outside: the text mail is at the internet's sink, the report says outside, and 24 hours end the rest.
import { expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet, get, messages, recall, send } from "./support.ts";

it("the request's text mail reached the internet without Organization headers", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Offer", to: "frank@fabrikam.com" });
  const id = await recall(on, "alice", "Offer");
  await on.idle();

  const { messages: outside } = await get<{ messages: { id: number; subject: string; recipients: string[] }[] }>(
    on,
    "/api/internet?recipient=frank@fabrikam.com",
  );
  expect(outside.map((message) => message.subject)).toEqual(["Offer", "Recall: Offer"]);
  const bytes = await (await fetch(`${on.url}/api/internet/${outside[1]?.id}/bytes`)).text();
  expect(bytes).toContain("X-MS-Exchange-RecallReportGenerated: true");
  expect(bytes).not.toMatch(/^X-MS-Exchange-Organization-/im);
  expect(await get(on, `/api/recalls/${id}`)).toMatchObject({ final: true, recipients: [{ status: "outside" }] });
  const [row] = await cmdlet(on, "Get-MessageTraceV2", { MessageId: `<${id}>` });
  expect(row).toMatchObject({ Status: "Delivered", ToIP: "127.0.0.1" });
});

it("a recall that finds nothing is pending until time is moved by 24 hours", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Gone" });
  const [item] = await messages(on, "bob");
  for (const folder of ["inbox", "deleteditems"]) {
    const [found] = await messages(on, "bob", folder);
    await send(on, "DELETE", `/v1.0/users/bob@contoso.com/messages/${found?.id}`);
  }
  expect(item).toBeDefined();
  const id = await recall(on, "alice", "Gone");
  expect(await get(on, `/api/recalls/${id}`)).toMatchObject({ final: false, recipients: [{ status: "pending" }] });
  expect(await get(on, "/api/queues")).toMatchObject({ queues: [{ queue: "delivery", nextHop: "mailbox", items: 1 }] });
  const [waiting] = await cmdlet(on, "Get-MessageTraceV2", { MessageId: `<${id}>` });
  expect(waiting?.Status).toBe("Pending");

  await send(on, "POST", "/api/clock/advance", { by: "24h" });

  expect(await get(on, `/api/recalls/${id}`)).toMatchObject({
    final: true,
    recipients: [{ status: "failed", text: "The reason for the recall failure is unknown", trueReason: "notFound" }],
  });
  const [row] = await cmdlet(on, "Get-MessageTraceV2", { MessageId: `<${id}>` });
  expect(row?.Status).toBe("Failed");
});
