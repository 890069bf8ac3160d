// Get- and Set-CrossTenantRecallConfiguration: which tenants may recall what they sent here. docs/recall.md R25. The
// reference pages don't have it yet; parameters are those of message centre post MC1423106.
import type { CrossTenantRecall } from "../organization/organization.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { defineCmdlet, type ListEdit } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { directoryProperties } from "./directory-object.ts";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME = "Cross-tenant recall configuration";

export const SET_CROSS_TENANT_RECALL = "Set-CrossTenantRecallConfiguration";

export const getCrossTenantRecallConfiguration = defineCmdlet({
  name: "Get-CrossTenantRecallConfiguration",
  synopsis: "Shows which other tenants may recall what they sent here.",
  parameters: {},
  async run(_, services) {
    const { crossTenantRecallEnabled, allowedSenderTenantIds } = services.configurations.latest().crossTenantRecall;
    const object = { kind: "cross-tenant recall", name: NAME, objectClass: "msExchCrossTenantRecall" };
    return {
      objects: [
        {
          ...directoryProperties(object, services),
          CrossTenantRecallEnabled: crossTenantRecallEnabled,
          AllowedSenderTenantIds: allowedSenderTenantIds,
        },
      ],
    };
  },
});

export const setCrossTenantRecallConfiguration = defineCmdlet({
  name: SET_CROSS_TENANT_RECALL,
  synopsis: "Sets which other tenants may recall what they sent here.",
  parameters: {
    CrossTenantRecallEnabled: { type: "boolean" },
    AllowedSenderTenantIds: { type: "multiValued" },
    ...CONFIRMATION,
  },
  run: (given, services) =>
    changeOrganization(
      {
        cmdlet: SET_CROSS_TENANT_RECALL,
        given,
        whatIf: "Setting the cross-tenant recall configuration.",
        object: NAME,
        edit: (organization) => ({ ...organization, crossTenantRecall: edited(organization.crossTenantRecall, given) }),
      },
      services,
    ),
});

interface Edits {
  readonly CrossTenantRecallEnabled?: boolean;
  readonly AllowedSenderTenantIds?: ListEdit;
}

function edited(before: CrossTenantRecall, given: Edits): CrossTenantRecall {
  const { CrossTenantRecallEnabled = before.crossTenantRecallEnabled, AllowedSenderTenantIds } = given;
  return {
    crossTenantRecallEnabled: CrossTenantRecallEnabled,
    allowedSenderTenantIds:
      AllowedSenderTenantIds === undefined
        ? before.allowedSenderTenantIds
        : editedIds(before.allowedSenderTenantIds, AllowedSenderTenantIds),
  };
}

function editedIds(before: readonly string[], edit: ListEdit): readonly string[] {
  if ("replace" in edit) return [...new Set(edit.replace.map(tenantId))];
  const removed = new Set(edit.remove.map(tenantId));
  return [...new Set([...before.filter((id) => !removed.has(id)), ...edit.add.map(tenantId)])];
}

function tenantId(text: string): string {
  const id = text
    .trim()
    .replace(/^\{(.*)\}$/, "$1")
    .toLowerCase();
  if (GUID.test(id)) return id;
  throw argumentError(
    `AllowedSenderTenantIds: "${text}" is no tenant id; it must be a GUID such as 8c1b4d2e-0f37-4a5c-9d11-6f2a3b4c5d6e.`,
  );
}
