import { expect, test } from "vitest";
import { importOrganization } from "../../../../src/organization/import/import-organization.ts";
import { readExport } from "../../../../src/organization/import/read-export.ts";
import { loadConfiguration } from "../../../../src/organization/load.ts";

const CONNECTOR = {
  Name: "To the vendor",
  ConnectorType: "OnPremises",
  UseMXRecord: false,
  SmartHosts: ["[198.51.100.7]", "smtp.vendor.example"],
  RecipientDomains: [],
  TlsSettings: "DomainValidation",
  TlsDomain: "smtp.vendor.example",
  IsTransportRuleScoped: true,
  CloudServicesMailEnabled: true,
  Enabled: true,
  Comment: null,
  WhenChanged: "2026-01-01T00:00:00+00:00",
};
const INBOUND = {
  Name: "From the vendor",
  ConnectorType: 1,
  SenderDomains: ["smtp:*;1"],
  SenderIPAddresses: [],
  RequireTls: true,
  RestrictDomainsToCertificate: true,
  CloudServicesMailEnabled: true,
  TlsSenderCertificateName: "*.vendor.example",
  EFSkipLastIP: true,
};
const rule = (parts: object) => ({
  Name: "Signatures",
  Priority: 1,
  State: "Enabled",
  Mode: "Enforce",
  SenderAddressLocation: "Header",
  FromScope: "InOrganization",
  HasNoClassification: false,
  SubjectContainsWords: null,
  Description: "If the message: …",
  Conditions: ["Microsoft.Exchange.MessagingPolicies.Rules.Tasks.FromScopePredicate"],
  RouteMessageOutboundConnector: "To the vendor",
  StopRuleProcessing: true,
  ExceptIfMessageSizeOver: "22.5 MB (23,592,960 bytes)",
  ...parts,
});

const load = (...given: unknown[]) => {
  const objects = given.flatMap((one) => readExport(Buffer.from(JSON.stringify(one))));
  const { yaml, findings } = importOrganization(objects);
  const said = findings.filter(({ status }) => status !== "modelled");
  return {
    ...loadConfiguration(yaml),
    findings,
    said: said.map((one) => `${one.object} ${one.status} ${one.property}: ${one.reason}`),
  };
};

test("the vendor's round trip becomes one over the built-in smart host", () => {
  const { organization, said } = load(
    [rule({}), { ...rule({ Name: "First", Priority: 0, RouteMessageOutboundConnector: null, SetSCL: -1 }) }],
    CONNECTOR,
    INBOUND,
    [{ DomainName: "fabrikam.com", DomainType: 0, MatchSubDomains: false, Default: true, Name: "fabrikam.com" }],
  );
  expect(organization.name).toBe("fabrikam.com");
  expect(organization.transportRules.map(({ name, enabled }) => [name, enabled])).toEqual([
    ["First", true],
    ["Signatures", true],
  ]);
  expect(organization.transportRules[1]).toMatchObject({
    conditions: { fromScope: "InOrganization" },
    exceptions: { messageSizeOver: 23_592_960 },
    actions: { routeMessageOutboundConnector: "To the vendor", stopRuleProcessing: true },
  });
  expect(organization.outboundConnectors[0]).toMatchObject({ smartHosts: ["builtin"], useMxRecord: false });
  expect(organization.inboundConnectors[0]).toMatchObject({
    connectorType: "OnPremises",
    senderDomains: ["*"],
    tlsSenderCertificateName: "smarthost.contoso.com",
  });
  expect(said.join("\n")).toContain("the built-in smart host stands for 198.51.100.7, smtp.vendor.example");
  expect(said.join("\n")).toContain('"From the vendor" approximated ConnectorType: the number 1 is read as OnPremises');
});

