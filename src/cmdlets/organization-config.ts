// Get- and Set-OrganizationConfig: parameters, ranges and defaults come from the settings table, and from the list of
// those that are kept without effect.
import type { OrganizationConfig } from "../organization/organization.ts";
import { ORGANIZATION_FLAGS } from "../organization/organization-flags.ts";
import {
  SETTING_NAMES,
  type SettingDeclaration,
  type SettingName,
  settingDeclaration,
} from "../organization/settings.ts";
import { parseDuration } from "../organization/units.ts";
import { ACCEPTED_SETTINGS, type AcceptedSetting, type AcceptedValue } from "./accepted-settings.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import {
  type CmdletObject,
  type CmdletValue,
  defineCmdlet,
  guid,
  type ParameterDeclaration,
  type Parameters,
  Typed,
} from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { SET_CROSS_TENANT_RECALL } from "./cross-tenant-recall-configuration.ts";
import { directoryProperties } from "./directory-object.ts";
import { edited as editedValue, type FieldParameters } from "./field-parameters.ts";
import { formatTimeSpan } from "./time-span.ts";
import { TRANSPORT_CONFIG_PARAMETERS } from "./transport-config-parameters.ts";

const PREFIX = "organizationConfig.";

type Field = Exclude<keyof OrganizationConfig, "accepted">;

interface ConfigProperty {
  readonly field: Field;
  /** As the cmdlet has it. */
  readonly parameter: string;
  readonly declaration: SettingDeclaration;
}

const PROPERTIES: readonly ConfigProperty[] = SETTING_NAMES.filter((name) => name.startsWith(PREFIX)).map((name) => {
  const field = name.slice(PREFIX.length) as Field;
  return { field, parameter: parameterOf(field), declaration: settingDeclaration(name) };
});

function parameterOf(field: string): string {
  return `${field[0]?.toUpperCase()}${field.slice(1)}`;
}

/** Cmdlet and parameter that set a setting while the sandbox runs. */
export function cmdletOfSetting(setting: SettingName): { name: string; parameter: string } | undefined {
  const [group, name = ""] = setting.split(".");
  if (group === "crossTenantRecall") return { name: SET_CROSS_TENANT_RECALL, parameter: parameterOf(name) };
  if (group === "transport") return ofTransportConfig(name);
  const property = PROPERTIES.find(({ field }) => `${PREFIX}${field}` === setting);
  return property && { name: "Set-OrganizationConfig", parameter: property.parameter };
}

/** Durations have their unit in the field's name. */
function ofTransportConfig(name: string): { name: string; parameter: string } | undefined {
  const fields: FieldParameters = TRANSPORT_CONFIG_PARAMETERS;
  const found = Object.keys(fields).find((parameter) => [name, `${name}Ms`].includes(fields[parameter]?.field ?? ""));
  return found === undefined ? undefined : { name: "Set-TransportConfig", parameter: found };
}

const isActing = (name: string): boolean => (ORGANIZATION_FLAGS as readonly string[]).includes(name);

const ofAccepted = (name: string) =>
  isActing(name)
    ? ({ priority: "should", sentence: "Acts; of no setting in the file." } as const)
    : ({ priority: "accept", sentence: "Kept and shown, without effect." } as const);

export const getOrganizationConfig = defineCmdlet({
  name: "Get-OrganizationConfig",
  synopsis: "Shows the settings of the organization, those of recall among them.",
  parameters: {},
  async run(_, services) {
    const { name, tenantId, organizationConfig } = services.configurations.latest();
    const object: Record<string, CmdletValue> = {
      ...directoryProperties({ kind: "organization", name, objectClass: "msExchConfigurationUnitContainer" }, services),
      DisplayName: name,
      Guid: guid(tenantId),
      IsDehydrated: true,
      InPlaceHolds: [],
    };
    for (const [parameter, setting] of Object.entries(ACCEPTED_SETTINGS)) {
      object[setting.property ?? parameter] = showAccepted(organizationConfig.accepted?.[parameter], setting);
    }
    for (const property of PROPERTIES) object[property.parameter] = show(organizationConfig[property.field], property);
    return { objects: [object satisfies CmdletObject] };
  },
});

export const setOrganizationConfig = defineCmdlet({
  name: "Set-OrganizationConfig",
  synopsis: "Changes the settings of the organization, those of recall among them.",
  parameters: {
    ...CONFIRMATION,
    ...(Object.fromEntries(
      PROPERTIES.map((property) => [
        property.parameter,
        { ...parameterFor(property), sentence: property.declaration.sentence },
      ]),
    ) as Parameters),
    ...(Object.fromEntries(
      Object.entries(ACCEPTED_SETTINGS).map(([name, { parameter }]) => [name, { ...parameter, ...ofAccepted(name) }]),
    ) as Parameters),
  },
  run(given, services) {
    const edits = given as Readonly<Record<string, unknown>>;
    const { name } = services.configurations.latest();
    return changeOrganization(
      {
        cmdlet: "Set-OrganizationConfig",
        given: edits,
        whatIf: `Setting the organization configuration of "${name}".`,
        object: name,
        warnings: withoutEffect(edits),
        edit: (organization) => ({
          ...organization,
          organizationConfig: edited(organization.organizationConfig, edits),
        }),
      },
      services,
    );
  },
});

function withoutEffect(edits: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(edits).filter((name) => name in ACCEPTED_SETTINGS && !isActing(name));
  return names.length === 0 ? [] : [`Kept and shown, but of no effect in the sandbox: ${names.join(", ")}.`];
}

function edited(before: OrganizationConfig, edits: Readonly<Record<string, unknown>>): OrganizationConfig {
  const changed: Record<string, unknown> = {};
  for (const { field, parameter } of PROPERTIES) if (parameter in edits) changed[field] = edits[parameter];
  const accepted: Record<string, AcceptedValue> = { ...before.accepted };
  for (const [name, setting] of Object.entries(ACCEPTED_SETTINGS)) {
    if (name in edits) accepted[name] = editedValue(accepted[name] ?? setting.initial, setting.parameter, edits[name]);
  }
  const after = { ...before, ...changed, ...(Object.keys(accepted).length > 0 && { accepted }) };
  checkTogether(after);
  return after;
}

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
      return { type: "boolean", nullable: true };
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

function showAccepted(
  kept: AcceptedValue | undefined,
  { parameter, initial, dotNetType }: AcceptedSetting,
): CmdletValue {
  const value = kept === undefined ? initial : kept;
  if (typeof value !== "number") return value;
  if (parameter.type === "timeSpan") return formatTimeSpan(value);
  return dotNetType ? new Typed(dotNetType, value) : value;
}
