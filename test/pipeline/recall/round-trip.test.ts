import { expect, it } from "vitest";
import { recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { MARK_RECALLS, through as passing, ROUTE, ROUTE_BUT_RECALLS } from "./scenarios/third-party.ts";

const through = (preset: string, more: Record<string, unknown> = {}) => tenant(passing(preset, more));

// R9, R10: message and request both make the round trip.
it.each([["transparent"], ["signature"], ["re-serialises"]])("a recall survives the preset %s", async (preset) => {
  const on = await sandbox({ config: through(preset) });
  const original = await submit(on);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);

  const request = await recall(on, original);

  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual([]);
  expect((await on.legs.list({ messageId: request })).map((leg) => leg.direction).sort()).toEqual(["in", "out"]);
});

// R11: registered, but without its header: ordinary mail, and that is final.
it("a smart host that strips X-MS-Exchange headers: the request lands in the Inbox as mail", async () => {
  const on = await sandbox({ config: through("strips-exchange-headers") });
  const request = await recall(on, await submit(on));

  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notRecognised)"]);
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
});

// Both recipes: the request never leaves; the original that came back with its Message-ID is found.
it.each([
  ["an exception on the routing rule", [ROUTE_BUT_RECALLS]],
  ["a rule above that stamps the marker", [MARK_RECALLS, ROUTE]],
])("exempted by %s the request never leaves", async (_, transportRules) => {
  const on = await sandbox({ config: through("strips-exchange-headers", { transportRules }) });
  const request = await recall(on, await submit(on));

  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await on.legs.list({ messageId: request })).toEqual([]);
});
