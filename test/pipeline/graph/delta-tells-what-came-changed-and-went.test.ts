// Microsoft Graph: message: delta, mailFolder: delta; docs/recall.md R15.
import type { Client } from "@microsoft/microsoft-graph-client";
import { expect, test } from "vitest";
import {
  bob,
  client,
  errorOf,
  type Folder,
  first,
  type Page,
  recallLast,
  sendMail,
} from "../../support/graph-client.ts";
import { HOUR, person, sandbox, tenant } from "../../support/sandbox.ts";

interface Change {
  readonly id: string;
  readonly subject?: string;
  readonly displayName?: string;
  readonly isRead?: boolean;
  readonly "@removed"?: { readonly reason: string };
}

const start = () => sandbox({ config: tenant() });
const INBOX = "/me/mailFolders/inbox/messages/delta";

/** Follows the links to the end of the round; `link` begins the next one. */
async function round(
  of: Client,
  from: string,
  prefer?: string,
): Promise<{ changes: Change[]; link: string; pages: number }> {
  const changes: Change[] = [];
  for (let next = from, pages = 1; ; pages += 1) {
    const asked = of.api(next);
    const page = (await (prefer ? asked.header("Prefer", prefer) : asked).get()) as Page<Change>;
    changes.push(...page.value);
    const link = page["@odata.deltaLink"];
    if (link) return { changes, link, pages };
    next = page["@odata.nextLink"] ?? "";
  }
}

const told = (changes: Change[]) =>
  changes.map((change) => (change["@removed"] ? change["@removed"].reason : (change.subject ?? change.displayName)));

test("a client that follows the Inbox sees the message vanish when a recall takes it", async () => {
  const on = await start();
  await sendMail(on, { subject: "Lunch" });
  const begun = await round(bob(on), INBOX);
  expect(told(begun.changes)).toEqual(["Lunch"]);
  await sendMail(on, { subject: "Wrong figures" });
  const arrived = await round(bob(on), begun.link);
  expect(told(arrived.changes)).toEqual(["Wrong figures"]);
  await recallLast(on);
  const recalled = await round(bob(on), arrived.link);
  expect(recalled.changes).toEqual([
    { "@odata.type": "#microsoft.graph.message", id: arrived.changes[0]?.id, "@removed": { reason: "deleted" } },
  ]);
  expect((await round(bob(on), recalled.link)).changes).toEqual([]);
});

test("a recall of many is told to each who follows, and costs nothing where nobody does", async () => {
  const names = Array.from({ length: 60 }, (_, n) => `member${n}`);
  const group = { address: "all@contoso.com", members: names.map((name) => `${name}@contoso.com`) };
  const mailboxes = [person("alice"), ...names.map((name) => person(name))];
  const on = await sandbox({ config: tenant({ mailboxes, groups: [group] }) });
  const followers = names.slice(0, 3).map((name) => client(on, `${name}@contoso.com`));
  const links = await Promise.all(followers.map(async (one) => (await round(one, INBOX)).link));
  await sendMail(on, { subject: "Wrong figures", toRecipients: [{ emailAddress: { address: group.address } }] });
  await recallLast(on);
  for (const [n, one] of followers.entries()) expect((await round(one, links[n] ?? "")).changes).toEqual([]);
  await sendMail(on, { subject: "More", toRecipients: [{ emailAddress: { address: group.address } }] });
  const before = await Promise.all(followers.map((one, n) => round(one, links[n] ?? "")));
  expect(before.map(({ changes }) => told(changes))).toEqual([["More"], ["More"], ["More"]]);
  await recallLast(on);
  for (const [n, one] of followers.entries())
    expect(told((await round(one, before[n]?.link ?? "")).changes)).toEqual(["deleted"]);
  expect(await on.changes.log("member9@contoso.com", undefined, 0, 10)).toEqual([]);
});

