// Get-, New-, Set- and Remove-MailContact and -MailUser: names in the address book for mail that goes elsewhere.
import type { MailContact, Organization } from "../organization/organization.ts";
import { CONFIRMATION } from "./change.ts";
import { addRecipient, changeRecipients } from "./change-recipients.ts";
import { type Cmdlet, type CmdletObject, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { bindingError } from "./cmdlet-error.ts";
import { CUSTOM_ATTRIBUTE_PARAMETERS } from "./custom-attributes.ts";
import { COMMON_SETTINGS, checkedAlias, checkedText, MODERATION_SETTINGS } from "./delivery-settings.ts";
import { smtpAddress } from "./email-addresses.ts";
import { recipientGet } from "./get-recipients.ts";
import { aliasFrom, ownNames, refuseTakenName } from "./new-recipient.ts";
import { findOneRecipient, nameOfAddress } from "./recipient-names.ts";
import { deliveryOf, recipientProperties } from "./recipient-properties.ts";
import {
  accepted,
  applySettings,
  attribute,
  each,
  field,
  ignored,
  parametersOf,
  type RecipientSettings,
  withoutEffect,
} from "./recipient-setting.ts";
import { removalCmdlet } from "./remove-recipient.ts";
import { recipientSet } from "./set-recipient.ts";
import { userAttributes } from "./user-settings.ts";

const FORMATS: RecipientSettings = {
  UseMapiRichTextFormat: field("useMapiRichTextFormat", {
    type: "string",
    values: ["Never", "Always", "UseDefaultSettings"],
    sentence: "Whether mail to it is TNEF, where its remote domain leaves that open.",
  }),
  MacAttachmentFormat: accepted("MacAttachmentFormat", { type: "string" }, "BinHex"),
  MessageBodyFormat: accepted(
    "MessageBodyFormat",
    { type: "string", values: ["Text", "Html", "TextAndHtml"] },
    "TextAndHtml",
  ),
  MessageFormat: accepted("MessageFormat", { type: "string", values: ["Text", "Mime"] }, "Mime"),
  UsePreferMessageFormat: accepted("UsePreferMessageFormat", { type: "boolean" }, false),
};

const SETTINGS: RecipientSettings = {
  ...COMMON_SETTINGS,
  ...FORMATS,
  ExternalEmailAddress: {
    parameter: { type: "string", sentence: "Where its mail goes." },
    edit: (_, value) => ({ externalAddress: externalAddress(value as string) }),
  },
  EmailAddresses: accepted("EmailAddresses", { type: "multiValued" }),
  MaxSendSize: accepted("MaxSendSize", { type: "unlimitedSize" }, "Unlimited"),
  MaxRecipientPerMessage: accepted("MaxRecipientPerMessage", { type: "unlimitedInt" }),
  ...Object.fromEntries(
    CUSTOM_ATTRIBUTE_PARAMETERS.map((name) => [name, attribute(`c${name.slice(1)}` as "customAttribute1")]),
  ),
  Force: ignored(),
};

const externalAddress = (text: string) => smtpAddress("ExternalEmailAddress", text.replace(/^smtp:/i, ""));
const contactsOf = ({ contacts }: Organization) => contacts.filter(({ onPremises }) => !onPremises);
const mailUsersOf = ({ contacts }: Organization) => contacts.filter(({ onPremises }) => onPremises);

function show(contact: MailContact, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const recipient = recipientProperties(contact, contact.onPremises ? "person" : "contact", services);
  const custom = CUSTOM_ATTRIBUTE_PARAMETERS.map((name) => [
    name,
    contact.attributes?.[`c${name.slice(1)}` as "customAttribute1"] ?? "",
  ]);
  return {
    ...recipient,
    ...userAttributes(contact, (address) => nameOfAddress(address, organization)),
    ...deliveryOf(contact, organization, SETTINGS),
    ...Object.fromEntries(custom),
    EmailAddresses: recipient.EmailAddresses ?? [],
    ExternalEmailAddress: `SMTP:${contact.externalAddress}`,
    UseMapiRichTextFormat: contact.useMapiRichTextFormat,
    ...(contact.onPremises && { UserPrincipalName: contact.address }),
  };
}

const NEW_SETTINGS: RecipientSettings = {
  ...MODERATION_SETTINGS,
  ...FORMATS,
  FirstName: attribute("firstName"),
  LastName: attribute("lastName"),
  Initials: attribute("initials"),
  ...each("ImmutableId MailboxRegion FederatedIdentity", (name) => accepted(name, { type: "string" })),
  RemotePowerShellEnabled: accepted("RemotePowerShellEnabled", { type: "boolean" }),
  HVEAccount: ignored(),
  OrganizationalUnit: ignored("string"),
};

interface Given {
  readonly Name: string;
  readonly ExternalEmailAddress?: string;
  readonly Alias?: string;
  readonly DisplayName?: string;
  readonly PrimarySmtpAddress?: string;
  readonly MicrosoftOnlineServicesID?: string;
  readonly WhatIf?: boolean;
}

function creation(name: string, isUser: boolean): Cmdlet {
  return defineCmdlet({
    name,
    synopsis: `Makes a ${isUser ? "mail user" : "mail contact"}, an address outside in the address book.`,
    parameters: {
      Name: { type: "string", mandatory: true, position: 1 },
      ExternalEmailAddress: { type: "string", ...(!isUser && { mandatory: true }) },
      Alias: { type: "string" },
      DisplayName: { type: "string" },
      ...(isUser && {
        PrimarySmtpAddress: { type: "string" },
        MicrosoftOnlineServicesID: { type: "string" },
        Password: { type: "secret", priority: "accept", sentence: "Nobody signs in as a mail user here." },
      }),
      ...parametersOf(NEW_SETTINGS),
      ...CONFIRMATION,
    } as Parameters,
    async run(bound, services) {
      const given = bound as unknown as Given;
      const edit = (organization: Organization): Organization => {
        const contact = made(given, isUser, organization);
        refuseTakenName(contact, organization);
        return addRecipient(organization, "contacts", contact);
      };
      const { address } = made(given, isUser, services.configurations.latest());
      const whatIf = `Creating ${isUser ? "mail user" : "mail contact"} "${given.Name}" with address "${address}".`;
      const warnings = withoutEffect(NEW_SETTINGS, bound as Readonly<Record<string, unknown>>);
      const result = await changeRecipients({ cmdlet: name, given, whatIf, edit, warnings }, services);
      if (result.confirmation !== undefined) return result;
      const latest = services.configurations.latest();
      return { ...result, objects: [show(findOneRecipient(latest.contacts, address, latest), services)] };
    },
  });
}

function made(given: Given, isUser: boolean, organization: Organization): MailContact {
  const signIn = given.MicrosoftOnlineServicesID;
  const outside = given.ExternalEmailAddress ?? signIn;
  if (outside === undefined)
    throw bindingError(
      "Cannot process command because of one or more missing mandatory parameters: ExternalEmailAddress.",
    );
  const alias = given.Alias === undefined ? aliasFrom(signIn ?? given.Name) : checkedAlias(given.Alias);
  const external = externalAddress(outside);
  const own = given.PrimarySmtpAddress ?? signIn ?? `${alias}@${organization.name}`;
  const address = isUser ? smtpAddress("PrimarySmtpAddress", own) : external;
  const contact: MailContact = {
    address,
    displayName: checkedText("DisplayName", given.DisplayName ?? given.Name, 256),
    externalAddress: external,
    onPremises: isUser,
    useMapiRichTextFormat: "UseDefaultSettings",
    ...ownNames(given.Name, alias, address, organization),
  };
  return applySettings(NEW_SETTINGS, contact, given as unknown as Readonly<Record<string, unknown>>, organization);
}

function cmdletsOf(noun: "MailContact" | "MailUser"): readonly Cmdlet[] {
  const isUser = noun === "MailUser";
  const recipients = isUser ? mailUsersOf : contactsOf;
  const dotNetType = `${noun}IdParameter`;
  const words = isUser ? "mail user" : "mail contact";
  return [
    recipientGet<MailContact>({
      name: `Get-${noun}`,
      synopsis: `Shows ${words}s, addresses outside in the address book.`,
      dotNetType,
      recipients,
      show,
    }),
    creation(`New-${noun}`, isUser),
    removalCmdlet({
      name: `Remove-${noun}`,
      synopsis: `Removes a ${words}.`,
      noun: words,
      dotNetType,
      find: (identity, organization) => findOneRecipient(recipients(organization), identity, organization),
    }),
    recipientSet({
      name: `Set-${noun}`,
      synopsis: `Changes a ${words}.`,
      noun: words,
      dotNetType,
      settings: SETTINGS,
      recipients,
    }),
  ];
}

export const MAIL_CONTACT_CMDLETS: readonly Cmdlet[] = cmdletsOf("MailContact");
export const MAIL_USER_CMDLETS: readonly Cmdlet[] = cmdletsOf("MailUser");
