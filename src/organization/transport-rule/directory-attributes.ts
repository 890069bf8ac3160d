// Attributes of senders and recipients that rules compare. New-TransportRule -SenderADAttributeContainsWords

export const DIRECTORY_ATTRIBUTES = [
  "City",
  "Company",
  "Country",
  ...([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const).map((n) => `CustomAttribute${n}` as const),
  "Department",
  "DisplayName",
  "Email",
  "FaxNumber",
  "FirstName",
  "HomePhoneNumber",
  "Initials",
  "LastName",
  "Manager",
  "MobileNumber",
  "Notes",
  "Office",
  "OtherFaxNumber",
  "OtherHomePhoneNumber",
  "OtherPhoneNumber",
  "PagerNumber",
  "PhoneNumber",
  "POBox",
  "State",
  "Street",
  "Title",
  "UserLogonName",
  "ZipCode",
] as const;

export type DirectoryAttribute = (typeof DIRECTORY_ATTRIBUTES)[number];
