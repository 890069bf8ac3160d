// /api/faults: added, listed, removed; what cannot be is refused with a sentence.
import { expect, it } from "vitest";
import type { FaultList } from "../../../src/faults/fault-list.ts";
import { server } from "./support.ts";

const LATER = {
  hop: "return",
  phase: "endOfData",
  action: { kind: "reply", reply: "451 4.7.1 Later" },
  when: { nth: 2 },
};

const post = (body: unknown) => ({ method: "POST", body: JSON.stringify(body) });

it("a fault is added, listed with its hits, and removed", async () => {
  const { ask, services } = await server();
  const added = await ask("/api/faults", post(LATER));
  expect(added.status).toBe(201);
  const text = "return.endOfData=reply:451 4.7.1 Later,nth=2";
  expect(await added.json()).toEqual({ id: "fault-1", text, ...LATER, seen: 0, hits: 0, on: true });
  expect(services.faults.list()).toMatchObject([{ fault: LATER }]);
  expect(await (await ask("/api/faults")).json()).toMatchObject({ faults: [{ id: "fault-1", text }] });
  expect((await ask("/api/faults/fault-1", { method: "DELETE" })).status).toBe(200);
  expect((await ask("/api/faults/fault-1", { method: "DELETE" })).status).toBe(404);
  expect(await (await ask("/api/faults")).json()).toEqual({ faults: [] });
});

it("one that is switched off waits, and keeps its counts", async () => {
  const { ask, services } = await server();
  await ask("/api/faults", post({ ...LATER, when: undefined }));
  const apply = () => (services.faults as FaultList).applying("return", "endOfData").length;
  expect(apply()).toBe(1);
  const off = await ask("/api/faults/fault-1", { method: "PATCH", body: JSON.stringify({ on: false }) });
  expect(await off.json()).toMatchObject({ id: "fault-1", on: false, seen: 1, hits: 1 });
  expect(apply()).toBe(0);
  await ask("/api/faults/fault-1", { method: "PATCH", body: JSON.stringify({ on: true }) });
  expect(apply()).toBe(1);
  expect(services.faults.list()).toMatchObject([{ seen: 2, hits: 2, on: true }]);
  expect((await ask("/api/faults/fault-9", { method: "PATCH", body: "{}" })).status).toBe(404);
});

it("all are removed at once", async () => {
  const { ask, services } = await server();
  for (let times = 0; times < 2; times += 1) await ask("/api/faults", post(LATER));
  expect(await (await ask("/api/faults", { method: "DELETE" })).json()).toEqual({ removed: 2 });
  expect(services.faults.list()).toEqual([]);
});

it.each([
  [{ ...LATER, phase: "body" }, "reply can't happen in phase body; there it is pause, slow, cut"],
  [{ ...LATER, hop: "moon" }, "hop"],
  [{ ...LATER, action: { kind: "reply", reply: "250 fine" } }, '"250 fine" is no refusal'],
  [{ ...LATER, when: { nth: 0 } }, "when.nth"],
  [{ ...LATER, colour: "blue" }, "colour"],
])("%j is refused", async (body, message) => {
  const { ask, services } = await server();
  const answer = await ask("/api/faults", post(body));
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(((await answer.json()) as { detail: string }).detail).toContain(message);
  expect(services.faults.list()).toEqual([]);
});
