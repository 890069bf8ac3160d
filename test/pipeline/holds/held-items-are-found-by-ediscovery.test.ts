import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, person, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { get } from "../http/support.ts";

const DAY = 24 * HOUR;
const config = tenant({
  mailboxes: [
    person("alice"),
    person("bob", { litigationHoldEnabled: true }),
    person("carol", { inPlaceHolds: ["Case 7"] }),
    person("dave", { singleItemRecoveryEnabled: false }),
    person("erin", { archiveEnabled: true, archiveAfter: "30d" }),
  ],
});

interface Found {
  readonly items: readonly {
    readonly id: number;
    readonly mailbox: string;
    readonly holds: string[];
    readonly [name: string]: unknown;
  }[];
  readonly next?: number;
}

const search = (on: Sandbox, query: string, more = "") =>
  get<Found>(on, `/api/ediscovery?query=${encodeURIComponent(query)}${more}`);

/** "bob: Recoverable Items/Purges" */
async function places(on: Sandbox, query: string, more = ""): Promise<string[]> {
  const { items } = await search(on, query, more);
  return items.map((item) => `${item.mailbox.split("@")[0]}: ${String(item.folderPath)}`);
}

const everybody = ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"];

// Scenario 34; R15.
it("a recalled message is found where a hold or single item recovery keeps it, with what holds it and its bytes", async () => {
  const on = await sandbox({ config });
  const original = await submit(on, { to: everybody });
  await recall(on, original);

  const { items } = await search(on, `messageid:${original}`, "&location=recoverableItems");
  expect(items).toMatchObject([
    { mailbox: "carol@contoso.com", folderPath: "Recoverable Items/DiscoveryHolds", holds: ["Case 7"] },
    { mailbox: "bob@contoso.com", folderPath: "Recoverable Items/Purges", holds: ["Litigation Hold"] },
  ]);
  expect(await places(on, `messageid:${original}`)).toContain("alice: Sent Items");
  const bytes = await fetch(`${on.url}/api/ediscovery/${items[0]?.id}/bytes`);
  expect(bytes.headers.get("content-type")).toBe("message/rfc822");
  expect(await bytes.text()).toContain("Subject: Budget");
  expect((await fetch(`${on.url}/api/ediscovery/999999/bytes`)).status).toBe(404);
});

it("by sender, recipients, names, subject, class and time; in one mailbox or part of them", async () => {
  const on = await sandbox({ config });
  await submit(on, { subject: "Plan", to: "Bob Contoso <bob@contoso.com>", cc: "Frank <frank@fabrikam.com>" });
  await submit(on, { subject: "Answer", from: "bob@contoso.com", to: "alice@contoso.com" });
  expect(await places(on, "from:bob")).toEqual(["alice: Inbox", "bob: Sent Items"]);
  expect(await places(on, "cc:frank")).toEqual(["bob: Inbox", "alice: Sent Items"]);
  expect(await places(on, 'to:"Bob Contoso"')).toEqual(["bob: Inbox", "alice: Sent Items"]);
  expect(await places(on, "participants:fabrikam -cc:bob", "&mailbox=bob@contoso.com")).toEqual(["bob: Inbox"]);
  expect(await places(on, "subject:plan OR subject:answer", "&location=primary")).toHaveLength(4);
  expect(await places(on, "fabrikam received:2026-11-20")).toHaveLength(2);
  expect(await places(on, "received<2026-11-20")).toEqual([]);
  expect(await places(on, "itemclass:IPM.Outlook.Recall")).toEqual([]);
});

it("the archive is searched too", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: "erin@contoso.com" });
  await on.advance(31 * DAY);
  const { items } = await search(on, "subject:budget", "&mailbox=erin@contoso.com");
  expect(items).toMatchObject([{ location: "archive", folderPath: "Inbox", holds: [] }]);
  expect(await places(on, "", "&location=archive")).toEqual(["erin: Inbox"]);
});

it("page by page; a query that can't be read is refused with a reason", async () => {
  const on = await sandbox({ config });
  for (const subject of ["1", "2", "3"]) await submit(on, { subject });
  const first = await search(on, "from:alice", "&mailbox=bob@contoso.com&limit=2");
  expect(first.items.map(({ subject }) => subject)).toEqual(["3", "2"]);
  const rest = await search(on, "from:alice", `&mailbox=bob@contoso.com&limit=2&before=${first.next}`);
  expect(rest.items.map(({ subject }) => subject)).toEqual(["1"]);
  expect(rest.next).toBeUndefined();
  await expect(search(on, "subjct:1")).rejects.toThrow("did you mean `subject`");
});
