import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, items, person, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet } from "../http/support.ts";

const DAY = 24 * HOUR;
const sales = {
  address: "sales@contoso.com",
  displayName: "Sales",
  type: "Shared",
  fullAccess: ["alice@contoso.com"],
  sendAs: ["alice@contoso.com"],
  grantSendOnBehalfTo: ["bob@contoso.com"],
};
const config = tenant({
  mailboxes: [person("alice"), person("bob"), person("carol", { auditEnabled: false }), sales],
});

/** By Graph, as the owner, or as whoever the token names. */
async function graph(on: Sandbox, method: string, path: string, { as, body }: { as?: string; body?: object } = {}) {
  const answer = await fetch(`${on.url}/v1.0/users/${path}`, {
    method,
    headers: { ...(as && { Authorization: `Bearer ${as}` }), ...(body && { "Content-Type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  await on.idle();
  return text === "" ? undefined : JSON.parse(text);
}

async function newest(on: Sandbox, user: string, folder = "inbox"): Promise<string> {
  return (await graph(on, "GET", `${user}/mailFolders/${folder}/messages`)).value[0].id;
}

/** "Owner MoveToDeletedItems Budget: \Inbox → \Deleted Items", newest first. */
async function log(on: Sandbox, mailbox: string, more: object = {}): Promise<string[]> {
  const rows = await cmdlet(on, "Search-MailboxAuditLog", { Identity: mailbox, ShowDetails: true, ...more });
  return rows.map((row) => {
    const way = [row.FolderPathName, row.DestFolderPathName].filter((path) => path !== null).join(" → ");
    return `${String(row.LogonType)} ${String(row.Operation)} ${String(row.ItemSubject)}${way && `: ${way}`}`;
  });
}

it("what an owner does: moves, deletes three times, changes, writes", async () => {
  const on = await sandbox({ config });
  await submit(on);
  const bob = "bob@contoso.com";
  await graph(on, "PATCH", `${bob}/messages/${await newest(on, bob)}`, { body: { isRead: true } });
  await graph(on, "PATCH", `${bob}/messages/${await newest(on, bob)}`, { body: { categories: ["Red"] } });
  await graph(on, "POST", `${bob}/messages/${await newest(on, bob)}/move`, { body: { destinationId: "archive" } });
  await graph(on, "DELETE", `${bob}/messages/${await newest(on, bob, "archive")}`);
  await graph(on, "DELETE", `${bob}/messages/${await newest(on, bob, "deleteditems")}`);
  await graph(on, "DELETE", `${bob}/messages/${await newest(on, bob, "recoverableitemsdeletions")}`);
  await graph(on, "POST", `${bob}/messages`, { body: { subject: "Note" } });
  expect(await log(on, "bob")).toEqual([
    "Owner Create Note: \\Drafts",
    "Owner HardDelete Budget: \\Recoverable Items\\Deletions",
    "Owner SoftDelete Budget: \\Deleted Items → \\Recoverable Items\\Deletions",
    "Owner MoveToDeletedItems Budget: \\Archive → \\Deleted Items",
    "Owner Move Budget: \\Inbox → \\Archive",
    "Owner Update Budget: \\Inbox",
  ]);
  expect(await log(on, "bob", { Operations: ["HardDelete", "SoftDelete"] })).toHaveLength(2);
  expect(await log(on, "bob", { ResultSize: 1 })).toEqual(["Owner Create Note: \\Drafts"]);
  expect(await log(on, "bob", { EndDate: "2026-11-19" })).toEqual([]);
});

it("what a delegate does in a shared mailbox, and sends as it or on its behalf", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: "sales@contoso.com" });
  const id = await newest(on, "sales@contoso.com");
  await graph(on, "POST", `sales@contoso.com/messages/${id}/permanentDelete`, { as: "alice@contoso.com" });
  const from = { emailAddress: { address: "sales@contoso.com" } };
  const toRecipients = [{ emailAddress: { address: "carol@contoso.com" } }];
  await graph(on, "POST", "alice@contoso.com/sendMail", {
    body: { message: { subject: "Offer", from, toRecipients } },
  });
  await graph(on, "POST", "bob@contoso.com/sendMail", { body: { message: { subject: "Bill", from, toRecipients } } });
  expect(await subjects(on, "carol")).toEqual(["Bill", "Offer"]);
  expect(await log(on, "sales")).toEqual([
    "Delegate SendOnBehalf Bill",
    "Delegate SendAs Offer",
    "Delegate HardDelete Budget: \\Inbox",
  ]);
  const [row] = await cmdlet(on, "Search-MailboxAuditLog", { Identity: "sales", ShowDetails: true });
  expect(row).toMatchObject({ LogonUserDisplayName: "Bob Contoso", MailboxOwnerUPN: "sales@contoso.com" });
  const opened = await cmdlet(on, "Search-MailboxAuditLog", { LogonTypes: ["Delegate"] });
  expect(opened.map((one) => one.MailboxResolvedOwnerName)).toEqual(["Sales"]);
  await expect(cmdlet(on, "Search-MailboxAuditLog", { LogonTypes: ["Owner"] })).rejects.toThrow("ShowDetails");
});

// R15
it("a recall writes nothing", async () => {
  const on = await sandbox({ config });
  await recall(on, await submit(on, { to: ["bob@contoso.com", "sales@contoso.com"] }));
  expect(await items(on, "bob")).toEqual([]);
  for (const mailbox of ["alice", "bob", "sales"]) expect(await log(on, mailbox)).toEqual([]);
});

it("nothing is written where AuditEnabled is false, and what is older than 90 days is gone", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
  for (const user of ["bob@contoso.com", "carol@contoso.com"])
    await graph(on, "DELETE", `${user}/messages/${await newest(on, user)}`);
  const since = { StartDate: "2026-11-01" };
  expect(await log(on, "carol", since)).toEqual([]);
  await on.advance(89 * DAY);
  expect(await log(on, "bob", since)).toEqual(["Owner MoveToDeletedItems Budget: \\Inbox → \\Deleted Items"]);
  expect(await log(on, "bob")).toEqual([]);
  await on.advance(2 * DAY);
  expect(await log(on, "bob", since)).toEqual([]);
});

it("AuditDisabled, ElcProcessingDisabled: nothing is recorded, and nothing grows too old", async () => {
  const on = await sandbox({ config });
  await cmdlet(on, "Set-OrganizationConfig", { AuditDisabled: true, ElcProcessingDisabled: true });
  await submit(on);
  const [copy] = await items(on, "bob");
  if (copy) await on.mailboxes.softDelete(copy, on.clock.now());
  await graph(on, "POST", "bob@contoso.com/messages", { body: { subject: "Note" } });
  expect(await log(on, "bob")).toEqual([]);
  await on.advance(15 * DAY);
  expect(await items(on, "bob", "recoverableitemsdeletions")).toHaveLength(1);
  await cmdlet(on, "Set-OrganizationConfig", { ElcProcessingDisabled: false });
  await on.advance(2 * DAY);
  expect(await items(on, "bob", "recoverableitemsdeletions")).toEqual([]);
});
