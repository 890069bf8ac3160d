// New-, Set- and Remove- of inbound and outbound connectors.
import { expect, test } from "vitest";
import { names, one, refusal, run } from "./exchange-admin-support.ts";
import { server, type TestServer, tenant } from "./support.ts";

const INBOUND = { Name: "From the host", SenderDomains: "smtp:*", ConnectorType: "OnPremises" };
const OUTBOUND = { Name: "To the host", UseMXRecord: false, SmartHosts: "127.0.0.1", IsTransportRuleScoped: true };

async function company(): Promise<TestServer> {
  return server({
    config: tenant({
      inboundConnectors: [{ name: "Partner", tlsSenderCertificateName: "mail.fabrikam.com" }],
      outboundConnectors: [{ name: "Vendor", smartHosts: ["127.0.0.1:10026"], isTransportRuleScoped: true }],
      transportRules: [{ name: "Sign", fromScope: "InOrganization", routeMessageOutboundConnector: "Vendor" }],
      allowedDestinations: ["host.contoso.com"],
    }),
  });
}
test("TlsSenderCertificateName, RestrictDomainsToCertificate, EFSkipLastIP: a vendor's inbound connector", async () => {
  const on = await company();
  const made = await one(on, "New-InboundConnector", {
    ...INBOUND,
    RequireTls: true,
    RestrictDomainsToCertificate: true,
    CloudServicesMailEnabled: true,
    TreatMessagesAsInternal: false,
    TlsSenderCertificateName: "*.host.contoso.com",
    ConnectorSource: "hybridwizard",
  });
  expect(made).toMatchObject({ Name: "From the host", SenderDomains: ["smtp:*;1"], ConnectorSource: "HybridWizard" });
  await run(on, "Set-InboundConnector", {
    Identity: "from the host",
    EFSkipLastIP: true,
    EFSkipIPs: ["10.0.0.0/24"],
    Comment: "for signatures",
    SenderDomains: { "@odata.type": "#Exchange.GenericHashTable", Add: ["smtp:Fabrikam.com;5"], Remove: ["*"] },
  });
  expect(await one(on, "Get-InboundConnector", { Identity: "from the host" })).toMatchObject({
    SenderDomains: ["smtp:fabrikam.com;1"],
    EFSkipLastIP: true,
    EFSkipIPs: ["10.0.0.0/24"],
    Comment: "for signatures",
    ConnectorSource: "HybridWizard",
    TlsSenderCertificateName: "*.host.contoso.com",
  });
  await run(on, "Remove-InboundConnector", { Identity: "From the host" });
  expect(await names(on, "Get-InboundConnector")).toEqual(["Partner"]);
});

test("UseMXRecord, SmartHosts, RecipientDomains, TestMode: an outbound connector", async () => {
  const on = await company();
  const made = await one(on, "New-OutboundConnector", { ...OUTBOUND, SmartHosts: ["[127.0.0.1]", "host.contoso.com"] });
  expect(made).toMatchObject({ SmartHosts: ["[127.0.0.1]", "host.contoso.com"], UseMXRecord: false, TestMode: false });
  await run(on, "Set-OutboundConnector", {
    Identity: "To the host",
    TlsSettings: "domainvalidation",
    TlsDomain: "host.contoso.com",
    RecipientDomains: ["Fabrikam.com", "*.adatum.com"],
    TestMode: true,
    SmtpDaneMode: "None",
    LastValidationTimestamp: "2026-01-02T03:04:05Z",
  });
  expect(await names(on, "Get-OutboundConnector", { IncludeTestModeConnectors: true })).toEqual(["To the host"]);
  await run(on, "Set-OutboundConnector", {
    Identity: "To the host",
    RecipientDomains: [],
    TlsSettings: null,
    TlsDomain: null,
  });
  expect(await one(on, "Get-OutboundConnector", { Identity: "To the host" })).toMatchObject({
    RecipientDomains: [],
    TlsSettings: null,
    TlsDomain: null,
    SmtpDaneMode: "None",
    LastValidationTimestamp: "2026-01-02T03:04:05.0000000+00:00",
  });
  await run(on, "Remove-OutboundConnector", { Identity: "To the host" });
  expect(await names(on, "Get-OutboundConnector")).toEqual(["Vendor"]);
});

