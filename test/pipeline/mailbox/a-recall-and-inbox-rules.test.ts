import { expect, it } from "vitest";
import { headersOf, items, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { tnefMail } from "../../support/tnef-mail.ts";
import { filed, rulesTenant, withRules } from "./support.ts";

// Scenario 6; R13.
it.each([
  ["moveToFolder", { moveToFolder: "Projects/2026" }],
  ["copyToFolder", { copyToFolder: "Projects/2026" }],
  ["deleteMessage", { deleteMessage: true }],
])("a copy that a rule filed with %s is recalled, and so is every copy that it made", async (_, actions) => {
  const on = await withRules({ name: "File", actions });
  const request = await recall(on, await submit(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await filed(on, "bob")).toEqual([...("copyToFolder" in actions ? ["Purges: Budget"] : []), "Purges: Budget"]);
});

// Scenario 8; R18.
it.each([
  ["forwarded", { forwardTo: "carol@contoso.com" }, "FW: Budget"],
  ["forwarded as an attachment", { forwardAsAttachmentTo: "carol@contoso.com" }, "FW: Budget"],
  ["redirected", { redirectTo: "carol@contoso.com" }, "Budget"],
])("a copy that a rule %s is recalled, and the other stays", async (_, actions, subject) => {
  const on = await withRules({ name: "On", actions });
  const request = await recall(on, await submit(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "carol")).toEqual([subject]);
});

// R18: what carol has twice is two messages.
it.each([
  ["plain MIME", () => ({})],
  ["rich text", async () => ({ raw: await tnefMail({ messageId: "<1@contoso.com>", to: "bob@contoso.com" }) })],
])("who got the original too keeps what a rule redirected to them (%s)", async (_, mail) => {
  const on = await withRules({ name: "On", actions: { redirectTo: "carol@contoso.com" } });
  const original = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], ...(await mail()) });
  const copies = await items(on, "carol");
  expect(copies).toHaveLength(2);
  expect(new Set(copies.map(({ searchKey }) => searchKey)).size).toBe(2);
  const request = await recall(on, original);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled", "carol@contoso.com: recalled"]);
  expect(await items(on, "carol")).toMatchObject([{ sender: "bob@contoso.com" }]);
});

// R14.
it.each([
  [false, "failed (readNotAllowed)"],
  [null, "recalledRead"],
])(
  "a copy that a rule marked as read, RecallReadMessagesEnabled %s: %s",
  async (recallReadMessagesEnabled, outcome) => {
    const inboxRules = [{ name: "Read", actions: { markAsRead: true } }];
    const config = rulesTenant({ inboxRules }, {}, { organizationConfig: { recallReadMessagesEnabled } });
    const on = await sandbox({ config });
    expect(await report(on, await recall(on, await submit(on)))).toEqual([`bob@contoso.com: ${outcome}`]);
  },
);

// R13: what a rule deleted softly or for good is not searched.
it("a copy that a rule deleted for good is not found", async () => {
  const on = await withRules({ name: "Gone", actions: { permanentDelete: true } });
  const request = await recall(on, await submit(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: pending (notFound)"]);
});

// R10, R16: the recall agent comes first.
it("a request that is honoured is none of the rules', and is not answered", async () => {
  const config = rulesTenant({
    inboxRules: [
      { name: "All", conditions: { subjectContainsWords: "Recall" }, actions: { redirectTo: "carol@contoso.com" } },
    ],
    automaticReplies: { internalMessage: "Away" },
  });
  const on = await sandbox({ config });
  const original = await submit(on);
  expect(await subjects(on, "alice")).toEqual(["Automatic reply: Budget"]);
  await recall(on, original);
  expect(await subjects(on, "carol")).toEqual([]);
  expect((await subjects(on, "alice")).filter((subject) => subject.startsWith("Automatic reply"))).toHaveLength(1);
});

// R17: the original comes late; nobody sees it, in whatever folder.
it("an original that comes after its request is gone from where the rules put it", async () => {
  const on = await sandbox({
    config: rulesTenant({
      inboxRules: [{ name: "File", actions: { moveToFolder: "Projects/2026", copyToFolder: "Archive" } }],
    }),
    agents: {
      storeDriver: [
        {
          name: "Slow",
          priority: 5,
          async onPromoted(batch, { now }) {
            for (const delivery of batch) {
              const isOriginal = delivery.item.headers.get("Subject") === "Budget";
              if (isOriginal && now < Date.UTC(2026, 10, 20, 12, 30))
                delivery.verdict = { kind: "defer", detail: "slow", retryAt: Date.UTC(2026, 10, 20, 12, 30) };
            }
          },
        },
      ],
    },
  });
  const request = await recall(on, await submit(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: pending (notFound)"]);
  await on.advance(3_600_000);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await filed(on, "bob")).toEqual(["Purges: Budget"]);
});

// Scenario 6 and spam: a mailbox folder like any.
it("a copy in Junk Email is recalled", async () => {
  const on = await sandbox({ config: rulesTenant({ junkEmail: { blockedSendersAndDomains: "contoso.com" } }) });
  const original = await submit(on);
  expect(await subjects(on, "bob", "junkemail")).toEqual(["Budget"]);
  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob", "junkemail")).toEqual([]);
});

it("in a tenant without rules no header speaks of any", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  expect((await headersOf(on, "bob")).has("X-MS-Exchange-Inbox-Rules-Loop")).toBe(false);
});
