import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RoutingAgent, StoreDriverAgent } from "../../../src/agent-api/agents.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { items, sandbox, subjects, submit, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { cleanUp, foreignHost, gate, messages, outbound, send, trail } from "../../support/transport.ts";

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The data folder as a power cut would leave it now. */
function cutPower(on: Sandbox): string {
  const copy = newFolder();
  cpSync(on.folder, copy, { recursive: true, filter: (path) => !path.includes("lock.sqlite") });
  return copy;
}

/** Holds every message until the gate opens. */
function holding(event: "onSubmitted" | "onCategorized", held: Promise<void>): RoutingAgent {
  return { name: "Holder", priority: 50, [event]: () => held };
}

it.each(["onSubmitted", "onCategorized"] as const)("held at %s when the power went: delivered once", async (event) => {
  const held = gate();
  const first = await sandbox({
    config: tenant(),
    data: newFolder(),
    agents: { routing: [holding(event, held.opened)] },
  });
  const id = await submitWithoutWaiting(first, { subject: "Kept", to: ["bob@contoso.com", "carol@contoso.com"] });
  expect(await subjects(first, "alice", "sentitems")).toEqual(["Kept"]);

  const second = await sandbox({ config: tenant(), data: cutPower(first) });
  await second.idle();
  held.open();

  expect(await subjects(second, "bob")).toEqual(["Kept"]);
  expect(await subjects(second, "carol")).toEqual(["Kept"]);
  expect(await subjects(second, "alice", "sentitems")).toEqual(["Kept"]);
  expect(await trail(second, id)).toEqual([
    "RECEIVE bob@contoso.com carol@contoso.com",
    "DELIVER bob@contoso.com carol@contoso.com",
  ]);
  expect(await second.queue.counts()).toEqual([]);
});

it("a large body is whole after the power went", async () => {
  const held = gate();
  const first = await sandbox({
    config: tenant(),
    data: newFolder(),
    agents: { routing: [holding("onSubmitted", held.opened)] },
  });
  const body = "0123456789abcdef\r\n".repeat(50_000);
  await send(first, { raw: `Subject: Large\r\nMessage-ID: <1@fabrikam.com>\r\n\r\n${body}` });
  const second = await sandbox({ config: tenant(), data: cutPower(first) });
  await second.idle();
  held.open();
  const [bytes] = await messages(second, "bob");
  expect(bytes?.toString().endsWith(`\r\n\r\n${body}`)).toBe(true);
});

it("sent to a smart host, the power goes before that is written down: sent again, and told twice", async () => {
  const answered = gate();
  let asked = 0;
  const host = await foreignHost({
    async onMessage() {
      asked += 1;
      await answered.opened;
      return undefined;
    },
  });
  const config = tenant(outbound(host.address));
  const first = await sandbox({ config, data: newFolder() });
  const id = await submitWithoutWaiting(first, { to: "frank@fabrikam.com" });
  await expect.poll(() => asked).toBe(1);
  const copy = cutPower(first);
  answered.open();
  await first.idle();
  expect(host.taken).toHaveLength(1);

  const second = await sandbox({ config, data: copy });
  await second.idle();

  // At least once over SMTP: a third party sees it twice, the Message-ID tells.
  expect(host.taken.map(({ bytes }) => bytes.includes(id))).toEqual([true, true]);
});

it("a delivery that was under way is undone as a whole, then done once", async () => {
  const on: { fail: boolean } = { fail: true };
  const agent: StoreDriverAgent = {
    name: "Tripwire",
    priority: 50,
    async onCreated() {
      if (on.fail) throw new Error("cut");
    },
  };
  const first = await sandbox({ config: tenant(), data: newFolder(), agents: { storeDriver: [agent] } });
  await submit(first, { subject: "Half" });
  expect(await items(first, "bob")).toEqual([]);

  const second = await sandbox({ config: tenant(), data: cutPower(first) });
  await second.advance(5 * 60_000);

  expect(await subjects(second, "bob")).toEqual(["Half"]);
});

it("a stop ends what is under way; what waits goes on at the next start", async () => {
  const data = newFolder();
  const retryLater: RoutingAgent = {
    name: "Not now",
    priority: 50,
    onSubmitted: (source) => source.defer("not now", source.now + 60_000),
  };
  const first = await sandbox({ config: tenant(), data, agents: { routing: [retryLater] } });
  await submit(first, { subject: "Waits" });
  await first.stop();

  const second = await sandbox({ config: tenant(), data });
  expect(await subjects(second, "bob")).toEqual([]);
  await second.advance(60_000);
  expect(await subjects(second, "bob")).toEqual(["Waits"]);
});
