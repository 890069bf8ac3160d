// Microsoft Graph: search query parameter, filter query parameter; Learn: Keyword Query Language (KQL) syntax reference.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { bob, type Page, sendMail, subjects } from "../../support/graph-client.ts";
import { HOUR, NOON, tenant } from "../../support/sandbox.ts";

let on: Sandbox;
const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));

beforeAll(async () => {
  on = await startSandbox({ config: tenant(), freePorts: true, frozenAt: NOON });
  await sendMail(on, {
    subject: "Budget 2026",
    body: { contentType: "html", content: "<style>p { color: red }</style><p>The <b>fig</b>ures are wrong.</p>" },
    importance: "high",
    attachments: [{ "@odata.type": "#microsoft.graph.fileAttachment", name: "Plan.pdf", contentBytes: "AAAA" }],
  });
  await on.advance(24 * HOUR);
  await sendMail(on, {
    subject: "Lunch",
    body: { contentType: "text", content: "Pizza at noon? No budget needed." },
    ccRecipients: to("carol@contoso.com"),
  });
  await on.advance(24 * HOUR);
  await sendMail(on, { subject: "Überblick", toRecipients: to("bob@contoso.com", "dave@contoso.com") });
  const { value } = (await bob(on).api("/me/messages").get()) as Page;
  const [overview, lunch] = value;
  await bob(on)
    .api(`/me/messages/${overview?.id}`)
    .patch({ categories: ["Red", "Blue"], flag: { flagStatus: "flagged" } });
  await bob(on).api(`/me/messages/${lunch?.id}/move`).post({ destinationId: "archive" });
  await bob(on).api("/me/messages").post({ subject: "Draft" });
});
afterAll(() => on.stop());

const list = (query: object, path = "/me/messages") =>
  bob(on)
    .api(path)
    .query({ $select: "subject", ...query })
    .get();

test.each<[string, string[]]>([
  ["budget", ["Lunch", "Budget 2026"]],
  ["BUDGET 2026", ["Budget 2026"]],
  ["figures", ["Budget 2026"]],
  ['"figures are wrong"', ["Budget 2026"]],
  ["color", []],
  ["igures", []],
  ["über*", ["Überblick"]],
  ["subject:budget", ["Budget 2026"]],
  ["body:budget", ["Lunch"]],
  ["from:alice subject:lunch", ["Lunch"]],
  ["from:alice@contoso.com AND (pizza OR figures)", ["Lunch", "Budget 2026"]],
  ["from:bob", ["Draft"]],
  ["from:alice NOT budget", ["Überblick"]],
  ["from:alice -budget", ["Überblick"]],
  ["to:dave", ["Überblick"]],
  ["cc:carol", ["Lunch"]],
  ["participants:carol", ["Lunch"]],
  ["hasAttachments:true", ["Budget 2026"]],
  ["hasAttachments:false subject:budget", []],
  ["attachment:plan", ["Budget 2026"]],
  ["importance:high", ["Budget 2026"]],
  ["received:2026-11-21", ["Lunch"]],
  ["received<2026-11-21", ["Budget 2026"]],
  ["received>=2026-11-21 from:alice", ["Überblick", "Lunch"]],
  ["isRead:true", ["Draft"]],
])("$search=%s", async (text, expected) => {
  expect(subjects(await list({ $search: `"${text.replaceAll('"', '\\"')}"` }))).toEqual(expected);
});

test("what is searched is searched in one folder, counted, and paged", async () => {
  const inbox = "/me/mailFolders/inbox/messages";
  expect(subjects(await list({ $search: '"budget"' }, inbox))).toEqual(["Budget 2026"]);
  const page = (await list({ $search: '"from:alice"', $top: "2", $count: "true" })) as Page;
  expect([subjects(page), page["@odata.count"]]).toEqual([["Überblick", "Lunch"], 3]);
  expect(
    subjects(
      await bob(on)
        .api(page["@odata.nextLink"] ?? "")
        .get(),
    ),
  ).toEqual(["Budget 2026"]);
});

test.each<[string, string[]]>([
  ["hasAttachments eq true", ["Budget 2026"]],
  ["hasAttachments eq true and subject eq 'Lunch'", []],
  ["hasAttachments eq true or subject eq 'Lunch'", ["Lunch", "Budget 2026"]],
  ["not (hasAttachments eq true) and isDraft eq false", ["Überblick", "Lunch"]],
  ["importance eq 'high'", ["Budget 2026"]],
  ["isDraft eq true", ["Draft"]],
  ["categories/any(c:c eq 'red')", ["Überblick"]],
  ["categories/any(c: startswith(c,'Bl'))", ["Überblick"]],
  ["flag/flagStatus eq 'flagged'", ["Überblick"]],
  ["toRecipients/any(r:r/emailAddress/address eq 'DAVE@contoso.com')", ["Überblick"]],
  ["ccRecipients/any(r:r/emailAddress/address eq 'dave@contoso.com')", []],
  ["sentDateTime ge 2026-11-21T00:00:00Z and sentDateTime lt 2026-11-22T00:00:00Z", ["Lunch"]],
  ["createdDateTime lt 2026-11-21T00:00:00Z", ["Budget 2026"]],
  ["from/emailAddress/name eq 'Bob Contoso'", ["Draft"]],
  ["startswith(from/emailAddress/address,'ALICE') and isRead eq false", ["Überblick", "Lunch", "Budget 2026"]],
  ["contains(body/content,'Pizza')", ["Lunch"]],
  ["sender/emailAddress/address eq 'alice@contoso.com' and contains(bodyPreview,'noon')", ["Lunch"]],
])("$filter=%s", async ($filter, expected) => {
  expect(subjects(await list({ $filter }))).toEqual(expected);
});

test("a thread and a folder are found by their ids", async () => {
  const archive = await bob(on).api("/me/mailFolders/archive").get();
  expect(subjects(await list({ $filter: `parentFolderId eq '${archive.id}'` }))).toEqual(["Lunch"]);
  const { value } = (await bob(on).api("/me/mailFolders/archive/messages").get()) as Page;
  const ofThread = `conversationId eq '${value[0]?.conversationId}'`;
  expect(subjects(await list({ $filter: ofThread }))).toEqual(["Lunch"]);
  expect(await bob(on).api("/me/messages/$count").filter("hasAttachments eq true").get()).toBe("1");
});
