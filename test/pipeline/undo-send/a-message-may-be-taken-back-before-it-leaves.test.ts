import { expect, it } from "vitest";
import { events, headersOf, items, NOON, person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { inGraph, newest, recipients, SECOND, sendMail } from "./support.ts";

const config = tenant({ mailboxes: [person("alice", { undoSend: "10s" }), person("bob"), person("carol")] });

it("waits in the Outbox for ten seconds, then it goes to its recipients and to Sent Items", async () => {
  const on = await sandbox({ config });
  expect((await sendMail(on, { bccRecipients: recipients("carol") })).status).toBe(202);
  expect(await subjects(on, "alice", "outbox")).toEqual(["Budget"]);
  expect(await subjects(on, "alice", "sentitems")).toEqual([]);
  const [held] = await on.outbox.list();
  expect(held).toMatchObject({ mailbox: "alice@contoso.com", subject: "Budget", sendAt: NOON + 10 * SECOND });
  expect(await events(on, held?.messageId ?? "")).toEqual([]);

  await on.advance(9 * SECOND);
  expect(await subjects(on, "bob")).toEqual([]);
  await on.advance(1 * SECOND);
  for (const name of ["bob", "carol"]) expect(await subjects(on, name)).toEqual(["Budget"]);
  expect(await subjects(on, "alice", "outbox")).toEqual([]);
  const [sent] = await items(on, "alice", "sentitems");
  expect(sent).toMatchObject({ id: held?.itemId, receivedAt: NOON + 10 * SECOND, isRead: true });
  expect((await headersOf(on, "alice", "sentitems")).get("Bcc")).toBe("carol@contoso.com");
  expect(await on.submitted.find(held?.messageId ?? "")).toMatchObject([{ submittedAt: NOON + 10 * SECOND }]);
  expect(await on.outbox.list()).toEqual([]);
});

it("deleted from the Outbox it never leaves and is a draft again", async () => {
  const on = await sandbox({ config });
  await sendMail(on);
  const [held] = await on.outbox.list();
  expect((await inGraph(on, "DELETE", `messages/${await newest(on, "outbox")}`)).status).toBe(204);
  expect(await subjects(on, "alice", "outbox")).toEqual([]);
  expect(await subjects(on, "alice", "drafts")).toEqual(["Budget"]);
  expect(await on.queue.counts()).toEqual([]);

  await on.advance(60 * SECOND);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "alice", "sentitems")).toEqual([]);
  expect(await events(on, held?.messageId ?? "")).toEqual([]);
  expect(await on.submitted.find(held?.messageId ?? "")).toEqual([]);
});

it.each([
  ["moved to another folder", "POST", "/move", { destinationId: "deleteditems" }, "deleteditems"],
  ["deleted for good", "POST", "/permanentDelete", undefined, "recoverableitemspurges"],
] as const)("%s it never leaves either", async (_how, method, action, body, folder) => {
  const on = await sandbox({ config });
  await sendMail(on);
  await inGraph(on, method, `messages/${await newest(on, "outbox")}${action}`, body);
  await on.advance(60 * SECOND);
  expect(await subjects(on, "alice", folder)).toEqual(["Budget"]);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await on.queue.counts()).toEqual([]);
});

it("recalled before it was sent, it is simply removed: nothing leaves, no request either", async () => {
  const on = await sandbox({ config });
  await sendMail(on);
  const path = `mailFolders/outbox/messages/${await newest(on, "outbox")}/recall`;
  const answer = await fetch(`${on.url}/beta/users/alice@contoso.com/${path}`, { method: "POST" });
  expect(answer.status).toBe(202);
  expect(await answer.text()).toContain("had not been sent yet");
  await on.advance(60 * SECOND);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "alice", "outbox")).toEqual([]);
  expect(await subjects(on, "alice", "recoverableitemspurges")).toEqual(["Budget"]);
  expect(await on.recalls.list()).toEqual([]);
  expect(await on.queue.counts()).toEqual([]);
});

it("what was only put into the Outbox waits for nothing: a recall of it is refused, and it stays", async () => {
  const on = await sandbox({ config: tenant() });
  await sendMail(on);
  await inGraph(on, "POST", `messages/${await newest(on, "sentitems")}/copy`, { destinationId: "outbox" });
  const path = `mailFolders/outbox/messages/${await newest(on, "outbox")}/recall`;
  const answer = await fetch(`${on.url}/beta/users/alice@contoso.com/${path}`, { method: "POST" });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("waits to be sent")]);
  expect(await subjects(on, "alice", "outbox")).toEqual(["Budget"]);
});

it("is the client's own: SMTP submission and mailboxes without it send at once", async () => {
  const on = await sandbox({ config });
  await submit(on, { subject: "By SMTP" });
  expect(await subjects(on, "bob")).toEqual(["By SMTP"]);
  const other = await sandbox({ config: tenant() });
  await sendMail(other);
  expect(await subjects(other, "bob")).toEqual(["Budget"]);
});

it("what was taken back is changed and sent like any draft, and waits anew", async () => {
  const on = await sandbox({ config });
  await sendMail(on, { bccRecipients: recipients("carol") });
  await inGraph(on, "DELETE", `messages/${await newest(on, "outbox")}`);
  await on.advance(60 * SECOND);
  const id = await newest(on, "drafts");
  expect((await inGraph(on, "PATCH", `messages/${id}`, { subject: "Budget, corrected" })).status).toBe(200);
  expect((await inGraph(on, "POST", `messages/${id}/send`)).status).toBe(202);
  expect(await subjects(on, "alice", "outbox")).toEqual(["Budget, corrected"]);
  expect(await subjects(on, "alice", "drafts")).toEqual([]);
  await on.advance(10 * SECOND);
  for (const name of ["bob", "carol"]) expect(await subjects(on, name)).toEqual(["Budget, corrected"]);
  expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget, corrected"]);
});
