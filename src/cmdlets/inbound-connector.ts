// Get-, New-, Set- and Remove-InboundConnector: how mail comes in from servers that the tenant knows.
import type { InboundConnector } from "../organization/organization.ts";
import { inboundConnectorSchema } from "../organization/schema/mail-flow.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { COMMON_PARAMETERS, connectorCalled, KINDS, namesOf, RESULT_SIZE, withConnector } from "./connectors.ts";
import { directoryProperties } from "./directory-object.ts";
import { declared, type FieldParameters, parsedBy, showAccepted, withEdits } from "./field-parameters.ts";
import { findByIdentity } from "./identity.ts";
import { limited } from "./result-size.ts";

const LIST = "inboundConnectors";

const IDENTITY = {
  type: "identity",
  dotNetType: "InboundConnectorIdParameter",
  position: 1,
  pipeline: "both",
  sentence: "Name or GUID; a star stands for any text.",
} as const;

/** "smtp:*;1", "smtp:*" and "*" are one thing. */
const domainAlone = (text: string): string =>
  text
    .trim()
    .replace(/^smtp:/i, "")
    .replace(/;\d+$/, "")
    .toLowerCase();

const reserved = (sentence: string) =>
  ({ type: "multiValued", priority: "accept", initial: [], sentence }) as const satisfies FieldParameters[string];

const PARAMETERS = {
  ...COMMON_PARAMETERS,
  Enabled: { type: "boolean", field: "enabled", sentence: "Whether it takes mail. Default true." },
  SenderDomains: {
    type: "multiValued",
    field: "senderDomains",
    normalize: domainAlone,
    sentence: "Domains of senders it is for: contoso.com, *.contoso.com or *, also as smtp:*;1.",
  },
  SenderIPAddresses: {
    type: "multiValued",
    field: "senderIPAddresses",
    sentence: "IPv4 addresses of the servers, or ranges from /24 to /32.",
  },
  TlsSenderCertificateName: {
    type: "string",
    nullable: true,
    field: "tlsSenderCertificateName",
    sentence: "Name in the certificate that the server shows; *.contoso.com for any below it.",
  },
  RequireTls: { type: "boolean", field: "requireTls", sentence: "Mail without TLS is refused. Default true." },
  RestrictDomainsToCertificate: {
    type: "boolean",
    field: "restrictDomainsToCertificate",
    sentence: "Mail of the sender domains that comes without the certificate is refused.",
  },
  RestrictDomainsToIPAddresses: {
    type: "boolean",
    field: "restrictDomainsToIPAddresses",
    sentence: "Mail of the sender domains that comes from other addresses is refused.",
  },
  CloudServicesMailEnabled: {
    type: "boolean",
    field: "cloudServicesMailEnabled",
    sentence: "X-MS-Exchange-CrossPremises header fields become X-MS-Exchange-Organization ones.",
  },
  TreatMessagesAsInternal: {
    type: "boolean",
    field: "treatMessagesAsInternal",
    sentence: "Its mail counts as sent inside; of OnPremises connectors without CloudServicesMailEnabled.",
  },
  AssociatedAcceptedDomains: {
    type: "multiValued",
    field: "associatedAcceptedDomains",
    priority: "should",
    sentence: "Accepted domains that it is for; mail of senders elsewhere is none of it.",
  },
  EFSkipLastIP: {
    type: "boolean",
    field: "efSkipLastIP",
    priority: "should",
    sentence: "Enhanced filtering: the host before the last one is taken for the source.",
  },
  EFSkipIPs: {
    type: "multiValued",
    field: "efSkipIPs",
    priority: "should",
    sentence: "Enhanced filtering: addresses and ranges that are passed over in the search of the source.",
  },
  EFUsers: {
    type: "multiValued",
    priority: "accept",
    initial: [],
    sentence: "Recipients that enhanced filtering is for.",
  },
  EFTestMode: { type: "boolean", priority: "accept", initial: false, sentence: "Of enhanced filtering." },
  EFSkipMailGateway: reserved("Reserved by Microsoft."),
  ScanAndDropRecipients: reserved("Reserved by Microsoft."),
  TrustedOrganizations: reserved("Other Microsoft 365 organizations that are trusted."),
  ClientHostNames: reserved("Reserved by Microsoft."),
} as const satisfies FieldParameters;

