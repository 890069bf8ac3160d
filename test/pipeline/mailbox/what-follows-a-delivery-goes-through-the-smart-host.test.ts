import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { headersOf, items, recall, report, sandbox, subjects, submit } from "../../support/sandbox.ts";

/** The example configuration over the default one: internal senders' mail goes through the built-in smart host. */
const example = () =>
  sandbox({
    config: "config/mailbox-rules/config.yaml",
    env: { RECALL_SANDBOX_ORGANIZATION_DEFAULTPASSWORD: "secret" },
  });

const ONE_ROUND = ["DELIVER", "RECEIVE", "RECEIVE", "SENDEXTERNAL"];

async function passes(on: Sandbox, messageId: string): Promise<string[]> {
  const events = await on.tracking.find({ messageId });
  const ids = events.map(({ eventId }) => eventId).filter((eventId) => /RECEIVE|SEND|DELIVER|FAIL/.test(eventId));
  return ids.toSorted();
}

it("rules act once, at the mailbox, whatever way the message took there; a recall finds the copy", async () => {
  const on = await example();
  const original = await submit(on, { text: "The milestone is near" });
  expect(await passes(on, original)).toEqual(ONE_ROUND);
  expect(await subjects(on, "bob")).toEqual([]);
  const [copy] = await on.mailboxes.list("bob@contoso.com", { messageId: original });
  expect(copy).toMatchObject({ isRead: true });
  expect(on.mailboxes.folders.get(copy?.folderId ?? 0)?.name).toBe("2026");

  const request = await recall(on, original);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalledRead"]);
});

it("what is forwarded is signed like any mail from inside, and comes back once", async () => {
  const on = await example();
  const attachments = [{ filename: "a.pdf", content: "Budget" }];
  await submit(on, { ...({ attachments } as object) });
  expect(await subjects(on, "carol")).toEqual(["FW: Budget"]);
  const headers = await headersOf(on, "carol");
  expect(headers.get("X-Sandbox-Signature")).toBe("true");
  expect(headers.all("X-MS-Exchange-Inbox-Rules-Loop")).toEqual(["bob@contoso.com"]);
  const [forwarded] = await items(on, "carol");
  expect(await passes(on, forwarded?.messageId ?? "")).toEqual(ONE_ROUND);
  // Carol is away, and does not tell a machine so.
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
});

it("an automatic reply is signed as well, and ends at whom it answers", async () => {
  const on = await example();
  await submit(on, { to: "carol@contoso.com" });
  await submit(on, { to: "carol@contoso.com", subject: "Again" });
  expect(await subjects(on, "carol")).toEqual(["Again", "Budget"]);
  expect(await subjects(on, "alice")).toEqual(["Automatic reply: Budget"]);
  const headers = await headersOf(on, "alice");
  expect(headers.get("X-Sandbox-Signature")).toBe("true");
  expect(headers.get("Auto-Submitted")).toBe("auto-generated");
  expect((await items(on, "alice"))[0]?.sender).toBe("");
});

it("what comes back from the smart host is journaled no second time", async () => {
  const on = await example();
  await on.configurations.change(
    (organization) => ({
      ...organization,
      journalRules: organization.journalRules.map((rule) => ({ ...rule, scope: "Global" })),
    }),
    "test",
  );
  const original = await submit(on);
  expect(await passes(on, original)).toEqual(ONE_ROUND);
  expect(await on.internet.list()).toMatchObject([{ subject: "Budget", sender: "" }]);
  const headers = await headersOf(on, "bob");
  expect(headers.all("X-MS-Exchange-Organization-Processed-By-Journaling")).toEqual(["Journal Agent"]);
});
