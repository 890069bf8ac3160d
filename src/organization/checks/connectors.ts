// Connectors: what New-InboundConnector and New-OutboundConnector refuse, and that no mail leaves the machine unnoticed.
import { accessSync, constants } from "node:fs";
import { filesOf } from "../connector-files.ts";
import { BUILTIN_SMART_HOST, isAllowedDestination, isLoopback, ON_PREMISES, parseHostPort } from "../destinations.ts";
import type { Draft, Entry } from "../draft.ts";
import { resolveFile } from "../located.ts";
import type { InboundConnector, OutboundConnector } from "../organization.ts";
import { type Report, refuseTwice } from "./check.ts";

/** What of a draft they are checked against. */
export type ConnectorDraft = Pick<Draft, "tree" | "inboundConnectors" | "outboundConnectors"> & {
  readonly settings: Pick<
    Draft["settings"],
    "listeners.host" | "listeners.onPremises" | "allowedDestinations" | "smartHost.enabled"
  >;
};

export function checkConnectors(draft: ConnectorDraft, report: Report): void {
  refuseTwice(draft.inboundConnectors, "name", report);
  refuseTwice(draft.outboundConnectors, "name", report);
  const isExposed = !isLoopback(draft.settings["listeners.host"]);
  for (const entry of draft.inboundConnectors) {
    checkInbound(entry, report);
    refuseLoopbackRanges(entry, isExposed, report);
  }
  for (const entry of draft.outboundConnectors) {
    checkOutbound(entry, report);
    checkSmartHosts(draft, entry, report);
  }
  for (const { path, value } of [...draft.inboundConnectors, ...draft.outboundConnectors]) {
    for (const [key, name] of filesOf(value)) {
      const file = resolveFile(draft.tree, [...path, key], name);
      if (!isReadable(file)) report([...path, key], `${file} cannot be read`);
    }
  }
}

function checkInbound({ path, value: connector }: Entry<InboundConnector>, report: Report): void {
  const hasAddresses = connector.senderIPAddresses.length > 0;
  const hasCertificate = connector.tlsSenderCertificateName !== undefined;
  if (connector.connectorType === "OnPremises" && !hasAddresses && !hasCertificate) {
    report(
      path,
      "must have tlsSenderCertificateName or senderIPAddresses: an OnPremises connector is found by one of them",
    );
  }
  if (connector.treatMessagesAsInternal && connector.cloudServicesMailEnabled) {
    report(
      [...path, "treatMessagesAsInternal"],
      "must be false when cloudServicesMailEnabled is true: the headers decide then",
    );
  }
  if (connector.treatMessagesAsInternal && connector.connectorType !== "OnPremises") {
    report([...path, "treatMessagesAsInternal"], "must be false unless connectorType is OnPremises");
  }
  if (connector.restrictDomainsToCertificate && !hasCertificate) {
    report([...path, "restrictDomainsToCertificate"], "needs tlsSenderCertificateName");
  }
  if (connector.tenantId !== undefined && !hasCertificate) {
    report([...path, "tenantId"], "needs tlsSenderCertificateName: only a certificate can be pinned to a tenant");
  }
  if (connector.restrictDomainsToIPAddresses && !hasAddresses) {
    report([...path, "restrictDomainsToIPAddresses"], "needs senderIPAddresses");
  }
  if (connector.matchAddressOnInbound && !hasAddresses)
    report([...path, "matchAddressOnInbound"], "needs senderIPAddresses");
}

/** Where everybody comes from loopback, or through a proxy or container network that looks like it, an address proves nothing. */
function refuseLoopbackRanges({ path, value }: Entry<InboundConnector>, isExposed: boolean, report: Report): void {
  const { matchAddressOnInbound, senderIPAddresses, enabled } = value;
  if (!matchAddressOnInbound && !(isExposed && enabled)) return;
  for (const [index, range] of senderIPAddresses.entries()) {
    if (!isLoopback(range.split("/")[0] ?? "")) continue;
    const held = `\`${range}\` holds this machine's own addresses:`;
    const message = matchAddressOnInbound
      ? `${held} with matchAddressOnInbound everybody would be trusted; leave it false, and mail is matched on the return port`
      : `${held} with listeners.host beyond loopback name the smart host's own address, or use tlsSenderCertificateName`;
    report([...path, "senderIPAddresses", index], message);
  }
}

function checkOutbound({ path, value: connector }: Entry<OutboundConnector>, report: Report): void {
  const { connectorType, recipientDomains, smartHosts, useMxRecord, tlsSettings, tlsDomain } = connector;
  if (!useMxRecord && smartHosts.length === 0)
    report([...path, "smartHosts"], "must name a host when useMxRecord is false");
  if (useMxRecord && smartHosts.length > 0)
    report([...path, "useMxRecord"], "must be false when smartHosts names a host");
  if (tlsSettings === "DomainValidation" && tlsDomain === undefined) {
    report([...path, "tlsDomain"], "must name the domain in the certificate when tlsSettings is DomainValidation");
  }
  if (tlsSettings !== "DomainValidation" && tlsDomain !== undefined) {
    report([...path, "tlsDomain"], "is used with tlsSettings DomainValidation only");
  }
  if ((connector.certificateFile === undefined) !== (connector.keyFile === undefined))
    report(path, "must have certificateFile and keyFile, or none of both");
  if (connector.ignoreStartTls && tlsSettings !== undefined)
    report([...path, "ignoreStartTls"], "must be false when tlsSettings asks for TLS");
  if (connector.allAcceptedDomains && connectorType !== "OnPremises") {
    report([...path, "allAcceptedDomains"], "must be false unless connectorType is OnPremises");
  }
  if (connector.routeAllMessagesViaOnPremises && connectorType !== "OnPremises") {
    report([...path, "routeAllMessagesViaOnPremises"], "must be false unless connectorType is OnPremises");
  }
  const isReachable =
    connector.isTransportRuleScoped ||
    connector.allAcceptedDomains ||
    connector.routeAllMessagesViaOnPremises ||
    connector.testMode ||
    recipientDomains.length > 0;
  if (connector.enabled && !isReachable) {
    report(
      [...path, "recipientDomains"],
      "must name domains (* for all) unless isTransportRuleScoped or allAcceptedDomains is true",
    );
  }
}

function checkSmartHosts(
  draft: ConnectorDraft,
  { path, value: connector }: Entry<OutboundConnector>,
  report: Report,
): void {
  const allowed = draft.settings.allowedDestinations;
  for (const [index, smartHost] of connector.smartHosts.entries()) {
    const where = [...path, "smartHosts", index];
    if (smartHost === BUILTIN_SMART_HOST) {
      const isOff = connector.enabled && !draft.settings["smartHost.enabled"];
      if (isOff) report(where, "`builtin` needs smartHost.enabled; mail would only wait in the queue");
      continue;
    }
    if (smartHost === ON_PREMISES) {
      const isOff = connector.enabled && draft.settings["listeners.onPremises"] === null;
      if (isOff) report(where, "`on-premises` needs listeners.onPremises, a port such as 2529");
      continue;
    }
    const target = parseHostPort(smartHost);
    if (target === undefined || isAllowedDestination(target.host, target.port ?? 25, allowed)) continue;
    const message = `\`${smartHost}\` is not on this machine; to let mail go there, name it in allowedDestinations`;
    report(where, message);
  }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
