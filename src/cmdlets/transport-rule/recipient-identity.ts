// A recipient by any of its names, as RecipientIdParameter takes it: an address of it, name, alias, display name or GUID.
import { isAddress, splitAddress } from "../../organization/address.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { objectIdOf } from "../../organization/stable-guid.ts";
import { ambiguous, notFound } from "../cmdlet-error.ts";
import { guidOf } from "../directory-object.ts";
import { mailboxKind, mailboxName } from "../mailbox-names.ts";

/**
 * Its primary address, lower case. An address outside the organization stands for itself.
 * @throws CmdletError where nobody, or more than one, has this name.
 */
export function recipientAddress(identity: string, organization: Organization): string {
  const wanted = identity.trim().toLowerCase();
  if (isAddress(wanted)) return addressOf(wanted, identity, organization);
  const { mailboxes, groups, contacts } = organization;
  const found = [...mailboxes, ...groups, ...contacts].filter((recipient) =>
    namesOf(recipient, organization).some((name) => name.toLowerCase() === wanted),
  );
  const [one, ...others] = found;
  if (one === undefined) throw notFound(identity, organization.hostname);
  if (others.length > 0) throw ambiguous(identity);
  return one.address;
}

function addressOf(wanted: string, identity: string, organization: Organization): string {
  const directory = directoryOf(organization);
  const primary = directory.primaryAddress(wanted);
  const isKnown =
    directory.findMailbox(primary) !== undefined ||
    directory.findGroup(primary) !== undefined ||
    directory.findContact(primary) !== undefined;
  if (!isKnown && directory.acceptedDomainOf(wanted) !== undefined) throw notFound(identity, organization.hostname);
  return primary;
}

function namesOf(
  recipient: { readonly address: string; readonly displayName: string },
  organization: Organization,
): string[] {
  const name = mailboxName(recipient, organization);
  return [
    name,
    splitAddress(recipient.address)?.localPart ?? name,
    recipient.displayName,
    objectIdOf(recipient.address),
    guidOf({ kind: mailboxKind.kind, name }, organization),
  ];
}
