// What Set-User and Set-Contact change: what the address book knows of a person. Rules and dynamic groups ask for it.
import type { Mailbox, MailContact } from "../organization/organization.ts";
import type { RecipientAttribute } from "../organization/recipient-attributes.ts";
import type { CmdletObject } from "./cmdlet.ts";
import { COMMON_SETTINGS } from "./delivery-settings.ts";
import { addressOfRecipient } from "./recipient-names.ts";
import { accepted, attribute, each, ignored, type RecipientSettings, withAttribute } from "./recipient-setting.ts";

const ATTRIBUTES: Readonly<Record<string, RecipientAttribute>> = {
  FirstName: "firstName",
  LastName: "lastName",
  Initials: "initials",
  Title: "title",
  Department: "department",
  Company: "company",
  Office: "office",
  StreetAddress: "street",
  PostOfficeBox: "poBox",
  City: "city",
  StateOrProvince: "state",
  PostalCode: "zipCode",
  CountryOrRegion: "countryOrRegion",
  Phone: "phoneNumber",
  OtherTelephone: "otherPhoneNumber",
  MobilePhone: "mobileNumber",
  HomePhone: "homePhoneNumber",
  OtherHomePhone: "otherHomePhoneNumber",
  Fax: "faxNumber",
  OtherFax: "otherFaxNumber",
  Pager: "pagerNumber",
  Notes: "notes",
};

const { DisplayName, Name, SimpleDisplayName } = COMMON_SETTINGS;

export const USER_SETTINGS: RecipientSettings = {
  ...(DisplayName && { DisplayName }),
  ...(Name && { Name }),
  ...(SimpleDisplayName && { SimpleDisplayName }),
  ...Object.fromEntries(Object.entries(ATTRIBUTES).map(([parameter, name]) => [parameter, attribute(name)])),
  Manager: {
    parameter: { type: "string", nullable: true },
    edit: (recipient, value, organization) =>
      withAttribute(
        recipient,
        "manager",
        value === null || value === "" ? null : addressOfRecipient(value as string, organization),
      ),
  },
  ...each("AssistantName TelephoneAssistant WebPage PhoneticDisplayName GeoCoordinates", (name) =>
    accepted(name, { type: "string", nullable: true }, ""),
  ),
  SeniorityIndex: accepted("SeniorityIndex", { type: "int", nullable: true }, null),
  Force: ignored(),
};

/** @param nameOf a recipient as Identity. */
export function userAttributes(
  { attributes = {} }: Mailbox | MailContact,
  nameOf: (address: string) => string,
): CmdletObject {
  const shown = Object.entries(ATTRIBUTES).map(([parameter, name]) => [parameter, attributes[name] ?? ""] as const);
  return {
    ...Object.fromEntries(shown),
    Manager: attributes.manager === undefined ? null : nameOf(attributes.manager),
  };
}
