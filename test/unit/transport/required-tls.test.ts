// RouteMessageOutboundRequireTls at the next hop.
import { expect, test } from "vitest";
import { asRequired, type HopSettings } from "../../../src/transport/deliver/next-hop.ts";
import { act } from "../rules/actions/act.ts";
import { organizationWith } from "../rules/rule-fixtures.ts";

const hop: HopSettings = { name: "internet", destinations: [], tls: { mode: "opportunistic", verify: "none" } };
const organization = organizationWith([]);

test("RouteMessageOutboundRequireTls: outside the message goes over TLS; within the tenant's domains as before", async () => {
  const outside = await act({ routeMessageOutboundRequireTls: true }, { to: ["eve@fabrikam.com"] });
  expect(asRequired(hop, outside.item, organization).tls.mode).toBe("required");
  const inside = await act({ routeMessageOutboundRequireTls: true });
  expect(asRequired(hop, inside.item, organization)).toBe(hop);
  const other = await act({ stopRuleProcessing: true }, { to: ["eve@fabrikam.com"] });
  expect(asRequired(hop, other.item, organization)).toBe(hop);
});
