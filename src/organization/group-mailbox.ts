// The mailbox that a Microsoft 365 group has of its own, beside those of its members.
import type { Group, Mailbox, Organization } from "./organization.ts";

const mailboxes = new WeakMap<Group, Mailbox>();

/** Nobody signs in to it; one value for each group. */
export function groupMailbox(group: Group): Mailbox | undefined {
  if (group.type !== "Microsoft365") return undefined;
  const known = mailboxes.get(group);
  if (known) return known;
  const mailbox: Mailbox = Object.freeze({
    address: group.address,
    displayName: group.displayName,
    aliases: group.aliases ?? [],
    type: "Shared",
    deliverToMailboxAndForward: false,
    litigationHoldEnabled: false,
    singleItemRecoveryEnabled: true,
    messageRecallProcessingEnabled: true,
    messageCopyForSmtpClientSubmissionEnabled: false,
    sendAs: group.sendAs ?? [],
    grantSendOnBehalfTo: group.grantSendOnBehalfTo ?? [],
    folders: [],
  });
  mailboxes.set(group, mailbox);
  return mailbox;
}

/** Every mailbox that can be delivered to. */
export function allMailboxes({ mailboxes, groups }: Organization): readonly Mailbox[] {
  const ofGroups = groups.flatMap((group) => groupMailbox(group) ?? []);
  return ofGroups.length === 0 ? mailboxes : [...mailboxes, ...ofGroups];
}
