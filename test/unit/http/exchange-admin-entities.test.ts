// What Get-EXOMailbox and scripts ask by GET: the nouns of the Get cmdlets as entity sets.
import { expect, test } from "vitest";
import { opathOf } from "../../../src/http/routes/exchange-admin/odata-filter.ts";
import type { Result } from "./exchange-admin-support.ts";
import { json, server, tenant } from "./support.ts";

const people = ["alice", "bob", "carol", "o'hara"].map((name, index) => ({
  address: `${name}@contoso.com`,
  attributes: { department: index < 2 ? "Sales" : "Support" },
}));
const on = () => server({ config: tenant({ mailboxes: people }) });
const addresses = ({ value }: Result) => value.map(({ PrimarySmtpAddress }) => PrimarySmtpAddress);

test("one mailbox is the object itself, by any identity", async () => {
  const { ask } = await on();
  const bob = await json<Result>(ask("/adminapi/beta/contoso.com/Mailbox('bob@contoso.com')"));
  expect(bob["@odata.context"]).toBe("http://127.0.0.1:8025/adminapi/beta/contoso.com/$metadata#Mailbox/$entity");
  expect(bob).toMatchObject({ PrimarySmtpAddress: "bob@contoso.com", "@adminapi.warnings": [] });
  expect(bob).not.toHaveProperty("value");
  const selected = await json<Result>(
    ask("/adminapi/v1.0/contoso.com/mailbox('o''hara%40contoso.com')?$select=PrimarySmtpAddress,Alias"),
  );
  expect(Object.keys(selected).filter((name) => !name.includes("@"))).toEqual(
    expect.arrayContaining(["PrimarySmtpAddress", "Alias"]),
  );
  expect(selected.PrimarySmtpAddress).toBe("o'hara@contoso.com");
  expect(selected).not.toHaveProperty("DisplayName");
});

test("a set comes in pages, as far as $top", async () => {
  const { ask } = await on();
  const first = await json<Result>(
    ask("/adminapi/beta/t/Mailbox?$top=3", { headers: { Prefer: "odata.maxpagesize=2" } }),
  );
  expect(first.value).toHaveLength(2);
  const next = new URL(first["@odata.nextLink"] ?? "");
  const second = await json<Result>(ask(next.pathname + next.search, { headers: { Prefer: "odata.maxpagesize=2" } }));
  expect(second).not.toHaveProperty("@odata.nextLink");
  expect(new Set([...addresses(first), ...addresses(second)]).size).toBe(3);
  expect(addresses(await json<Result>(ask("/adminapi/beta/t/Mailbox")))).toHaveLength(4);
});

test("$filter is the cmdlet's filter in other words", async () => {
  const { ask } = await on();
  const found = async (filter: string) =>
    addresses(await json<Result>(ask(`/adminapi/beta/t/Mailbox?$filter=${encodeURIComponent(filter)}`)));
  expect(await found("Alias eq 'bob' or startswith(Alias,'car')")).toEqual(["bob@contoso.com", "carol@contoso.com"]);
  expect(await found("RecipientTypeDetails eq 'UserMailbox' and not (Alias eq 'bob')")).toHaveLength(3);
  expect(opathOf("DisplayName eq 'this and that' and contains(City, 'o''s')")).toBe(
    "DisplayName -eq 'this and that' -and City -like '*o''s*'",
  );
});

test("what belongs to a mailbox is asked below it", async () => {
  const { ask } = await on();
  const answer = await json<Result>(ask("/adminapi/beta/t/Mailbox('bob@contoso.com')/MailboxFolderStatistics"));
  expect(answer.value.map(({ Name }) => Name)).toContain("Inbox");
});

test("other endpoints stay what they are", async () => {
  const { ask } = await on();
  expect((await ask("/adminapi/beta/t/InvokeCommand")).status).toBe(405);
  expect((await ask("/adminapi/v2.0/t/Mailbox")).status).toBe(405);
  expect((await json<Result>(ask("/adminapi/beta/t/"))).value).toContainEqual(
    expect.objectContaining({ name: "MailboxFolderStatistics" }),
  );
});

test("what is not there, or can't be read, is said", async () => {
  const { ask } = await on();
  const refused = async (path: string, status: number) => {
    const { error } = await json<{ error: { code: string; details: { message: string }[] } }>(
      ask(`/adminapi/beta/t/${path}`),
      status,
    );
    return error.details[0]?.message;
  };
  expect(await refused("Mailbox('nobody')", 404)).toContain("ManagementObjectNotFoundException|");
  expect(await refused("Mailboxes", 404)).toContain("`Mailbox`");
  expect(await refused("Mailbox(bob)", 400)).toContain("Mailbox('bob@contoso.com')");
  expect(await refused("Mailbox?$top=none", 400)).toContain('not "none"');
  expect(await refused("Mailbox?$orderby=Name", 400)).toContain("$filter, $select and $top");
  expect(await refused("Mailbox?$filter=Aliass%20eq%20'bob'", 400)).toContain("Alias");
});
