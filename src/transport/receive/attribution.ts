// Which inbound connector a connection belongs to: by client certificate; by address only where that proves something.
import type { Attribution, AuthAs, MailItem } from "../../agent-api/mail-item.ts";
import { domainOf } from "../../mime/address.ts";
import { isInIpRange } from "../../organization/ip-range.ts";
import { matchDomain } from "../../organization/match-domain.ts";
import type { InboundConnector, Organization } from "../../organization/organization.ts";
import { matchesCertificateName } from "../../smtp/certificate-names.ts";
import { reply, type SmtpReply } from "../../smtp/reply.ts";
import type { SmtpSession } from "../../smtp/session.ts";
import { authoritiesIn } from "./authorities.ts";

export type ListenerKind = "inbound" | "return";

export const PARTNER_RESTRICTED = reply(
  550,
  "5.7.51",
  "TenantInboundAttribution; There is a partner connector configured that matched the message's sender domain. The connector had either the RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set",
);
export const TLS_REQUIRED = reply(
  530,
  "5.7.0",
  "Must issue a STARTTLS command first: the partner connector of the sender domain requires TLS",
);

export function attribute(
  organization: Organization,
  session: SmtpSession,
  sender: string,
  listener: ListenerKind,
  ownAuthority?: string,
): Attribution | undefined {
  const candidates = organization.inboundConnectors.filter(
    (connector) => connector.enabled && acceptsSender(connector, sender),
  );
  const found = (connector: InboundConnector, by: Attribution["by"]): Attribution => ({
    connector: connector.name,
    connectorType: connector.connectorType,
    by,
    // An address pins nobody.
    ...(by === "certificate" && connector.tenantId !== undefined && { tenantId: connector.tenantId }),
  });
  for (const connector of candidates)
    if (matchesCertificate(connector, session, ownAuthority)) return found(connector, "certificate");
  for (const connector of candidates)
    if (matchesAddress(connector, session, listener)) return found(connector, "address");
  return undefined;
}

/** Partner connectors restrict mail of their sender domains; OnPremises ones only grant. Set-InboundConnector. */
export function partnerRefusal(
  organization: Organization,
  session: SmtpSession,
  sender: string,
  attribution: Attribution | undefined,
): SmtpReply | undefined {
  // A partner's mail that a smart host of ours brings back passed this check when it came in.
  if (attribution?.connectorType === "OnPremises") return undefined;
  for (const connector of organization.inboundConnectors) {
    if (!connector.enabled || connector.connectorType !== "Partner" || !acceptsSender(connector, sender)) continue;
    if (connector.requireTls && !session.tls) return TLS_REQUIRED;
    const restricted = connector.restrictDomainsToCertificate || connector.restrictDomainsToIPAddresses;
    if (restricted && attribution?.connector !== connector.name) return PARTNER_RESTRICTED;
  }
  return undefined;
}

function matchesCertificate(connector: InboundConnector, session: SmtpSession, ownAuthority?: string): boolean {
  const certificate = session.certificate;
  if (connector.tlsSenderCertificateName === undefined || !certificate?.trusted) return false;
  if (!matchesCertificateName(connector.tlsSenderCertificateName, certificate.names)) return false;
  // An authority vouches for the connector that names it, for no other.
  const vouching =
    connector.caFile === undefined ? (ownAuthority ? [ownAuthority] : undefined) : authoritiesIn(connector.caFile);
  return vouching === undefined || (certificate.issuers ?? []).some((issuer) => vouching.includes(issuer));
}

/** On loopback every client is 127.0.0.1: an address counts on `return`, elsewhere only by an explicit setting. */
function matchesAddress(connector: InboundConnector, session: SmtpSession, listener: ListenerKind): boolean {
  if (listener !== "return" && !connector.matchAddressOnInbound) return false;
  return connector.senderIPAddresses.some((range) => isInIpRange(session.remoteAddress, range));
}

/** "*", "contoso.com", "*.contoso.com", with or without "smtp:" before and ";cost" behind. */
function acceptsSender(connector: InboundConnector, sender: string): boolean {
  const { associatedAcceptedDomains: ours = [] } = connector;
  if (ours.length > 0 && !ours.some((domain) => matchDomain(domain, domainOf(sender)) >= 0)) return false;
  if (connector.senderDomains.length === 0) return true;
  return connector.senderDomains.some((entry) => {
    const space = entry.replace(/^smtp:/i, "").replace(/;\d+$/, "");
    return matchDomain(space, domainOf(sender)) >= 0;
  });
}

/** OnPremises + CloudServicesMailEnabled + CrossPremises-AuthAs Internal: Internal. Read before the firewall promotes. */
export function promotedAuthAs(
  organization: Organization,
  item: Pick<MailItem, "attribution" | "headers" | "authAs">,
): AuthAs {
  const connector = organization.inboundConnectors.find((c) => c.name === item.attribution?.connector);
  const promotes = connector?.connectorType === "OnPremises" && connector.cloudServicesMailEnabled;
  const claimed = item.headers.get("X-MS-Exchange-CrossPremises-AuthAs")?.toLowerCase();
  return promotes && claimed === "internal" ? "Internal" : item.authAs;
}
