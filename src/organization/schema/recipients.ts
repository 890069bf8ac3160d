// Mailboxes, groups and contacts as they stand in the file.
import { z } from "zod";
import type { Group, Mailbox, MailContact } from "../organization.ts";
import { RECIPIENT_ATTRIBUTES, type RecipientAttribute } from "../recipient-attributes.ts";
import { accepted, address, choice, domain, instant, listOf, name64, proxyAddress } from "./fields.ts";
import { inboxRuleSchema } from "./inbox-rule.ts";
import { duration, size } from "./setting.ts";

const addresses = listOf(address).exactOptional();
const flag = z.boolean().exactOptional();

/** Set-Mailbox, Set-DistributionGroup, Set-MailContact: what all recipients have. */
const ofEverybody = {
  requireSenderAuthenticationEnabled: flag,
  acceptMessagesOnlyFromSendersOrMembers: addresses,
  rejectMessagesFromSendersOrMembers: addresses,
  moderationEnabled: flag,
  moderatedBy: addresses,
  bypassModerationFromSendersOrMembers: addresses,
  sendModerationNotifications: choice(["Always", "Internal", "Never"]).exactOptional(),
  maxReceiveSize: size("1KB").exactOptional(),
  accepted: accepted.exactOptional(),
};

const text = z.string().min(1).exactOptional();
const attributes = z.strictObject({
  ...(Object.fromEntries(RECIPIENT_ATTRIBUTES.map((name) => [name, text])) as Record<RecipientAttribute, typeof text>),
  manager: address.exactOptional(),
});

const sendersAndDomains = listOf(z.union([address, domain])).default([]);

/** Set-MailboxJunkEmailConfiguration */
const junkEmail = z.strictObject({
  enabled: z.boolean().default(true),
  blockedSendersAndDomains: sendersAndDomains,
  trustedSendersAndDomains: sendersAndDomains,
});

/** Set-MailboxAutoReplyConfiguration */
const automaticReplies = z.strictObject({
  autoReplyState: choice(["Disabled", "Enabled", "Scheduled"]).default("Enabled"),
  internalMessage: z.string().default(""),
  externalMessage: z.string().default(""),
  externalAudience: choice(["None", "Known", "All"]).default("All"),
  startTime: instant.exactOptional(),
  endTime: instant.exactOptional(),
});

const folderPath = z
  .string()
  .regex(/^[^/]+(\/[^/]+)*$/, "must be folder names with / between them, such as Projects/2026");

/** Set-Mailbox; defaults of Exchange Online. */
export const mailboxSchema = z
  .strictObject({
    address,
    displayName: z.string().min(1).exactOptional(),
    aliases: listOf(proxyAddress).default([]),
    type: choice(["Regular", "Shared", "Room", "Equipment"]).default("Regular"),
    password: z.string().min(1).nullable().exactOptional(),
    forwardingAddress: address.nullable().default(null),
    forwardingSmtpAddress: proxyAddress.nullable().default(null),
    deliverToMailboxAndForward: z.boolean().default(false),
    litigationHoldEnabled: z.boolean().default(false),
    singleItemRecoveryEnabled: z.boolean().default(true),
    messageRecallProcessingEnabled: z.boolean().default(true),
    messageCopyForSmtpClientSubmissionEnabled: z.boolean().default(true),
    sendAs: listOf(address).default([]),
    grantSendOnBehalfTo: listOf(address).default([]),
    folders: listOf(folderPath).default([]),
    ...ofEverybody,
    fullAccess: addresses,
    messageCopyForSentAsEnabled: flag,
    messageCopyForSendOnBehalfEnabled: flag,
    attributes: attributes.exactOptional(),
    maxSendSize: size("1KB").exactOptional(),
    recipientLimits: z.number().int().min(1).max(1000).exactOptional(),
    prohibitSendReceiveQuota: size("1KB").exactOptional(),
    undoSend: duration(undefined, "10s").exactOptional(),
    outlookClient: choice(["Classic", "New"]).exactOptional(),
    language: choice(["en", "de", "ja", "zh-CN"]).exactOptional(),
    litigationHoldDuration: duration("1d").exactOptional(),
    inPlaceHolds: listOf(z.string().min(1)).exactOptional(),
    retainDeletedItemsFor: duration(undefined, "30d").exactOptional(),
    archiveEnabled: flag,
    archiveAfter: duration("1d").exactOptional(),
    deleteAfter: duration("1d").exactOptional(),
    retentionHoldEnabled: flag,
    auditEnabled: flag,
    junkEmail: junkEmail.exactOptional(),
    automaticReplies: automaticReplies.exactOptional(),
    readReceiptResponse: choice(["DoNotAutomaticallySend", "AlwaysSend", "NeverSend"]).exactOptional(),
    inboxRules: listOf(inboxRuleSchema).exactOptional(),
  })
  .transform(
    ({
      password,
      forwardingAddress,
      forwardingSmtpAddress,
      displayName,
      undoSend,
      litigationHoldDuration,
      retainDeletedItemsFor,
      archiveAfter,
      deleteAfter,
      ...mailbox
    }): DraftMailbox => ({
      ...mailbox,
      ...(undoSend !== undefined && { undoSendMs: undoSend }),
      ...(litigationHoldDuration !== undefined && { litigationHoldDurationMs: litigationHoldDuration }),
      ...(retainDeletedItemsFor !== undefined && { retainDeletedItemsForMs: retainDeletedItemsFor }),
      ...(archiveAfter !== undefined && { archiveAfterMs: archiveAfter }),
      ...(deleteAfter !== undefined && { deleteAfterMs: deleteAfter }),
      displayName: displayName ?? nameFrom(mailbox.address),
      ...(password === undefined ? {} : { password }),
      ...(forwardingAddress === null ? {} : { forwardingAddress }),
      ...(forwardingSmtpAddress === null ? {} : { forwardingSmtpAddress }),
    }),
  );

/** `password` null: can't sign in; absent: organization.defaultPassword. */
export type DraftMailbox = Omit<Mailbox, "password"> & { readonly password?: string | null };

export const groupSchema = z
  .strictObject({
    address,
    displayName: z.string().min(1).exactOptional(),
    members: listOf(address).default([]),
    ...ofEverybody,
    type: choice(["Distribution", "Security", "Dynamic", "Microsoft365"]).exactOptional(),
    recipientFilter: z.string().min(1).exactOptional(),
    subscribers: addresses,
    aliases: listOf(proxyAddress).exactOptional(),
    managedBy: addresses,
    sendAs: addresses,
    grantSendOnBehalfTo: addresses,
    reportToOriginatorEnabled: flag,
  })
  .transform((group): Group => ({ ...group, displayName: group.displayName ?? nameFrom(group.address) }));

export const contactSchema = z
  .strictObject({
    address,
    displayName: name64.exactOptional(),
    externalAddress: proxyAddress.exactOptional(),
    onPremises: z.boolean().default(false),
    useMapiRichTextFormat: choice(["Always", "Never", "UseDefaultSettings"]).default("UseDefaultSettings"),
    attributes: attributes.exactOptional(),
    ...ofEverybody,
  })
  .transform(
    (contact): MailContact => ({
      ...contact,
      displayName: contact.displayName ?? nameFrom(contact.address),
      externalAddress: contact.externalAddress ?? contact.address,
    }),
  );

/** "Alice" for alice@contoso.com. */
function nameFrom(mail: string): string {
  const local = mail.slice(0, mail.indexOf("@"));
  return local.charAt(0).toUpperCase() + local.slice(1);
}
