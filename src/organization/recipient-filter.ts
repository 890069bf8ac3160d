// What a dynamic group's filter can ask of a recipient: New-DynamicDistributionGroup -RecipientFilter.
import { type Opath, parseOpath } from "./opath.ts";
import type { Group, Mailbox, MailContact, Organization, RecipientAttribute } from "./organization.ts";

const TYPES_OF_GROUPS = {
  Distribution: ["MailUniversalDistributionGroup", "MailUniversalDistributionGroup"],
  Security: ["MailUniversalSecurityGroup", "MailUniversalSecurityGroup"],
  Dynamic: ["DynamicDistributionGroup", "DynamicDistributionGroup"],
  Microsoft365: ["MailUniversalDistributionGroup", "GroupMailbox"],
} as const;

const ATTRIBUTES: Readonly<Record<string, RecipientAttribute>> = {
  Department: "department",
  Title: "title",
  Office: "office",
  City: "city",
  Company: "company",
  CountryOrRegion: "countryOrRegion",
  ...Object.fromEntries(
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const).map((n) => [
      `CustomAttribute${n}`,
      `customAttribute${n}` as const,
    ]),
  ),
};

const OF_EVERYBODY = [
  "RecipientType",
  "RecipientTypeDetails",
  "Alias",
  "Name",
  "DisplayName",
  "PrimarySmtpAddress",
  "EmailAddresses",
  "ExternalEmailAddress",
] as const;

export const FILTERABLE: readonly string[] = [...OF_EVERYBODY, ...Object.keys(ATTRIBUTES)];

/** @throws OpathError */
export const parseRecipientFilter = (text: string): Opath => parseOpath(text, FILTERABLE);

/** Primary addresses of everybody whom the filter takes, in the order of the configuration. */
export function recipientsMatching(filter: Opath, organization: Organization): string[] {
  const { mailboxes, groups, contacts } = organization;
  const matching: string[] = [];
  const ask = (address: string, properties: Partial<Record<string, readonly string[]>>) => {
    if (filter((name) => properties[name] ?? [""])) matching.push(address);
  };
  for (const mailbox of mailboxes) ask(mailbox.address, ofMailbox(mailbox));
  for (const group of groups) ask(group.address, ofGroup(group));
  for (const contact of contacts) ask(contact.address, ofContact(contact));
  return matching;
}

function ofMailbox(mailbox: Mailbox): Record<string, readonly string[]> {
  const properties = common(mailbox, "UserMailbox", mailbox.type === "Shared" ? "SharedMailbox" : "UserMailbox");
  if (!mailbox.attributes) return properties;
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const value = mailbox.attributes[attribute];
    if (value !== undefined) properties[name] = [value];
  }
  return properties;
}

function ofGroup(group: Group): Record<string, readonly string[]> {
  const [type, details] = TYPES_OF_GROUPS[group.type ?? "Distribution"];
  return common(group, type, details);
}

function ofContact(contact: MailContact): Record<string, readonly string[]> {
  const type = contact.onPremises ? "MailUser" : "MailContact";
  return { ...common(contact, type, type), ExternalEmailAddress: [contact.externalAddress] };
}

function common(
  recipient: { readonly address: string; readonly displayName: string; readonly aliases?: readonly string[] },
  type: string,
  details: string,
): Record<string, readonly string[]> {
  const { address, displayName, aliases = [] } = recipient;
  return {
    RecipientType: [type],
    RecipientTypeDetails: [details],
    Alias: [address.slice(0, address.lastIndexOf("@"))],
    Name: [displayName],
    DisplayName: [displayName],
    PrimarySmtpAddress: [address],
    EmailAddresses: [address, ...aliases],
  };
}
