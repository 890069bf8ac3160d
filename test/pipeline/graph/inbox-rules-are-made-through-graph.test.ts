// Microsoft Graph: messageRule; New-InboxRule.
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { bob, errorOf, type Folder, type Page, recallLast, sendMail, subjects } from "../../support/graph-client.ts";
import { HOUR, person, sandbox, tenant } from "../../support/sandbox.ts";

interface Rule {
  readonly id: string;
  readonly displayName: string;
  readonly sequence: number;
  readonly [name: string]: unknown;
}

const start = (mailbox: object = {}) =>
  sandbox({ config: tenant({ mailboxes: [person("alice"), person("bob", { ...mailbox }), person("carol")] }) });
const RULES = "/me/mailFolders/inbox/messageRules";
const rules = (on: Sandbox, path = "") => bob(on).api(`${RULES}${path}`);
const listed = async (on: Sandbox) => ((await rules(on).get()) as Page<Rule>).value;
const people = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { name: address, address } }));

test("a rule files what comes, and a recall finds it there", async () => {
  const on = await start();
  const folder = (await bob(on).api("/me/mailFolders").post({ displayName: "Figures" })) as Folder;
  const rule = {
    displayName: "Figures",
    sequence: 1,
    isEnabled: true,
    conditions: { subjectContains: ["figures"], fromAddresses: people("alice@contoso.com"), importance: "high" },
    exceptions: { withinSizeRange: { minimumSize: 1024, maximumSize: null } },
    actions: { moveToFolder: folder.id, markAsRead: true, assignCategories: ["Red"], stopProcessingRules: true },
  };
  const made: Rule = await rules(on).post(rule);
  expect(made).toMatchObject({ ...rule, hasError: false, isReadOnly: false });
  await sendMail(on, { subject: "Wrong figures", importance: "high" });
  await sendMail(on, { subject: "Figures without haste" });
  const filed = (await bob(on).api(`/me/mailFolders/${folder.id}/messages`).get()) as Page;
  expect(filed.value).toMatchObject([{ subject: "Wrong figures", isRead: true, categories: ["Red"] }]);
  await bob(on).api(`/me/mailFolders/${folder.id}`).patch({ displayName: "Numbers" });
  expect(await rules(on, `/${made.id}`).get()).toMatchObject({ hasError: true });
  await sendMail(on, { subject: "More figures", importance: "high" });
  await recallLast(on);
  expect(subjects(await bob(on).api("/me/mailFolders/inbox/messages").get())).toEqual(["Figures without haste"]);
});

test("rules are listed in the order in which they run, changed, moved and deleted", async () => {
  const on = await start();
  const make = (displayName: string, sequence: number): Promise<Rule> =>
    rules(on).post({ displayName, sequence, actions: { delete: true } });
  const first = await make("First", 1);
  await make("Third", 2);
  const second = await make("Second", 2);
  const names = async () => (await listed(on)).map(({ displayName, sequence }) => [displayName, sequence]);
  expect(await names()).toEqual([
    ["First", 1],
    ["Second", 2],
    ["Third", 3],
  ]);
  const changed = await rules(on, `/${first.id}`).patch({
    displayName: "Last",
    sequence: 3,
    isEnabled: false,
    conditions: { isAutomaticReply: true, sensitivity: "confidential" },
    actions: { redirectTo: people("carol@contoso.com") },
  });
  expect(changed).toEqual({
    "@odata.context": expect.stringContaining("messageRules/$entity"),
    id: first.id,
    displayName: "Last",
    sequence: 3,
    isEnabled: false,
    hasError: false,
    isReadOnly: false,
    conditions: { isAutomaticReply: true, sensitivity: "confidential" },
    exceptions: null,
    actions: { redirectTo: people("carol@contoso.com") },
  });
  await rules(on, `/${second.id}`).delete();
  expect(await names()).toEqual([
    ["Third", 1],
    ["Last", 2],
  ]);
  expect(await errorOf(rules(on, `/${second.id}`).get())).toEqual([404, "ErrorItemNotFound"]);
});

test("rules of the configuration are shown; those with parts that Graph does not know can't be changed", async () => {
  const inboxRules = [
    { name: "Simple", conditions: { subjectContainsWords: ["news"] }, actions: { moveToFolder: "Archive" } },
    { name: "Odd", conditions: { receivedAfterDate: "2026-01-01T00:00:00Z" }, actions: { markAsRead: true } },
  ];
  const on = await start({ inboxRules });
  const [simple, odd] = await listed(on);
  const archive = await bob(on).api("/me/mailFolders/archive").get();
  expect(simple).toMatchObject({
    displayName: "Simple",
    isReadOnly: false,
    conditions: { subjectContains: ["news"] },
    actions: { moveToFolder: archive.id, stopProcessingRules: true },
  });
  expect(odd).toMatchObject({ displayName: "Odd", isReadOnly: true, conditions: null });
  expect(await rules(on, `/${simple?.id}`).patch({ displayName: "News" })).toMatchObject({ id: simple?.id });
  expect(await errorOf(rules(on, `/${odd?.id}`).patch({ isEnabled: false }))).toEqual([400, "ErrorInvalidRule"]);
});

