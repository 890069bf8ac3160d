// The files of `init`, by their names in the folder.
import { isIPv4, isIPv6 } from "node:net";
import { isLoopback } from "../../organization/destinations.ts";
import { composeFile, gitHubRecipe, gitLabRecipe } from "./recipes.ts";

export interface ChosenHost {
  readonly host: string;
  readonly port: number;
}

export function initialFiles(chosen: ChosenHost): ReadonlyMap<string, string> {
  return new Map([
    ["recall-sandbox.yaml", configuration(chosen)],
    ["compose.yaml", composeFile(chosen)],
    [".github/workflows/recall-check.yml", gitHubRecipe(chosen)],
    ["ci/recall-check.gitlab-ci.yml", gitLabRecipe(chosen)],
  ]);
}

/** "mail.vendor.example:25", "[2001:db8::1]:25" */
export const hostPort = ({ host, port }: ChosenHost): string => `${isIPv6(host) ? `[${host}]` : host}:${port}`;

function configuration(chosen: ChosenHost): string {
  const at = hostPort(chosen);
  const isHere = isLoopback(chosen.host);
  const destinations = isHere
    ? ""
    : `\n# Beside this machine, mail goes nowhere else.\nallowedDestinations: ["${at}"]\n`;
  return `# A tenant with your smart host in its mail flow: it takes mail at ${at} and hands it back to port 2528.
# Is all of it right: npx recall-sandbox doctor --config THIS_FILE. Every setting: /api/settings of a running sandbox.
organization:
  name: contoso.com
  hostname: mail.contoso.com
  # Everybody below signs in with this password.
  defaultPassword: sandbox
${destinations}
acceptedDomains:
  - domainName: contoso.com

mailboxes:
  - address: alice@contoso.com
    displayName: Alice Adams
  - address: bob@contoso.com
    displayName: Bob Brown
  - address: carol@contoso.com
    displayName: Carol Clark

groups:
  - address: all@contoso.com
    members: [alice@contoso.com, bob@contoso.com, carol@contoso.com]

smartHost:
  # The built-in one stays out of the way.
  enabled: false

outboundConnectors:
  - name: To the smart host
    connectorType: OnPremises
    isTransportRuleScoped: true
    useMxRecord: false
    smartHosts: "${at}"
    # TLS where the host offers it; EncryptionOnly, CertificateValidation and DomainValidation insist on it.
    tlsSettings: null
    cloudServicesMailEnabled: true

inboundConnectors:
  - name: From the smart host
    connectorType: OnPremises
${trust(chosen)}
    cloudServicesMailEnabled: true

transportRules:
  - name: Through the smart host
    fromScope: InOrganization
    # What has been there is not sent again. Does your host stamp a header of its own? Put it here, and take out setHeader….
    exceptIfHeaderContainsMessageHeader: X-Sandbox-Signature
    exceptIfHeaderContainsWords: ["true"]
    routeMessageOutboundConnector: To the smart host
    setHeaderName: X-Sandbox-Signature
    setHeaderValue: "true"

service:
  level: 2026-09
`;
}

/** By which the tenant knows the smart host again. */
function trust({ host }: ChosenHost): string {
  if (isLoopback(host))
    return `    # Whoever reaches the return port from here is trusted; a certificate proves more: npx recall-sandbox cert issue NAME
    senderIPAddresses: 127.0.0.1
    requireTls: false`;
  if (isIPv4(host) || isIPv6(host))
    return `    senderIPAddresses: "${host}"
    requireTls: false`;
  return `    # It must show a certificate of this name; or name its address: senderIPAddresses
    requireTls: true
    tlsSenderCertificateName: ${host}`;
}
