// What every recipient shows of itself, whatever its kind: Get-Recipient, Get-DistributionGroup, Get-MailContact.
import type { Group, Mailbox, MailContact, Organization } from "../organization/organization.ts";
import { GROUP_KINDS, MAILBOX_KINDS } from "../organization/recipient-filter.ts";
import { objectIdOf } from "../organization/stable-guid.ts";
import { formatByteSize } from "./byte-size.ts";
import { type CmdletObject, type CmdletServices, guid } from "./cmdlet.ts";
import { senderProperties } from "./delivery-properties.ts";
import { COMMON_SETTINGS } from "./delivery-settings.ts";
import { all, directoryProperties } from "./directory-object.ts";
import { proxyAddresses } from "./email-addresses.ts";
import {
  legacyExchangeDn,
  nameOfAddress,
  type Recipient,
  recipientAlias,
  recipientGuid,
  recipientName,
} from "./recipient-names.ts";
import { acceptedProperties, type RecipientSettings } from "./recipient-setting.ts";

export const isContact = (recipient: Recipient): recipient is MailContact => "externalAddress" in recipient;
export const isMailbox = (recipient: Recipient): recipient is Mailbox => "singleItemRecoveryEnabled" in recipient;

/** RecipientType and RecipientTypeDetails. */
export function kindOf(recipient: Recipient): readonly [type: string, details: string] {
  if (isContact(recipient)) return recipient.onPremises ? ["MailUser", "MailUser"] : ["MailContact", "MailContact"];
  if (isMailbox(recipient)) return MAILBOX_KINDS[recipient.type];
  return GROUP_KINDS[recipient.type ?? "Distribution"];
}

/** Names, kind and addresses: what Get-Recipient shows of everybody. */
export function recipientProperties(recipient: Recipient, objectClass: string, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const name = recipientName(recipient, organization);
  const [type, details] = kindOf(recipient);
  const id = guid(recipientGuid(recipient, organization));
  return {
    ...directoryProperties({ kind: "recipient", name, objectClass }, services),
    Guid: id,
    ExchangeObjectId: id,
    ExternalDirectoryObjectId: objectIdOf(recipient.address),
    Alias: recipientAlias(recipient, organization),
    DisplayName: recipient.displayName,
    PrimarySmtpAddress: recipient.address,
    WindowsEmailAddress: recipient.address,
    EmailAddresses: addressesShown(recipient),
    RecipientType: type,
    RecipientTypeDetails: details,
    LegacyExchangeDN: legacyExchangeDn(recipient, organization),
    OrganizationalUnit: `${organization.hostname}/Microsoft Exchange Hosted Organizations/${organization.name}`,
    ...all(false, "IsDirSynced EmailAddressPolicyEnabled"),
    HiddenFromAddressListsEnabled: recipient.accepted?.HiddenFromAddressListsEnabled ?? false,
  };
}

function addressesShown(recipient: Recipient): string[] {
  if (!isContact(recipient)) return proxyAddresses(recipient);
  const { address, externalAddress, accepted } = recipient;
  return proxyAddresses({
    address,
    aliases: externalAddress === address ? [] : [externalAddress],
    ...(accepted && { accepted }),
  });
}

/** Restrictions and moderation, and what is kept of the settings that `settings` has beside. */
export function deliveryOf(
  recipient: Group | MailContact,
  organization: Organization,
  settings: RecipientSettings,
): CmdletObject {
  const nameOf = (address: string) => nameOfAddress(address, organization);
  const { maxReceiveSize, accepted } = recipient;
  return {
    ...acceptedProperties({ ...COMMON_SETTINGS, ...settings }, accepted),
    RequireSenderAuthenticationEnabled: recipient.requireSenderAuthenticationEnabled ?? !isContact(recipient),
    ModerationEnabled: recipient.moderationEnabled ?? false,
    SendModerationNotifications: recipient.sendModerationNotifications ?? "Always",
    ModeratedBy: (recipient.moderatedBy ?? []).map(nameOf),
    BypassModerationFromSendersOrMembers: (recipient.bypassModerationFromSendersOrMembers ?? []).map(nameOf),
    ...senderProperties(
      "AcceptMessagesOnlyFrom",
      recipient.acceptMessagesOnlyFromSendersOrMembers,
      organization,
      nameOf,
    ),
    ...senderProperties("RejectMessagesFrom", recipient.rejectMessagesFromSendersOrMembers, organization, nameOf),
    MaxReceiveSize: maxReceiveSize === undefined ? "Unlimited" : formatByteSize(maxReceiveSize),
  };
}
