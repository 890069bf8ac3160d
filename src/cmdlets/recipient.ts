// Get-Recipient: everybody of the address book, and a member of a group as it is shown.
import { directoryOf } from "../organization/directory.ts";
import type { Group, Mailbox, MailContact } from "../organization/organization.ts";
import type { CmdletObject, CmdletServices } from "./cmdlet.ts";
import { recipientGet } from "./get-recipients.ts";
import { everybody, nameOfAddress, type Recipient } from "./recipient-names.ts";
import { isContact, isMailbox, recipientProperties } from "./recipient-properties.ts";
import { userAttributes } from "./user-settings.ts";

export const getRecipient = recipientGet<Recipient>({
  name: "Get-Recipient",
  synopsis: "Shows everybody of the address book.",
  dotNetType: "RecipientIdParameter",
  parameters: {
    RecipientType: { type: "strings" },
    RecipientPreviewFilter: { type: "string", priority: "accept" },
    Properties: { type: "strings", priority: "accept" },
    PropertySet: { type: "string", priority: "accept" },
    BookmarkDisplayName: { type: "string", priority: "accept" },
    AuthenticationType: { type: "string", priority: "accept" },
    Capabilities: { type: "strings", priority: "accept" },
    IncludeBookmarkObject: { type: "boolean", priority: "accept" },
    IncludeManagerWithDisplayName: { type: "switch", priority: "accept" },
    IncludeSoftDeletedRecipients: { type: "switch", priority: "accept" },
  },
  recipients: everybody,
  show,
});

function show(recipient: Recipient, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const nameOf = (address: string) => nameOfAddress(address, organization);
  if (isMailbox(recipient) || isContact(recipient)) {
    const external = isContact(recipient) ? `SMTP:${recipient.externalAddress}` : null;
    return {
      ...recipientProperties(recipient, isContact(recipient) ? "contact" : "person", services),
      ...userAttributes(recipient, nameOf),
      ExternalEmailAddress: external,
    };
  }
  const managers = ((recipient as Group).managedBy ?? []).map(nameOf);
  return { ...recipientProperties(recipient, "group", services), ManagedBy: managers };
}

/** Somebody whom nobody here has is shown by the address alone. */
export function showRecipient(address: string, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const directory = directoryOf(organization);
  const found: Group | Mailbox | MailContact | undefined =
    directory.findGroup(address) ?? directory.findMailbox(address) ?? directory.findContact(address);
  return found ? show(found, services) : { Identity: address, Name: address, PrimarySmtpAddress: address };
}
