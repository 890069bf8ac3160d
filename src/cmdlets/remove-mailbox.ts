// Remove-Mailbox: the service keeps a removed mailbox for 30 days; the sandbox keeps its mail, and nobody gets at it.
import { findOneRecipient } from "./recipient-names.ts";
import { removalCmdlet } from "./remove-recipient.ts";

export const removeMailbox = removalCmdlet({
  name: "Remove-Mailbox",
  synopsis: "Removes a mailbox, and takes it out of groups and lists.",
  noun: "mailbox",
  dotNetType: "MailboxIdParameter",
  parameters: {
    Force: { type: "switch", priority: "accept" },
    PermanentlyDelete: { type: "switch", priority: "accept" },
  },
  find: (identity, organization) => findOneRecipient(organization.mailboxes, identity, organization),
});
