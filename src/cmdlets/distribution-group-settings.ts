// The parameters of Set-DistributionGroup and New-DistributionGroup.
import { CUSTOM_ATTRIBUTE_PARAMETERS } from "./custom-attributes.ts";
import { COMMON_SETTINGS, EMAIL_ADDRESSES } from "./delivery-settings.ts";
import { smtpAddress, withPrimary } from "./email-addresses.ts";
import {
  accepted,
  each,
  flag,
  ignored,
  people,
  type RecipientSetting,
  type RecipientSettings,
} from "./recipient-setting.ts";

const primary = (parameter: string): RecipientSetting => ({
  parameter: { type: "string", sentence: "The address before it stays as another one of the group." },
  edit: (group, value) => withPrimary(group, smtpAddress(parameter, value as string)),
});

const restriction = (name: string, initial: string) =>
  accepted(name, { type: "string", values: ["Open", "Closed", "ApprovalRequired"] }, initial);

/** Of both New and Set. */
export const GROUP_OWN_SETTINGS: RecipientSettings = {
  BccBlocked: accepted("BccBlocked", { type: "boolean" }, false),
  BypassNestedModerationEnabled: accepted("BypassNestedModerationEnabled", { type: "boolean" }, false),
  Description: accepted("Description", { type: "multiValued" }, []),
  HiddenGroupMembershipEnabled: accepted("HiddenGroupMembershipEnabled", { type: "switch" }, false),
  ManagedBy: people("managedBy"),
  MemberDepartRestriction: restriction("MemberDepartRestriction", "Open"),
  MemberJoinRestriction: restriction("MemberJoinRestriction", "Closed"),
  Notes: accepted("Notes", { type: "string", nullable: true }, ""),
  IgnoreNamingPolicy: ignored(),
  OrganizationalUnit: ignored("string"),
};

export const GROUP_SETTINGS: RecipientSettings = {
  ...COMMON_SETTINGS,
  ...GROUP_OWN_SETTINGS,
  EmailAddresses: EMAIL_ADDRESSES,
  PrimarySmtpAddress: primary("PrimarySmtpAddress"),
  WindowsEmailAddress: primary("WindowsEmailAddress"),
  GrantSendOnBehalfTo: people("grantSendOnBehalfTo"),
  ReportToOriginatorEnabled: flag("reportToOriginatorEnabled"),
  ReportToManagerEnabled: accepted("ReportToManagerEnabled", { type: "boolean" }, false),
  SendOofMessageToOriginatorEnabled: accepted("SendOofMessageToOriginatorEnabled", { type: "boolean" }, false),
  MaxSendSize: accepted("MaxSendSize", { type: "unlimitedSize" }, "Unlimited"),
  RoomList: accepted("RoomList", { type: "switch" }),
  ...each(CUSTOM_ATTRIBUTE_PARAMETERS.join(" "), (name) => accepted(name, { type: "string", nullable: true }, "")),
  ...each("BypassSecurityGroupManagerCheck ForceUpgrade GenerateExternalDirectoryObjectId", () => ignored()),
};
