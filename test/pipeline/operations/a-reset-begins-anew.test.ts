// reset: everything mail-like is gone, what holds ids never meets an old one, and what was in flight does not come back.
import { expect, it } from "vitest";
import { HOUR, items, NOON, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { client, gate, lines, wire } from "../../support/transport.ts";
import { cmdlet, DEFAULT_TENANT, messages } from "../http/support.ts";

it("mail, trace, legs, recalls and journeys are gone; settings are the file's; the next message passes", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const id = await submit(on, { subject: "Before" });
  await recall(on, id);
  await submit(on, { subject: "Outside", to: "frank@elsewhere.example" });
  await cmdlet(on, "Set-OrganizationConfig", { RecallReadMessagesEnabled: false });

  const report = await on.reset();

  expect(report.wasQuiet).toBe(true);
  expect(report.removedRows).toBeGreaterThan(20);
  expect([await subjects(on, "bob"), await subjects(on, "alice", "sentitems")]).toEqual([[], []]);
  expect(await on.tracking.find({})).toEqual([]);
  expect([await on.legs.list(), await on.recalls.list(), await on.internet.list()]).toEqual([[], [], []]);
  expect((await on.journeys.list({}, { limit: 10 })).journeys).toEqual([]);
  expect(await on.submitted.find(id)).toEqual([]);
  expect(on.recalls.isRequest(id)).toBe(false);
  expect(on.configurations.latest().organizationConfig.recallReadMessagesEnabled).toBeNull();

  await submit(on, { subject: "After" });
  expect(await subjects(on, "bob")).toEqual(["After"]);
  expect((await on.journeys.list({}, { limit: 10 })).journeys.map(({ subject }) => subject)).toEqual(["After"]);
});

it("a message that was delivered before may be delivered again", async () => {
  const on = await sandbox({ config: tenant() });
  const raw = lines(
    "From: alice@contoso.com",
    "To: bob@contoso.com",
    "Subject: Twice",
    "Message-ID: <1@x>",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    "",
    "Hi",
  );
  await submit(on, { raw });
  await on.reset();
  await submit(on, { raw });
  expect(await subjects(on, "bob")).toEqual(["Twice"]);
});

it("no id is given a second time", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  await submit(on, { to: ["bob@contoso.com", "frank@elsewhere.example"] });
  const ids = async () => ({
    message: Math.max(...(await items(on, "bob")).map(({ id }) => id)),
    folder: on.mailboxes.folders.wellKnown("bob@contoso.com", "inbox")?.id ?? 0,
    leg: Math.min(...(await on.legs.list()).map(({ id }) => id)),
    event: Math.min(...(await on.tracking.find({})).map(({ id }) => id)),
    internet: Math.min(...(await on.internet.list()).map(({ id }) => id)),
  });
  const before = { ...(await ids()), event: Math.max(...(await on.tracking.find({})).map(({ id }) => id)) };
  const [held] = await messages(on, "bob");
  await on.reset();
  await submit(on, { to: ["bob@contoso.com", "frank@elsewhere.example"] });
  const after = await ids();
  for (const name of Object.keys(after) as (keyof typeof after)[])
    expect(after[name], name).toBeGreaterThan(before[name]);
  expect((await fetch(`${on.url}/v1.0/users/bob@contoso.com/messages/${held?.id}`)).status).toBe(404);
});

it("an SMTP transaction that it falls into hears 451, and the next one passes", async () => {
  const on = await sandbox({ config: tenant() });
  const [before, inside] = [await client(on), await client(on)];
  for (const each of [before, inside]) {
    await each.ask("MAIL FROM:<frank@fabrikam.com>");
    await each.ask("RCPT TO:<bob@contoso.com>");
  }
  await inside.ask("DATA");
  const message = wire(lines("Subject: Old", "", "Hi"));
  inside.raw(message.subarray(0, 10));

  await on.reset();

  inside.raw(message.subarray(10));
  expect(await inside.reply()).toBe("451 4.3.2 The sandbox is being reset, please try again");
  expect(await before.ask("DATA")).toBe("451 4.3.2 The sandbox is being reset, please try again");
  await before.ask("RSET");
  await before.ask("MAIL FROM:<frank@fabrikam.com>");
  await before.ask("RCPT TO:<bob@contoso.com>");
  await before.ask("DATA");
  before.raw(wire(lines("Subject: New", "", "Hi")));
  expect(await before.reply()).toMatch(/^250 /);
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["New"]);
});

it("a message that an agent holds longer than the grace is dropped, and leaves nothing when the agent ends", async () => {
  const held = gate();
  const begun = gate();
  const on = await sandbox({
    config: tenant(),
    agents: {
      routing: [
        {
          name: "Slow",
          priority: 0,
          async onResolved(_source, item) {
            if (!item.headers.get("Subject")?.includes("Slow")) return;
            begun.open();
            await held.opened;
          },
        },
      ],
    },
  });
  const sent = submit(on, { subject: "Slow" });
  await begun.opened;
  const report = await on.reset();
  expect(report.wasQuiet).toBe(false);
  held.open();
  await sent;
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await on.tracking.find({})).toEqual([]);
  expect(await on.queue.counts()).toEqual([]);
});

it("time goes back when it is asked for, and days of virtual time count from there", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  await on.advance(48 * HOUR);
  await on.reset();
  expect(on.clock.now()).toBe(NOON + 48 * HOUR);
  await on.reset({ clock: true });
  expect(on.clock.now()).toBe(NOON);
  const id = await submit(on, { subject: "Again" });
  const request = await recall(on, id);
  await on.advance(25 * HOUR);
  expect((await on.recalls.find(undefined, request))?.finalised).toBe(true);
  expect((await items(on, "bob"))[0]).toBeUndefined();
});

it("the event stream goes on behind it without missing anything", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Before" });
  const position = await on.events.end();
  await on.reset();
  await submit(on, { subject: "After" });
  const types = new Set(["tracking"] as const);
  for await (const batch of on.events.read(position, types, { signal: AbortSignal.timeout(5000), idleMs: 100 })) {
    expect(batch.map((event) => (event.type === "tracking" ? event.data.subject : event.type))).toContain("After");
    expect(batch.map(({ type }) => type)).not.toContain("gap");
    break;
  }
});

it("the API takes { clock } and nothing else", async () => {
  const on = await sandbox({ config: tenant() });
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ clock: true, all: 1 });
  const answer = await fetch(`${on.url}/api/reset`, { method: "POST", headers, body });
  expect(answer.status).toBe(400);
  const good = await fetch(`${on.url}/api/reset`, { method: "POST", headers, body: "{}" });
  expect(await good.json()).toMatchObject({ now: new Date(NOON).toISOString(), wasQuiet: true });
});
