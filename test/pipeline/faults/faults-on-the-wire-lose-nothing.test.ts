// Each kind of fault over a real round trip: alice → tenant → built-in smart host → tenant → bob. What the tenant took
// arrives once, whatever happens on the way; docs/faults.md.
import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { NewFault } from "../../../src/faults/fault-list.ts";
import { HOUR, sandbox, subjects, submit, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { trail } from "../../support/transport.ts";

type Action = NewFault["action"];

const LATER: Action = { kind: "reply", reply: "451 4.7.1 Come back later" };
const CUT: Action = { kind: "cut" };
const LOSE: Action = { kind: "lose" };

const SMOOTH = ["RECEIVE", "SENDEXTERNAL", "RECEIVE", "DELIVER"];
const TRIED_AGAIN = ["RECEIVE", "DEFER", "SENDEXTERNAL", "RECEIVE", "DELIVER"];
/** The smart host handed it back; the tenant that sent it believes otherwise, or the one that took it was not heard. */
const CAME_TWICE = ["RECEIVE", "RECEIVE", "DEFER", "DELIVER", "SENDEXTERNAL", "RECEIVE", "DUPLICATEDELIVER"];

const CASES: readonly [hop: NewFault["hop"], phase: NewFault["phase"], action: Action, becomes: readonly string[]][] = [
  ["outbound", "connect", LATER, TRIED_AGAIN],
  ["outbound", "connect", CUT, TRIED_AGAIN],
  ["outbound", "connect", { kind: "pause", ms: 20 }, SMOOTH],
  ["outbound", "mail", LATER, TRIED_AGAIN],
  ["outbound", "mail", { kind: "rateLimit", perMinute: 0 }, TRIED_AGAIN],
  ["outbound", "rcpt", LATER, TRIED_AGAIN],
  ["outbound", "data", LATER, TRIED_AGAIN],
  ["outbound", "body", { kind: "slow", bytesPerSecond: 100_000 }, SMOOTH],
  ["outbound", "body", { kind: "pause", ms: 20 }, SMOOTH],
  ["outbound", "body", { kind: "cut", afterBytes: 100 }, TRIED_AGAIN],
  ["outbound", "body", { kind: "cut", afterBytes: 1_000_000 }, TRIED_AGAIN],
  ["outbound", "endOfData", CUT, TRIED_AGAIN],
  ["outbound", "endOfData", LATER, CAME_TWICE],
  ["outbound", "endOfData", LOSE, CAME_TWICE],
  ["smartHost", "mail", LATER, TRIED_AGAIN],
  ["smartHost", "mail", CUT, TRIED_AGAIN],
  ["smartHost", "rcpt", LATER, TRIED_AGAIN],
  ["smartHost", "rcpt", { kind: "rateLimit", perMinute: 0 }, TRIED_AGAIN],
  ["smartHost", "data", LATER, TRIED_AGAIN],
  ["smartHost", "data", { kind: "pause", ms: 20 }, SMOOTH],
  ["smartHost", "body", { kind: "slow", bytesPerSecond: 100_000 }, SMOOTH],
  ["smartHost", "body", { kind: "cut", afterBytes: 100 }, TRIED_AGAIN],
  ["smartHost", "endOfData", LATER, TRIED_AGAIN],
  ["smartHost", "endOfData", CUT, TRIED_AGAIN],
  ["return", "connect", { kind: "reply", reply: "421 4.3.2 Not now" }, TRIED_AGAIN],
  ["return", "connect", CUT, TRIED_AGAIN],
  ["return", "connect", { kind: "pause", ms: 20 }, SMOOTH],
  ["return", "mail", LATER, TRIED_AGAIN],
  ["return", "mail", { kind: "rateLimit", perMinute: 0 }, TRIED_AGAIN],
  ["return", "rcpt", LATER, TRIED_AGAIN],
  ["return", "data", LATER, TRIED_AGAIN],
  ["return", "body", { kind: "slow", bytesPerSecond: 100_000 }, SMOOTH],
  ["return", "body", { kind: "cut", afterBytes: 100 }, TRIED_AGAIN],
  ["return", "body", { kind: "cut", afterBytes: 1_000_000 }, TRIED_AGAIN],
  ["return", "endOfData", LATER, TRIED_AGAIN],
  ["return", "endOfData", CUT, TRIED_AGAIN],
  ["return", "endOfData", LOSE, CAME_TWICE],
];

const start = () => sandbox({ config: tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" } }) });

it.each(CASES)("%s, %s: %j", async (hop, phase, action, becomes) => {
  const on = await start();
  on.faults.add({ hop, phase, action, when: { nth: 1 } });
  const id = await submit(on);
  await on.advance(HOUR);
  expect(kinds(await trail(on, id)).sort()).toEqual([...becomes].sort());
  expect(on.faults.list()).toMatchObject([{ hits: 1 }]);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await on.queue.counts()).toEqual([]);
});

it("what a smart host took and lost is gone: the tenant believes its 250", async () => {
  const on = await start();
  on.faults.add({ hop: "smartHost", phase: "endOfData", action: LOSE, when: { nth: 1 } });
  const id = await submit(on);
  await submit(on, { subject: "Again" });
  await on.advance(HOUR);
  expect(kinds(await trail(on, id))).toEqual(["RECEIVE", "SENDEXTERNAL"]);
  expect(await subjects(on, "bob")).toEqual(["Again"]);
});

it("the nth is deferred, the others pass", async () => {
  const on = await start();
  on.faults.add({ hop: "return", phase: "endOfData", action: LATER, when: { nth: 2 } });
  for (const subject of ["one", "two", "three"]) await submit(on, { subject });
  expect(await subjects(on, "bob")).toEqual(["three", "one"]);
  await on.advance(HOUR);
  expect(await subjects(on, "bob")).toEqual(["two", "three", "one"]);
});

it("a rate is limited by the virtual clock: what comes beyond waits for its retry", async () => {
  const on = await start();
  on.faults.add({ hop: "return", phase: "mail", action: { kind: "rateLimit", perMinute: 1 } });
  for (const subject of ["one", "two", "three"]) await submit(on, { subject });
  expect(await subjects(on, "bob")).toEqual(["one"]);
  await on.advance(HOUR);
  expect((await subjects(on, "bob")).sort()).toEqual(["one", "three", "two"]);
});

it("one recipient is refused for now, the other one has the mail at once, and both have it once", async () => {
  const on = await start();
  on.faults.add({ hop: "outbound", phase: "rcpt", action: LATER, recipient: "carol@contoso.com", when: { times: 1 } });
  await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
  expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([["Budget"], []]);
  await on.advance(HOUR);
  expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([["Budget"], ["Budget"]]);
});

it("another one's mail is left alone", async () => {
  const on = await start();
  on.faults.add({ hop: "return", phase: "endOfData", action: LATER, sender: "carol@contoso.com" });
  await submit(on, { from: "alice@contoso.com" });
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
});

it("a permanent refusal makes an NDR, as any next hop's does", async () => {
  const on = await start();
  on.faults.add({ hop: "outbound", phase: "data", action: { kind: "reply", reply: "550 5.7.1 Never" } });
  const id = await submit(on);
  expect(kinds(await trail(on, id))).toContain("FAIL");
  expect(await subjects(on, "alice")).toEqual(["Undeliverable: Budget"]);
});

it.each(["outbound", "return"] as const)("on %s, what is held up goes on when its fault ends", async (hop) => {
  const on = await start();
  on.faults.add({ hop, phase: "data", action: { kind: "pause", ms: 3_600_000 } });
  on.faults.add({ hop, phase: "body", action: { kind: "slow", bytesPerSecond: 1 } });
  await submitWithoutWaiting(on, {});
  while (on.faults.list()[0]?.hits === 0) await setImmediate();
  on.faults.reset();
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
});

it("a sandbox stops though a message is held up", async () => {
  const on = await start();
  on.faults.add({ hop: "outbound", phase: "connect", action: { kind: "pause", ms: 3_600_000 } });
  await submitWithoutWaiting(on, {});
  while (on.faults.list()[0]?.hits === 0) await setImmediate();
  await on.stop();
  expect(on.faults.isEmpty).toBe(true);
});

it("takes effect at once, and so does its end", async () => {
  const on = await start();
  on.faults.add({ hop: "outbound", phase: "mail", action: LATER });
  await submit(on);
  await on.advance(2 * HOUR);
  expect(await subjects(on, "bob")).toEqual([]);
  on.faults.reset();
  await on.advance(HOUR);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
});

function kinds(trailed: readonly string[]): string[] {
  return trailed.map((line) => line.split(" ")[0] ?? "").filter((kind) => kind !== "AGENTINFO");
}
