// Who may send to a mailbox and for it, how much, and who approves: as Get-Mailbox shows it.
import { directoryOf } from "../organization/directory.ts";
import type { Mailbox, Organization } from "../organization/organization.ts";
import { formatByteSize } from "./byte-size.ts";
import type { CmdletObject } from "./cmdlet.ts";

/** What is as the service has it by default is left out. @param nameOf a recipient as lists of them show it. */
export function deliveryProperties(
  mailbox: Mailbox,
  organization: Organization,
  nameOf: (address: string) => string,
): CmdletObject {
  const { maxSendSize, maxReceiveSize, prohibitSendReceiveQuota: quota, recipientLimits } = mailbox;
  return {
    MessageCopyForSentAsEnabled: mailbox.messageCopyForSentAsEnabled ?? false,
    MessageCopyForSendOnBehalfEnabled: mailbox.messageCopyForSendOnBehalfEnabled ?? false,
    RequireSenderAuthenticationEnabled: mailbox.requireSenderAuthenticationEnabled ?? false,
    ModerationEnabled: mailbox.moderationEnabled ?? false,
    SendModerationNotifications: mailbox.sendModerationNotifications ?? "Always",
    ModeratedBy: (mailbox.moderatedBy ?? []).map(nameOf),
    BypassModerationFromSendersOrMembers: (mailbox.bypassModerationFromSendersOrMembers ?? []).map(nameOf),
    ...senderProperties("AcceptMessagesOnlyFrom", mailbox.acceptMessagesOnlyFromSendersOrMembers, organization, nameOf),
    ...senderProperties("RejectMessagesFrom", mailbox.rejectMessagesFromSendersOrMembers, organization, nameOf),
    ...(maxSendSize !== undefined && { MaxSendSize: formatByteSize(maxSendSize) }),
    ...(maxReceiveSize !== undefined && { MaxReceiveSize: formatByteSize(maxReceiveSize) }),
    ...(quota !== undefined && { ProhibitSendReceiveQuota: formatByteSize(quota) }),
    ...(recipientLimits !== undefined && { RecipientLimits: String(recipientLimits) }),
    ...attributes(mailbox),
  };
}

/** All of them, and people and groups apart. */
export function senderProperties(
  parameter: string,
  addresses: readonly string[] = [],
  organization: Organization,
  nameOf: (address: string) => string,
): CmdletObject {
  const isGroup = (address: string) => directoryOf(organization).findGroup(address) !== undefined;
  return {
    [`${parameter}SendersOrMembers`]: addresses.map(nameOf),
    [parameter]: addresses.filter((address) => !isGroup(address)).map(nameOf),
    [`${parameter}DLMembers`]: addresses.filter(isGroup).map(nameOf),
  };
}

/** Those that a mailbox shows; the others are its user's. */
function attributes({ attributes = {} }: Mailbox): CmdletObject {
  const shown = Object.entries(attributes).filter(([name]) => name === "office" || name.startsWith("customAttribute"));
  return Object.fromEntries(shown.map(([name, value]) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]));
}
