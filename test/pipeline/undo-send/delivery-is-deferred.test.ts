import { expect, it } from "vitest";
import { formatRfc5322Date } from "../../../src/mime/date.ts";
import { TAG } from "../../../src/tnef/property-tags.ts";
import { HOUR, headersOf, items, NOON, person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { SEARCH_KEY, type TnefMail, tnefMail } from "../../support/tnef-mail.ts";
import { inGraph, newest, sendAt, sendMail } from "./support.ts";

it("until the time that PidTagDeferredSendTime names", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on, { singleValueExtendedProperties: [sendAt(NOON + 5 * HOUR)] });
  await on.advance(5 * HOUR - 1);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "alice", "outbox")).toEqual(["Budget"]);
  await on.advance(1);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget"]);
});

it("by a number of units, which wins over the time", async () => {
  const on = await sandbox({ config: tenant() });
  const inTwoDays = [sendAt(NOON + HOUR), { id: "Integer 0x3FEB", value: "2" }, { id: "Integer 0x3FEC", value: "2" }];
  await sendMail(on, { singleValueExtendedProperties: inTwoDays });
  expect(await on.outbox.list()).toMatchObject([{ sendAt: NOON + 48 * HOUR }]);
});

it("not at all where the time is past", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on, { singleValueExtendedProperties: [sendAt(NOON - HOUR)] });
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
});

it("over SMTP too, by what classic Outlook writes into its TNEF", async () => {
  const on = await sandbox({ config: tenant() });
  const change: TnefMail["change"] = (properties) => properties.set(TAG.PidTagDeferredSendTime, new Date(NOON + HOUR));
  await submit(on, { raw: await tnefMail({ change }) });
  expect(await on.outbox.list()).toMatchObject([{ subject: "Budget", sendAt: NOON + HOUR }]);
  await on.advance(HOUR);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await items(on, "alice", "sentitems")).toMatchObject([{ searchKey: SEARCH_KEY }]);
});

it("over SMTP too, by the field Deferred-Delivery; without a copy nothing stays", async () => {
  const alice = person("alice", { messageCopyForSmtpClientSubmissionEnabled: false });
  const on = await sandbox({ config: tenant({ mailboxes: [alice, person("bob")] }) });
  await submit(on, { headers: { "Deferred-Delivery": formatRfc5322Date(NOON + HOUR) } });
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "alice", "outbox")).toEqual(["Budget"]);
  await on.advance(HOUR);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  for (const folder of ["outbox", "sentitems"]) expect(await subjects(on, "alice", folder)).toEqual([]);
});

it("and can be taken back until then", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on, { singleValueExtendedProperties: [sendAt(NOON + 5 * HOUR)] });
  await on.advance(4 * HOUR);
  await inGraph(on, "DELETE", `messages/${await newest(on, "outbox")}`);
  await on.advance(4 * HOUR);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "alice", "drafts")).toEqual(["Budget"]);
});

it("counts a message's age from when it is sent", async () => {
  const on = await sandbox({
    config: tenant({ organizationConfig: { messageRecallMaxRecallableAge: "1h" } }),
  });
  await sendMail(on, { singleValueExtendedProperties: [sendAt(NOON + 5 * HOUR)] });
  await on.advance(5 * HOUR + HOUR / 2);
  const path = `mailFolders/sentitems/messages/${await newest(on, "sentitems")}/recall`;
  const answer = await fetch(`${on.url}/beta/users/alice@contoso.com/${path}`, { method: "POST" });
  expect(answer.status).toBe(202);
  await on.idle();
  expect(await subjects(on, "bob")).toEqual([]);
});

it.each([
  ["another property", { id: "Binary 0x300B", value: "AAAA" }, "can't be set here"],
  ["no time", { id: "SystemTime 0x3FEF", value: "tomorrow" }, "'tomorrow'"],
])("is refused with a reason where the client sets %s", async (_what, property, reason) => {
  const on = await sandbox({ config: tenant() });
  const answer = await sendMail(on, { singleValueExtendedProperties: [property] });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(reason);
  expect(await subjects(on, "bob")).toEqual([]);
});

it("what travels is what was submitted", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on, { singleValueExtendedProperties: [sendAt(NOON + HOUR)] });
  await on.advance(HOUR);
  expect((await headersOf(on, "bob")).get("X-MS-Exchange-Organization-AuthAs")).toBe("Internal");
});
