import { expect, it } from "vitest";
import type { RoutingAgent } from "../../../src/agent-api/agents.ts";
import {
  HOUR,
  items,
  NOON,
  person,
  recall,
  sandbox,
  submit,
  submitWithoutWaiting,
  tenant,
} from "../../support/sandbox.ts";
import { notifications, trail } from "../../support/transport.ts";

const EVERYBODY = "everybody@contoso.com";

function largeTenant(count: number, parts: Record<string, unknown> = {}) {
  const members = Array.from({ length: count }, (_, index) => `member${index}`);
  return tenant({
    mailboxes: [person("alice"), person("archive"), ...members.map((name) => person(name))],
    groups: [{ address: EVERYBODY, members: members.map((name) => `${name}@contoso.com`) }],
    ...parts,
  });
}

it("2,200 members: each has one copy of one body, in parts of 1,000 and transactions of 500", async () => {
  const on = await sandbox({ config: largeTenant(2_200) });
  const id = await submit(on, { to: EVERYBODY });
  for (const name of ["member0", "member499", "member500", "member2199"]) expect(await items(on, name)).toHaveLength(1);
  const rows = await on.tracking.find({ messageId: id });
  const widths = (eventId: string) =>
    rows.flatMap((row) => (row.eventId === eventId ? [row.recipients.length] : [])).sort((a, b) => b - a);
  expect(widths("EXPAND")).toEqual([1000, 1000, 200]);
  expect(widths("DELIVER")).toEqual([500, 500, 500, 500, 200]);
  const delivered = rows.filter((row) => row.eventId === "DELIVER");
  expect(new Set(delivered.flatMap((row) => row.recipients)).size).toBe(2_200);
  const counts = await on.mailboxes.write((tx) =>
    tx.get("SELECT count(DISTINCT content_id) AS contents, count(*) AS copies FROM item"),
  );
  // With Alice's own.
  expect(counts).toEqual({ contents: 1, copies: 2_201 });
});

it("an agent that fails at the second part: the rest comes later, and nobody has two copies", async () => {
  let calls = 0;
  const agent: RoutingAgent = {
    name: "Fails once",
    priority: 500,
    onResolved() {
      calls += 1;
      if (calls === 2) throw new Error("not this one");
    },
  };
  const on = await sandbox({ config: largeTenant(1_500), frozenAt: NOON, agents: { routing: [agent] } });
  const id = await submit(on, { to: EVERYBODY });
  expect(await items(on, "member999")).toHaveLength(1);
  expect(await items(on, "member1000")).toHaveLength(0);
  await on.advance(HOUR);
  expect(await items(on, "member1499")).toHaveLength(1);
  const copies = await on.mailboxes.write((tx) => tx.get("SELECT count(*) AS copies FROM item"));
  expect(copies).toEqual({ copies: 1_501 });
  expect((await trail(on, id)).filter((line) => line.startsWith("DUPLICATEDELIVER"))).toEqual([]);
});

it("what resolving came to, an NDR and a request for approval, is not said again when the rest comes later", async () => {
  let calls = 0;
  const agent: RoutingAgent = {
    name: "Fails once",
    priority: 500,
    onResolved(_, item) {
      if (item.recipients.length === 1) return;
      calls += 1;
      if (calls === 2) throw new Error("not this one");
    },
  };
  const boss = person("boss", { moderationEnabled: true, moderatedBy: "archive@contoso.com" });
  const config = largeTenant(1_500);
  const mailboxes = [...(config.mailboxes as object[]), boss];
  const on = await sandbox({ config: { ...config, mailboxes }, frozenAt: NOON, agents: { routing: [agent] } });
  await submit(on, { to: [EVERYBODY, "nobody@contoso.com", "boss@contoso.com"] });
  await on.advance(HOUR);
  expect(await items(on, "member1499")).toHaveLength(1);
  expect(await notifications(on, "alice")).toHaveLength(1);
  expect(await items(on, "archive")).toHaveLength(1);
});

it("whom a rule adds to the message gets it once, not once a part", async () => {
  const rule = { name: "Archive", fromScope: "InOrganization", blindCopyTo: "archive@contoso.com" };
  const on = await sandbox({ config: largeTenant(2_200, { transportRules: [rule] }) });
  const id = await submit(on, { to: EVERYBODY });
  expect(await items(on, "archive")).toHaveLength(1);
  expect((await trail(on, id)).filter((line) => line.startsWith("DUPLICATEDELIVER"))).toEqual([]);
});

it("a recall of it takes every copy, with one row for each member and one drop for each transaction", async () => {
  const on = await sandbox({ config: largeTenant(1_200) });
  const request = await recall(on, await submit(on, { to: EVERYBODY }));
  expect(await items(on, "member0")).toEqual([]);
  expect(await items(on, "member1199")).toEqual([]);
  expect(await on.recalls.totals(request)).toMatchObject({ totals: { recipients: 1_200, recalled: 1_200 } });
  const drops = (await on.tracking.find({ messageId: request })).filter((row) => row.eventId === "DROP");
  expect(drops.map((row) => row.recipients.length).sort()).toEqual([200, 500, 500]);
});

it("a recall that is there before the message takes every copy as it comes", async () => {
  const held = Promise.withResolvers<void>();
  let request = "";
  const hold: RoutingAgent = {
    name: "Holds the original",
    priority: -1000,
    onSubmitted: (_, item) => (item.headers.get("Subject") === "Held" && request === "" ? held.promise : undefined),
  };
  const on = await sandbox({ config: largeTenant(1_200), agents: { routing: [hold] } });
  await submitWithoutWaiting(on, { to: EVERYBODY, subject: "Held" });
  const [sent] = await items(on, "alice", "sentitems");
  if (!sent) throw new Error("nothing in Sent Items");
  const made = await on.recallRequests.request("alice@contoso.com", sent);
  request = "requestMessageId" in made ? made.requestMessageId : "";
  while ((await on.recalls.totals(request)).totals.recipients < 1_200)
    await new Promise((resolve) => setTimeout(resolve, 10));
  held.resolve();
  await on.idle();
  expect(await on.recalls.totals(request)).toMatchObject({ totals: { recipients: 1_200, recalled: 1_200 } });
  expect(await items(on, "member1199")).toEqual([]);
});
