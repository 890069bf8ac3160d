// Get-OutboundConnector: how mail leaves to smart hosts.
import { isIPv4 } from "node:net";
import type { OutboundConnector } from "../organization/organization.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { all, directoryProperties, guidOf } from "./directory-object.ts";
import { findByIdentity } from "./identity.ts";
import { limited } from "./result-size.ts";

const KIND = "outbound connector";

export const getOutboundConnector = defineCmdlet({
  name: "Get-OutboundConnector",
  parameters: {
    Identity: { type: "identity", dotNetType: "OutboundConnectorIdParameter" },
    /** true shows those in test mode only; here none is. */
    IncludeTestModeConnectors: { type: "boolean" },
    IsTransportRuleScoped: { type: "boolean" },
    ResultSize: { type: "resultSize" },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const names = ({ name }: OutboundConnector) => [name, guidOf({ kind: KIND, name }, organization)];
    const found = findByIdentity(organization.outboundConnectors, given.Identity, names, organization).filter(
      ({ isTransportRuleScoped }) =>
        given.IncludeTestModeConnectors !== true &&
        (given.IsTransportRuleScoped === undefined || given.IsTransportRuleScoped === isTransportRuleScoped),
    );
    return limited(found, given.ResultSize, (connector) => show(connector, services));
  },
});

function show(connector: OutboundConnector, services: CmdletServices): CmdletObject {
  return {
    Enabled: connector.enabled,
    UseMXRecord: connector.useMxRecord,
    Comment: null,
    ConnectorType: connector.connectorType,
    ConnectorSource: "Default",
    RecipientDomains: connector.recipientDomains,
    // An address is read back in brackets.
    SmartHosts: connector.smartHosts.map((host) => (isIPv4(host) ? `[${host}]` : host)),
    TlsDomain: connector.tlsDomain ?? null,
    TlsSettings: connector.tlsSettings ?? null,
    IsTransportRuleScoped: connector.isTransportRuleScoped,
    CloudServicesMailEnabled: connector.cloudServicesMailEnabled,
    AllAcceptedDomains: connector.allAcceptedDomains,
    SmtpDaneMode: "Opportunistic",
    MtaStsMode: "Opportunistic",
    ...all(false, "RouteAllMessagesViaOnPremises SenderRewritingEnabled TestMode IsValidated"),
    ...all(null, "LastValidationTimestamp LinkForModifiedConnector"),
    ValidationRecipients: [],
    ...directoryProperties({ kind: KIND, name: connector.name, objectClass: "msExchSMTPOutboundConnector" }, services),
  };
}
