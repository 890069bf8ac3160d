// What a dynamic group's filter can ask of a recipient: New-DynamicDistributionGroup -RecipientFilter.
import type { Steps } from "../mime/in-turns.ts";
import { type Opath, type PropertiesOf, parseOpath } from "./opath.ts";
import type {
  Group,
  Mailbox,
  MailContact,
  Organization,
  RecipientAttribute,
  RecipientAttributes,
} from "./organization.ts";

/** RecipientType, RecipientTypeDetails. */
type Kind = readonly [type: string, details: string];

export const GROUP_KINDS: Readonly<Record<NonNullable<Group["type"]>, Kind>> = {
  Distribution: ["MailUniversalDistributionGroup", "MailUniversalDistributionGroup"],
  Security: ["MailUniversalSecurityGroup", "MailUniversalSecurityGroup"],
  Dynamic: ["DynamicDistributionGroup", "DynamicDistributionGroup"],
  Microsoft365: ["MailUniversalDistributionGroup", "GroupMailbox"],
};
export const MAILBOX_KINDS: Readonly<Record<Mailbox["type"], Kind>> = {
  Regular: ["UserMailbox", "UserMailbox"],
  Shared: ["UserMailbox", "SharedMailbox"],
  Room: ["UserMailbox", "RoomMailbox"],
  Equipment: ["UserMailbox", "EquipmentMailbox"],
};

const ATTRIBUTES: Readonly<Record<string, RecipientAttribute>> = {
  Department: "department",
  FirstName: "firstName",
  LastName: "lastName",
  Initials: "initials",
  Manager: "manager",
  Phone: "phoneNumber",
  MobilePhone: "mobileNumber",
  HomePhone: "homePhoneNumber",
  Fax: "faxNumber",
  Pager: "pagerNumber",
  Notes: "notes",
  StateOrProvince: "state",
  PostalCode: "zipCode",
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
export function* filteringRecipients(filter: Opath, organization: Organization): Steps<string[]> {
  const { mailboxes, groups, contacts } = organization;
  const matching: string[] = [];
  let asked = 0;
  for (const [recipient, values] of everybody(mailboxes, groups, contacts)) {
    if (filter(values)) matching.push(recipient.address);
    asked += 1;
    if (asked % 500 === 0) yield;
  }
  return matching;
}

function* everybody(
  mailboxes: readonly Mailbox[],
  groups: readonly Group[],
  contacts: readonly MailContact[],
): Generator<[recipient: { readonly address: string }, values: PropertiesOf]> {
  for (const mailbox of mailboxes) {
    const { attributes, type } = mailbox;
    yield [mailbox, (name) => common(mailbox, MAILBOX_KINDS[type], name) ?? [attributeOf(attributes, name)]];
  }
  for (const group of groups)
    yield [group, (name) => common(group, GROUP_KINDS[group.type ?? "Distribution"], name) ?? [""]];
  for (const contact of contacts) {
    const type = contact.onPremises ? "MailUser" : "MailContact";
    const own = (name: string) => [
      name === "ExternalEmailAddress" ? contact.externalAddress : attributeOf(contact.attributes, name),
    ];
    yield [contact, (name) => common(contact, [type, type], name) ?? own(name)];
  }
}

function attributeOf(attributes: RecipientAttributes = {}, name: string): string {
  const attribute = ATTRIBUTES[name];
  return (attribute && attributes[attribute]) ?? "";
}

/** Undefined for what only some recipients have. */
function common(
  recipient: { readonly address: string; readonly displayName: string; readonly aliases?: readonly string[] },
  [type, details]: Kind,
  name: string,
): readonly string[] | undefined {
  const { address } = recipient;
  switch (name) {
    case "RecipientType":
      return [type];
    case "RecipientTypeDetails":
      return [details];
    case "Alias":
      return [address.slice(0, address.lastIndexOf("@"))];
    case "Name":
    case "DisplayName":
      return [recipient.displayName];
    case "PrimarySmtpAddress":
      return [address];
    case "EmailAddresses":
      return [address, ...(recipient.aliases ?? [])];
    default:
      return undefined;
  }
}
