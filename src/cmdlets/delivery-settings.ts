// What Set-Mailbox, Set-DistributionGroup, Set-MailContact and Set-MailUser have in common: who may send, who approves.
import { directoryOf } from "../organization/directory.ts";
import type { Organization } from "../organization/organization.ts";
import type { ListEdit } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { editAddresses } from "./email-addresses.ts";
import { editList, mapEdit } from "./list-edit.ts";
import { addressOfRecipient } from "./recipient-names.ts";
import {
  accepted,
  each,
  field,
  flag,
  people,
  type RecipientSetting,
  type RecipientSettings,
  sizeLimit,
} from "./recipient-setting.ts";

const ACCEPTED_SENDERS = "acceptMessagesOnlyFromSendersOrMembers";
const REJECTED_SENDERS = "rejectMessagesFromSendersOrMembers";

/** Of the one list that the sandbox has, people or groups: the other kind stays. */
function partOf(name: string, wantsGroups: boolean): RecipientSetting {
  return {
    parameter: { type: "multiValued" },
    edit(recipient, value, organization) {
      const isGroup = (address: string) => directoryOf(organization).findGroup(address) !== undefined;
      const before = (recipient[name] ?? []) as readonly string[];
      const own = before.filter((address) => isGroup(address) === wantsGroups);
      const after = editList(
        own,
        mapEdit(value as ListEdit, (one) => kindOf(one, wantsGroups, organization)),
      );
      const all = [...before.filter((address) => isGroup(address) !== wantsGroups), ...after];
      return { [name]: all.length === 0 ? undefined : all };
    },
  };
}

function kindOf(identity: string, wantsGroup: boolean, organization: Organization): string {
  const address = addressOfRecipient(identity, organization);
  const isGroup = directoryOf(organization).findGroup(address) !== undefined;
  if (isGroup === wantsGroup) return address;
  throw argumentError(`'${identity}' is ${isGroup ? "a group" : "no group"}: use the parameter …SendersOrMembers.`);
}

export const MODERATION_SETTINGS: RecipientSettings = {
  ModerationEnabled: flag("moderationEnabled"),
  ModeratedBy: people("moderatedBy"),
  SendModerationNotifications: field("sendModerationNotifications", {
    type: "string",
    values: ["Always", "Internal", "Never"],
  }),
};

const DELIVERY_SETTINGS: RecipientSettings = {
  RequireSenderAuthenticationEnabled: flag("requireSenderAuthenticationEnabled"),
  AcceptMessagesOnlyFromSendersOrMembers: people(ACCEPTED_SENDERS),
  AcceptMessagesOnlyFrom: partOf(ACCEPTED_SENDERS, false),
  AcceptMessagesOnlyFromDLMembers: partOf(ACCEPTED_SENDERS, true),
  RejectMessagesFromSendersOrMembers: people(REJECTED_SENDERS),
  RejectMessagesFrom: partOf(REJECTED_SENDERS, false),
  RejectMessagesFromDLMembers: partOf(REJECTED_SENDERS, true),
  ...MODERATION_SETTINGS,
  BypassModerationFromSendersOrMembers: people("bypassModerationFromSendersOrMembers"),
  MaxReceiveSize: sizeLimit("maxReceiveSize"),
};

/** Of everybody in the address book. */
export const COMMON_SETTINGS: RecipientSettings = {
  DisplayName: {
    parameter: { type: "string" },
    edit: (_, value) => ({ displayName: checkedText("DisplayName", value as string, 256) }),
  },
  Name: {
    parameter: { type: "string" },
    edit: (recipient, value) => nameFields(recipient, "Name", checkedText("Name", value as string, 64)),
  },
  Alias: {
    parameter: { type: "string" },
    edit: (recipient, value) => nameFields(recipient, "Alias", checkedAlias(value as string)),
  },
  ...DELIVERY_SETTINGS,
  HiddenFromAddressListsEnabled: accepted("HiddenFromAddressListsEnabled", { type: "boolean" }, false),
  SimpleDisplayName: accepted("SimpleDisplayName", { type: "string", nullable: true }, ""),
  MailTip: accepted("MailTip", { type: "string", nullable: true }, null),
  MailTipTranslations: accepted("MailTipTranslations", { type: "multiValued" }, []),
  ...each(
    "ExtensionCustomAttribute1 ExtensionCustomAttribute2 ExtensionCustomAttribute3 ExtensionCustomAttribute4 ExtensionCustomAttribute5",
    (name) => accepted(name, { type: "multiValued" }, []),
  ),
};

/** Of mailboxes and groups. */
export const EMAIL_ADDRESSES: RecipientSetting = {
  parameter: { type: "multiValued" },
  edit: (recipient, value) => editAddresses(recipient, value as ListEdit),
};

export function nameFields(recipient: Readonly<Record<string, unknown>>, property: "Name" | "Alias", text: string) {
  return { accepted: { ...(recipient.accepted as object | undefined), [property]: text } };
}

export function checkedText(parameter: string, text: string, most: number): string {
  const trimmed = text.trim();
  if (trimmed !== "" && trimmed.length <= most) return trimmed;
  throw argumentError(`${parameter} must have 1 to ${most} characters; this has ${trimmed.length}.`);
}

/** New-Mailbox -Alias */
export function checkedAlias(text: string): string {
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(text) && text.length <= 64)
    return text;
  throw argumentError(
    `Alias: '${text.slice(0, 100)}' must have 1 to 64 letters, digits and characters of addresses, without blanks and @.`,
  );
}
