// Recalls don't go through the host: both recipes, with a host that would break them.
import { reportWord, sendAndRecall } from "../act.ts";
import type { Scene, Seen } from "../scene.ts";
import { type DemoTenant, scenario, type TenantConfig } from "../tenant.ts";

export const exemptionByRule: Scene = {
  id: "exemption",
  title: "+ recalls exempted by the routing rule's exception",
  expected: "recalled; report: recalled",
  play: async (start) =>
    exempted(await start(withBadHost("exemption")), "The routing rule leaves out what carries the recall header"),
};

export const exemptionByMarker: Scene = {
  id: "exemption-by-marker",
  title: "+ recalls exempted by rules that stamp the loop marker",
  expected: "recalled; report: recalled",
  play: async (start) =>
    exempted(await start(withBadHost("exemption-by-marker")), "A rule above stamps the loop marker on recalls"),
};

const withBadHost = (name: string): TenantConfig => ({
  extends: scenario(name),
  smartHost: { preset: "strips-exchange-headers" },
});

async function exempted(tenant: DemoTenant, how: string): Promise<Seen> {
  const { outcome, recipient, original, request } = await sendAndRecall(tenant);
  const requestLegs = request.out.length + request.in.length;
  return {
    outcome,
    report: reportWord(recipient),
    claims: [
      { holds: original.out.length === 1 && original.in.length === 1, otherwise: "the message made no round trip" },
      { holds: requestLegs === 0, otherwise: `the request left: ${requestLegs} legs` },
    ],
    why: `${how}: the request never left, though the host strips headers.`,
    trueReason: recipient.trueReasonText,
  };
}
