// Remote Domain Agent: what mailboxes send by themselves goes only where the remote domain takes it. Set-RemoteDomain
// -AutoForwardEnabled, -AutoReplyEnabled, -AllowedOOFType
import type { QueuedMessageEventSource, RoutingAgent } from "../../agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import { remoteDomainFor } from "../../content-conversion/destination-format.ts";
import type { Organization } from "../../organization/organization.ts";
import type { RemoteDomain } from "../../organization/remote-domain.ts";
import { MAILBOX_RULES_AGENT } from "./mailbox-rules-agent.ts";

export class RemoteDomainAgent implements RoutingAgent {
  readonly name = "Remote Domain Agent";
  /** After the Transport Rule Agent. */
  readonly priority = 25;

  onResolved(source: QueuedMessageEventSource, item: MailItem): void {
    const { organization } = source;
    if (!refusesAnything(organization)) return;
    const refused = new Map<string, EnvelopeRecipient[]>();
    for (const recipient of item.recipients) {
      if (recipient.mailbox !== undefined) continue;
      const kind = kindOf(item, recipient);
      const reason = kind && reasonAgainst(kind, remoteDomainFor(organization, recipient.address));
      if (reason !== undefined) refused.set(reason, [...(refused.get(reason) ?? []), recipient]);
    }
    // Silently: neither the mailbox nor who wrote to it is told.
    for (const [reason, recipients] of refused) source.drop(item, recipients, reason);
  }
}

type Kind = "forward" | "reply";

function kindOf({ generatedBy, sender }: MailItem, { history }: EnvelopeRecipient): Kind | undefined {
  if (generatedBy === MAILBOX_RULES_AGENT) return sender === "" ? "reply" : "forward";
  return history?.some(({ by }) => by === "forwarding") ? "forward" : undefined;
}

function reasonAgainst(kind: Kind, { name, ...domain }: RemoteDomain): string | undefined {
  if (kind === "forward")
    return domain.autoForwardEnabled ? undefined : `Remote domain '${name}': AutoForwardEnabled is False`;
  if (!domain.autoReplyEnabled) return `Remote domain '${name}': AutoReplyEnabled is False`;
  return domain.allowedOOFType === "None" ? `Remote domain '${name}': AllowedOOFType is None` : undefined;
}

const known = new WeakMap<Organization, boolean>();

/** Of most tenants no remote domain does: then nobody's recipients are looked at. */
function refusesAnything(organization: Organization): boolean {
  let refuses = known.get(organization);
  if (refuses === undefined) {
    refuses = organization.remoteDomains.some(
      ({ autoForwardEnabled, autoReplyEnabled, allowedOOFType }) =>
        autoForwardEnabled === false || autoReplyEnabled === false || allowedOOFType === "None",
    );
    known.set(organization, refuses);
  }
  return refuses;
}
