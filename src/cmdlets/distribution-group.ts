// Get-, New-, Set- and Remove-DistributionGroup; Get-DynamicDistributionGroup and Get-UnifiedGroup.
import type { Group, Organization } from "../organization/organization.ts";
import { CONFIRMATION } from "./change.ts";
import { addRecipient, changeRecipients } from "./change-recipients.ts";
import { type Arguments, type CmdletObject, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { checkedAlias, checkedText, MODERATION_SETTINGS } from "./delivery-settings.ts";
import { GROUP_OWN_SETTINGS, GROUP_SETTINGS } from "./distribution-group-settings.ts";
import { smtpAddress } from "./email-addresses.ts";
import { recipientGet } from "./get-recipients.ts";
import { aliasFrom, ownNames, refuseTakenName } from "./new-recipient.ts";
import { findOneRecipient, nameOfAddress } from "./recipient-names.ts";
import { deliveryOf, kindOf, recipientProperties } from "./recipient-properties.ts";
import { applySettings, flag, parametersOf, people, withoutEffect } from "./recipient-setting.ts";
import { removalCmdlet } from "./remove-recipient.ts";
import { recipientSet } from "./set-recipient.ts";

export const DISTRIBUTION_GROUP = "DistributionGroupIdParameter";

/** Those with a list of members. */
export const distributionGroups = ({ groups }: Organization): readonly Group[] =>
  groups.filter(({ type = "Distribution" }) => type === "Distribution" || type === "Security");

export function groupProperties(group: Group, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const nameOf = (address: string) => nameOfAddress(address, organization);
  const [type] = kindOf(group);
  return {
    ...recipientProperties(group, "group", services),
    ...deliveryOf(group, organization, GROUP_SETTINGS),
    EmailAddresses: recipientProperties(group, "group", services).EmailAddresses ?? [],
    GroupType: type === "MailUniversalSecurityGroup" ? "Universal, SecurityEnabled" : "Universal",
    SamAccountName: nameOf(group.address),
    ManagedBy: (group.managedBy ?? []).map(nameOf),
    GrantSendOnBehalfTo: (group.grantSendOnBehalfTo ?? []).map(nameOf),
    ReportToOriginatorEnabled: group.reportToOriginatorEnabled ?? true,
    AddressListMembership: ["\\All Groups", "\\Default Global Address List"],
    ...(group.type === "Dynamic" && { RecipientFilter: group.recipientFilter ?? "", IncludedRecipients: null }),
    ...(group.type === "Microsoft365" && {
      GroupMemberCount: group.members.length,
      AccessType: "Private",
      AutoSubscribeNewMembers: group.subscribers === undefined,
    }),
  };
}

const displayNames = Object.fromEntries(
  `AcceptMessagesOnlyFromDLMembers AcceptMessagesOnlyFromSendersOrMembers AcceptMessagesOnlyFrom
  BypassModerationFromSendersOrMembers GrantSendOnBehalfTo ManagedBy ModeratedBy`
    .split(/\s+/)
    .map((name) => [`Include${name}WithDisplayNames`, { type: "switch", priority: "accept" } as const]),
);

export const getDistributionGroup = recipientGet<Group>({
  name: "Get-DistributionGroup",
  synopsis: "Shows distribution groups and mail-enabled security groups.",
  dotNetType: DISTRIBUTION_GROUP,
  parameters: { ManagedBy: { type: "string" }, Credential: { type: "secret", priority: "accept" }, ...displayNames },
  recipients: distributionGroups,
  show: groupProperties,
  matches(group, { ManagedBy }, organization) {
    if (ManagedBy === undefined) return true;
    const { address } = findOneRecipient(organization.mailboxes, String(ManagedBy), organization);
    return group.managedBy?.includes(address) ?? false;
  },
});

export const getDynamicDistributionGroup = recipientGet<Group>({
  name: "Get-DynamicDistributionGroup",
  synopsis: "Shows groups whose members a filter finds.",
  dotNetType: "DynamicGroupIdParameter",
  recipients: ({ groups }) => groups.filter(({ type }) => type === "Dynamic"),
  show: groupProperties,
});

export const getUnifiedGroup = recipientGet<Group>({
  name: "Get-UnifiedGroup",
  synopsis: "Shows Microsoft 365 groups.",
  dotNetType: "UnifiedGroupIdParameter",
  parameters: { IncludeAllProperties: { type: "switch", priority: "accept" } },
  recipients: ({ groups }) => groups.filter(({ type }) => type === "Microsoft365"),
  show: groupProperties,
});

export const setDistributionGroup = recipientSet({
  name: "Set-DistributionGroup",
  synopsis: "Changes a group: names, who may send to it, moderation.",
  noun: "distribution group",
  dotNetType: DISTRIBUTION_GROUP,
  settings: GROUP_SETTINGS,
  recipients: distributionGroups,
});

export const removeDistributionGroup = removalCmdlet({
  name: "Remove-DistributionGroup",
  synopsis: "Removes a group.",
  noun: "distribution group",
  dotNetType: DISTRIBUTION_GROUP,
  parameters: { BypassSecurityGroupManagerCheck: { type: "switch", priority: "accept" } },
  find: (identity, organization) => findOneRecipient(distributionGroups(organization), identity, organization),
});

const SETTINGS = {
  ...MODERATION_SETTINGS,
  ...GROUP_OWN_SETTINGS,
  RequireSenderAuthenticationEnabled: flag("requireSenderAuthenticationEnabled"),
  Members: people("members", { keepsEmpty: true }),
};

const parameters = {
  Name: { type: "string", mandatory: true, position: 1 },
  Alias: { type: "string" },
  DisplayName: { type: "string" },
  PrimarySmtpAddress: { type: "string" },
  Type: { type: "string", values: ["Distribution", "Security"] },
  CopyOwnerToMember: { type: "switch" },
  RoomList: { type: "switch", priority: "accept" },
  ...parametersOf(SETTINGS),
  ...CONFIRMATION,
} as const satisfies Parameters;

export const newDistributionGroup = defineCmdlet({
  name: "New-DistributionGroup",
  synopsis: "Makes a distribution group or a mail-enabled security group.",
  parameters,
  async run(given, services) {
    const edit = (organization: Organization): Organization => {
      const group = made(given, organization);
      refuseTakenName(group, organization);
      return addRecipient(organization, "groups", group);
    };
    const { address } = made(given, services.configurations.latest());
    const whatIf = `Creating distribution group "${given.Name}" with address "${address}".`;
    const warnings = withoutEffect(SETTINGS, given);
    const result = await changeRecipients({ cmdlet: "New-DistributionGroup", given, whatIf, edit, warnings }, services);
    if (result.confirmation !== undefined) return result;
    const latest = services.configurations.latest();
    return { ...result, objects: [groupProperties(findOneRecipient(latest.groups, address, latest), services)] };
  },
});

function made(given: Arguments<typeof parameters>, organization: Organization): Group {
  const alias = given.Alias === undefined ? aliasFrom(given.Name) : checkedAlias(given.Alias);
  const address = smtpAddress("PrimarySmtpAddress", given.PrimarySmtpAddress ?? `${alias}@${organization.name}`);
  const group: Group = {
    address,
    displayName: checkedText("DisplayName", given.DisplayName ?? given.Name, 256),
    members: [],
    ...(given.Type === "Security" && { type: "Security" }),
    ...ownNames(given.Name, alias, address, organization),
  };
  const after = applySettings(SETTINGS, group, given, organization);
  if (given.CopyOwnerToMember !== true) return after;
  return { ...after, members: [...new Set([...after.members, ...(after.managedBy ?? [])])] };
}
