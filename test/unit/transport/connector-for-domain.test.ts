import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { connectorForDomain } from "../../../src/transport/categorizer/route.ts";

const SMART_HOST = { connectorType: "OnPremises", smartHosts: "127.0.0.1" };

function connectorFor(domain: string, ...outboundConnectors: object[]): string | undefined {
  const { organization } = loadConfiguration({
    acceptedDomains: ["contoso.com", { domainName: "relay.contoso.com", domainType: "InternalRelay" }],
    outboundConnectors: outboundConnectors.map((connector) => ({ ...SMART_HOST, ...connector })),
  });
  return connectorForDomain(organization, domain)?.name;
}

test("RecipientDomains: the nearest wins, and others leave for the internet", () => {
  const all = { name: "All", recipientDomains: "*.com" };
  expect(connectorFor("fabrikam.com", { name: "Partner", recipientDomains: "fabrikam.com" })).toBe("Partner");
  expect(connectorFor("adatum.net", { name: "Partner", recipientDomains: "fabrikam.com" })).toBeUndefined();
  expect(connectorFor("fabrikam.com", all, { name: "Partner", recipientDomains: "fabrikam.com" })).toBe("Partner");
});

test("TestMode: nothing is routed through it", () => {
  expect(connectorFor("fabrikam.com", { name: "Test", recipientDomains: "*", testMode: true })).toBeUndefined();
});

test("RouteAllMessagesViaOnPremises: nothing leaves past it", () => {
  const partner = { name: "Partner", recipientDomains: "fabrikam.com" };
  const central = { name: "Central", recipientDomains: "*", routeAllMessagesViaOnPremises: true };
  expect(connectorFor("fabrikam.com", partner, central)).toBe("Central");
});

test("AllAcceptedDomains: mail for our own domains goes there", () => {
  const ours = { name: "Ours", allAcceptedDomains: true };
  expect(connectorFor("relay.contoso.com", ours)).toBe("Ours");
  expect(connectorFor("fabrikam.com", ours)).toBeUndefined();
});
