// How the check's tenant is set up for each stage: everything a customer would do, as a file says it.
import { randomUUID } from "node:crypto";
import { isLoopback } from "../../organization/destinations.ts";
import type { ServiceLevel, TenantSetting } from "../run.ts";

export const OUTBOUND = "To the smart host";
export const INBOUND = "From the smart host";
export const PASSWORD = "check";
/** Passes of mail that loops: enough to be sure, few enough for a host that others use too. */
export const MAX_HOP_COUNT = 30;

export interface Stage {
  readonly tenant: TenantSetting;
  readonly serviceLevel: ServiceLevel;
}

export interface TenantFacts {
  readonly domain: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly smartHost: { readonly host: string; readonly port: number };
  readonly returnTo: { readonly host: string; readonly port: number };
  readonly tls: "none" | "opportunistic" | "required";
  /** File of who signs the smart host's certificate. */
  readonly caFile?: string;
  readonly auth?: { readonly username: string; readonly password: string };
  /** Shown to the smart host. */
  readonly certificate?: { readonly certificateFile: string; readonly keyFile: string };
  readonly loopHeader: { readonly name: string; readonly value: string };
  /** The smart host does not stamp it. */
  readonly tenantStamps: boolean;
}

export function tenantConfiguration(facts: TenantFacts, stage: Stage): object {
  const { domain, from, recipients, smartHost, returnTo } = facts;
  const addresses = [...new Set([from, ...recipients].map((address) => address.toLowerCase()))];
  const domains = [...new Set([domain, ...addresses.map((address) => address.slice(address.indexOf("@") + 1))])];
  return {
    organization: { name: domain, hostname: `mail.${domain}`, defaultPassword: PASSWORD },
    acceptedDomains: domains,
    mailboxes: addresses.map((address) => ({ address, displayName: displayName(address) })),
    outboundConnectors: [outboundConnector(facts)],
    inboundConnectors: [
      {
        name: INBOUND,
        connectorType: "OnPremises",
        senderIPAddresses: senderAddresses(facts),
        requireTls: false,
        cloudServicesMailEnabled: true,
      },
    ],
    transportRules: transportRules(facts, stage),
    remoteDomains: [{ domainName: "*" }, ...(hasRichText(stage) ? domains.map(richText) : [])],
    service: { level: stage.serviceLevel },
    transport: { maxHopCount: MAX_HOP_COUNT },
    smartHost: { enabled: false },
    listeners: { host: returnTo.host, submission: 0, inbound: 0, return: returnTo.port, internet: 0, http: 0 },
    ...(isLoopback(returnTo.host) ? {} : { http: { token: randomUUID() } }),
    ...(isLoopback(smartHost.host) ? {} : { allowedDestinations: [`${smartHost.host}:${smartHost.port}`] }),
  };
}

/** Beyond loopback an address of this machine proves nothing. */
function senderAddresses({ smartHost, returnTo }: TenantFacts): string[] {
  const abroad = isLoopback(smartHost.host) ? [] : [smartHost.host];
  return isLoopback(returnTo.host) ? ["127.0.0.1", ...abroad] : abroad;
}

const hasRichText = ({ tenant }: Stage) => tenant === "rich text" || tenant === "rich text and exemption";
const hasExemption = ({ tenant }: Stage) => tenant === "exemption" || tenant === "rich text and exemption";
const richText = (domainName: string) => ({ domainName, tnefEnabled: true });

function outboundConnector({ smartHost, tls, caFile, auth, certificate }: TenantFacts): object {
  const host = smartHost.host.includes(":") ? `[${smartHost.host}]` : smartHost.host;
  const required = caFile === undefined ? "EncryptionOnly" : "CertificateValidation";
  return {
    name: OUTBOUND,
    connectorType: "OnPremises",
    isTransportRuleScoped: true,
    useMxRecord: false,
    smartHosts: [`${host}:${smartHost.port}`],
    cloudServicesMailEnabled: true,
    tlsSettings: tls === "required" ? required : null,
    ...(tls === "none" && { ignoreStartTls: true }),
    ...(caFile !== undefined && { caFile }),
    ...(auth && { authenticationCredential: auth }),
    ...certificate,
  };
}

/** The routing rule with its loop exception; above it, what exempts recalls and their reports. */
function transportRules(facts: TenantFacts, stage: Stage): object[] {
  const { name, value } = facts.loopHeader;
  const stamp = { setHeaderName: name, setHeaderValue: value };
  const exemptions = [
    {
      name: "Recall requests need no smart host",
      fromScope: "InOrganization",
      headerContainsMessageHeader: "X-MS-Exchange-RecallReportGenerated",
      headerContainsWords: ["true", "false"],
      ...stamp,
    },
    {
      name: "Recall reports need no smart host",
      headerContainsMessageHeader: "X-MS-Exchange-Generated-Message-Source",
      headerContainsWords: ["Transport Message Recall Routing Agent"],
      ...stamp,
    },
  ];
  return [
    ...(hasExemption(stage) ? exemptions : []),
    {
      name: "Everything ours goes through the smart host",
      fromScope: "InOrganization",
      exceptIfHeaderContainsMessageHeader: name,
      exceptIfHeaderContainsWords: [value],
      routeMessageOutboundConnector: OUTBOUND,
      stopRuleProcessing: true,
      ...(facts.tenantStamps && stamp),
    },
  ];
}

function displayName(address: string): string {
  const local = address.slice(0, address.indexOf("@"));
  return local.replace(/(^|[-.])([a-z])/g, (_, gap: string, letter: string) => (gap ? " " : "") + letter.toUpperCase());
}
