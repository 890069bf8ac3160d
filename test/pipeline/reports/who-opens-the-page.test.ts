// The page opens for the owning mailbox, whoever has its link. docs/recall.md R19, R21
import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { person, recall, sandbox, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { get, messages } from "../http/support.ts";

const config = tenant({
  mailboxes: [
    person("alice"),
    person("bob"),
    person("carol"),
    {
      address: "sales@contoso.com",
      displayName: "Sales",
      type: "Shared",
      fullAccess: ["alice@contoso.com"],
      sendAs: ["alice@contoso.com"],
    },
  ],
  groups: [
    { address: "team@contoso.com", displayName: "Team", members: ["bob@contoso.com"], sendAs: ["alice@contoso.com"] },
  ],
});

async function sentAs(on: Sandbox, from: string): Promise<string> {
  const id = await submitWithoutWaiting(on, { as: "alice@contoso.com", from, to: "carol@contoso.com" });
  await on.idle();
  return id;
}

/** Of the report in this Inbox. */
async function linkIn(on: Sandbox, name: string): Promise<string> {
  const [mail] = await messages(on, name);
  const path = `/v1.0/users/${name}@contoso.com/messages/${mail?.id}`;
  const { body } = await get<{ body: { content: string } }>(on, path);
  return /href="([^"]+)"/.exec(body.content)?.[1] ?? "";
}

const statusFor = async (link: string, who?: string) =>
  (await fetch(`${link}${who === undefined ? "" : `?as=${who}@contoso.com`}`)).status;

it("of a shared mailbox: for that mailbox, not for whoever reads its mail", async () => {
  const on = await sandbox({ config });
  await recall(on, await sentAs(on, "sales@contoso.com"), "alice@contoso.com");
  const link = await linkIn(on, "sales");
  expect([await statusFor(link), await statusFor(link, "sales")]).toEqual([200, 200]);
  expect([await statusFor(link, "alice"), await statusFor(link, "carol")]).toEqual([403, 403]);
});

it("of a group: for nobody, though every member has the mail", async () => {
  const on = await sandbox({ config });
  await recall(on, await sentAs(on, "team@contoso.com"), "alice@contoso.com");
  const link = await linkIn(on, "bob");
  expect(link).toContain("/recall/");
  for (const who of [undefined, "team", "bob", "alice"]) expect(await statusFor(link, who), who).toBe(403);
});
