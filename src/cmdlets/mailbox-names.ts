// The names that a mailbox goes by in cmdlets: Identity, Alias, GUIDs, distinguished name.
import { directoryOf } from "../organization/directory.ts";
import type { Mailbox, Organization } from "../organization/organization.ts";
import { objectIdOf, stableGuid } from "../organization/stable-guid.ts";
import { hasWildcard } from "../organization/wildcard.ts";
import { ambiguous, notFound } from "./cmdlet-error.ts";
import { distinguishedName, guidOf } from "./directory-object.ts";
import { findByIdentity } from "./identity.ts";

const MAILBOX = "recipient";

const localPart = (address: string): string => address.slice(0, address.lastIndexOf("@"));

/** Name and alias: the local part in the tenant's own domain, the whole address in another. */
export function mailboxName({ address }: Pick<Mailbox, "address">, organization: Organization): string {
  return address.endsWith(`@${organization.name}`) ? localPart(address) : address;
}

export const mailboxKind = { kind: MAILBOX, objectClass: "person" } as const;

export function exchangeGuid({ address }: Mailbox): string {
  return stableGuid(`mailbox store of ${address}`);
}

export function legacyExchangeDn(mailbox: Mailbox, organization: Organization): string {
  const name = mailboxName(mailbox, organization);
  const id = objectIdOf(mailbox.address).replaceAll("-", "");
  return `/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=${id}-${name}`;
}

export function findMailboxes(identity: string | undefined, organization: Organization): readonly Mailbox[] {
  // An address is looked up; the other names are searched for.
  const wanted = identity?.trim() ?? "";
  const byAddress = wanted.includes("@") ? directoryOf(organization).findMailbox(wanted) : undefined;
  if (byAddress && ownsAddress(byAddress, wanted)) return [byAddress];
  return findByIdentity(organization.mailboxes, identity, (mailbox) => namesOf(mailbox, organization), organization);
}

/** @throws CmdletError where it is not exactly one. */
export function findOneMailbox(identity: string, organization: Organization): Mailbox {
  if (hasWildcard(identity)) throw notFound(identity, organization.hostname);
  const [mailbox, ...others] = findMailboxes(identity, organization);
  if (!mailbox || others.length > 0) throw ambiguous(identity);
  return mailbox;
}

/** "a+tag@" reaches a mailbox, but it doesn't name it. */
function ownsAddress({ address, aliases }: Mailbox, wanted: string): boolean {
  return [address, ...aliases].some((own) => own.toLowerCase() === wanted.toLowerCase());
}

function namesOf(mailbox: Mailbox, organization: Organization): string[] {
  const name = mailboxName(mailbox, organization);
  return [
    name,
    mailbox.displayName,
    objectIdOf(mailbox.address),
    exchangeGuid(mailbox),
    guidOf({ kind: MAILBOX, name }, organization),
    distinguishedName(name, organization),
    legacyExchangeDn(mailbox, organization),
  ];
}
