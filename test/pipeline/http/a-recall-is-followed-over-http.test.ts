// What a user and an administrator see of a round trip and its recall, asked over HTTP only.
import { expect, it } from "vitest";
import { sandbox, submit } from "../../support/sandbox.ts";
import { cmdlet, DEFAULT_TENANT, get, messages, recall } from "./support.ts";

const DROPPED =
  "Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:Success";

it("a message goes through the smart host, is recalled, and mailbox, report, page, trace and legs tell so", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const original = await submit(on, { subject: "Wrong numbers", to: "bob@contoso.com" });
  expect((await messages(on, "bob")).map((message) => message.subject)).toEqual(["Wrong numbers"]);

  const id = await recall(on, "alice", "Wrong numbers");

  expect(await messages(on, "bob")).toEqual([]);
  expect((await messages(on, "bob", "RecoverableItemsPurges")).map((item) => item.internetMessageId)).toEqual([
    original,
  ]);
  expect(await get(on, `/api/recalls/${encodeURIComponent(id)}`)).toMatchObject({
    id,
    originalMessageId: original,
    final: true,
    recipients: [
      {
        address: "bob@contoso.com",
        status: "recalled",
        text: "The message was successfully recalled",
        trueReason: null,
      },
    ],
  });

  const rows = await cmdlet(on, "Get-MessageTraceV2", { MessageId: `<${id}>` });
  expect(rows.map((row) => [row.Subject, row.RecipientAddress, row.Status])).toEqual([
    ["Recall: Wrong numbers", "bob@contoso.com", "Failed"],
    ["Recall: Wrong numbers", "bob@contoso.com", "Delivered"],
  ]);
  const of = (row = rows[0]) => ({ MessageTraceId: row?.MessageTraceId, RecipientAddress: row?.RecipientAddress });
  const drop = await cmdlet(on, "Get-MessageTraceDetailV2", { ...of(rows[0]), Event: "Drop" });
  expect(drop.map((row) => row.Detail)).toEqual([DROPPED]);
  const left = await cmdlet(on, "Get-MessageTraceDetailV2", of(rows[1]));
  expect(left.map((row) => row.Event)).toEqual([
    "Receive",
    "Submit",
    "Agent info",
    "Transport rule",
    "Transport rule",
    "Send external",
  ]);

  const { legs } = await get<{
    legs: { id: number; size: number; direction: string; reply: string; transcript: string[] }[];
  }>(on, `/api/legs?messageId=${id}`);
  expect(legs.map((leg) => leg.direction).sort()).toEqual(["in", "out"]);
  for (const leg of legs) {
    expect(leg.transcript.join("\n")).toContain("MAIL FROM:<alice@contoso.com>");
    const bytes = await (await fetch(`${on.url}/api/legs/${leg.id}/bytes`)).text();
    expect(bytes).toContain("X-MS-Exchange-RecallReportGenerated: true");
    expect(Buffer.byteLength(bytes)).toBe(leg.size);
  }
});

it("the report mail's link opens the page", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  await submit(on, { subject: "Plan" });
  await recall(on, "alice", "Plan");
  const [mail] = await messages(on, "alice");
  const { body } = await get<{ body: { content: string } }>(on, `/v1.0/users/alice@contoso.com/messages/${mail?.id}`);
  const link = /href="([^"]+)"/.exec(body.content)?.[1] ?? "";
  expect(link).toMatch(new RegExp(`^${on.url}/recall/`));
  const page = await (await fetch(link)).text();
  expect(page).toContain("The message was successfully recalled");
  expect(page).toContain("Every recipient has an outcome. This report is final.");
});
