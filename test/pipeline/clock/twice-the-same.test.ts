// Time that stands still moves by jumps only, so that the same scenario has the same trace, ids aside.
import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { deliverFromOutside, HOUR, NOON, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { AWAY } from "./what-time-moves.ts";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Ids and ports differ from run to run. */
function bare(text: string): string {
  return text
    .replace(GUID, "GUID")
    .replace(/<[^<>\s]+@[^<>\s]+>/g, "<ID>")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replace(/\b(?:\[InternalId=|Hostname=)[^\]]*/g, "ID");
}

/** Every event of each message, pass by pass, and every change of each recall. What several do at one instant goes side by side. */
async function traceOf(on: Sandbox): Promise<Record<string, string[]>> {
  const traces: Record<string, string[]> = {};
  const passes = new Map<string, string>();
  for (const row of await on.tracking.after(0, 10_000)) {
    const { networkMessageId, at, eventId, source, context, sender, recipients, subject, detail } = row;
    const pass = passes.get(networkMessageId) ?? bare(`${at - NOON} ${subject} ${sender} ${recipients}`);
    passes.set(networkMessageId, pass);
    traces[pass] ??= [];
    traces[pass].push(bare(`${at - NOON} ${eventId} ${source} ${context} ${recipients} ${detail}`));
  }
  traces.recalls = (await on.recalls.changesAfter(0, 10_000)).map(
    ({ at, address, status, trueReason }) => `${at - NOON} ${address} ${status} ${trueReason}`,
  );
  return traces;
}

const lines = (traces: Record<string, string[]>) => Object.values(traces).flat();

/** One message waits for a hop that never comes up, one comes back late, one is recalled on its way round. */
async function scenario(): Promise<Record<string, string[]>> {
  const on = await sandbox({ config: tenant(AWAY) });
  const late = await submit(on, { subject: "Late", to: ["bob@contoso.com", "carol@contoso.com"] });
  await recall(on, late);
  await on.advance(3 * HOUR);
  await deliverFromOutside(on, { from: "alice@contoso.com", subject: "Late", messageId: late });
  await on.idle();
  await recall(on, await submit(on, { subject: "Never" }));
  await on.advance(30 * HOUR);
  return traceOf(on);
}

it("retries, waiting recalls and their ends", async () => {
  const first = await scenario();
  expect(lines(first).length).toBeGreaterThan(300);
  expect(await scenario()).toEqual(first);
});

it("a round trip through the built-in smart host, with its delay", async () => {
  const run = async () => {
    const config = tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" } });
    const on = await sandbox({ config });
    on.faults.add({ hop: "smartHost", phase: "handOver", action: { kind: "late", ms: 5 * 60_000 } });
    const original = await submit(on, { subject: "Round" });
    await on.advance(HOUR);
    await recall(on, original);
    await on.advance(HOUR);
    return traceOf(on);
  };
  const first = await run();
  expect(lines(first).some((line) => line.startsWith("300000 RECEIVE"))).toBe(true);
  expect(await run()).toEqual(first);
});

it("moved at once, or in many steps: what becomes due does so at its time", async () => {
  const run = async (steps: number) => {
    const on = await sandbox({ config: tenant(AWAY) });
    await recall(on, await submit(on));
    for (let step = 0; step < steps; step += 1) await on.advance((26 * HOUR) / steps);
    return traceOf(on);
  };
  expect(await run(13)).toEqual(await run(1));
});