test.each<[string, object, string]>([
  ["no action", { actions: {} }, "ErrorInvalidRule"],
  ["an action that there is not", { actions: { explode: true } }, "RequestBodyRead"],
  ["a condition that there is not", { conditions: { subjectMatches: ["x"] } }, "RequestBodyRead"],
  ["categories as a condition", { conditions: { categories: ["Red"] } }, "RequestBodyRead"],
  ["two types of message", { conditions: { isSigned: true, isEncrypted: true } }, "ErrorInvalidRule"],
  ["an empty range", { conditions: { withinSizeRange: { minimumSize: 2, maximumSize: 1 } } }, "ErrorInvalidRule"],
  ["a folder that is not there", { actions: { moveToFolder: "nowhere" } }, "ErrorInvalidIdMalformed"],
  ["Recoverable Items", { actions: { moveToFolder: "recoverableitemspurges" } }, "ErrorInvalidRule"],
  ["a forward to oneself", { actions: { forwardTo: people("bob@contoso.com") } }, "ErrorInvalidRule"],
  ["a forward to nobody", { actions: { forwardTo: people("bop@contoso.com") } }, "ErrorInvalidRule"],
  ["a forward to what is no address", { actions: { forwardTo: people("bop") } }, "ErrorInvalidRecipients"],
  ["a name that is taken", { displayName: "KNOWN" }, "ErrorInvalidRule"],
  ["no name", { displayName: " " }, "RequestBodyRead"],
])("a rule is refused for %s", async (_what, part, code) => {
  const on = await start();
  await rules(on).post({ displayName: "Known", sequence: 1, actions: { markAsRead: true } });
  const rule = { displayName: "New", sequence: 1, actions: { delete: true }, ...part };
  expect(await errorOf(rules(on).post(rule))).toEqual([400, code]);
  expect((await listed(on)).map(({ displayName }) => displayName)).toEqual(["Known"]);
});

test("rules are of the Inbox", async () => {
  const on = await start();
  const asked = bob(on).api("/me/mailFolders/archive/messageRules").get();
  expect(await errorOf(asked)).toEqual([400, "BadRequest"]);
});

test("automatic replies are set by their owner, and sent while their time lasts", async () => {
  const on = await start();
  const settings = () => bob(on).api("/me/mailboxSettings");
  expect(await settings().get()).toMatchObject({
    automaticRepliesSetting: { status: "disabled", externalAudience: "all", scheduledStartDateTime: null },
    timeZone: "UTC",
    userPurpose: "user",
  });
  const at = (hours: number) => ({
    dateTime: new Date(on.clock.now() + hours * HOUR).toISOString().replace("Z", "0000"),
    timeZone: "UTC",
  });
  const automaticRepliesSetting = {
    status: "scheduled",
    internalReplyMessage: "I am away.",
    externalAudience: "none",
    scheduledStartDateTime: at(1),
    scheduledEndDateTime: at(2),
  };
  expect(await settings().patch({ automaticRepliesSetting })).toMatchObject({ automaticRepliesSetting });
  const replies = async () => {
    await sendMail(on, { subject: "Lunch" });
    return (await on.mailboxes.list("alice@contoso.com")).filter(({ from }) => from === "bob@contoso.com").length;
  };
  expect(await replies()).toBe(0);
  await on.advance(1.5 * HOUR);
  expect(await replies()).toBe(1);
  expect(await bob(on).api("/me/mailboxSettings/automaticRepliesSetting").get()).toMatchObject({ status: "scheduled" });
  const refused = [
    { scheduledEndDateTime: at(-9) },
    { status: "sometimes" },
    { scheduledStartDateTime: { ...at(1), timeZone: "Pacific Standard Time" } },
  ];
  for (const part of refused) {
    const [status] = await errorOf(settings().patch({ automaticRepliesSetting: part }));
    expect(status).toBe(400);
  }
  expect(await settings().get()).toMatchObject({ automaticRepliesSetting });
  expect(await errorOf(settings().patch({ timeZone: "UTC" }))).toEqual([400, "RequestBodyRead"]);
});
