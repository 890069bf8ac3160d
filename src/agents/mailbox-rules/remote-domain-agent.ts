// Remote Domain Agent: what mailboxes send by themselves goes only where the remote domain takes it. Set-RemoteDomain
// -AutoForwardEnabled, -AutoReplyEnabled, -AllowedOOFType, -NDREnabled, -DeliveryReportEnabled
import type { QueuedMessageEventSource, RoutingAgent } from "../../agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import { parseDeliveryStatus } from "../../dsn/parse-delivery-status.ts";
import type { Organization } from "../../organization/organization.ts";
import { type RemoteDomain, remoteDomainFor } from "../../organization/remote-domain.ts";
import { MAILBOX_RULES_AGENT } from "./mailbox-rules-agent.ts";

export class RemoteDomainAgent implements RoutingAgent {
  readonly name = "Remote Domain Agent";
  /** After the Transport Rule Agent. */
  readonly priority = 25;

  async onResolved(source: QueuedMessageEventSource, item: MailItem): Promise<void> {
    const { organization } = source;
    if (!refusesAnything(organization)) return;
    const report = await reportKindOf(item);
    const refused = new Map<string, EnvelopeRecipient[]>();
    for (const recipient of item.recipients) {
      if (recipient.mailbox !== undefined) continue;
      const kind = report ?? kindOf(item, recipient);
      const reason = kind && reasonAgainst(kind, remoteDomainFor(organization, recipient.address));
      if (reason !== undefined) refused.set(reason, [...(refused.get(reason) ?? []), recipient]);
    }
    // Silently: neither the mailbox nor who wrote to it is told.
    for (const [reason, recipients] of refused) source.drop(item, recipients, reason);
  }
}

type Kind = "forward" | "reply" | "ndr" | "delivery report";

/** What the tenant itself tells of a message: RFC 3464 §2.3.3, RFC 8098. */
async function reportKindOf(item: MailItem): Promise<Kind | undefined> {
  if (item.entry === "inbound" || item.sender !== "") return undefined;
  const contentType = item.headers.get("Content-Type") ?? "";
  if (/report-type="?disposition-notification/i.test(contentType)) return "delivery report";
  if (!/report-type="?delivery-status/i.test(contentType)) return undefined;
  const status = parseDeliveryStatus(Buffer.concat([item.headers.toBuffer(), await item.body.read()]));
  return status?.recipients.every(({ action }) => /^(?:delivered|relayed|expanded)$/i.test(action ?? ""))
    ? "delivery report"
    : "ndr";
}

function kindOf({ generatedBy, sender }: MailItem, { history }: EnvelopeRecipient): Kind | undefined {
  if (generatedBy === MAILBOX_RULES_AGENT) return sender === "" ? "reply" : "forward";
  return history?.some(({ by }) => by === "forwarding") ? "forward" : undefined;
}

function reasonAgainst(kind: Kind, { name, ...domain }: RemoteDomain): string | undefined {
  if (kind === "forward")
    return domain.autoForwardEnabled ? undefined : `Remote domain '${name}': AutoForwardEnabled is False`;
  if (kind === "ndr") return domain.ndrEnabled === false ? `Remote domain '${name}': NDREnabled is False` : undefined;
  if (kind === "delivery report")
    return domain.deliveryReportEnabled === false
      ? `Remote domain '${name}': DeliveryReportEnabled is False`
      : undefined;
  if (!domain.autoReplyEnabled) return `Remote domain '${name}': AutoReplyEnabled is False`;
  return domain.allowedOOFType === "None" ? `Remote domain '${name}': AllowedOOFType is None` : undefined;
}

const known = new WeakMap<Organization, boolean>();

/** Of most tenants no remote domain does: then nobody's recipients are looked at. */
function refusesAnything(organization: Organization): boolean {
  let refuses = known.get(organization);
  if (refuses === undefined) {
    refuses = organization.remoteDomains.some(
      ({ autoForwardEnabled, autoReplyEnabled, allowedOOFType, ndrEnabled, deliveryReportEnabled }) =>
        allowedOOFType === "None" ||
        [autoForwardEnabled, autoReplyEnabled, ndrEnabled, deliveryReportEnabled].includes(false),
    );
    known.set(organization, refuses);
  }
  return refuses;
}
