// /api/settings and /api/organization: what is in force, and what can be set.
import {
  environmentName,
  SETTING_NAMES,
  type SettingName,
  settingDeclaration,
  settingUnit,
} from "../../../organization/settings.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const setting = z
  .object({
    name: z.string().describe("path in the configuration file"),
    type: z.string(),
    unit: z.string().nullable().describe("of value: milliseconds, bytes"),
    values: z.array(z.string()).nullable().describe("of a choice"),
    default: z.unknown().describe("as it is written in the file"),
    value: z.unknown().describe("in force; secrets are masked"),
    sentence: z.string(),
    environmentVariable: z.string(),
  })
  .openapi("Setting");

const MASK = "***";
const SECRET = /password|token|secret/i;

export function addSettings(api: Api, services: Pick<HttpServices, "configuration" | "configurations">): void {
  api.add(
    {
      id: "listSettings",
      method: "get",
      path: "/settings",
      group: "configuration",
      summary: "Every setting with its declaration and the value in force",
      answer: z.object({ settings: z.array(setting) }),
    },
    () => ({ settings: SETTING_NAMES.map((name) => describe(name, services)) }),
  );
  api.add(
    {
      id: "getOrganization",
      method: "get",
      path: "/organization",
      group: "configuration",
      summary: "The organization in force: domains, mailboxes, groups, connectors, rules",
      answer: z.record(z.string(), z.unknown()).openapi("Organization"),
    },
    () => masked(services.configurations.current()) as Record<string, unknown>,
  );
}

function describe(
  name: SettingName,
  { configuration, configurations }: Pick<HttpServices, "configuration" | "configurations">,
) {
  const declaration = settingDeclaration(name);
  const value = valueInForce(name, configurations.current()) ?? configuration.settings[name];
  return {
    name,
    type: declaration.type,
    unit: settingUnit(declaration) ?? null,
    values: declaration.type === "choice" ? [...declaration.values] : null,
    default: SECRET.test(name) && declaration.default !== null ? MASK : declaration.default,
    value: SECRET.test(name) && value !== null ? MASK : value,
    sentence: declaration.sentence,
    environmentVariable: environmentName(name),
  };
}

/** What cmdlets change lives in the organization, under the setting's own path. */
function valueInForce(name: SettingName, organization: object): unknown {
  const path = name.startsWith("organizationConfig.") || name === "service.level" ? name.split(".") : [];
  if (path.length === 0) return undefined;
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], organization);
}

function masked(value: unknown, name = ""): unknown {
  if (SECRET.test(name) && typeof value === "string") return MASK;
  if (Array.isArray(value)) return value.map((one) => masked(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one, key)]));
}