test("read, moved, deleted, and come back: each is told once, as it is now", async () => {
  const on = await start();
  for (const subject of ["Read", "Moved", "Deleted", "Back"]) {
    await sendMail(on, { subject });
    await on.advance(60_000);
  }
  const { changes, link } = await round(bob(on), `${INBOX}?$select=subject,isRead`);
  expect(told(changes)).toEqual(["Back", "Deleted", "Moved", "Read"]);
  const [back, deleted, moved, read] = changes.map(({ id }) => `/me/messages/${id}`);
  await bob(on)
    .api(read ?? "")
    .patch({ isRead: true });
  await bob(on)
    .api(read ?? "")
    .patch({ categories: ["Red"] });
  await bob(on).api(`${moved}/move`).post({ destinationId: "archive" });
  await bob(on)
    .api(deleted ?? "")
    .delete();
  const away = await bob(on).api(`${back}/move`).post({ destinationId: "archive" });
  await bob(on).api(`/me/messages/${away.id}/move`).post({ destinationId: "inbox" });
  // Came and went between two rounds.
  await sendMail(on, { subject: "Never seen" });
  await recallLast(on);
  const next = await round(bob(on), link);
  expect(told(next.changes)).toEqual(["Read", "deleted", "deleted", "Back"]);
  expect(next.changes[0]).toMatchObject({ isRead: true });
  expect(Object.keys(next.changes[0] ?? {}).sort()).toEqual(["@odata.etag", "id", "isRead", "subject"]);
  const only = async (type: string) => {
    const begun = await round(bob(on), `${INBOX}?changeType=${type}`);
    return begun.link;
  };
  const [created, gone] = [await only("created"), await only("deleted")];
  await sendMail(on, { subject: "New" });
  await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}`)
    .patch({ isRead: true });
  await bob(on).api(`/me/messages/${next.changes[0]?.id}`).delete();
  expect(told((await round(bob(on), created)).changes)).toEqual(["New"]);
  expect(told((await round(bob(on), gone)).changes)).toEqual(["deleted"]);
});

test("rounds come in pages of the size that the client prefers", async () => {
  const on = await start();
  const names = ["1", "2", "3", "4", "5"];
  for (const subject of names) await sendMail(on, { subject });
  const begun = await round(bob(on), INBOX, "odata.maxpagesize=2");
  expect([told(begun.changes), begun.pages]).toEqual([names.toReversed(), 3]);
  for (const { id } of begun.changes) await bob(on).api(`/me/messages/${id}`).patch({ isRead: true });
  const next = await round(bob(on), begun.link, "odata.maxpagesize=2");
  expect([told(next.changes), next.pages]).toEqual([names.toReversed(), 3]);
});

test("what comes and goes while the first round is read is told by the next one", async () => {
  const on = await start();
  for (const subject of ["1", "2", "3"]) await sendMail(on, { subject });
  const page = (await bob(on).api(INBOX).header("Prefer", "odata.maxpagesize=1").get()) as Page<Change>;
  expect(told(page.value)).toEqual(["3"]);
  await bob(on).api(`/me/messages/${page.value[0]?.id}`).delete();
  await sendMail(on, { subject: "4" });
  const rest = await round(bob(on), page["@odata.nextLink"] ?? "");
  expect(told(rest.changes)).toEqual(["2", "1"]);
  expect(told((await round(bob(on), rest.link)).changes)).toEqual(["deleted", "4"]);
});

test("messages of before a time are left out", async () => {
  const on = await start();
  await sendMail(on, { subject: "Old" });
  await on.advance(HOUR);
  await sendMail(on, { subject: "New" });
  const begun = await round(bob(on), `${INBOX}?$filter=receivedDateTime ge 2026-11-20T12:30:00Z`);
  expect(told(begun.changes)).toEqual(["New"]);
  const { value } = (await bob(on).api("/me/mailFolders/inbox/messages").get()) as Page;
  for (const { id } of value) await bob(on).api(`/me/messages/${id}`).patch({ isRead: true });
  expect(told((await round(bob(on), begun.link)).changes)).toEqual(["New"]);
  for (const query of ["$filter=isRead eq true", "$orderby=subject", "$search=x", "changeType=moved", "$top=0"])
    expect(await errorOf(bob(on).api(`${INBOX}?${query}`).get())).toEqual([400, "BadRequest"]);
});

test("folders are followed: made, renamed, deleted, and those whose counts change", async () => {
  const on = await start();
  const folders = (path = "") => bob(on).api(`/me/mailFolders${path}`);
  const begun = await round(bob(on), "/me/mailFolders/delta");
  expect(told(begun.changes)).toContain("Inbox");
  const { id } = (await folders().post({ displayName: "Projects" })) as Folder;
  await sendMail(on, { subject: "Lunch" });
  const next = await round(bob(on), begun.link);
  expect(told(next.changes)).toEqual(["Projects", "Inbox"]);
  expect(next.changes[1]).toMatchObject({ totalItemCount: 1 });
  await folders(`/${id}`).patch({ displayName: "Plans" });
  const renamed = await round(bob(on), next.link);
  expect(told(renamed.changes)).toEqual(["Plans"]);
  await folders(`/${id}/permanentDelete`).post({});
  expect((await round(bob(on), renamed.link)).changes).toEqual([{ id, "@removed": { reason: "deleted" } }]);
});

test("a client that was away too long begins anew, and tokens are good where they were given", async () => {
  const on = await start();
  const { link } = await round(bob(on), INBOX);
  await sendMail(on, { subject: "Lunch" });
  await on.advance(29 * 24 * HOUR);
  await on.housekeeping.run();
  const next = await round(bob(on), link);
  expect(told(next.changes)).toEqual(["Lunch"]);
  await on.advance(31 * 24 * HOUR);
  await on.housekeeping.run();
  expect(await errorOf(bob(on).api(next.link).get())).toEqual([410, "syncStateNotFound"]);
  const again = await round(bob(on), `${INBOX}?$deltatoken=latest`);
  expect(again.changes).toEqual([]);
  await on.reset();
  expect(await errorOf(bob(on).api(again.link).get())).toEqual([410, "syncStateNotFound"]);
  const fresh = await round(bob(on), INBOX);
  expect(await errorOf(client(on).api(fresh.link).get())).toEqual([400, "BadRequest"]);
  expect(await errorOf(bob(on).api(`${INBOX}?$deltatoken=nonsense`).get())).toEqual([400, "BadRequest"]);
});
