// /api/settings: every setting with its declaration and what is in force.
import { cmdletOfSetting } from "../../../cmdlets/organization-config.ts";
import {
  environmentName,
  SETTING_NAMES,
  type SettingDeclaration,
  type SettingName,
  type SettingValues,
  settingDeclaration,
  settingUnit,
} from "../../../organization/settings.ts";
import { settingsInForce, writtenSetting } from "../../../organization/settings-in-force.ts";
import { hideSecret } from "../../hide-secrets.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices, ListenerPorts } from "../../services.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]);

const setting = z
  .object({
    name: z.string().describe("path in the configuration file"),
    sentence: z.string(),
    type: z.string().describe("choice, boolean, triState, count, port, duration, size, text, …"),
    unit: z.string().nullable().describe("of `value`: milliseconds, bytes, …"),
    values: z.array(z.string()).nullable().describe("of a choice"),
    min: value.describe("as it is written in the file; null: no bound"),
    max: value.describe("as it is written in the file; null: no bound"),
    default: value.describe("as it is written in the file"),
    value: value.describe("in force, in `unit`; secrets are hidden"),
    written: value.describe("the same as it is written in the file"),
    pending: value.optional().describe("set already, in force after service.propagationDelay; else absent"),
    environmentVariable: z.string().describe("wins over the file"),
    cmdlet: z
      .object({ name: z.string(), parameter: z.string() })
      .nullable()
      .describe("that sets it while the sandbox runs; null: file and environment only"),
  })
  .openapi("Setting", { description: "A setting: what it means, what it may be, what it is." });

type Services = Pick<HttpServices, "configuration" | "configurations" | "ports" | "smartHost">;
type Value = z.input<typeof value>;

export function addSettings(api: Api, services: Services): void {
  api.add(
    {
      id: "listSettings",
      method: "get",
      path: "/settings",
      group: "configuration",
      summary: "Every setting with its declaration, the value in force, and where it can be changed",
      answer: z.object({ settings: z.array(setting) }),
    },
    () => {
      const { settings } = services.configuration;
      const live = { ...bound(services.ports), "smartHost.preset": services.smartHost.state().preset };
      const acting = { ...settingsInForce(settings, services.configurations.current()), ...live };
      const latest = { ...settingsInForce(settings, services.configurations.latest()), ...live };
      return { settings: SETTING_NAMES.map((name) => describe(name, acting, latest)) };
    },
  );
}

/** A port that was left to the system is known once it is bound. */
function bound(ports: ListenerPorts): Partial<SettingValues> {
  const taken = Object.entries(ports).filter(([, port]) => port !== 0);
  return Object.fromEntries(taken.map(([name, port]) => [`listeners.${name}`, port]));
}

function describe(name: SettingName, acting: SettingValues, latest: SettingValues) {
  const declaration: SettingDeclaration = settingDeclaration(name);
  const isPending = JSON.stringify(acting[name]) !== JSON.stringify(latest[name]);
  const show = (given: unknown) => hideSecret(name, given) as Value;
  return {
    name,
    sentence: declaration.sentence,
    type: declaration.type,
    unit: settingUnit(declaration) ?? null,
    values: "values" in declaration ? declaration.values : null,
    min: ("min" in declaration ? declaration.min : undefined) ?? null,
    max: ("max" in declaration ? declaration.max : undefined) ?? null,
    default: show(declaration.default),
    value: show(acting[name]),
    written: show(writtenSetting(declaration, acting[name])),
    ...(isPending && { pending: show(latest[name]) }),
    environmentVariable: environmentName(name),
    cmdlet: cmdletOfSetting(name) ?? null,
  };
}
