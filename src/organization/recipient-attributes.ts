// What the address book knows of a person beside the addresses: Set-User, Set-Contact, Set-Mailbox. Rules and dynamic
// groups ask for it.

const CUSTOM_ATTRIBUTES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** Under the names that rules have for them. New-TransportRule -SenderADAttributeContainsWords */
export const RECIPIENT_ATTRIBUTES = [
  "firstName",
  "lastName",
  "initials",
  "title",
  "department",
  "company",
  "office",
  "manager",
  "street",
  "poBox",
  "city",
  "state",
  "zipCode",
  "countryOrRegion",
  "phoneNumber",
  "otherPhoneNumber",
  "mobileNumber",
  "homePhoneNumber",
  "otherHomePhoneNumber",
  "faxNumber",
  "otherFaxNumber",
  "pagerNumber",
  "notes",
  ...CUSTOM_ATTRIBUTES.map((n) => `customAttribute${n}` as const),
] as const;

export type RecipientAttribute = (typeof RECIPIENT_ATTRIBUTES)[number];

/** Empty ones are absent. `manager` is an address, lower case. */
export type RecipientAttributes = Readonly<Partial<Record<RecipientAttribute, string>>>;
