import { describe, expect, it } from "vitest";
import type { RoutingAgent } from "../../../src/agent-api/agents.ts";
import { items, NOON, sandbox, subjects, submit, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { notifications, outcomesOf, trail } from "../../support/transport.ts";

const at = (onResolved: NonNullable<RoutingAgent["onResolved"]>): { routing: RoutingAgent[] } => ({
  routing: [{ name: "Tester", priority: 50, onResolved }],
});

describe("defer", () => {
  it("keeps the message until the time given, with the reason in the trace", async () => {
    let times = 0;
    const agents = at((source) => {
      times += 1;
      if (times === 1) source.defer("come back later", NOON + 90_000);
    });
    const on = await sandbox({ config: tenant(), agents });
    const id = await submit(on, { subject: "Later" });
    expect((await on.tracking.find({ messageId: id }))[1]).toMatchObject({
      eventId: "DEFER",
      detail: "Tester: come back later",
    });
    await on.advance(89_999);
    expect(await subjects(on, "bob")).toEqual([]);
    await on.advance(1);
    expect(await subjects(on, "bob")).toEqual(["Later"]);
  });

  it("to a time that is past does not spin", async () => {
    let times = 0;
    const agents = at((source) => {
      times += 1;
      source.defer("at once", NOON - 1);
    });
    const on = await sandbox({ config: tenant(), agents });
    await submit(on);
    expect(times).toBe(1);
    await on.advance(1);
    expect(times).toBe(2);
  });

  it("lets no agent behind see the message", async () => {
    const seen: string[] = [];
    const on = await sandbox({
      config: tenant(),
      agents: {
        routing: [
          { name: "Tester", priority: 50, onResolved: (source) => source.defer("wait", NOON + 60_000) },
          {
            name: "Behind",
            priority: 60,
            onResolved: () => void seen.push("onResolved"),
            onRouted: () => void seen.push("onRouted"),
          },
        ],
      },
    });
    await submit(on);
    expect(seen).toEqual([]);
  });
});

describe("drop", () => {
  it("takes recipients off without a word to the sender; the trace has the detail and the agent", async () => {
    const agents = at((source, item) => source.drop(item, item.recipients.slice(0, 1), "not wanted"));
    const on = await sandbox({ config: tenant(), agents });
    const id = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], subject: "Half" });
    expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([[], ["Half"]]);
    expect(await subjects(on, "alice")).toEqual([]);
    expect((await on.tracking.find({ messageId: id }))[1]).toMatchObject({
      eventId: "DROP",
      source: "AGENT",
      recipients: ["bob@contoso.com"],
      detail: "not wanted",
      context: "Tester",
    });
  });

  it("of the last recipient ends the message", async () => {
    const on = await sandbox({
      config: tenant(),
      agents: at((source, item) => source.drop(item, item.recipients, "no")),
    });
    const id = await submit(on);
    expect(await trail(on, id)).toEqual(["RECEIVE bob@contoso.com", "DROP bob@contoso.com"]);
    expect(await on.queue.counts()).toEqual([]);
  });

  it("under load loses nobody else's mail", async () => {
    const agents = at((source, item) => {
      if (item.headers.get("Subject")?.startsWith("Drop")) source.drop(item, item.recipients, "no");
    });
    const on = await sandbox({ config: tenant(), agents });
    const all = Array.from({ length: 60 }, (_, index) => (index % 2 ? `Keep ${index}` : `Drop ${index}`));
    await Promise.all(all.map((subject) => submitWithoutWaiting(on, { subject })));
    await on.idle();
    expect((await subjects(on, "bob")).sort()).toEqual(all.filter((subject) => subject.startsWith("Keep")).sort());
    expect(await on.queue.counts()).toEqual([]);
  });
});

describe("fail", () => {
  it("makes an NDR with the agent's reply for those recipients", async () => {
    const agents = at((source, item) => {
      if (item.entry === "agent") return;
      source.fail(item, item.recipients.slice(0, 1), { code: 550, enhanced: "5.7.1", text: "Policy" });
    });
    const on = await sandbox({ config: tenant(), agents });
    await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], subject: "Half" });
    expect(await subjects(on, "carol")).toEqual(["Half"]);
    const ndrs = await notifications(on, "alice");
    expect(outcomesOf(ndrs)).toEqual(["bob@contoso.com failed 5.7.1"]);
    expect(ndrs[0]?.status.recipients[0]?.diagnosticCode).toBe("550 5.7.1 Policy");
  });
});

describe("submit", () => {
  it("queues a message of the agent's own, marked as such, if the message it came with is committed", async () => {
    let times = 0;
    const agents = at((source, item) => {
      if (item.entry === "agent") return;
      times += 1;
      source.submit({
        sender: "robot@contoso.com",
        recipients: ["carol@contoso.com"],
        content: Buffer.from(
          "From: robot@contoso.com\r\nSubject: Side effect\r\nMessage-ID: <side@contoso.com>\r\n\r\nHi\r\n",
        ),
      });
      if (times === 1) source.defer("not yet", NOON + 60_000);
    });
    const on = await sandbox({ config: tenant(), agents });
    const id = await submit(on);
    expect(await subjects(on, "carol")).toEqual([]);
    await on.advance(60_000);
    expect(await subjects(on, "carol")).toEqual(["Side effect"]);
    const [item] = await items(on, "carol");
    const bytes = item && String(await on.mailboxes.bytes(item));
    expect(bytes).toContain("X-MS-Exchange-Generated-Message-Source: Tester\r\n");
    expect(bytes).toContain(`X-MS-Exchange-Parent-Message-Id: ${id}\r\n`);
    expect(bytes).toContain("Auto-Submitted: auto-generated\r\n");
    expect(bytes).toContain("X-MS-Exchange-Organization-AuthAs: Internal\r\n");
    expect((await on.tracking.find({ messageId: "<side@contoso.com>" }))[0]).toMatchObject({
      eventId: "RECEIVE",
      source: "AGENT",
      context: "Tester",
    });
  });
});

describe("commit", () => {
  it("runs in the transaction of the message, once, in spite of deferrals", async () => {
    let times = 0;
    const agents = at((source, item) => {
      times += 1;
      source.commit(async (tx) => {
        await tx.run("INSERT INTO meta (name, value) VALUES ($1, $2)", [`commit ${times}`, item.sender]);
      });
      if (times === 1) source.defer("not yet", NOON + 60_000);
    });
    const on = await sandbox({ config: tenant(), agents });
    await submit(on);
    await on.advance(60_000);
    const rows = await on.mailboxes.write((tx) => tx.all("SELECT name, value FROM meta WHERE name LIKE 'commit%'"));
    expect(rows).toEqual([{ name: "commit 2", value: "alice@contoso.com" }]);
  });
});

it("track writes an event with its data", async () => {
  const agents = at((source, item) =>
    source.track(item, {
      eventId: "AGENTINFO",
      source: "AGENT",
      recipients: [],
      context: "Tester",
      data: { score: 7 },
    }),
  );
  const on = await sandbox({ config: tenant(), agents });
  const id = await submit(on);
  expect((await on.tracking.find({ messageId: id }))[1]).toMatchObject({ eventId: "AGENTINFO", data: { score: 7 } });
});
