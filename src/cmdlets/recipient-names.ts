// The names that a recipient goes by in cmdlets, of whatever kind: Identity, display name, alias, addresses, GUIDs.
import { directoryOf } from "../organization/directory.ts";
import type { AcceptedValues, Group, Mailbox, MailContact, Organization } from "../organization/organization.ts";
import { objectIdOf, stableGuid } from "../organization/stable-guid.ts";
import { ambiguous, notFound } from "./cmdlet-error.ts";
import { distinguishedName, guidOf } from "./directory-object.ts";
import { findByIdentity } from "./identity.ts";

export type Recipient = Mailbox | Group | MailContact;
export type RecipientList = "mailboxes" | "groups" | "contacts";

interface Named {
  readonly address: string;
  readonly accepted?: AcceptedValues;
}

const localPart = (address: string): string => address.slice(0, address.lastIndexOf("@"));
const ownName = ({ accepted }: Named, property: "Name" | "Alias"): string | undefined => {
  const name = accepted?.[property];
  return typeof name === "string" && name !== "" ? name : undefined;
};

/** What a cmdlet gave; else the local part in the tenant's own domain, the whole address in another. */
export function recipientName(recipient: Named, organization: Organization): string {
  return ownName(recipient, "Name") ?? nameByAddress(recipient.address, organization);
}

export function recipientAlias(recipient: Named, organization: Organization): string {
  return ownName(recipient, "Alias") ?? nameByAddress(recipient.address, organization).replace(/@/g, "_");
}

function nameByAddress(address: string, organization: Organization): string {
  return address.endsWith(`@${organization.name}`) ? localPart(address) : address;
}

/** It stays when the name is changed. */
export function recipientGuid({ address }: Named, organization: Organization): string {
  return guidOf({ kind: "recipient", name: nameByAddress(address, organization) }, organization);
}

export function exchangeGuid({ address }: Named): string {
  return stableGuid(`mailbox store of ${address}`);
}

export function legacyExchangeDn(recipient: Named, organization: Organization): string {
  const id = objectIdOf(recipient.address).replaceAll("-", "");
  const name = nameByAddress(recipient.address, organization);
  return `/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${id}-${name}`;
}

/** Of `recipients`, all without an identity; a star stands for any text. @throws CmdletError where nobody is named so. */
export function findRecipients<R extends Recipient>(
  recipients: readonly R[],
  identity: string | undefined,
  organization: Organization,
): readonly R[] {
  const wanted = identity?.trim().toLowerCase() ?? "";
  // An address is looked up; the other names are searched for.
  if (wanted.includes("@") && !wanted.includes("*")) {
    const found = recipients.filter((recipient) => addressesOf(recipient).includes(wanted));
    if (found.length > 0) return found;
  }
  const names = (recipient: R) => namesOf(recipient, organization, identity?.trim() ?? "");
  return findByIdentity(recipients, identity, names, organization);
}

/** Of Set and Remove cmdlets. @throws CmdletError where it is not exactly one. */
export function findOneRecipient<R extends Recipient>(
  recipients: readonly R[],
  identity: string,
  organization: Organization,
): R {
  if (identity.includes("*")) throw notFound(identity, organization.hostname);
  const [recipient, ...others] = findRecipients(recipients, identity, organization);
  if (!recipient || others.length > 0) throw ambiguous(identity);
  return recipient;
}

export const everybody = ({ mailboxes, groups, contacts }: Organization): readonly Recipient[] => [
  ...mailboxes,
  ...groups,
  ...contacts,
];

/** Somebody of the address book by any name, as lists of them hold it. @throws CmdletError */
export function addressOfRecipient(identity: string, organization: Organization): string {
  return findOneRecipient(everybody(organization), identity, organization).address;
}

/** As a recipient's Identity in lists of them. */
export function nameOfAddress(address: string, organization: Organization): string {
  const directory = directoryOf(organization);
  const group = directory.findGroup(address);
  const found = group ?? directory.findMailbox(address) ?? directory.findContact(address);
  return found ? recipientName(found, organization) : address;
}

export function addressesOf(recipient: Recipient): readonly string[] {
  if ("externalAddress" in recipient) return [recipient.address, recipient.externalAddress];
  return [recipient.address, ...(recipient.aliases ?? [])];
}

/** Names that are hashes are made only for an identity that may be one: recipients can be very many. */
function namesOf(recipient: Recipient, organization: Organization, identity: string): string[] {
  const name = recipientName(recipient, organization);
  const plain = [name, recipient.displayName, recipientAlias(recipient, organization)];
  if (GUID.test(identity))
    return [...plain, objectIdOf(recipient.address), exchangeGuid(recipient), recipientGuid(recipient, organization)];
  if (!identity.includes("=")) return plain;
  return [...plain, distinguishedName(name, organization), legacyExchangeDn(recipient, organization)];
}

const GUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-/i;
