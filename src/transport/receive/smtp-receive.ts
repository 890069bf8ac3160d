// The tenant's SMTP listeners: submission, inbound (MX) and return (connectors). What each accepts, and from whom.
import type { Attribution, AuthAs } from "../../agent-api/mail-item.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { TOO_MANY_RECIPIENTS } from "../../smtp/listener-replies.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { ListenerHandler, SmtpPath, SmtpRecipient, SmtpSession } from "../../smtp/session.ts";
import type { TransportServices } from "../services.ts";
import { attribute, type ListenerKind, partnerRefusal } from "./attribution.ts";
import type { DiskSpace } from "./disk-space.ts";
import { type Incoming, ReceiveSink } from "./receive-sink.ts";
import { DIRECT_SEND_DENIED, DISK_FULL, RELAY_DENIED, SEND_AS_DENIED, UNKNOWN_RECIPIENT } from "./replies.ts";

/** Mailbox users submit: AUTH is required, the sender must be one's own. */
export function submissionHandler(services: TransportServices, disk: DiskSpace): ListenerHandler {
  return {
    onMailFrom(session, from) {
      if (disk.isShort()) return DISK_FULL;
      return directoryOf(services.organization()).maySendAs(session.user ?? "", from.address)
        ? undefined
        : SEND_AS_DENIED;
    },
    /** Set-Mailbox -RecipientLimits. RFC 5321 §4.5.3.1.10 */
    onRcptTo({ user = "", envelope }) {
      const limit = directoryOf(services.organization()).findMailbox(user)?.recipientLimits;
      return limit !== undefined && envelope.recipients.length >= limit ? TOO_MANY_RECIPIENTS : undefined;
    },
    onData: (session) =>
      new ReceiveSink(services, session, { entry: "submission", authAs: "Internal", submitter: session.user ?? "" }),
  };
}

/** Other servers deliver: to recipients of ours, elsewhere only for a connector that may relay. */
export function inboundHandler(services: TransportServices, listener: ListenerKind, disk: DiskSpace): ListenerHandler {
  const attributionOf = (session: SmtpSession, sender: string) =>
    attribute(services.organization(), session, sender, listener, services.ownAuthority);
  return {
    onMailFrom(session: SmtpSession, from: SmtpPath): SmtpReply | undefined {
      if (disk.isShort()) return DISK_FULL;
      const organization = services.organization();
      const attribution = attributionOf(session, from.address);
      const refused = partnerRefusal(organization, session, from.address, attribution);
      if (refused) return refused;
      const claimsToBeOurs = directoryOf(organization).acceptedDomainOf(from.address) !== undefined;
      return organization.organizationConfig.rejectDirectSend && claimsToBeOurs && !attribution
        ? DIRECT_SEND_DENIED
        : undefined;
    },
    onRcptTo(session: SmtpSession, to: SmtpRecipient): SmtpReply | undefined {
      const organization = services.organization();
      const attribution = attributionOf(session, session.envelope.from);
      const domain = directoryOf(organization).acceptedDomainOf(to.address);
      if (!domain) return mayRelay(organization, attribution, session.envelope.from) ? undefined : RELAY_DENIED;
      return domain.domainType !== "Authoritative" || isKnown(organization, to.address) ? undefined : UNKNOWN_RECIPIENT;
    },
    onData(session: SmtpSession) {
      const attribution = attributionOf(session, session.envelope.from);
      return new ReceiveSink(services, session, {
        entry: listener,
        // The header firewall's promotion may still raise it: see ReceiveSink.
        authAs: treatsAsInternal(services.organization(), attribution, session.envelope.from),
        ...(attribution && { attribution }),
      } satisfies Incoming);
    },
  };
}

/** OnPremises by certificate; by address only for senders of ours. */
function mayRelay(organization: Organization, attribution: Attribution | undefined, sender: string): boolean {
  if (attribution?.connectorType !== "OnPremises") return false;
  return attribution.by === "certificate" || directoryOf(organization).acceptedDomainOf(sender) !== undefined;
}

function treatsAsInternal(organization: Organization, attribution: Attribution | undefined, sender: string): AuthAs {
  const connector = organization.inboundConnectors.find((c) => c.name === attribution?.connector);
  const internal =
    connector?.connectorType === "OnPremises" &&
    connector.treatMessagesAsInternal &&
    directoryOf(organization).acceptedDomainOf(sender) !== undefined;
  return internal ? "Internal" : "Anonymous";
}

function isKnown(organization: Organization, address: string): boolean {
  const directory = directoryOf(organization);
  return (
    directory.findMailbox(address) !== undefined ||
    directory.findGroup(address) !== undefined ||
    directory.findContact(address) !== undefined
  );
}
