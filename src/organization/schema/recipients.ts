// Mailboxes, groups and contacts as they stand in the file.
import { z } from "zod";
import type { Group, Mailbox, MailContact } from "../organization.ts";
import { address, choice, listOf, name64, proxyAddress } from "./fields.ts";

const folderPath = z
  .string()
  .regex(/^[^/]+(\/[^/]+)*$/, "must be folder names with / between them, such as Projects/2026");

/** Set-Mailbox; defaults of Exchange Online. */
export const mailboxSchema = z
  .strictObject({
    address,
    displayName: z.string().min(1).exactOptional(),
    aliases: listOf(proxyAddress).default([]),
    type: choice(["Regular", "Shared"]).default("Regular"),
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
  })
  .transform(
    ({ password, forwardingAddress, forwardingSmtpAddress, displayName, ...mailbox }): DraftMailbox => ({
      ...mailbox,
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
  })
  .transform((group): Group => ({ ...group, displayName: group.displayName ?? nameFrom(group.address) }));

export const contactSchema = z
  .strictObject({
    address,
    displayName: name64.exactOptional(),
    externalAddress: proxyAddress.exactOptional(),
    onPremises: z.boolean().default(false),
    useMapiRichTextFormat: choice(["Always", "Never", "UseDefaultSettings"]).default("UseDefaultSettings"),
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
