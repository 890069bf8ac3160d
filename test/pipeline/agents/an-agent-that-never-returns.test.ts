// An agent that never returns is given up: after its time while the sandbox runs, soon when it stops. Nothing is lost.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RoutingAgent, SmtpReceiveAgent, StoreDriverAgent } from "../../../src/agent-api/agents.ts";
import { sandbox, subjects, submit, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { cleanUp, gate, send } from "../../support/transport.ts";

const never = new Promise<void>(() => {});

function folder(): string {
  const data = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));
  return data;
}

it("at a stop its message stays queued, named with the agent, and goes on at the next start", async () => {
  const data = folder();
  const reached = gate();
  const hangs: RoutingAgent = {
    name: "Hangs",
    priority: 50,
    onResolved() {
      reached.open();
      return never;
    },
  };
  const first = await sandbox({ config: tenant(), data, agents: { routing: [hangs] } });
  const id = await submitWithoutWaiting(first, { subject: "Patience" });
  await reached.opened;
  const since = performance.now();
  await first.stop();
  expect(performance.now() - since).toBeLessThan(9000);

  const second = await sandbox({ config: tenant(), data });
  await second.advance(1);
  expect(await subjects(second, "bob")).toEqual(["Patience"]);
  const events = await second.tracking.find({ messageId: id });
  expect(events.map(({ eventId, detail }) => [eventId, detail])).toContainEqual([
    "DEFER",
    "Hangs: failed at onResolved: had not returned when the sandbox stopped",
  ]);
});

it("while the sandbox runs it has agents.timeout, then its message is deferred and tried again", async () => {
  let calls = 0;
  const hangs: RoutingAgent = { name: "Hangs", priority: 50, onRouted: () => (calls++ === 0 ? never : undefined) };
  const config = tenant({ agents: { timeout: "1s" } });
  const on = await sandbox({ config, agents: { routing: [hangs] } });
  const id = await submit(on, { subject: "Patience" });
  const [, deferred] = await on.tracking.find({ messageId: id });
  expect(deferred).toMatchObject({ eventId: "DEFER", detail: "Hangs: failed at onRouted: did not return within 1s" });
  await on.advance(5 * 60_000);
  expect(await subjects(on, "bob")).toEqual(["Patience"]);
});

it("before a delivery it has the same time", async () => {
  let calls = 0;
  const hangs: StoreDriverAgent = {
    name: "Hangs",
    priority: 50,
    onInitialized: () => (calls++ === 0 ? never : Promise.resolve()),
  };
  const on = await sandbox({ config: tenant({ agents: { timeout: "1s" } }), agents: { storeDriver: [hangs] } });
  const id = await submit(on, { subject: "Patience" });
  const [, deferred] = await on.tracking.find({ messageId: id });
  expect(deferred).toMatchObject({ eventId: "DEFER", detail: "Hangs failed: did not return within 1s" });
  await on.advance(5 * 60_000);
  expect(await subjects(on, "bob")).toEqual(["Patience"]);
});

it("before the 250 the client is told to try again", async () => {
  const hangs: SmtpReceiveAgent = { name: "Hangs", priority: 50, onEndOfData: () => never as Promise<undefined> };
  const on = await sandbox({ config: tenant({ agents: { timeout: "1s" } }), agents: { smtpReceive: [hangs] } });
  expect(await send(on, { raw: "Subject: x\r\n\r\n" })).toMatch(/^451 4\.3\.0 Temporary server error/);
  expect(await on.tracking.find({})).toEqual([]);
});

it.each([{ code: 250, enhanced: "2.0.0", text: "Thanks" }, "550 No", { code: 550 }])(
  "an answer that refuses nothing (%j) is the agent's defect: the client tries again, and no 250 is given for nothing",
  async (answer) => {
    const agent: SmtpReceiveAgent = { name: "Odd", priority: 50, onEndOfData: () => answer as never };
    const on = await sandbox({ config: tenant(), agents: { smtpReceive: [agent] } });
    expect(await send(on, { raw: "Subject: x\r\n\r\n" })).toMatch(/^451 4\.3\.0 /);
  },
);
