// Add-, Get-, Remove- and Update-DistributionGroupMember; Get-DynamicDistributionGroupMember.
import { directoryOf } from "../organization/directory.ts";
import type { Group, Organization } from "../organization/organization.ts";
import { CONFIRMATION } from "./change.ts";
import { changeRecipients, withRecipient } from "./change-recipients.ts";
import { type CmdletServices, defineCmdlet, type ListEdit, type Parameters } from "./cmdlet.ts";
import { CmdletError } from "./cmdlet-error.ts";
import { DISTRIBUTION_GROUP, distributionGroups } from "./distribution-group.ts";
import { editList, mapEdit } from "./list-edit.ts";
import { showRecipient } from "./recipient.ts";
import { addressOfRecipient, findOneRecipient, recipientName } from "./recipient-names.ts";
import { limited } from "./result-size.ts";

const IDENTITY = {
  type: "identity",
  mandatory: true,
  dotNetType: DISTRIBUTION_GROUP,
  position: 1,
  pipeline: "both",
} as const;

const shared = {
  Identity: IDENTITY,
  BypassSecurityGroupManagerCheck: { type: "switch", priority: "accept" },
  ...CONFIRMATION,
} as const satisfies Parameters;

const one = {
  ...shared,
  Member: {
    type: "identity",
    mandatory: true,
    dotNetType: "RecipientWithAdUserGroupIdParameter",
    position: 2,
    pipeline: "name",
  },
} as const satisfies Parameters;

export const addDistributionGroupMember = defineCmdlet({
  name: "Add-DistributionGroupMember",
  synopsis: "Puts a recipient into a group.",
  parameters: one,
  run: (given, services) =>
    change("Add-DistributionGroupMember", given, services, (group, organization) => {
      const member = addressOfRecipient(given.Member, organization);
      if (group.members.includes(member))
        throw memberError("AlreadyExists", given.Member, "is already", group, organization);
      return [...group.members, member];
    }),
});

export const removeDistributionGroupMember = defineCmdlet({
  name: "Remove-DistributionGroupMember",
  synopsis: "Takes a recipient out of a group.",
  parameters: one,
  run: (given, services) =>
    change("Remove-DistributionGroupMember", given, services, (group, organization) => {
      const member = addressOfRecipient(given.Member, organization);
      const { primaryAddress } = directoryOf(organization);
      const rest = group.members.filter((other) => primaryAddress(other) !== primaryAddress(member));
      if (rest.length === group.members.length)
        throw memberError("NotFound", given.Member, "isn't", group, organization);
      return rest;
    }),
});

export const updateDistributionGroupMember = defineCmdlet({
  name: "Update-DistributionGroupMember",
  synopsis: "Gives a group these members and no others.",
  parameters: { ...shared, Members: { type: "multiValued", sentence: "All of them, or those that come and go." } },
  run: (given, services) =>
    change("Update-DistributionGroupMember", given, services, (group, organization) => {
      const edit: ListEdit = given.Members ?? { replace: [] };
      return editList(
        group.members,
        mapEdit(edit, (member) => addressOfRecipient(member, organization)),
      );
    }),
});

function change(
  cmdlet: string,
  given: { readonly Identity: string; readonly WhatIf?: boolean },
  services: CmdletServices,
  members: (group: Group, organization: Organization) => readonly string[],
) {
  const find = (organization: Organization) =>
    findOneRecipient(distributionGroups(organization), given.Identity, organization);
  const edit = (organization: Organization): Organization => {
    const group = find(organization);
    return withRecipient(organization, "groups", group.address, { ...group, members: members(group, organization) });
  };
  const latest = services.configurations.latest();
  const name = recipientName(find(latest), latest);
  return changeRecipients(
    { cmdlet, given, whatIf: `Setting the members of group "${name}".`, object: name, edit },
    services,
  );
}

function memberError(kind: string, member: string, how: string, group: Group, organization: Organization): CmdletError {
  return new CmdletError(
    `Microsoft.Exchange.Management.Tasks.Member${kind}Exception`,
    `The recipient "${member}" ${how} a member of the group "${recipientName(group, organization)}".`,
  );
}

export const getDistributionGroupMember = defineCmdlet({
  name: "Get-DistributionGroupMember",
  synopsis: "Shows the members of a group.",
  parameters: {
    Identity: IDENTITY,
    ResultSize: { type: "resultSize" },
    Credential: { type: "secret", priority: "accept" },
    IncludeSoftDeletedObjects: { type: "switch", priority: "accept" },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const { members } = findOneRecipient(distributionGroups(organization), given.Identity, organization);
    return limited(members, given.ResultSize, (address) => showRecipient(address, services));
  },
});

export const getDynamicDistributionGroupMember = defineCmdlet({
  name: "Get-DynamicDistributionGroupMember",
  synopsis: "Shows whom the filter of a dynamic group finds now.",
  parameters: { Identity: { ...IDENTITY, dotNetType: "DynamicGroupIdParameter" }, ResultSize: { type: "resultSize" } },
  async run(given, services) {
    const organization = services.configurations.latest();
    const dynamic = organization.groups.filter(({ type }) => type === "Dynamic");
    const { address } = findOneRecipient(dynamic, given.Identity, organization);
    const members = directoryOf(organization).expandGroup(address);
    return limited(members, given.ResultSize, (member) => showRecipient(member.address, services));
  },
});
