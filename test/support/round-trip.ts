// A tenant whose mail makes the round trip through a smart host, as an object that a configuration file may hold (YAML
// takes JSON). The parts are those of config/default.yaml.

export const PASSWORD = "secret";
export const SMART_HOST_NAME = "smarthost.contoso.com";

const OUT = "To the smart host";

export interface RoundTripOptions {
  /** Local parts of contoso.com mailboxes. */
  readonly mailboxes: readonly string[];
  /** host:port, or the built-in one. */
  readonly smartHost: string;
  /** Whose mail goes round. */
  readonly fromScope?: "InOrganization" | "NotInOrganization";
  /** A host that stamps no loop marker: the routing rule does. */
  readonly ruleStampsMarker?: boolean;
  /** Recall requests stay inside. */
  readonly exemptsRecalls?: boolean;
  /** Further groups of settings, such as listeners and transport. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export function roundTrip(options: RoundTripOptions): Record<string, unknown> {
  return {
    organization: { name: "contoso.com", defaultPassword: PASSWORD },
    acceptedDomains: [{ domainName: "contoso.com" }],
    mailboxes: options.mailboxes.map((name) => ({ address: `${name}@contoso.com`, displayName: name })),
    outboundConnectors: [
      {
        name: OUT,
        connectorType: "OnPremises",
        isTransportRuleScoped: true,
        useMxRecord: false,
        smartHosts: options.smartHost,
        tlsSettings: "DomainValidation",
        tlsDomain: SMART_HOST_NAME,
        cloudServicesMailEnabled: true,
      },
    ],
    inboundConnectors: [
      {
        name: "From the smart host",
        connectorType: "OnPremises",
        tlsSenderCertificateName: SMART_HOST_NAME,
        restrictDomainsToCertificate: true,
        cloudServicesMailEnabled: true,
      },
    ],
    transportRules: [
      {
        name: "Through the smart host",
        fromScope: options.fromScope ?? "InOrganization",
        exceptIfHeaderContainsMessageHeader: "X-Sandbox-Signature",
        exceptIfHeaderContainsWords: ["true"],
        ...(options.exemptsRecalls && {
          exceptIfHeaderMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
          exceptIfHeaderMatchesPatterns: ["true", "false"],
        }),
        ...(options.ruleStampsMarker && { setHeaderName: "X-Sandbox-Signature", setHeaderValue: "true" }),
        routeMessageOutboundConnector: OUT,
        stopRuleProcessing: true,
      },
    ],
    smartHost: options.smartHost === "builtin" ? { preset: "transparent" } : { enabled: false },
    ...options.settings,
  };
}
