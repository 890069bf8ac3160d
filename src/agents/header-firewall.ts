// Header firewall: X-headers by which the service speaks to itself are believed from nobody else, promoted from and
// turned into cross-premises headers on connectors that keep them. docs/architecture.md "Trust".
import type { QueuedMessageEventSource, ReceiveContext, RoutingAgent, SmtpReceiveAgent } from "../agent-api/agents.ts";
import type { MailItem } from "../agent-api/mail-item.ts";
import type { HeaderBlock } from "../mime/header-block.ts";
import { directoryOf } from "../organization/directory.ts";
import type { Organization } from "../organization/organization.ts";
import { stampOrganizationHeaders } from "../transport/receive/organization-headers.ts";
import { isKeptInbound } from "./recall/across-tenants/trust.ts";

const ORGANIZATION = /^x-ms-exchange-organization-/i;
const FOREST = /^x-ms-exchange-forest-/i;
const CROSS_TENANT = /^x-ms-exchange-crosstenant-/i;
const CROSS_PREMISES = /^x-ms-exchange-crosspremises-/i;
const TRANSPORT_RECALL = /transportrecall/i;

/** What an outbound connector with CloudServicesMailEnabled carries across. */
const KEPT_ACROSS = [
  ...["AuthAs", "AuthSource", "AuthMechanism", "MessageSource", "SCL", "OriginalClientIPAddress", "BCC"],
  ...["Processed-By-Journaling", "disclaimer-hash"],
];

export class HeaderFirewallAgent implements SmtpReceiveAgent, RoutingAgent {
  readonly name = "Header Firewall Agent";
  readonly priority: number;

  /** First where mail comes in, last where it leaves: what other agents wrote for inside stays inside. */
  constructor(side: "inbound" | "outbound") {
    this.priority = side === "inbound" ? 0 : Number.MAX_SAFE_INTEGER;
  }

  onEndOfData(item: MailItem, { organization }: Pick<ReceiveContext, "organization">): undefined {
    if (keepsCrossPremises(item, organization)) promote(item.headers);
    else item.headers.removeWhere((field) => ORGANIZATION.test(field.name) || CROSS_PREMISES.test(field.name));
    item.headers.removeWhere(
      ({ name }) =>
        (FOREST.test(name) || CROSS_TENANT.test(name) || TRANSPORT_RECALL.test(name)) &&
        !isKeptInbound(name, item, organization),
    );
    stampOrganizationHeaders(item, organization);
    return undefined;
  }

  onCategorized(source: QueuedMessageEventSource, item: MailItem): void {
    const hop = item.recipients[0]?.nextHop;
    if (!hop || hop.kind === "mailbox") return;
    const { organization } = source;
    const connector =
      hop.kind === "connector" ? organization.outboundConnectors.find((c) => c.name === hop.connector) : undefined;
    const accepted = item.recipients.every((recipient) =>
      directoryOf(organization).acceptedDomainOf(recipient.address),
    );
    stampEgress(item, organization);
    item.headers.removeWhere((field) => CROSS_PREMISES.test(field.name));
    if (connector?.cloudServicesMailEnabled && accepted) {
      for (const name of KEPT_ACROSS) {
        item.headers.rename(`X-MS-Exchange-Organization-${name}`, `X-MS-Exchange-CrossPremises-${name}`);
      }
    }
    item.headers.removeWhere((field) => ORGANIZATION.test(field.name) || FOREST.test(field.name));
  }
}

/** Inbound CloudServicesMailEnabled on a connector of type OnPremises. Set-InboundConnector */
function keepsCrossPremises(item: MailItem, organization: Organization): boolean {
  const connector = organization.inboundConnectors.find((c) => c.name === item.attribution?.connector);
  return connector?.connectorType === "OnPremises" && connector.cloudServicesMailEnabled;
}

/** CrossPremises-* become Organization-*, replacing what stands there. */
function promote(headers: HeaderBlock): void {
  headers.removeWhere((field) => ORGANIZATION.test(field.name));
  for (const field of [...headers.fields]) {
    if (CROSS_PREMISES.test(field.name))
      headers.rename(field.name, field.name.replace(CROSS_PREMISES, "X-MS-Exchange-Organization-"));
  }
}

/** Cross-tenant headers of this pass, as Exchange Online stamps them on what leaves. */
function stampEgress(item: MailItem, organization: Organization): void {
  const { headers } = item;
  const originalId = headers.get("X-MS-Exchange-Organization-TransportRecall-OriginalMessageId");
  const client = headers.get("X-MS-Exchange-Organization-TransportRecall-Client");
  const sender = headers.get("X-MS-Exchange-Organization-MessageRecallSenderObjectId");
  headers.removeWhere((field) => CROSS_TENANT.test(field.name));
  // Where the original is named, this one stands last; on all other mail, first.
  if (!originalId) headers.set("X-OriginatorOrg", organization.name);
  const stamp = (name: string, value: string) => headers.append(`X-MS-Exchange-CrossTenant-${name}`, value);
  const isMapi = isFromMapi(item);
  const server = (organization.hostname.split(".")[0] ?? "").toUpperCase();
  stamp("AuthAs", item.authAs);
  stamp("AuthSource", item.entry === "http" && !isMapi ? `HttpSubmission-${server}` : organization.hostname);
  if (!isMapi) stamp("Id", organization.tenantId);
  stamp("Network-Message-Id", item.networkMessageId);
  if (isMapi) stamp("id", organization.tenantId);
  if (originalId) stamp("TrustedPartner-TransportRecall-OriginalMessageId", originalId);
  if (client) stamp("TrustedPartner-TransportRecall-Client", client);
  if (sender) stamp("MessageRecallSenderObjectId", sender);
  if (originalId) headers.set("X-OriginatorOrg", organization.name);
}

/** Outlook, and Graph for it, hand mail to the mailbox server; only the service's own comes in over HTTP. */
function isFromMapi({ entry, data }: MailItem): boolean {
  return entry === "http" && data.recallOriginalMessageId === undefined;
}
