// Get-InboundConnector: how mail comes in from servers that the tenant knows.
import type { InboundConnector } from "../organization/organization.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { all, directoryProperties, guidOf } from "./directory-object.ts";
import { findByIdentity } from "./identity.ts";
import { limited } from "./result-size.ts";

const KIND = "inbound connector";

export const getInboundConnector = defineCmdlet({
  name: "Get-InboundConnector",
  parameters: {
    Identity: { type: "identity", dotNetType: "InboundConnectorIdParameter" },
    ResultSize: { type: "resultSize" },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const names = ({ name }: InboundConnector) => [name, guidOf({ kind: KIND, name }, organization)];
    const found = findByIdentity(organization.inboundConnectors, given.Identity, names, organization);
    return limited(found, given.ResultSize, (connector) => show(connector, services));
  },
});

function show(connector: InboundConnector, services: CmdletServices): CmdletObject {
  return {
    Enabled: connector.enabled,
    ConnectorType: connector.connectorType,
    ConnectorSource: "Default",
    Comment: null,
    SenderIPAddresses: connector.senderIPAddresses,
    // Read back with scheme and cost.
    SenderDomains: connector.senderDomains.map((domain) => `smtp:${domain};1`),
    TlsSenderCertificateName: connector.tlsSenderCertificateName ?? null,
    RequireTls: connector.requireTls,
    RestrictDomainsToIPAddresses: connector.restrictDomainsToIPAddresses,
    RestrictDomainsToCertificate: connector.restrictDomainsToCertificate,
    CloudServicesMailEnabled: connector.cloudServicesMailEnabled,
    TreatMessagesAsInternal: connector.treatMessagesAsInternal,
    ...all(false, "EFTestMode EFSkipLastIP"),
    ...all(
      [],
      `TrustedOrganizations AssociatedAcceptedDomains ClientHostNames ScanAndDropRecipients EFSkipIPs
      EFSkipMailGateway EFUsers`,
    ),
    ...directoryProperties({ kind: KIND, name: connector.name, objectClass: "msExchSMTPInboundConnector" }, services),
  };
}