test("Name: rules go on with a connector that has another name, which can't be removed", async () => {
  const on = await company();
  await run(on, "Set-OutboundConnector", { Identity: "Vendor", Name: "The vendor" });
  expect(await one(on, "Get-TransportRule")).toMatchObject({ RouteMessageOutboundConnector: "The vendor" });
  expect(await refusal(on, "Remove-OutboundConnector", { Identity: "The vendor" })).toContain(
    'RouteMessageOutboundConnector of the mail-flow rule "Sign" names it',
  );
  await run(on, "Set-OutboundConnector", { Identity: "The vendor", WhatIf: true, Enabled: false });
  expect(await one(on, "Get-OutboundConnector", { Identity: "The vendor" })).toMatchObject({ Enabled: true });
});

const REFUSED: readonly [string, object, string][] = [
  ["New-OutboundConnector", { ...OUTBOUND, SmartHosts: [] }, "SmartHosts: must name a host when UseMXRecord is false"],
  ["New-OutboundConnector", { ...OUTBOUND, SmartHosts: ["a b"] }, "SmartHosts: must be a host or address"],
  ["New-OutboundConnector", { ...OUTBOUND, SmartHosts: "smtp.vendor.com" }, "name it in allowedDestinations"],
  ["New-OutboundConnector", { ...OUTBOUND, Name: "vendor" }, 'already has an outbound connector: "Vendor"'],
  ["New-OutboundConnector", { ...OUTBOUND, Name: "n".repeat(65) }, "Name: must be at most 64 characters, has 65"],
  ["New-OutboundConnector", { ...OUTBOUND, TlsDomain: "x.com" }, "used with TlsSettings DomainValidation only"],
  ["New-OutboundConnector", { ...OUTBOUND, TlsSettings: "DomainValidation" }, "TlsDomain: must name the domain"],
  ["New-OutboundConnector", { ...OUTBOUND, RecipientDomains: "mail.*.com" }, "RecipientDomains: must be a domain"],
  ["New-OutboundConnector", { ...OUTBOUND, RouteAllMessagesViaOnPremises: true }, "unless ConnectorType is OnPremises"],
  ["Set-OutboundConnector", { Identity: "Vendor", SmartHosts: [] }, "SmartHosts: must name a host"],
  [
    "New-InboundConnector",
    { Name: "X", SenderDomains: "*", ConnectorType: "OnPremises" },
    "TlsSenderCertificateName or",
  ],
  [
    "New-InboundConnector",
    { ...INBOUND, SenderIPAddresses: "10.0.0.0/16" },
    "SenderIPAddresses: must be an IPv4 address",
  ],
  ["New-InboundConnector", { ...INBOUND, SenderIPAddresses: "::1" }, "a range from /24 to /32"],
  [
    "New-InboundConnector",
    { Name: "X", SenderDomains: "*", TreatMessagesAsInternal: true },
    "ConnectorType is OnPremises",
  ],
  [
    "Set-InboundConnector",
    { Identity: "Partner", ConnectorType: "OnPremises", TreatMessagesAsInternal: true, CloudServicesMailEnabled: true },
    "TreatMessagesAsInternal: must be false when CloudServicesMailEnabled is true",
  ],
];

test("SenderIPAddresses, TlsDomain, …: what the file's checks refuse", async () => {
  const on = await company();
  for (const [cmdlet, parameters, text] of REFUSED) {
    expect.soft(await refusal(on, cmdlet, parameters), JSON.stringify(parameters)).toContain(text);
  }
});