export const getInboundConnector = defineCmdlet({
  name: "Get-InboundConnector",
  synopsis: "Shows how mail comes in from servers that are known.",
  parameters: { Identity: IDENTITY, ResultSize: RESULT_SIZE },
  async run(given, services) {
    const organization = services.configurations.latest();
    const found = findByIdentity(organization[LIST], given.Identity, namesOf(LIST, organization), organization);
    return limited(found, given.ResultSize, (connector) => show(connector, services));
  },
});

export const newInboundConnector = defineCmdlet({
  name: "New-InboundConnector",
  synopsis: "Makes a connector for mail that comes in from a server.",
  parameters: {
    ...declared(PARAMETERS),
    Name: { ...PARAMETERS.Name, mandatory: true, position: 1 },
    SenderDomains: { ...PARAMETERS.SenderDomains, mandatory: true },
    ...CONFIRMATION,
  },
  async run(given, services) {
    const connector = parsedBy(inboundConnectorSchema, withEdits(PARAMETERS, {}, given), PARAMETERS);
    const result = await changeOrganization(
      {
        cmdlet: "New-InboundConnector",
        given,
        whatIf: `Creating inbound connector "${connector.name}".`,
        edit: (organization) => withConnector(LIST, { connector }, organization, { table: PARAMETERS, services }),
      },
      services,
    );
    return given.WhatIf === true ? result : { ...result, objects: [show(connector, services)] };
  },
});

export const setInboundConnector = defineCmdlet({
  name: "Set-InboundConnector",
  synopsis: "Changes a connector for mail that comes in.",
  parameters: {
    Identity: { ...IDENTITY, mandatory: true },
    ...declared(PARAMETERS, ["ClientHostNames"]),
    ...CONFIRMATION,
  },
  async run(given, services) {
    const { name } = connectorCalled(LIST, given.Identity, services.configurations.latest());
    return changeOrganization(
      {
        cmdlet: "Set-InboundConnector",
        given,
        whatIf: `Setting inbound connector "${name}".`,
        object: name,
        edit(organization) {
          const before = connectorCalled(LIST, given.Identity, organization);
          const connector = parsedBy(inboundConnectorSchema, withEdits(PARAMETERS, before, given), PARAMETERS);
          return withConnector(LIST, { connector, before }, organization, { table: PARAMETERS, services });
        },
      },
      services,
    );
  },
});

export const removeInboundConnector = defineCmdlet({
  name: "Remove-InboundConnector",
  synopsis: "Removes a connector for mail that comes in.",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...CONFIRMATION },
  async run(given, services) {
    const { name } = connectorCalled(LIST, given.Identity, services.configurations.latest());
    return changeOrganization(
      {
        cmdlet: "Remove-InboundConnector",
        given,
        whatIf: `Removing inbound connector "${name}".`,
        edit(organization) {
          const gone = connectorCalled(LIST, given.Identity, organization);
          return { ...organization, [LIST]: organization[LIST].filter((other) => other !== gone) };
        },
      },
      services,
    );
  },
});

function show(connector: InboundConnector, services: CmdletServices): CmdletObject {
  return {
    Enabled: connector.enabled,
    ConnectorType: connector.connectorType,
    SenderIPAddresses: connector.senderIPAddresses,
    // Read back with scheme and cost.
    SenderDomains: connector.senderDomains.map((domain) => `smtp:${domain};1`),
    TlsSenderCertificateName: connector.tlsSenderCertificateName ?? null,
    RequireTls: connector.requireTls,
    RestrictDomainsToIPAddresses: connector.restrictDomainsToIPAddresses,
    RestrictDomainsToCertificate: connector.restrictDomainsToCertificate,
    CloudServicesMailEnabled: connector.cloudServicesMailEnabled,
    TreatMessagesAsInternal: connector.treatMessagesAsInternal,
    AssociatedAcceptedDomains: connector.associatedAcceptedDomains ?? [],
    EFSkipLastIP: connector.efSkipLastIP ?? false,
    EFSkipIPs: connector.efSkipIPs ?? [],
    ...showAccepted(PARAMETERS, connector),
    ...directoryProperties(
      { kind: KINDS[LIST], name: connector.name, objectClass: "msExchSMTPInboundConnector" },
      services,
    ),
  };
}
