// Every change of a recall is an event on the stream, and one in the trace where Exchange has one. docs/recall.md R26
import { expect, it, onTestFinished } from "vitest";
import { parseEvents } from "../../../src/cli/api/event-source.ts";
import type { RecallChangeSummary } from "../../../src/journey/event-stream.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { recallByOutlook, submitByOutlook } from "../../support/outlook.ts";
import { deliverFromOutside, HOUR, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { get } from "./support.ts";

/** What the stream told by now: "bob: waiting (notFound)", "final", each once and in order. */
async function told(on: Sandbox, last: string): Promise<string[]> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(`${on.url}/api/events?types=recall&since=begin`, { signal: stop.signal });
  const seen: string[] = [];
  for await (const { data } of parseEvents(response.body as never)) {
    const { address, status, trueReason } = data as RecallChangeSummary;
    seen.push(
      `${address === null ? "" : `${address.split("@")[0]}: `}${status}${trueReason ? ` (${trueReason})` : ""}`,
    );
    if (seen.at(-1) === last) return seen;
  }
  return seen;
}

const traced = async (on: Sandbox, request: string) =>
  (await on.tracking.find({ messageId: request })).map(
    ({ eventId, detail }) => `${eventId} ${detail.split(":").at(-1)}`,
  );

/** The original leaves for a smart host that is not there; a request goes direct. */
const ORIGINAL_IS_AWAY = {
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
};

it("requested, pending, recalled, and final after 24 hours", async () => {
  const on = await sandbox({ config: tenant() });
  const request = await recall(on, await submit(on, { to: ["bob@contoso.com", "x@fabrikam.com"] }));
  await on.advance(24 * HOUR);
  const seen = await told(on, "final");
  expect(seen[0]).toBe("requested");
  expect(seen.slice(1).sort()).toEqual(["bob: pending", "bob: recalled", "final", "x: outside (outsideOrganization)"]);
  expect(seen.indexOf("bob: pending")).toBeLessThan(seen.indexOf("bob: recalled"));
  expect(await traced(on, request)).toEqual(expect.arrayContaining(["DROP Success"]));
});

it("waiting, with a DEFER, until the original comes", async () => {
  const on = await sandbox({ config: tenant(ORIGINAL_IS_AWAY) });
  const original = await submit(on, { subject: "Too early" });
  const request = await recall(on, original);
  await deliverFromOutside(on, { from: "alice@contoso.com", subject: "Too early", messageId: original });
  await on.idle();
  expect(await told(on, "bob: recalled")).toEqual([
    "requested",
    "bob: pending",
    "bob: waiting (notFound)",
    "bob: recalled",
  ]);
  expect((await traced(on, request)).filter((line) => /^(DEFER|DROP)/.test(line))).toEqual([
    expect.stringMatching(/^DEFER /),
    "DROP Success",
  ]);
});

it("waiting, and failed with final when it never comes", async () => {
  const on = await sandbox({ config: tenant(ORIGINAL_IS_AWAY) });
  const request = await recall(on, await submit(on));
  await on.advance(24 * HOUR);
  expect(await told(on, "final")).toEqual([
    "requested",
    "bob: pending",
    "bob: waiting (notFound)",
    "bob: failed (notFound)",
    "final",
  ]);
  expect((await traced(on, request)).at(-1)).toBe("DROP Failed");
});

it("a refusal, with the DROP that says so", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { messageRecallMaxRecallableAge: "5m" } }) });
  const original = await submit(on);
  await on.advance(6 * 60_000);
  const request = await recall(on, original);
  expect(await told(on, "bob: failed (tooOld)")).toEqual(["requested", "bob: failed (tooOld)"]);
  expect((await traced(on, request)).at(-1)).toBe("DROP Failed");
});

it("at 2023-04 that the request left, and what came of it all the same", async () => {
  const config = tenant({
    ...roundTrip("builtin"),
    smartHost: { preset: "signature" },
    service: { level: "2023-04" },
    remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }],
  });
  const on = await sandbox({ config });
  const request = await recallByOutlook(on, await submitByOutlook(on));
  await on.advance(24 * HOUR);
  const seen = await told(on, "final");
  expect(seen.slice(0, 2)).toEqual(["requested", "bob: pending"]);
  // Behind a cut-through host the copy is gone before the reply, with which the request has left.
  expect(seen).toContain("bob: outside (recalledAllTheSame)");
  expect((await traced(on, request)).filter((line) => /^(SENDEXTERNAL|DROP)/.test(line))).toHaveLength(2);
});

it("the same changes stand with the recall, page by page", async () => {
  const on = await sandbox({ config: tenant() });
  const request = encodeURIComponent(
    await recall(on, await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] })),
  );
  const path = `/api/recalls/${request}/changes`;
  type Page = { changes: { id: number; status: string }[]; next?: number };
  const all = await get<Page>(on, path);
  expect(all.changes.map(({ status }) => status)).toEqual(["requested", "pending", "pending", "recalled", "recalled"]);
  expect(all.next).toBeUndefined();
  const first = await get<Page>(on, `${path}?limit=3`);
  const second = await get<Page>(on, `${path}?limit=3&after=${first.next}`);
  expect([...first.changes, ...second.changes]).toEqual(all.changes);
  expect((await get<Page>(on, `/api/recalls/${request}`)).changes).toEqual(all.changes);
});
