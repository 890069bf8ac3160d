// Whoever follows the stream hears of each trial of a run and of its end, and needs not ask again and again.
import { expect, it, onTestFinished } from "vitest";
import { parseEvents, type ServerEvent } from "../../../src/cli/api/event-source.ts";
import type { CheckEvent } from "../../../src/journey/check-event.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { type Check, sandboxWithChecks } from "../../support/checks.ts";
import { submit, tenant } from "../../support/sandbox.ts";

/** An answer that nobody holds on to is ended by fetch. */
const held = new Set<Response>();

async function follow(on: Sandbox, types: string, lastEventId?: string): Promise<AsyncGenerator<ServerEvent>> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${on.url}/api/events?types=${types}`, {
    signal: stop.signal,
    ...(lastEventId !== undefined && { headers: { "Last-Event-ID": lastEventId } }),
  });
  held.add(response);
  return parseEvents(response.body as never);
}

/** Events of the check until a run has ended. */
async function untilItEnds(events: AsyncGenerator<ServerEvent>): Promise<(ServerEvent & { data: CheckEvent })[]> {
  const seen: (ServerEvent & { data: CheckEvent })[] = [];
  for (;;) {
    const event = (await events.next()).value as ServerEvent & { data: CheckEvent };
    expect(event.type).toBe("check");
    seen.push(event);
    if (event.data.state !== "running") return seen;
  }
}

const begin = { builtIn: "transparent", only: ["WIRE-01", "ID-01"] };

it("tells that a run has begun, each trial, and the end, in the order in which the run has them", async () => {
  const { on, json } = await sandboxWithChecks({ config: tenant() });
  const events = await follow(on, "check");
  const { id } = await json<Check>("/api/checks", "POST", begin);
  const told = (await untilItEnds(events)).map(({ data }) => data);
  const check = await json<Check>(`/api/checks/${id}`);
  expect(check.state).toBe("done");
  expect(told.map(({ checkId }) => checkId)).toEqual(told.map(() => id));
  expect(told[0]).toMatchObject({ state: "running", trials: 0 });
  expect(told.at(-1)).toMatchObject({ state: "done", trials: check.trials.length });
  const trials = told.slice(1, -1);
  expect(trials.map((one) => one.trials)).toEqual(check.trials.map((_, index) => index + 1));
  const byCase = (a?: { caseId: string }, b?: { caseId: string }) => (a?.caseId ?? "").localeCompare(b?.caseId ?? "");
  expect(trials.map(({ trial }) => trial).sort(byCase)).toEqual([...check.trials].sort(byCase));
});

it("tells of the end by hand, and of nothing to those who did not ask for it", async () => {
  const { on, json } = await sandboxWithChecks({ config: tenant() });
  const [checks, others] = [await follow(on, "check"), await follow(on, "tracking,recall,journey")];
  const { id } = await json<Check>("/api/checks", "POST", begin);
  await json(`/api/checks/${id}/cancel`, "POST");
  expect((await untilItEnds(checks)).at(-1)?.data).toMatchObject({ checkId: id, state: "cancelled" });
  await submit(on);
  expect((await others.next()).value).toMatchObject({ type: "tracking" });
});

it("who comes back with the id of such an event goes on behind what was told before it, without a gap", async () => {
  const { on, json } = await sandboxWithChecks({ config: tenant() });
  await submit(on, { subject: "Before" });
  const events = await follow(on, "tracking,check");
  await json<Check>("/api/checks", "POST", begin);
  const ids = (await untilItEnds(events)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(1);
  await submit(on, { subject: "Meanwhile" });
  const again = await follow(on, "tracking,check", ids[0]);
  expect((await again.next()).value).toMatchObject({ type: "tracking", data: { subject: "Meanwhile" } });
});
