// Who may send to whom, and how much: Set-Mailbox and Set-DistributionGroup -AcceptMessagesOnlyFromSendersOrMembers,
// -RejectMessagesFromSendersOrMembers, -RequireSenderAuthenticationEnabled, -MaxReceiveSize. Texts: docs/fidelity.md
import type { Directory } from "../../organization/directory.ts";
import type { DeliveryRestrictions } from "../../organization/organization.ts";
import { reply, type SmtpReply } from "../../smtp/reply.ts";
import { isAmong, type Sender } from "../sender.ts";

export type Kind = "mailbox" | "group" | "contact";

const unauthenticated = (status: string, name: string, what: string): SmtpReply =>
  reply(
    550,
    status,
    `RESOLVER.RST.SenderNotAuthenticatedFor${name}; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this ${what}`,
  );

const NOT_AUTHENTICATED: Readonly<Record<Kind, SmtpReply>> = {
  group: unauthenticated("5.7.133", "Group", "group"),
  mailbox: unauthenticated("5.7.134", "Mailbox", "mailbox"),
  contact: unauthenticated("5.7.136", "MailUser", "mail user"),
};

const notListed = reply(
  550,
  "5.7.129",
  "RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to this recipient",
);
const NOT_ACCEPTED: Readonly<Record<Kind, SmtpReply>> = {
  group: reply(
    550,
    "5.7.124",
    "RESOLVER.RST.RestrictedToGroupPermission; not authorized to send to the distribution list",
  ),
  mailbox: notListed,
  contact: notListed,
};

const refused = reply(550, "5.7.1", "RESOLVER.RST.NotAuthorized; not authorized");
const REJECTED: Readonly<Record<Kind, SmtpReply>> = {
  group: reply(550, "5.7.1", "RESOLVER.RST.NotAuthorizedToGroup; not authorized to send to the distribution list"),
  mailbox: refused,
  contact: refused,
};

const tooLarge = reply(550, "5.2.3", "RESOLVER.RST.RecipSizeLimit; message too large for this recipient");
const TOO_LARGE: Readonly<Record<Kind, SmtpReply>> = {
  group: reply(550, "5.2.3", "RESOLVER.RST.RecipSizeLimit.DL; message length exceeds administrative limit"),
  mailbox: tooLarge,
  contact: tooLarge,
};

/** Why this recipient takes no mail of the sender, if it doesn't. @param size bytes */
export function restriction(
  recipient: DeliveryRestrictions,
  kind: Kind,
  { sender, size, directory }: { sender: Sender; size: number; directory: Directory },
): SmtpReply | undefined {
  if (sender.isSystem) return undefined;
  const {
    acceptMessagesOnlyFromSendersOrMembers: accepted,
    rejectMessagesFromSendersOrMembers: rejected,
    requireSenderAuthenticationEnabled = kind === "group",
    maxReceiveSize,
  } = recipient;
  if (requireSenderAuthenticationEnabled && !sender.isAuthenticated) return NOT_AUTHENTICATED[kind];
  if (rejected && isAmong(sender, rejected, directory)) return REJECTED[kind];
  if (accepted && accepted.length > 0 && !isAmong(sender, accepted, directory)) return NOT_ACCEPTED[kind];
  return maxReceiveSize !== undefined && size > maxReceiveSize ? TOO_LARGE[kind] : undefined;
}