test("a rule that loses a condition is switched off, and the reason is told", () => {
  const { organization, findings, said } = load(
    [
      rule({
        Name: "Dlp",
        RouteMessageOutboundConnector: null,
        DeleteMessage: true,
        MessageContainsDataClassifications: ["x"],
      }),
      rule({ Name: "Lost", SubjectMatchesPatterns: ["(?<a"] }),
    ],
    CONNECTOR,
  );
  expect(organization.transportRules.map(({ name, enabled }) => [name, enabled])).toEqual([
    ["Dlp", false],
    ["Lost", false],
  ]);
  expect(said.join("\n")).toContain(
    'transport rule "Dlp" ignored MessageContainsDataClassifications: works with DLP policies',
  );
  expect(findings).not.toContainEqual(
    expect.objectContaining({
      object: 'transport rule "Lost"',
      property: "SubjectMatchesPatterns",
      status: "modelled",
    }),
  );
  expect(said.join("\n")).toMatch(/"Lost" ignored SubjectMatchesPatterns: .*\(\?<a/);
  expect(said.join("\n")).toContain('"Lost" approximated State: switched off, since it lacks SubjectMatchesPatterns');
});

test("whom a rule names and the export doesn't have is proposed", () => {
  const { organization, said } = load(
    rule({
      RouteMessageOutboundConnector: null,
      From: ["ann@contoso.com", "ed@outside.example"],
      FromMemberOf: ["staff@contoso.com"],
      SentTo: ["Sales Team"],
      DeleteMessage: true,
    }),
    {
      Name: "sales",
      DisplayName: "Sales Team",
      PrimarySmtpAddress: "Sales@contoso.com",
      GroupType: "Universal",
      Members: [{ PrimarySmtpAddress: "bob@contoso.com" }],
    },
  );
  expect(organization.mailboxes.map(({ address }) => address)).toEqual(["ann@contoso.com", "bob@contoso.com"]);
  expect(organization.contacts.map(({ address }) => address)).toEqual(["ed@outside.example"]);
  expect(organization.groups.map(({ address, members }) => [address, members])).toEqual([
    ["sales@contoso.com", ["bob@contoso.com"]],
    ["staff@contoso.com", []],
  ]);
  expect(organization.transportRules[0]?.conditions).toMatchObject({ sentTo: ["sales@contoso.com"] });
  expect(said).toContain(
    'recipient "ed@outside.example" approximated Identity: a contact is proposed for it; the export doesn\'t have it',
  );
});

test("remote domains and the organization's own settings: $null stays, spans are read", () => {
  const { organization } = load(
    { DomainName: "*", Name: "Default", TNEFEnabled: null, AllowedOOFType: 0, LineWrapSize: "Unlimited" },
    { DomainName: "x.example", Name: "Ex", TNEFEnabled: true, ContentType: 1, CharacterSet: "utf-8" },
    {
      Name: "contoso.onmicrosoft.com",
      MessageRecallEnabled: null,
      RecallReadMessagesEnabled: false,
      MessageRecallMaxRecallableAge: { Ticks: 864_000_000_000, Days: 1 },
      MailTipsAllTipsEnabled: true,
    },
  );
  expect(organization.name).toBe("contoso.onmicrosoft.com");
  expect(organization.remoteDomains.map(({ name, tnefEnabled }) => [name, tnefEnabled])).toEqual([
    ["Default", null],
    ["Ex", true],
  ]);
  expect(organization.remoteDomains[1]).toMatchObject({ contentType: "MimeText", characterSet: "utf-8" });
  expect(organization.organizationConfig).toMatchObject({
    messageRecallEnabled: null,
    recallReadMessagesEnabled: false,
    messageRecallMaxRecallableAge: 86_400_000,
  });
});

test("the XML of Export-TransportRuleCollection", () => {
  const xml = `<?xml version="1.0" encoding="utf-16" standalone="yes"?><rules name="TransportVersioned">
<rule name="It's" id="1" format="cmdlet"><version requiredMinVersion="15.0.3.0"><commandBlock><![CDATA[New-TransportRule -Name 'It''s' -Comments '' -Mode Audit -SubjectContainsWords @('a b', "c") -ExceptIfFromScope 'NotInOrganization' -SetSCL -1 -StopRuleProcessing:$true -Enabled $false]]></commandBlock></version></rule>
<rule name="B"><version><commandBlock>New-TransportRule -Name B -PrependSubject 'A &amp; B: '</commandBlock></version></rule></rules>`;
  // PowerShell writes it in UTF-16.
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, "utf16le")]);
  const { organization } = loadConfiguration(importOrganization(readExport(bytes)).yaml);
  expect(organization.transportRules).toMatchObject([
    {
      name: "It's",
      enabled: false,
      mode: "Audit",
      conditions: { subjectContainsWords: ["a b", "c"] },
      exceptions: { fromScope: "NotInOrganization" },
      actions: { setSCL: -1, stopRuleProcessing: true },
    },
    { name: "B", enabled: true, actions: { prependSubject: "A & B: " } },
  ]);
});

test("what isn't an export is refused, and what isn't known is told", () => {
  expect(() => readExport(Buffer.from("[1]"))).toThrow("it holds 1 where an object was expected");
  expect(() => readExport(Buffer.from("<a/>"))).toThrow("without a commandBlock");
  expect(() => readExport(Buffer.from("<commandBlock>Remove-Item x</commandBlock>"))).toThrow("not Remove-Item");
  expect(load({ Name: "x" }).said).toEqual([
    expect.stringContaining('object "x" ignored all of it: it is none of: transport rule,'),
  ]);
  const wrapped = readExport(Buffer.from(JSON.stringify({ value: [{ Name: "x" }, { Name: "y" }], Count: 2 })));
  expect(wrapped.map((object) => object.text("Name"))).toEqual(["x", "y"]);
});
