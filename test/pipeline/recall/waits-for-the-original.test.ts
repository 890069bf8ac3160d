import { expect, it } from "vitest";
import {
  deliverFromOutside,
  HOUR,
  items,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  tenant,
} from "../../support/sandbox.ts";

/** The original leaves for a smart host that is not there; what carries the header of a recall goes direct. */
const config = tenant({
  outboundConnectors: [
    {
      name: "Out",
      connectorType: "OnPremises",
      isTransportRuleScoped: true,
      useMxRecord: false,
      smartHosts: "127.0.0.1:9",
    },
  ],
  transportRules: [
    {
      name: "Route",
      fromScope: "InOrganization",
      exceptIfHeaderMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
      exceptIfHeaderMatchesPatterns: ["."],
      exceptIfFrom: "Office365Reports@microsoft.com",
      routeMessageOutboundConnector: "Out",
    },
  ],
});

// Scenario 30; R17.
it("a request that comes first waits, is woken by the original, and nobody sees the original", async () => {
  const on = await sandbox({ config });
  const original = await submit(on, { subject: "Too early" });
  const request = await recall(on, original);
  expect(await report(on, request)).toEqual(["bob@contoso.com: pending (notFound)"]);
  const seen: string[] = [];
  on.tracking.subscribe((row) => {
    if (row.messageId === original && row.eventId === "DELIVER")
      void subjects(on, "bob").then((list) => seen.push(...list));
  });

  // The original comes back late, as mail of the outside with the same Message-ID.
  await deliverFromOutside(on, { from: "alice@contoso.com", subject: "Too early", messageId: original });
  await on.idle();

  expect(await subjects(on, "bob")).toEqual([]);
  expect(seen).toEqual([]);
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  const drop = (await on.tracking.find({ messageId: request })).findLast((event) => event.eventId === "DROP");
  expect(drop?.detail).toMatch(/Result:Success$/);
});

// Scenario 31; R17: 1, 5, 15, 60 minutes and hourly, one DEFER event per attempt.
it("an original that never comes: retried on schedule, failed after 24 hours, without an NDR", async () => {
  const on = await sandbox({ config });
  const request = await recall(on, await submit(on));
  await on.advance(25 * HOUR);

  const trace = await on.tracking.find({ messageId: request });
  const minutes = trace
    .filter((e) => e.eventId === "DEFER")
    .map((e) => Math.round((e.at - (trace[0]?.at ?? 0)) / 60_000));
  expect(minutes.slice(0, 7)).toEqual([0, 1, 6, 21, 81, 141, 201]);
  expect(minutes.at(-1)).toBeLessThan(24 * 60);
  expect(trace.findLast((e) => e.eventId === "DROP")?.detail).toMatch(/Result:Failed$/);
  expect(await report(on, request)).toEqual(["bob@contoso.com: failed (notFound)"]);
  expect((await subjects(on, "alice")).filter((subject) => subject.includes("Recall: "))).toEqual([]);
});

it("a late return does not bring a recalled message back", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on, { subject: "Once" });
  await recall(on, original);
  const [gone] = await items(on, "bob", "recoverableitemspurges");
  expect(gone?.subject).toBe("Once");

  await deliverFromOutside(on, { from: "alice@contoso.com", subject: "Once", messageId: original });
  await on.idle();

  expect(await subjects(on, "bob")).toEqual([]);
  expect((await on.tracking.find({ messageId: original })).at(-1)?.eventId).toBe("DUPLICATEDELIVER");
});
