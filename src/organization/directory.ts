// The address book as the transport asks it: lookups in constant time over one organization value.
import { runInTurns, runNow } from "../mime/in-turns.ts";
import { splitAddress } from "./address.ts";
import { groupMailbox } from "./group-mailbox.ts";
import { type ExpandedMember, type Expansion, expanding, type Lookup } from "./group-members.ts";
import type {
  AcceptedDomain,
  DeliveryRestrictions,
  Group,
  Mailbox,
  MailContact,
  Organization,
} from "./organization.ts";

import { isOn } from "./organization-flags.ts";

export type { ExpandedMember, Expansion } from "./group-members.ts";

export interface Directory {
  /**
   * By primary address or alias; "a+tag@" finds "a@" when nobody has the whole address. The address of a Microsoft 365
   * group finds its mailbox.
   */
  findMailbox(address: string): Mailbox | undefined;
  /** By primary address or alias. */
  findGroup(address: string): Group | undefined;
  findContact(address: string): MailContact | undefined;
  /** The address that stands for its owner: a mailbox's or group's primary, a contact's own; else the same in lower case. */
  primaryAddress(address: string): string;
  acceptedDomainOf(address: string): AcceptedDomain | undefined;
  /** Someone of the organization, or an address in a domain it is responsible for. New-TransportRule -FromScope. */
  isInOrganization(address: string): boolean;
  /**
   * Mailboxes and contacts below a group, each once by the shortest way; groups in a circle end there. Kept: the same
   * list each time.
   */
  expandGroup(address: string): readonly ExpandedMember[];
  /** As expandGroup, but groups within that restrict who sends to them stay whole: what they say is asked of each. */
  expandForDelivery(group: Group, isAuthenticated: boolean): Promise<Expansion>;
  /** One of these addresses, or a member of a group among them. */
  isAmong(address: string, sendersOrMembers: readonly string[]): boolean;
  /** Somebody's mail is approved before it is delivered. */
  readonly hasModeration: boolean;
  /** Some mailbox has a quota of its own. */
  readonly hasQuotas: boolean;
  /**
   * The mailbox itself (any of its addresses), or with the permission Send As, its own or that of a group it is in.
   * `user`: any address of a mailbox; `address`: of a mailbox or group.
   */
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
/** As it or on its behalf. */
export const maySendFor = (organization: Organization, user: string, address: string) =>
  maySendAs(organization, user, address) || maySendOnBehalfOf(organization, user, address);
export const maySendOnBehalfOf = (organization: Organization, user: string, address: string) =>
  directoryOf(organization).maySendOnBehalfOf(user, address);

function createDirectory(organization: Organization): Directory {
  const mailboxes = new Map<string, Mailbox>();
  for (const mailbox of organization.mailboxes) {
    mailboxes.set(mailbox.address.toLowerCase(), mailbox);
    for (const alias of mailbox.aliases) mailboxes.set(alias.toLowerCase(), mailbox);
  }
  const groups = new Map<string, Group>();
  for (const group of organization.groups) {
    for (const address of [group.address, ...(group.aliases ?? [])]) groups.set(address.toLowerCase(), group);
  }
  const contacts = new Map(organization.contacts.map((contact) => [contact.address.toLowerCase(), contact]));
  const external = new Map(organization.contacts.map((contact) => [contact.externalAddress.toLowerCase(), contact]));
  const domains = new Map(
    organization.acceptedDomains.map((accepted) => [accepted.domainName.toLowerCase(), accepted]),
  );

  const isPlusOff = isOn("DisablePlusAddressInRecipients", organization);

  const findGroup = (address: string) => groups.get(address.toLowerCase());
  const findContact = (address: string) => contacts.get(address.toLowerCase());

  function findMailbox(address: string): Mailbox | undefined {
    const lower = address.toLowerCase();
    const group = groups.get(lower);
    if (group) return groupMailbox(group);
    const exact = mailboxes.get(lower);
    const plus = lower.indexOf("+");
    // Plus addressing is on in Exchange Online. Set-OrganizationConfig -DisablePlusAddressInRecipients
    if (exact !== undefined || plus <= 0 || isPlusOff) return exact;
    const parts = splitAddress(lower);
    if (parts === undefined || plus > parts.localPart.length || contacts.has(lower)) return undefined;
    return mailboxes.get(`${lower.slice(0, plus)}@${parts.domain}`);
  }

  function primaryAddress(address: string): string {
    const lower = address.toLowerCase();
    const known = groups.get(lower) ?? findMailbox(lower) ?? (contacts.has(lower) ? undefined : external.get(lower));
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

  const lookup: Lookup = { organization, findGroup, primaryAddress };
  const expansions = new Map<string, Expansion>();
  function expandGroup(address: string): readonly ExpandedMember[] {
    const group = findGroup(address);
    if (!group) return [];
    const key = `all ${group.address}`;
    const expansion = expansions.get(key) ?? runNow(expanding(group, lookup, () => false));
    expansions.set(key, expansion);
    return expansion.members;
  }

  async function expandForDelivery(group: Group, isAuthenticated: boolean): Promise<Expansion> {
    const key = `${isAuthenticated ? "internal" : "anonymous"} ${group.address}`;
    const steps = () => expanding(group, lookup, (inner) => hasASay(inner, isAuthenticated));
    const expansion = expansions.get(key) ?? (await runInTurns(steps()));
    expansions.set(key, expansion);
    // Rules, which come later, ask for the same.
    if (expansion.members.every(({ isGroup }) => !isGroup)) expansions.set(`all ${group.address}`, expansion);
    return expansion;
  }

  const memberSets = new Map<Group, Set<string>>();
  function isMember(primary: string, group: Group): boolean {
    const members = memberSets.get(group) ?? new Set(expandGroup(group.address).map((member) => member.address));
    memberSets.set(group, members);
    return members.has(primary);
  }

  function isAmong(address: string, sendersOrMembers: readonly string[]): boolean {
    const primary = primaryAddress(address);
    return sendersOrMembers.some((listed) => {
      const group = findGroup(listed);
      return primaryAddress(listed) === primary || (group !== undefined && isMember(primary, group));
    });
  }

  /** Whether `user` is the owner of `address`, or its owner names the user in `field`. */
  function mayActAs(user: string, address: string, field: "sendAs" | "grantSendOnBehalfTo"): boolean {
    const actor = findMailbox(user);
    const owner = findGroup(address) ?? findMailbox(address);
    if (actor === undefined || owner === undefined) return false;
    return actor === owner || isAmong(actor.address, owner[field] ?? []);
  }

  return {
    findMailbox,
    findGroup,
    findContact,
    primaryAddress,
    acceptedDomainOf,
    isInOrganization,
    expandGroup,
    expandForDelivery,
    isAmong,
    hasModeration:
      hasModeratingRule(organization) ||
      [organization.mailboxes, organization.groups, organization.contacts].some((recipients) =>
        recipients.some(({ moderationEnabled }) => moderationEnabled === true),
      ),
    hasQuotas: organization.mailboxes.some(({ prohibitSendReceiveQuota }) => prohibitSendReceiveQuota !== undefined),
    maySendAs: (user, address) => mayActAs(user, address, "sendAs"),
    maySendOnBehalfOf: (user, address) => mayActAs(user, address, "grantSendOnBehalfTo"),
  };
}

function hasModeratingRule({ transportRules }: Organization): boolean {
  return transportRules.some(
    ({ actions }) => actions.moderateMessageByUser !== undefined || actions.moderateMessageByManager !== undefined,
  );
}

function hasASay(group: Group, isAuthenticated: boolean): boolean {
  return isRestricted(group) || (!isAuthenticated && (group.requireSenderAuthenticationEnabled ?? true));
}

/** Not only its kind's default. */
function isRestricted(recipient: DeliveryRestrictions): boolean {
  return (
    recipient.moderationEnabled === true ||
    recipient.acceptMessagesOnlyFromSendersOrMembers !== undefined ||
    recipient.rejectMessagesFromSendersOrMembers !== undefined ||
    recipient.maxReceiveSize !== undefined
  );
}
