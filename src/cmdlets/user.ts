// Get- and Set-User, Get- and Set-Contact: what the address book knows of people.
import type { Mailbox, MailContact, Organization } from "../organization/organization.ts";
import type { CmdletObject, CmdletServices } from "./cmdlet.ts";
import { recipientGet } from "./get-recipients.ts";
import { nameOfAddress } from "./recipient-names.ts";
import { recipientProperties } from "./recipient-properties.ts";
import { acceptedProperties } from "./recipient-setting.ts";
import { recipientSet } from "./set-recipient.ts";
import { USER_SETTINGS, userAttributes } from "./user-settings.ts";

const users = ({ mailboxes, contacts }: Organization): readonly (Mailbox | MailContact)[] => [
  ...mailboxes,
  ...contacts.filter(({ onPremises }) => onPremises),
];
const outsiders = ({ contacts }: Organization) => contacts.filter(({ onPremises }) => !onPremises);

function show(person: Mailbox | MailContact, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  return {
    ...recipientProperties(person, "person", services),
    ...acceptedProperties(USER_SETTINGS, person.accepted),
    ...userAttributes(person, (address) => nameOfAddress(address, organization)),
    UserPrincipalName: person.address,
  };
}

export const getUser = recipientGet<Mailbox | MailContact>({
  name: "Get-User",
  synopsis: "Shows users as people: name, title, manager.",
  dotNetType: "UserIdParameter",
  recipients: users,
  show,
});

export const setUser = recipientSet({
  name: "Set-User",
  synopsis: "Changes what the address book says of a user.",
  noun: "user",
  dotNetType: "UserIdParameter",
  settings: USER_SETTINGS,
  recipients: users,
});

export const getContact = recipientGet<MailContact>({
  name: "Get-Contact",
  synopsis: "Shows contacts as people: name, title, department.",
  dotNetType: "ContactIdParameter",
  recipients: outsiders,
  show,
});

export const setContact = recipientSet({
  name: "Set-Contact",
  synopsis: "Changes what the address book says of a contact.",
  noun: "contact",
  dotNetType: "ContactIdParameter",
  settings: USER_SETTINGS,
  recipients: outsiders,
});
