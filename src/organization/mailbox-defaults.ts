// What a mailbox has of which nothing else is said. New-Mailbox, Set-Mailbox
import type { Mailbox } from "./organization.ts";

export const MAILBOX_DEFAULTS: Omit<Mailbox, "address" | "displayName"> = {
  aliases: [],
  type: "Regular",
  deliverToMailboxAndForward: false,
  litigationHoldEnabled: false,
  singleItemRecoveryEnabled: true,
  messageRecallProcessingEnabled: true,
  messageCopyForSmtpClientSubmissionEnabled: true,
  sendAs: [],
  grantSendOnBehalfTo: [],
  folders: [],
};
