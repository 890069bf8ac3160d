import { expect, it } from "vitest";
import type { JourneyStop } from "../../../src/journey/journey.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { foreignHost, outbound } from "../../support/transport.ts";

const through = (preset: string) => tenant({ ...roundTrip("builtin"), smartHost: { preset } });
const shown = ({ place, state }: JourneyStop) => (state === "ok" ? place : `${place} ${state}`);
const way = async (on: Sandbox, id: string) => ((await on.journeys.find(id))?.strip ?? []).map(shown);

it("client, tenant, mailbox", async () => {
  const on = await sandbox({ config: tenant() });
  expect(await way(on, await submit(on))).toEqual(["client", "tenant", "mailbox"]);
});

it("client, tenant, rules, smart host, tenant, mailbox, recall", async () => {
  const on = await sandbox({ config: through("signature") });
  const id = await submit(on);
  const there = ["client", "tenant", "rules", "smart host", "tenant", "mailbox"];
  expect(await way(on, id)).toEqual(there);
  await recall(on, id);
  expect(await way(on, id)).toEqual([...there, "recall"]);
});

it("a host that does not take it waits, and takes it in the end", async () => {
  let answer: string | undefined = "451 4.3.0 Later";
  const host = await foreignHost({ onRecipient: () => answer });
  const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${host.port}`)) });
  const id = await submit(on, { to: "frank@fabrikam.com" });
  expect(await way(on, id)).toEqual(["client", "tenant", "smart host waiting"]);
  answer = undefined;
  await on.advance(HOUR);
  expect(await way(on, id)).toEqual(["client", "tenant", "smart host"]);
});

it("a host that refuses it has failed", async () => {
  const host = await foreignHost({ onRecipient: () => "550 5.1.1 Nobody of that name" });
  const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${host.port}`)) });
  const stops = await way(on, await submit(on, { to: "frank@fabrikam.com" }));
  expect(stops).toEqual(["client", "tenant", "smart host failed"]);
});

it("what does not come back is waited for, and lost after a day", async () => {
  const host = await foreignHost({});
  const on = await sandbox({ config: tenant(roundTrip(`127.0.0.1:${host.port}`)) });
  const id = await submit(on);
  expect((await way(on, id)).slice(-2)).toEqual(["smart host", "tenant waiting"]);
  const lost = on.journeys.wait({ verdict: "lost" }, { timeoutMs: 10_000 });
  await on.advance(24 * HOUR);
  await lost;
  expect((await way(on, id)).slice(-2)).toEqual(["smart host", "tenant failed"]);
});

it("of a loop the first and the last passes are shown, and how many lie between", async () => {
  const on = await sandbox({ config: { ...through("drops-loop-header"), transport: { maxHopCount: 12 } } });
  const id = await submit(on);
  const stops = await way(on, id);
  expect(stops.some((stop) => /^\d+ more$/.test(stop))).toBe(true);
  expect(stops.at(-1)).toMatch(/failed/);
  expect(stops.length).toBeLessThan(20);
});
