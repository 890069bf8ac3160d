// Where a next hop's mail is sent: smart hosts in order, how they are secured, what certificate is shown.
import type { MailItem, NextHop } from "../../agent-api/mail-item.ts";
import { BUILTIN_SMART_HOST, ON_PREMISES, parseHostPort } from "../../organization/destinations.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization, OutboundConnector } from "../../organization/organization.ts";

export interface Destination {
  readonly host: string;
  readonly port: number;
  /** One of the sandbox's own listeners. */
  readonly builtIn?: boolean;
}

export interface HopSettings {
  /** Shown in trace and legs. */
  readonly name: string;
  readonly destinations: readonly Destination[];
  readonly tls: {
    readonly mode: "none" | "opportunistic" | "required";
    readonly verify: "none" | "chain" | "domain";
    readonly domain?: string;
  };
  readonly caFile?: string;
  /** Shown instead of the sandbox's own. */
  readonly certificate?: { readonly certFile: string; readonly keyFile: string };
  readonly auth?: { readonly username: string; readonly password: string };
}

/** Ports of the sandbox's own listeners, known once they are bound. */
export interface BuiltInDestinations {
  readonly smartHost: Destination | undefined;
  readonly internet: Destination;
  readonly onPremises: Destination | undefined;
}

/** Undefined when the connector is gone or disabled since the item was routed. */
export function hopSettings(
  hop: NextHop,
  organization: Organization,
  builtIn: BuiltInDestinations,
): HopSettings | undefined {
  if (hop.kind === "internet") {
    return { name: "internet", destinations: [builtIn.internet], tls: { mode: "opportunistic", verify: "none" } };
  }
  if (hop.kind === "mailbox") return undefined;
  const connector = organization.outboundConnectors.find((c) => c.name === hop.connector && c.enabled);
  if (!connector) return undefined;
  const destinations = connector.smartHosts.flatMap((smartHost) => destination(smartHost, builtIn));
  return {
    name: connector.name,
    destinations: destinations.length > 0 ? destinations : [builtIn.internet],
    tls: tlsOf(connector),
    ...(connector.caFile !== undefined && { caFile: connector.caFile }),
    ...certificateOf(connector),
    ...(connector.authenticationCredential && { auth: connector.authenticationCredential }),
  };
}

/** RouteMessageOutboundRequireTls: whatever the connector says, this message goes over TLS to recipients outside. */
export function asRequired(hop: HopSettings, { data, recipients }: MailItem, organization: Organization): HopSettings {
  if (data.requireTls === undefined || hop.tls.mode === "required") return hop;
  const { acceptedDomainOf } = directoryOf(organization);
  const isForInside = recipients.every(({ address }) => acceptedDomainOf(address) !== undefined);
  return isForInside ? hop : { ...hop, tls: { ...hop.tls, mode: "required" } };
}

function destination(smartHost: string, builtIn: BuiltInDestinations): Destination[] {
  if (smartHost === BUILTIN_SMART_HOST) return builtIn.smartHost ? [builtIn.smartHost] : [];
  if (smartHost === ON_PREMISES) return builtIn.onPremises ? [builtIn.onPremises] : [];
  const parsed = parseHostPort(smartHost);
  return parsed ? [{ host: parsed.host, port: parsed.port ?? 25 }] : [];
}

function certificateOf({ certificateFile, keyFile }: OutboundConnector): Pick<HopSettings, "certificate"> {
  if (certificateFile === undefined || keyFile === undefined) return {};
  return { certificate: { certFile: certificateFile, keyFile } };
}

/** New-OutboundConnector -TlsSettings; without it TLS is used when offered. */
function tlsOf(connector: OutboundConnector): HopSettings["tls"] {
  if (connector.ignoreStartTls) return { mode: "none", verify: "none" };
  switch (connector.tlsSettings) {
    case "EncryptionOnly":
      return { mode: "required", verify: "none" };
    case "CertificateValidation":
      return { mode: "required", verify: "chain" };
    case "DomainValidation":
      return {
        mode: "required",
        verify: "domain",
        ...(connector.tlsDomain !== undefined && { domain: connector.tlsDomain }),
      };
    default:
      return { mode: "opportunistic", verify: "none" };
  }
}
