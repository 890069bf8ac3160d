// The tenant and whom it exchanges mail with, out of its connectors: boxes, and the connectors between them.
import type { CmdletObject } from "../../api/exchange.ts";

export interface OutboundConnector extends CmdletObject {
  readonly Name: string;
  readonly Guid: string;
  readonly Enabled: boolean;
  readonly ConnectorType: "OnPremises" | "Partner";
  readonly UseMXRecord: boolean;
  readonly SmartHosts: readonly string[];
  readonly RecipientDomains: readonly string[];
  readonly TlsSettings: string | null;
  readonly TlsDomain: string | null;
  readonly IsTransportRuleScoped: boolean;
  readonly CloudServicesMailEnabled: boolean;
}

export interface InboundConnector extends CmdletObject {
  readonly Name: string;
  readonly Guid: string;
  readonly Enabled: boolean;
  readonly ConnectorType: "OnPremises" | "Partner";
  readonly SenderDomains: readonly string[];
  readonly SenderIPAddresses: readonly string[];
  readonly TlsSenderCertificateName: string | null;
  readonly RequireTls: boolean;
  readonly RestrictDomainsToCertificate: boolean;
  readonly RestrictDomainsToIPAddresses: boolean;
  readonly CloudServicesMailEnabled: boolean;
  readonly TreatMessagesAsInternal: boolean;
}

export type Place = "smartHost" | "onPremises" | "internet" | "partner";

export interface Edge {
  /** Stands in the address. */
  readonly id: string;
  readonly direction: "out" | "in";
  readonly name: string;
  readonly isOn: boolean;
  /** What decides who uses it, in few words. */
  readonly labels: readonly string[];
  /** Absent where no connector is needed. */
  readonly connector?: OutboundConnector | InboundConnector;
}

export interface Box {
  readonly id: string;
  readonly place: Place;
  readonly name: string;
  /** How it is known: address, certificate. */
  readonly about: string;
  readonly edges: readonly Edge[];
}

const INTERNET: Omit<Box, "edges"> = {
  id: "internet",
  place: "internet",
  name: "Internet",
  about: "every other domain: the sandbox's own sink, nothing leaves this machine",
};

/** @param hasOnPremises whether the sink for mailboxes on premises runs. */
export function boxesOf(
  outbound: readonly OutboundConnector[],
  inbound: readonly InboundConnector[],
  hasOnPremises: boolean,
): readonly Box[] {
  const boxes = new Map<string, Omit<Box, "edges"> & { edges: Edge[] }>();
  const add = (box: Omit<Box, "edges">, edge?: Edge) => {
    const known = boxes.get(box.id) ?? { ...box, edges: [] };
    boxes.set(box.id, known);
    if (edge) known.edges.push(edge);
  };
  for (const connector of outbound) add(targetOf(connector), outEdge(connector));
  if (hasOnPremises) add(onPremises("mailboxes that are still on premises"));
  for (const connector of inbound) add(sourceOf(connector, outbound), inEdge(connector));
  add(INTERNET, { id: "internet-out", direction: "out", name: "all other mail", isOn: true, labels: ["no connector"] });
  add(INTERNET, {
    id: "internet-in",
    direction: "in",
    name: "mail from outside",
    isOn: true,
    labels: ["MX", "anonymous"],
  });
  return [...boxes.values()];
}

const onPremises = (about: string): Omit<Box, "edges"> => ({
  id: "on-premises",
  place: "onPremises",
  name: "On-premises",
  about,
});

function targetOf({ SmartHosts, UseMXRecord, TlsDomain }: OutboundConnector): Omit<Box, "edges"> {
  if (UseMXRecord || SmartHosts.length === 0) return INTERNET;
  if (SmartHosts.includes("on-premises")) return onPremises("mailboxes that are still on premises");
  const hosts = SmartHosts.join(", ");
  const name = hosts === "builtin" ? "Smart host, built in" : "Smart host";
  return { id: `host ${hosts}`, place: "smartHost", name, about: TlsDomain ? `${hosts} · ${TlsDomain}` : hosts };
}

/** The server that shows the certificate, or has the address, by which an outbound connector knows its target. */
function sourceOf(connector: InboundConnector, outbound: readonly OutboundConnector[]): Omit<Box, "edges"> {
  const { TlsSenderCertificateName: certificate, SenderIPAddresses: addresses } = connector;
  const same = outbound.find(
    ({ TlsDomain, SmartHosts }) =>
      (certificate !== null && TlsDomain?.toLowerCase() === certificate.toLowerCase()) ||
      SmartHosts.some((host) => addresses.includes(addressOf(host))),
  );
  if (same) return targetOf(same);
  const about = certificate ?? (addresses.join(", ") || connector.SenderDomains.join(", "));
  const isPartner = connector.ConnectorType === "Partner";
  return {
    id: `source ${about}`,
    place: isPartner ? "partner" : "smartHost",
    name: isPartner ? "Partner" : "Server",
    about,
  };
}

/** "[192.0.2.1]:25" */
const addressOf = (host: string): string => host.replace(/^\[?([\d.]+)\]?(?::\d+)?$/, "$1");

function outEdge(connector: OutboundConnector): Edge {
  const { Name, Enabled, TlsSettings, TlsDomain, RecipientDomains } = connector;
  const tls = TlsSettings === null ? "TLS if offered" : `TLS ${TlsSettings}${TlsDomain ? ` ${TlsDomain}` : ""}`;
  const scope = connector.IsTransportRuleScoped ? "by rule only" : RecipientDomains.join(", ") || "all domains";
  const labels = [scope, tls, ...(connector.CloudServicesMailEnabled ? ["keeps Exchange headers"] : [])];
  return { id: `out:${Name}`, direction: "out", name: Name, isOn: Enabled, labels, connector };
}

function inEdge(connector: InboundConnector): Edge {
  const { Name, Enabled, TlsSenderCertificateName, SenderIPAddresses, RequireTls } = connector;
  const known = TlsSenderCertificateName
    ? `certificate ${TlsSenderCertificateName}`
    : SenderIPAddresses.join(", ") || "by sender domain";
  const labels = [
    known,
    RequireTls ? "TLS required" : "TLS optional",
    ...(connector.CloudServicesMailEnabled ? ["keeps Exchange headers"] : []),
    ...(connector.TreatMessagesAsInternal ? ["treated as internal"] : []),
  ];
  return { id: `in:${Name}`, direction: "in", name: Name, isOn: Enabled, labels, connector };
}
