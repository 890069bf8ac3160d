// What an agent can't deal with, or keeps waiting, ends like mail for a host that is away: a delay notice, then an NDR.
import { expect, it } from "vitest";
import type { RoutingAgent, StoreDriverAgent } from "../../../src/agent-api/agents.ts";
import { events, HOUR, items, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const isStuck = (item: { headers: { get(name: string): string | undefined } }) =>
  item.headers.get("Subject") === "Stuck";

const throwing: RoutingAgent = {
  name: "Clumsy",
  priority: 50,
  async onResolved(_source, item) {
    if (isStuck(item)) throw new TypeError("secret is undefined");
  },
};
const waiting: RoutingAgent = {
  name: "Patient",
  priority: 50,
  async onSubmitted(source, item) {
    if (isStuck(item)) source.defer("waits for better times", source.now + HOUR);
  },
};
const storing: StoreDriverAgent = {
  name: "Clumsy store",
  priority: 50,
  async onPromoted(batch) {
    if (batch.some(({ item }) => isStuck(item))) throw new TypeError("secret is undefined");
  },
};

it.each([
  ["a routing agent that throws", { routing: [throwing] }, "Clumsy: failed at onResolved"],
  ["a routing agent that defers", { routing: [waiting] }, "Patient: waits for better times"],
  ["a store driver agent that throws", { storeDriver: [storing] }, "Clumsy store failed"],
] as const)("%s: told of after 4 hours, returned after 24", async (_, agents, reason) => {
  const on = await sandbox({ config: tenant(), agents });
  const id = await submit(on, { subject: "Stuck" });
  await submit(on, { subject: "Free" });

  await on.advance(4 * HOUR - 60_000);
  expect(await subjects(on, "alice")).toEqual([]);
  await on.advance(HOUR);
  expect(await subjects(on, "alice")).toEqual(["Delivery delayed: Stuck"]);
  await on.advance(20 * HOUR);

  expect(await subjects(on, "alice")).toEqual(["Undeliverable: Stuck", "Delivery delayed: Stuck"]);
  expect(await subjects(on, "bob")).toEqual(["Free"]);
  expect(await on.queue.counts()).toEqual([]);
  const trail = await on.tracking.find({ messageId: id });
  expect(trail.at(-1)).toMatchObject({ eventId: "FAIL", recipients: ["bob@contoso.com"] });
  expect(trail.at(-1)?.detail).toContain(`550 4.4.7 QUEUE.Expired; message expired; last: ${reason}`);
  expect(trail.at(-1)?.at).toBe((trail[0]?.at ?? 0) + 24 * HOUR);
  expect((await events(on, id)).filter((event) => event === "DEFER").length).toBeGreaterThan(10);
  const [ndr] = await items(on, "alice");
  const text = String(ndr && (await on.mailboxes.bytes(ndr)));
  expect(text).toMatch(/^Status: 4\.4\.7$|^Status: 5\.4\.7$/m);
  expect(text).not.toContain("secret");
});
