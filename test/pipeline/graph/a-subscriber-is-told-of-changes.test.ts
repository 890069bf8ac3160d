// Microsoft Graph: subscription, changeNotification; docs/recall.md R15.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { bob, client, errorOf, first, type Page, recallLast, sendMail } from "../../support/graph-client.ts";
import { HOUR, NOON, sandbox, tenant } from "../../support/sandbox.ts";
import { type Webhook, webhook } from "../../support/webhook.ts";

interface Subscription {
  readonly id: string;
  readonly expirationDateTime: string;
  readonly [name: string]: unknown;
}

const start = () => sandbox({ config: tenant() });
const inHours = (hours: number, from = NOON) => new Date(from + hours * HOUR).toISOString();

function wish(to: Webhook, more: object = {}) {
  return {
    changeType: "created,updated,deleted",
    notificationUrl: to.url,
    resource: "me/mailFolders('inbox')/messages",
    expirationDateTime: inHours(24),
    clientState: "secret of bob",
    ...more,
  };
}

const subscribe = (on: Sandbox, to: Webhook, more: object = {}): Promise<Subscription> =>
  bob(on).api("/subscriptions").post(wish(to, more));
const told = (to: Webhook) => to.received.map(({ changeType, lifecycleEvent }) => changeType ?? lifecycleEvent);

