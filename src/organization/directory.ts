// The address book as the transport asks it: lookups in constant time over one organization value.
import { splitAddress } from "./address.ts";
import type { AcceptedDomain, Group, Mailbox, MailContact, Organization } from "./organization.ts";

export interface ExpandedMember {
  /** Primary address of a mailbox or address of a contact; as listed when nobody here has it. */
  readonly address: string;
  /** The groups that led here, outermost first. */
  readonly chain: readonly string[];
}

export interface Directory {
  /** By primary address or alias; "a+tag@" finds "a@" when nobody has the whole address. */
  findMailbox(address: string): Mailbox | undefined;
  findGroup(address: string): Group | undefined;
  findContact(address: string): MailContact | undefined;
  /** The address that stands for its owner: a mailbox's primary, a contact's own; else the same in lower case. */
  primaryAddress(address: string): string;
  acceptedDomainOf(address: string): AcceptedDomain | undefined;
  /** Someone of the organization, or an address in a domain it is responsible for. New-TransportRule -FromScope. */
  isInOrganization(address: string): boolean;
  /** Mailboxes and contacts below a group, each once by the shortest way; groups in a circle end there. */
  expandGroup(address: string): ExpandedMember[];
  /** The mailbox itself (any of its addresses), or with the permission Send As. `user`: any address of a mailbox. */
  maySendAs(user: string, address: string): boolean;
  maySendOnBehalfOf(user: string, address: string): boolean;
}

const directories = new WeakMap<Organization, Directory>();

/** The directory of an organization; built once for each value. */
export function directoryOf(organization: Organization): Directory {
  const known = directories.get(organization);
  if (known) return known;
  const directory = createDirectory(organization);
  directories.set(organization, directory);
  return directory;
}

export const findMailbox = (organization: Organization, address: string) =>
  directoryOf(organization).findMailbox(address);
export const findGroup = (organization: Organization, address: string) => directoryOf(organization).findGroup(address);
export const findContact = (organization: Organization, address: string) =>
  directoryOf(organization).findContact(address);
export const acceptedDomainOf = (organization: Organization, address: string) =>
  directoryOf(organization).acceptedDomainOf(address);
export const isInOrganization = (organization: Organization, address: string) =>
  directoryOf(organization).isInOrganization(address);
export const expandGroup = (organization: Organization, address: string) =>
  directoryOf(organization).expandGroup(address);
export const maySendAs = (organization: Organization, user: string, address: string) =>
  directoryOf(organization).maySendAs(user, address);
export const maySendOnBehalfOf = (organization: Organization, user: string, address: string) =>
  directoryOf(organization).maySendOnBehalfOf(user, address);

function createDirectory(organization: Organization): Directory {
  const mailboxes = new Map<string, Mailbox>();
  for (const mailbox of organization.mailboxes) {
    for (const address of [mailbox.address, ...mailbox.aliases]) mailboxes.set(address.toLowerCase(), mailbox);
  }
  const groups = new Map(organization.groups.map((group) => [group.address.toLowerCase(), group]));
  const contacts = new Map(organization.contacts.map((contact) => [contact.address.toLowerCase(), contact]));
  const external = new Map(organization.contacts.map((contact) => [contact.externalAddress.toLowerCase(), contact]));
  const domains = new Map(
    organization.acceptedDomains.map((accepted) => [accepted.domainName.toLowerCase(), accepted]),
  );

  const findGroup = (address: string) => groups.get(address.toLowerCase());
  const findContact = (address: string) => contacts.get(address.toLowerCase());

  function findMailbox(address: string): Mailbox | undefined {
    const lower = address.toLowerCase();
    const exact = mailboxes.get(lower);
    const plus = lower.indexOf("+");
    // Plus addressing is on in Exchange Online. Set-OrganizationConfig -DisablePlusAddressInRecipients
    if (exact !== undefined || plus <= 0) return exact;
    const parts = splitAddress(lower);
    if (parts === undefined || plus > parts.localPart.length || groups.has(lower) || contacts.has(lower))
      return undefined;
    return mailboxes.get(`${lower.slice(0, plus)}@${parts.domain}`);
  }

  function primaryAddress(address: string): string {
    const lower = address.toLowerCase();
    const known = findMailbox(lower) ?? (groups.has(lower) || contacts.has(lower) ? undefined : external.get(lower));
    return known?.address ?? lower;
  }

  function acceptedDomainOf(address: string): AcceptedDomain | undefined {
    const domain = splitAddress(address)?.domain;
    if (domain === undefined) return undefined;
    const exact = domains.get(domain);
    if (exact) return exact;
    for (let dot = domain.indexOf("."); dot >= 0; dot = domain.indexOf(".", dot + 1)) {
      const parent = domains.get(domain.slice(dot + 1));
      if (parent?.matchSubDomains) return parent;
    }
    return undefined;
  }

  function isInOrganization(address: string): boolean {
    // A mail contact is judged by its domain, a mail user (on premises) is one of us.
    const primary = primaryAddress(address);
    if (findMailbox(primary) || findGroup(primary) || findContact(primary)?.onPremises) return true;
    const accepted = acceptedDomainOf(address);
    return accepted !== undefined && accepted.domainType !== "ExternalRelay";
  }

  function expandGroup(address: string): ExpandedMember[] {
    const members = new Map<string, ExpandedMember>();
    const visited = new Set([address.toLowerCase()]);
    const waiting = [{ group: findGroup(address), chain: [address.toLowerCase()] }];
    for (const { group, chain } of waiting) {
      for (const member of group?.members ?? []) {
        const inner = findGroup(member);
        const primary = primaryAddress(member);
        if (inner === undefined) {
          if (!members.has(primary)) members.set(primary, { address: primary, chain });
        } else if (!visited.has(primary)) {
          visited.add(primary);
          waiting.push({ group: inner, chain: [...chain, primary] });
        }
      }
    }
    return [...members.values()];
  }

  /** Whether `user` is the owner of `address`, or its mailbox names the user in `field`. */
  function mayActAs(user: string, address: string, field: "sendAs" | "grantSendOnBehalfTo"): boolean {
    const actor = findMailbox(user);
    const owner = findMailbox(address);
    if (actor === undefined || owner === undefined) return false;
    return actor === owner || owner[field].some((grantee) => findMailbox(grantee) === actor);
  }

  return {
    findMailbox,
    findGroup,
    findContact,
    primaryAddress,
    acceptedDomainOf,
    isInOrganization,
    expandGroup,
    maySendAs: (user, address) => mayActAs(user, address, "sendAs"),
    maySendOnBehalfOf: (user, address) => mayActAs(user, address, "grantSendOnBehalfTo"),
  };
}
