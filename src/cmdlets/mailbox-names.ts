// The names that a mailbox goes by in cmdlets: Identity, Alias, GUIDs, distinguished name.
import { directoryOf } from "../organization/directory.ts";
import { groupMailbox } from "../organization/group-mailbox.ts";
import type { Mailbox, Organization } from "../organization/organization.ts";
import { findOneRecipient, findRecipients, recipientName } from "./recipient-names.ts";

export { exchangeGuid, legacyExchangeDn } from "./recipient-names.ts";

export const mailboxName = (
  mailbox: Pick<Mailbox, "address"> & Partial<Pick<Mailbox, "accepted">>,
  organization: Organization,
): string => recipientName(mailbox, organization);

export const mailboxKind = { kind: "recipient", objectClass: "person" } as const;

/** The mailbox of a Microsoft 365 group is found by its address. */
export function findMailboxes(identity: string | undefined, organization: Organization): readonly Mailbox[] {
  const ofGroup = mailboxOfGroup(identity, organization);
  return ofGroup ? [ofGroup] : findRecipients(organization.mailboxes, identity, organization);
}

/** @throws CmdletError where it is not exactly one. */
export function findOneMailbox(identity: string, organization: Organization): Mailbox {
  return mailboxOfGroup(identity, organization) ?? findOneRecipient(organization.mailboxes, identity, organization);
}

function mailboxOfGroup(identity: string | undefined, organization: Organization): Mailbox | undefined {
  const group = identity === undefined ? undefined : directoryOf(organization).findGroup(identity.trim());
  return group && groupMailbox(group);
}
