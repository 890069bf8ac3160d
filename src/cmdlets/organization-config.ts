// Get- and Set-OrganizationConfig: parameters, ranges and defaults come from the settings table.
import type { OrganizationConfig } from "../organization/organization.ts";
import {
  SETTING_NAMES,
  type SettingDeclaration,
  type SettingName,
  settingDeclaration,
} from "../organization/settings.ts";
import { formatDuration, parseDuration } from "../organization/units.ts";
import {
  type CmdletObject,
  type CmdletValue,
  defineCmdlet,
  Guid,
  type ParameterDeclaration,
  type Parameters,
} from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { formatTimeSpan } from "./time-span.ts";

const PREFIX = "organizationConfig.";

interface ConfigProperty {
  readonly field: keyof OrganizationConfig;
  /** As the cmdlet has it. */
  readonly parameter: string;
  readonly declaration: SettingDeclaration;
}

const PROPERTIES: readonly ConfigProperty[] = SETTING_NAMES.filter((name) => name.startsWith(PREFIX)).map((name) => {
  const field = name.slice(PREFIX.length) as keyof OrganizationConfig;
  return { field, parameter: `${field[0]?.toUpperCase()}${field.slice(1)}`, declaration: settingDeclaration(name) };
});

/** Cmdlet and parameter that set a setting while the sandbox runs. */
export function cmdletOfSetting(setting: SettingName): { name: string; parameter: string } | undefined {
  const property = PROPERTIES.find(({ field }) => `${PREFIX}${field}` === setting);
  return property && { name: "Set-OrganizationConfig", parameter: property.parameter };
}

export const getOrganizationConfig = defineCmdlet({
  name: "Get-OrganizationConfig",
  parameters: {},
  async run(_, { configurations }) {
    const { name, tenantId, organizationConfig } = configurations.latest();
    const object: Record<string, CmdletValue> = {
      Name: name,
      DisplayName: name,
      Identity: name,
      Guid: new Guid(tenantId),
    };
    for (const property of PROPERTIES) object[property.parameter] = show(organizationConfig[property.field], property);
    return { objects: [object satisfies CmdletObject] };
  },
});

export const setOrganizationConfig = defineCmdlet({
  name: "Set-OrganizationConfig",
  parameters: {
    Identity: { type: "string" },
    Confirm: { type: "switch" },
    WhatIf: { type: "switch" },
    ...(Object.fromEntries(PROPERTIES.map((property) => [property.parameter, parameterFor(property)])) as Parameters),
  },
  async run(given, { configurations }) {
    const edits = given as Readonly<Record<string, unknown>>;
    const changed: Record<string, unknown> = {};
    for (const { field, parameter } of PROPERTIES) if (parameter in edits) changed[field] = edits[parameter];
    const before = configurations.latest();
    const after = { ...before.organizationConfig, ...changed } as OrganizationConfig;
    checkTogether(after);
    if (edits.WhatIf === true) {
      return { objects: [], confirmation: `What if: Setting the organization configuration of "${before.name}".` };
    }
    if (Object.keys(changed).length === 0) {
      return {
        objects: [],
        warnings: [`The command completed successfully but no settings of '${before.name}' have been modified.`],
      };
    }
    await configurations.change(
      (organization) => ({ ...organization, organizationConfig: { ...organization.organizationConfig, ...changed } }),
      "Set-OrganizationConfig",
    );
    const { propagationDelayMs } = before.service;
    const late = `The change takes effect after ${formatDuration(propagationDelayMs)} (service.propagationDelay).`;
    return { objects: [], ...(propagationDelayMs > 0 && { warnings: [late] }) };
  },
});

/** The alert about read messages only narrows the other one. docs/recall.md R23 */
function checkTogether(config: OrganizationConfig): void {
  if (config.messageRecallAlertRecipientsEnabled || !config.messageRecallAlertRecipientsReadMessagesOnlyEnabled) return;
  throw argumentError(
    "MessageRecallAlertRecipientsReadMessagesOnlyEnabled can be $true only while MessageRecallAlertRecipientsEnabled is $true.",
  );
}

function parameterFor({ declaration }: ConfigProperty): ParameterDeclaration {
  switch (declaration.type) {
    case "triState":
      return { type: "nullableBoolean" };
    case "boolean":
      return { type: "boolean" };
    case "duration":
      return {
        type: "timeSpan",
        min: parseDuration(declaration.min ?? "0") ?? 0,
        max: parseDuration(declaration.max ?? "9999d") ?? 0,
      };
    default:
      return { type: "string" };
  }
}

/** null is echoed as null, not as what it acts as. */
function show(value: boolean | number | null, { declaration }: ConfigProperty): CmdletValue {
  return declaration.type === "duration" && typeof value === "number" ? formatTimeSpan(value) : value;
}
