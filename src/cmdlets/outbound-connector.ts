// Get-, New-, Set- and Remove-OutboundConnector: how mail leaves to smart hosts.
import { isIPv4 } from "node:net";
import type { Organization, OutboundConnector } from "../organization/organization.ts";
import { outboundConnectorSchema } from "../organization/schema/mail-flow.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { connectorCalled, KINDS, namesOf, RESULT_SIZE, withConnector } from "./connectors.ts";
import { directoryProperties } from "./directory-object.ts";
import { declared, parsedBy, showAccepted, withEdits } from "./field-parameters.ts";
import { findByIdentity } from "./identity.ts";
import { OF_VALIDATION, OUTBOUND_PARAMETERS as PARAMETERS } from "./outbound-connector-parameters.ts";
import { limited } from "./result-size.ts";

const LIST = "outboundConnectors";

const IDENTITY = {
  type: "identity",
  dotNetType: "OutboundConnectorIdParameter",
  position: 1,
  pipeline: "both",
  sentence: "Name or GUID; a star stands for any text.",
} as const;

export const getOutboundConnector = defineCmdlet({
  name: "Get-OutboundConnector",
  synopsis: "Shows how mail leaves to smart hosts.",
  parameters: {
    Identity: IDENTITY,
    IncludeTestModeConnectors: { type: "boolean", sentence: "$true shows those in test mode only." },
    IsTransportRuleScoped: { type: "boolean", sentence: "Shows those that are, or those that aren't." },
    ResultSize: RESULT_SIZE,
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const names = namesOf(LIST, organization);
    const found = findByIdentity(organization[LIST], given.Identity, names, organization).filter(
      ({ isTransportRuleScoped, testMode = false }) =>
        testMode === (given.IncludeTestModeConnectors ?? testMode) &&
        (given.IsTransportRuleScoped === undefined || given.IsTransportRuleScoped === isTransportRuleScoped),
    );
    return limited(found, given.ResultSize, (connector) => show(connector, services));
  },
});

export const newOutboundConnector = defineCmdlet({
  name: "New-OutboundConnector",
  synopsis: "Makes a connector for mail that leaves to a smart host.",
  parameters: {
    ...declared(PARAMETERS, OF_VALIDATION),
    Name: { ...PARAMETERS.Name, mandatory: true, position: 1 },
    ...CONFIRMATION,
  },
  async run(given, services) {
    const connector = parsedBy(outboundConnectorSchema, withEdits(PARAMETERS, {}, given), PARAMETERS);
    const result = await changeOrganization(
      {
        cmdlet: "New-OutboundConnector",
        given,
        whatIf: `Creating outbound connector "${connector.name}".`,
        edit: (organization) => withConnector(LIST, { connector }, organization, { table: PARAMETERS, services }),
      },
      services,
    );
    return given.WhatIf === true ? result : { ...result, objects: [show(connector, services)] };
  },
});

export const setOutboundConnector = defineCmdlet({
  name: "Set-OutboundConnector",
  synopsis: "Changes a connector for mail that leaves.",
  parameters: {
    Identity: { ...IDENTITY, mandatory: true },
    ...declared(PARAMETERS, ["LinkForModifiedConnector"]),
    ...CONFIRMATION,
  },
  async run(given, services) {
    const { name } = connectorCalled(LIST, given.Identity, services.configurations.latest());
    return changeOrganization(
      {
        cmdlet: "Set-OutboundConnector",
        given,
        whatIf: `Setting outbound connector "${name}".`,
        object: name,
        edit(organization) {
          const before = connectorCalled(LIST, given.Identity, organization);
          const connector = parsedBy(outboundConnectorSchema, withEdits(PARAMETERS, before, given), PARAMETERS);
          const after = withConnector(LIST, { connector, before }, organization, { table: PARAMETERS, services });
          return connector.name === before.name ? after : renamed(before.name, connector.name, after);
        },
      },
      services,
    );
  },
});

/** Rules go on naming it: in Exchange they know its GUID. */
function renamed(before: string, after: string, organization: Organization): Organization {
  const transportRules = organization.transportRules.map((rule) =>
    names(rule, before) ? { ...rule, actions: { ...rule.actions, routeMessageOutboundConnector: after } } : rule,
  );
  return { ...organization, transportRules };
}

const names = ({ actions }: Organization["transportRules"][number], connector: string): boolean =>
  actions.routeMessageOutboundConnector?.toLowerCase() === connector.toLowerCase();

export const removeOutboundConnector = defineCmdlet({
  name: "Remove-OutboundConnector",
  synopsis: "Removes a connector for mail that leaves.",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...CONFIRMATION },
  async run(given, services) {
    const { name } = connectorCalled(LIST, given.Identity, services.configurations.latest());
    return changeOrganization(
      {
        cmdlet: "Remove-OutboundConnector",
        given,
        whatIf: `Removing outbound connector "${name}".`,
        edit(organization) {
          const gone = connectorCalled(LIST, given.Identity, organization);
          refuseWhereNamed(gone, organization);
          return { ...organization, [LIST]: organization[LIST].filter((other) => other !== gone) };
        },
      },
      services,
    );
  },
});

function refuseWhereNamed({ name }: OutboundConnector, { transportRules }: Organization): void {
  const naming = transportRules.filter((rule) => names(rule, name)).map((rule) => `"${rule.name}"`);
  if (naming.length === 0) return;
  throw argumentError(
    `The outbound connector '${name}' can't be removed: RouteMessageOutboundConnector of the mail-flow ${naming.length === 1 ? "rule" : "rules"} ${naming.join(", ")} names it. Set or remove that first.`,
  );
}

function show(connector: OutboundConnector, services: CmdletServices): CmdletObject {
  return {
    Enabled: connector.enabled,
    UseMXRecord: connector.useMxRecord,
    ConnectorType: connector.connectorType,
    RecipientDomains: connector.recipientDomains,
    // An address is read back in brackets.
    SmartHosts: connector.smartHosts.map((host) => (isIPv4(host) ? `[${host}]` : host)),
    TlsDomain: connector.tlsDomain ?? null,
    TlsSettings: connector.tlsSettings ?? null,
    IsTransportRuleScoped: connector.isTransportRuleScoped,
    CloudServicesMailEnabled: connector.cloudServicesMailEnabled,
    AllAcceptedDomains: connector.allAcceptedDomains,
    RouteAllMessagesViaOnPremises: connector.routeAllMessagesViaOnPremises ?? false,
    TestMode: connector.testMode ?? false,
    ...showAccepted(PARAMETERS, connector),
    ...directoryProperties(
      { kind: KINDS[LIST], name: connector.name, objectClass: "msExchSMTPOutboundConnector" },
      services,
    ),
  };
}
