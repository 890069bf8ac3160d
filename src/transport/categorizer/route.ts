// Routing: every recipient gets a next hop. A rule's connector wins, then mailboxes, then connectors by domain.
import type { EnvelopeRecipient, MailItem, NextHop } from "../../agent-api/mail-item.ts";
import { domainOf } from "../../mime/address.ts";
import { matchDomain } from "../../organization/match-domain.ts";
import type { Organization, OutboundConnector } from "../../organization/organization.ts";
import { reply, type SmtpReply } from "../../smtp/reply.ts";
import { addresses, type CategorizerRun } from "./categorizer-run.ts";

export const CONNECTOR_MISSING = reply(
  550,
  "5.4.4",
  "RESOLVER.RST.ConnectorNotFound; the outbound connector of a mail-flow rule does not exist or is disabled",
);

export function routeRecipients(run: CategorizerRun): void {
  for (const item of [...run.items]) {
    const unroutable: EnvelopeRecipient[] = [];
    for (const recipient of item.recipients) {
      const hop = nextHop(item, recipient, run.organization);
      if (hop) recipient.nextHop = hop;
      else unroutable.push(recipient);
    }
    if (unroutable.length > 0) fail(run, item, unroutable, CONNECTOR_MISSING);
  }
}

function fail(run: CategorizerRun, item: MailItem, recipients: EnvelopeRecipient[], answer: SmtpReply): void {
  run.track(item, { eventId: "FAIL", source: "ROUTING", recipients: addresses(recipients), detail: answer.text });
  run.fail(item, recipients, answer);
}

function nextHop(item: MailItem, recipient: EnvelopeRecipient, organization: Organization): NextHop | undefined {
  if (item.outboundConnector !== undefined) {
    const scoped = organization.outboundConnectors.find((c) => c.name === item.outboundConnector && c.enabled);
    return scoped && { kind: "connector", connector: scoped.name };
  }
  if (recipient.mailbox !== undefined) return { kind: "mailbox" };
  const connector = connectorForDomain(organization, domainOf(recipient.address));
  return connector ? { kind: "connector", connector: connector.name } : { kind: "internet" };
}

/** The most specific address space wins, as for remote domains. */
export function connectorForDomain(organization: Organization, domain: string): OutboundConnector | undefined {
  let best: { connector: OutboundConnector; score: number } | undefined;
  for (const connector of organization.outboundConnectors) {
    if (!connector.enabled || connector.isTransportRuleScoped || connector.testMode) continue;
    // Centralized mail transport: nothing leaves past it.
    if (connector.routeAllMessagesViaOnPremises) return connector;
    for (const space of addressSpaces(connector, organization)) {
      const score = matchDomain(space, domain);
      if (score >= 0 && (!best || score > best.score)) best = { connector, score };
    }
  }
  return best?.connector;
}

/** Domains whose mail goes through it: "*" is any, "*.contoso.com" the domain and all below it. */
export function addressSpaces(
  { recipientDomains, allAcceptedDomains }: OutboundConnector,
  { acceptedDomains }: Organization,
): readonly string[] {
  if (!allAcceptedDomains) return recipientDomains;
  const ours = acceptedDomains.map(({ domainName, matchSubDomains }) =>
    matchSubDomains ? `*.${domainName}` : domainName,
  );
  return [...recipientDomains, ...ours];
}
