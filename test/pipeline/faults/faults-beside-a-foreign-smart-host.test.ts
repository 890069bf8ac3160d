// The tenant's side of a smart host that is a program of somebody else's: no fault can be set there, so the tenant's own
// hops have them. The host relays here as the built-in one would.
import { afterEach, expect, it } from "vitest";
import type { NewFault } from "../../../src/faults/fault-list.ts";
import { createClock } from "../../../src/runtime/clock.ts";
import { silentLog } from "../../../src/runtime/log.ts";
import { loopMarker } from "../../../src/smart-host/behaviours/loop-marker.ts";
import { type SmartHost, startSmartHost } from "../../../src/smart-host/smart-host.ts";
import { HOUR, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { closedPort } from "../../support/transport.ts";

let host: SmartHost | undefined;
afterEach(() => host?.close(0));

async function start(...faults: NewFault[]) {
  const port = await closedPort();
  const parts = roundTrip(`127.0.0.1:${port}`, { senderIPAddresses: ["127.0.0.1"] });
  const on = await sandbox({ config: tenant({ ...parts, clock: { foreignQuiet: "50ms" } }) });
  host = await startSmartHost({
    ...{ host: "127.0.0.1", port, hostname: "vendor.example", clock: createClock(), log: silentLog },
    behaviours: [loopMarker()],
    returnTo: { host: "127.0.0.1", port: on.ports.return },
  });
  for (const fault of faults) on.faults.add(fault);
  return on;
}

const LOSE = { kind: "lose" } as const;

it.each<[string, NewFault]>([
  ["answers, and is not heard", { hop: "outbound", phase: "endOfData", action: LOSE, when: { nth: 1 } }],
  ["is cut off in the middle", { hop: "outbound", phase: "body", action: { kind: "cut" }, when: { nth: 1 } }],
  ["does not hear that its mail was taken", { hop: "return", phase: "endOfData", action: LOSE, when: { nth: 1 } }],
  ["is limited to one message a minute", { hop: "return", phase: "mail", action: { kind: "rateLimit", perMinute: 1 } }],
])("which %s: mail arrives once, and its recall takes it back", async (_what, fault) => {
  const on = await start(fault);
  const id = await submit(on);
  await submit(on, { subject: "Kept" });
  await on.advance(HOUR);
  expect((await subjects(on, "bob")).sort()).toEqual(["Budget", "Kept"]);
  expect(on.faults.list()).toMatchObject([{ hits: expect.toSatisfy((hits: number) => hits > 0) }]);
  await recall(on, id);
  await on.advance(25 * HOUR);
  expect(await subjects(on, "bob")).toEqual(["Kept"]);
  expect(await on.queue.counts()).toEqual([]);
});
