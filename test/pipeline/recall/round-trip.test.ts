import { expect, it } from "vitest";
import { recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

const through = (preset: string, more: Record<string, unknown> = {}) =>
  tenant({ ...roundTrip("builtin"), smartHost: { preset }, ...more });

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

// Scenario 49: two passes, two network message ids, one Message-ID, one journey, one line in the report.
it("both passes have one Message-ID and network message ids of their own", async () => {
  const on = await sandbox({ config: through("signature") });
  const original = await submit(on);
  const received = (await on.tracking.find({ messageId: original })).filter((event) => event.eventId === "RECEIVE");
  expect(new Set(received.map((event) => event.networkMessageId)).size).toBe(2);
  expect(new Set(received.map((event) => event.journeyId)).size).toBe(1);
});

// Scenario 21, generation B; R11, R12, R22.
it("a smart host that rewrites Message-ID: the original stays, and nothing came back that the service knows", async () => {
  const on = await sandbox({ config: through("rewrites-message-id") });
  const request = await recall(on, await submit(on));

  expect(await report(on, request)).toEqual(["bob@contoso.com: pending"]);
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
  await on.advance(24 * 3_600_000);
  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notReturned)"]);
});

// R11: registered, but without its header: ordinary mail, and that is final.
it("a smart host that strips X-MS-Exchange headers: the request lands in the Inbox as mail", async () => {
  const on = await sandbox({ config: through("strips-exchange-headers") });
  const request = await recall(on, await submit(on));

  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notRecognised)"]);
  expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
});

const exception = (rule: Record<string, unknown>) => ({
  ...rule,
  exceptIfHeaderMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
  exceptIfHeaderMatchesPatterns: ["true", "false"],
});
const marker = {
  name: "Recalls skip the service",
  headerContainsMessageHeader: "x-ms-exchange-recallreportgenerated",
  headerContainsWords: ["true", "false"],
  setHeaderName: "X-Sandbox-Signature",
  setHeaderValue: "true",
};
const [routing] = roundTrip("builtin").transportRules as [Record<string, unknown>];

// Both recipes: the request never leaves; the original that came back with its Message-ID is found.
it.each([
  ["an exception on the routing rule", [exception(routing)]],
  ["a rule above that stamps the marker", [marker, routing]],
])("exempted by %s the request never leaves", async (_, transportRules) => {
  const on = await sandbox({ config: through("strips-exchange-headers", { transportRules }) });
  const request = await recall(on, await submit(on));

  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await on.legs.list({ messageId: request })).toEqual([]);
});

// Scenario 24: below a rule that stops processing the exemption is never asked.
it("an exemption rule below the routing rule does nothing", async () => {
  const on = await sandbox({ config: through("strips-exchange-headers", { transportRules: [routing, marker] }) });
  const request = await recall(on, await submit(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notRecognised)"]);
});

// Scenario 23: only "true" configured, and the knob stamps false.
it("an exemption that knows only the word true misses a request stamped false", async () => {
  const config = through("strips-exchange-headers", {
    transportRules: [{ ...marker, headerContainsWords: ["true"] }, routing],
    service: { recallReportGenerated: false },
  });
  const on = await sandbox({ config });
  const request = await recall(on, await submit(on));
  expect(await on.legs.list({ messageId: request })).not.toEqual([]);
});

// Scenario 26: the mail loops until the hop count ends it, and the sender hears of it. The report mail, whose sender is
// not of the organization, goes round once only.
it("a smart host that drops the loop marker: 5.4.14 to the sender", async () => {
  const on = await sandbox({ config: through("drops-loop-header") });
  const request = await recall(on, await submit(on));

  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "alice")).toEqual([
    "Undeliverable: Recall: Budget",
    "Message Recall Report: Budget",
    "Undeliverable: Budget",
  ]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (undeliverable)"]);
});