test("a subscriber is told when a message comes, is read, and when a recall takes it", async () => {
  const on = await start();
  const hook = await webhook();
  const subscription = await subscribe(on, hook);
  expect(hook.validations).toBe(1);
  expect(subscription).toMatchObject({ changeType: "created,updated,deleted", clientState: "secret of bob" });
  await sendMail(on, { subject: "Wrong figures" });
  const { id } = await first(bob(on));
  await bob(on).api(`/me/messages/${id}`).patch({ isRead: true });
  await on.idle();
  await recallLast(on);
  expect(told(hook)).toEqual(["created", "updated", "deleted"]);
  const [created, , deleted] = hook.received;
  expect(created).toMatchObject({
    subscriptionId: subscription.id,
    clientState: "secret of bob",
    resourceData: { "@odata.type": "#Microsoft.Graph.Message", id, "@odata.etag": expect.stringMatching(/^W\//) },
  });
  const me = (await bob(on).api("/me").get()) as { id: string };
  expect(created?.resource).toBe(`Users/${me.id}/Messages/${id}`);
  expect(deleted?.resourceData.id).toBe(id);
});

test("who follows a whole mailbox is told of its folders, and not of what lies in Recoverable Items", async () => {
  const on = await start();
  const [moving, constant] = [await webhook(), await webhook()];
  await subscribe(on, moving, { resource: "users/bob@contoso.com/messages" });
  await bob(on)
    .api("/subscriptions")
    .header("Prefer", 'IdType="ImmutableId"')
    .post(wish(constant, { resource: "/me/messages" }));
  await sendMail(on, { subject: "Lunch" });
  const moved = await bob(on)
    .api(`/me/messages/${(await first(bob(on))).id}/move`)
    .post({ destinationId: "archive" });
  await on.idle();
  await bob(on).api(`/me/messages/${moved.id}/permanentDelete`).post({});
  await on.idle();
  expect(told(moving)).toEqual(["created", "deleted", "created", "deleted"]);
  expect(told(constant)).toEqual(["created", "updated", "deleted"]);
  expect(new Set(constant.received.map(({ resourceData }) => resourceData.id)).size).toBe(1);
});

test("only the changes that were asked for are told, of the mailbox that was named", async () => {
  const on = await start();
  const hook = await webhook();
  await subscribe(on, hook, { changeType: "deleted" });
  await sendMail(on, { subject: "For carol", toRecipients: [{ emailAddress: { address: "carol@contoso.com" } }] });
  await sendMail(on, { subject: "For bob" });
  expect(told(hook)).toEqual([]);
  await recallLast(on);
  expect(told(hook)).toEqual(["deleted"]);
});

test("an endpoint that fails is tried again, and after four hours told that it missed something", async () => {
  const on = await start();
  const [hook, lifecycle] = [await webhook(), await webhook()];
  await subscribe(on, hook, { lifecycleNotificationUrl: lifecycle.url });
  hook.status = 503;
  await sendMail(on, { subject: "1" });
  hook.status = 202;
  expect(told(hook)).toEqual([]);
  await on.advance(60_000);
  expect(told(hook)).toEqual(["created"]);
  // A redirect is no answer, and is not followed.
  hook.status = 302;
  await sendMail(on, { subject: "2" });
  await on.advance(4 * HOUR + 60_000);
  hook.status = 202;
  expect([told(hook), told(lifecycle)]).toEqual([["created"], ["missed"]]);
  await sendMail(on, { subject: "3" });
  expect(told(hook)).toEqual(["created", "created"]);
});

test("what a subscriber was not told before a restart it is told afterwards", async () => {
  const data = mkdtempSync(join(tmpdir(), "subscriber-"));
  try {
    const hook = await webhook();
    const before = await sandbox({ config: tenant(), data });
    await subscribe(before, hook);
    hook.status = 500;
    await sendMail(before, { subject: "1" });
    await before.stop();
    hook.status = 200;
    const after = await sandbox({ config: tenant(), data });
    await after.advance(60_000);
    expect(told(hook)).toEqual(["created"]);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});

test("a subscription ends by itself, is renewed, sent elsewhere, and deleted", async () => {
  const on = await start();
  const [hook, other] = [await webhook(), await webhook()];
  const { id, expirationDateTime } = await subscribe(on, hook, { expirationDateTime: inHours(0.1) });
  expect(expirationDateTime).toBe(inHours(0.75));
  const path = `/subscriptions/${id}`;
  expect(
    await bob(on)
      .api(path)
      .patch({ expirationDateTime: inHours(2), notificationUrl: other.url }),
  ).toMatchObject({
    id,
    expirationDateTime: inHours(2),
    notificationUrl: other.url,
  });
  await on.advance(HOUR);
  await sendMail(on, { subject: "1" });
  expect([told(hook), told(other)]).toEqual([[], ["created"]]);
  expect(((await bob(on).api("/subscriptions").get()) as Page<Subscription>).value).toMatchObject([{ id }]);
  await on.advance(HOUR);
  await sendMail(on, { subject: "2" });
  expect(told(other)).toEqual(["created"]);
  expect(await errorOf(bob(on).api(path).get())).toEqual([404, "ResourceNotFound"]);
  const again = await subscribe(on, hook, { expirationDateTime: inHours(24) });
  await bob(on).api(`/subscriptions/${again.id}`).delete();
  await sendMail(on, { subject: "3" });
  expect(told(hook)).toEqual([]);
  await subscribe(on, hook);
  await on.reset();
  expect(((await client(on).api("/subscriptions").get()) as Page<Subscription>).value).toEqual([]);
});

test.each<[string, object, string]>([
  ["an endpoint that is not on this machine", { notificationUrl: "https://example.com/hook" }, "InvalidRequest"],
  ["an endpoint that is no web address", { notificationUrl: "file:///etc/passwd" }, "InvalidRequest"],
  ["an endpoint where nobody answers", { notificationUrl: "http://127.0.0.1:1/" }, "ValidationError"],
  ["something else than messages", { resource: "me/events" }, "InvalidRequest"],
  ["a query", { resource: "me/messages?$filter=isRead eq false" }, "InvalidRequest"],
  ["a folder that is not there", { resource: "me/mailFolders/nowhere/messages" }, "ErrorInvalidIdMalformed"],
  ["a kind of change that there is not", { changeType: "created,moved" }, "InvalidRequest"],
  ["more than a week", { expirationDateTime: inHours(169) }, "InvalidRequest"],
  ["what is over", { expirationDateTime: inHours(-1) }, "InvalidRequest"],
  ["no time", { expirationDateTime: "tomorrow" }, "RequestBodyRead"],
  ["the messages themselves", { includeResourceData: true }, "RequestBodyRead"],
  ["too long a state", { clientState: "x".repeat(129) }, "RequestBodyRead"],
])("a subscription is refused for %s", async (_what, more, code) => {
  const on = await start();
  const hook = await webhook();
  expect(await errorOf(subscribe(on, hook, more))).toEqual([400, code]);
  expect(((await bob(on).api("/subscriptions").get()) as Page<Subscription>).value).toEqual([]);
});

test("an endpoint that does not give the token back is none", async () => {
  const on = await start();
  const hook = await webhook();
  hook.validation = "hello";
  expect(await errorOf(subscribe(on, hook))).toEqual([400, "ValidationError"]);
});
