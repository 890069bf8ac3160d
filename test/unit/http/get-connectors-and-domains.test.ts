import { expect, test } from "vitest";
import { names, one, refusal } from "./exchange-admin-support.ts";
import { server, tenant } from "./support.ts";

const company = () =>
  server({
    config: tenant({
      acceptedDomains: [
        { domainName: "contoso.com" },
        { domainName: "sub.contoso.com", domainType: "InternalRelay", matchSubDomains: true },
        "contoso.onmicrosoft.com",
      ],
      remoteDomains: [{ domainName: "*.fabrikam.com", tnefEnabled: true }],
      outboundConnectors: [
        {
          name: "To the host",
          connectorType: "OnPremises",
          smartHosts: ["127.0.0.1", "host.contoso.com:10025"],
          isTransportRuleScoped: true,
          cloudServicesMailEnabled: true,
          tlsSettings: "DomainValidation",
          tlsDomain: "host.contoso.com",
        },
        { name: "To a partner", recipientDomains: ["fabrikam.com"], smartHosts: ["127.0.0.1:10026"], enabled: false },
      ],
      inboundConnectors: [
        {
          name: "From the host",
          connectorType: "OnPremises",
          senderDomains: ["*", "smtp:fabrikam.com;5"],
          tlsSenderCertificateName: "host.contoso.com",
          restrictDomainsToCertificate: true,
          cloudServicesMailEnabled: true,
        },
      ],
      allowedDestinations: ["host.contoso.com"],
    }),
  });

test("an inbound connector", async () => {
  expect(await one(await company(), "Get-InboundConnector", { Identity: "from the host" })).toMatchObject({
    Name: "From the host",
    Enabled: true,
    ConnectorType: "OnPremises",
    ConnectorSource: "Default",
    Comment: null,
    SenderDomains: ["smtp:*;1", "smtp:fabrikam.com;1"],
    SenderIPAddresses: [],
    TlsSenderCertificateName: "host.contoso.com",
    RequireTls: true,
    RestrictDomainsToCertificate: true,
    CloudServicesMailEnabled: true,
    TreatMessagesAsInternal: false,
    EFSkipLastIP: false,
  });
});

test("an outbound connector", async () => {
  expect(await one(await company(), "Get-OutboundConnector", { Identity: "*the host" })).toMatchObject({
    Name: "To the host",
    UseMXRecord: false,
    SmartHosts: ["[127.0.0.1]", "host.contoso.com:10025"],
    RecipientDomains: [],
    IsTransportRuleScoped: true,
    CloudServicesMailEnabled: true,
    TlsSettings: "DomainValidation",
    TlsDomain: "host.contoso.com",
    TestMode: false,
  });
});

test("accepted domains", async () => {
  const on = await company();
  expect(await one(on, "Get-AcceptedDomain", { Identity: "CONTOSO.com" })).toMatchObject({
    DomainName: "contoso.com",
    DomainType: "Authoritative",
    Default: true,
    MatchSubDomains: false,
    InitialDomain: false,
  });
  expect(await one(on, "Get-AcceptedDomain", { Identity: "sub*" })).toMatchObject({
    DomainType: "InternalRelay",
    Default: false,
    MatchSubDomains: true,
  });
  expect(await one(on, "Get-AcceptedDomain", { Identity: "contoso.onmicrosoft.com" })).toMatchObject({
    InitialDomain: true,
  });
});

test("remote domains, of which Default is always there", async () => {
  const on = await company();
  expect(await names(on, "Get-RemoteDomain")).toEqual(["Default", "*.fabrikam.com"]);
  expect(await one(on, "Get-RemoteDomain", { Identity: "Default" })).toMatchObject({
    DomainName: "*",
    TNEFEnabled: null,
    AllowedOOFType: "External",
    AutoForwardEnabled: true,
    ContentType: "MimeHtmlText",
    LineWrapSize: "Unlimited",
  });
  expect(await one(on, "Get-RemoteDomain", { Identity: "*.fabrikam.com" })).toMatchObject({ TNEFEnabled: true });
});

test.each<[string, object, string[]]>([
  ["Get-OutboundConnector", {}, ["To the host", "To a partner"]],
  ["Get-OutboundConnector", { IsTransportRuleScoped: true }, ["To the host"]],
  ["Get-OutboundConnector", { IsTransportRuleScoped: false }, ["To a partner"]],
  ["Get-OutboundConnector", { IncludeTestModeConnectors: true }, []],
  ["Get-OutboundConnector", { IncludeTestModeConnectors: false, ResultSize: 1 }, ["To the host"]],
  ["Get-InboundConnector", { Identity: "*exclaimer*" }, []],
  ["Get-AcceptedDomain", { Identity: "*.onmicrosoft.com" }, ["contoso.onmicrosoft.com"]],
  ["Get-AcceptedDomain", { ResultSize: 1 }, ["contoso.com"]],
])("%s %j", async (cmdlet, parameters, expected) => {
  expect(await names(await company(), cmdlet, parameters)).toEqual(expected);
});

test.each(["Get-AcceptedDomain", "Get-InboundConnector", "Get-OutboundConnector", "Get-RemoteDomain"])(
  "%s finds an object by its GUID, and says so when there is none",
  async (cmdlet) => {
    const on = await company();
    const [Name] = await names(on, cmdlet);
    const { Guid } = await one(on, cmdlet, { Identity: Name });
    expect(await one(on, cmdlet, { Identity: Guid })).toMatchObject({ Name });
    expect(await refusal(on, cmdlet, { Identity: "nosuch" }, 404)).toContain("object 'nosuch' couldn't be found");
  },
);
