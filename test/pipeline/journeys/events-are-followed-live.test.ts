import { expect, it } from "vitest";
import { EventStream, parsePosition, type StreamEvent, type StreamType } from "../../../src/journey/event-stream.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";

/** Reads until `enough` says so. */
async function follow(
  on: Sandbox,
  types: StreamType[],
  enough: (seen: readonly StreamEvent[]) => boolean,
  from = EventStream.BEGINNING,
) {
  const stop = new AbortController();
  const seen: StreamEvent[] = [];
  for await (const batch of on.events.read(from, new Set(types), { signal: stop.signal, idleMs: 20_000 })) {
    seen.push(...batch);
    if (enough(seen)) stop.abort();
  }
  return seen;
}
const tracked = (events: readonly StreamEvent[]) =>
  events.flatMap((e) => (e.type === "tracking" ? [e.data.eventId] : []));
const has = (eventId: string) => (seen: readonly StreamEvent[]) => tracked(seen).includes(eventId);

it("tells of each event after its commit, without the message's text", async () => {
  const on = await sandbox({ config: tenant() });
  const following = follow(on, ["tracking"], has("DELIVER"), await on.events.end());
  await submit(on, { subject: "Live", text: "the text stays inside" });
  const events = await following;
  expect(tracked(events)).toEqual(["RECEIVE", "DELIVER"]);
  expect(JSON.stringify(events)).not.toContain("the text stays inside");
});

it("goes on from the id of the last event that was read", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "First" });
  const [received] = await follow(on, ["tracking"], has("DELIVER"));
  await submit(on, { subject: "Second" });
  const rest = await follow(
    on,
    ["tracking"],
    (seen) => tracked(seen).length >= 3,
    parsePosition(received?.id ?? "") ?? EventStream.BEGINNING,
  );
  expect(tracked(rest)).toEqual(["DELIVER", "RECEIVE", "DELIVER"]);
});

it("recalls and journeys are on the stream; a journey tells of each change of its verdict", async () => {
  const on = await sandbox({ config: tenant() });
  const id = await submit(on);
  const request = await recall(on, id);
  const isRecalled = (e: StreamEvent) =>
    e.type === "journey" && e.data.messageId === id && e.data.recall === "recalled";
  const events = await follow(on, ["recall", "journey"], (seen) => seen.some(isRecalled));
  const changes = events.flatMap((e) =>
    e.type === "recall" && e.data.requestMessageId === request ? [e.data.status] : [],
  );
  expect(changes).toEqual(expect.arrayContaining(["requested", "pending", "recalled"]));
});

it("a reader that takes nothing holds up nobody, and reads it all later", async () => {
  const on = await sandbox({ config: tenant() });
  const stop = new AbortController();
  const slow = on.events.read(await on.events.end(), new Set(["tracking"]), { signal: stop.signal, idleMs: 20_000 });
  const first = slow.next();
  for (let n = 0; n < 30; n += 1) await submit(on, { subject: `No ${n}` });
  const seen: StreamEvent[] = [...((await first).value ?? [])];
  while (tracked(seen).filter((id) => id === "DELIVER").length < 30) seen.push(...((await slow.next()).value ?? []));
  stop.abort();
  await slow.return(undefined);
  expect(tracked(seen).filter((id) => id === "RECEIVE")).toHaveLength(30);
});

it("who comes back after retention took what was missed is told of the gap", async () => {
  const on = await sandbox({ config: tenant({ retention: { trace: "1d" } }) });
  await submit(on, { subject: "Old" });
  const [first] = await follow(on, ["tracking"], has("DELIVER"));
  for (const subject of ["Older", "Oldest"]) await submit(on, { subject });
  await on.advance(48 * HOUR);
  await on.housekeeping.run();
  await submit(on, { subject: "New" });
  const position = parsePosition(first?.id ?? "") ?? EventStream.BEGINNING;
  const events = await follow(
    on,
    ["tracking"],
    (seen) => tracked(seen).includes("RECEIVE") && has("DELIVER")(seen),
    position,
  );
  expect(events[0]).toMatchObject({ type: "gap", data: { reason: expect.stringContaining("retention") } });
});

it("a stop ends every reader", async () => {
  const on = await sandbox({ config: tenant() });
  const reading = follow(on, ["tracking"], () => false);
  await on.stop();
  expect(await reading).toEqual([]);
});

it("a position is numbers and nothing else", () => {
  expect(parsePosition("12.3.4")).toEqual({ tracking: 12, recall: 3, journey: 4 });
  for (const text of ["", "12", "1.2", "1.2.3.4", "a.b.c", "-1.2.3", "1.2.3; DROP", "9".repeat(40)])
    expect(parsePosition(text)).toBeUndefined();
});
