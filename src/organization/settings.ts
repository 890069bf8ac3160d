// Every scalar setting, declared once: file, cmdlets, HTTP and docs derive from this table. Names are paths in the file.
import { BESIDE_SETTINGS } from "./settings/beside.ts";
import type { SettingDeclaration } from "./settings/declaration.ts";
import { LIMITS_SETTINGS } from "./settings/limits.ts";
import { LISTENERS_SETTINGS } from "./settings/listeners.ts";
import { ORGANIZATION_SETTINGS } from "./settings/organization.ts";
import { RETENTION_SETTINGS } from "./settings/retention.ts";
import { TRANSPORT_SETTINGS } from "./settings/transport.ts";

export type { SettingDeclaration };

export const SETTINGS = {
  ...ORGANIZATION_SETTINGS,
  ...TRANSPORT_SETTINGS,
  ...LIMITS_SETTINGS,
  ...RETENTION_SETTINGS,
  ...LISTENERS_SETTINGS,
  ...BESIDE_SETTINGS,
} as const satisfies Record<string, SettingDeclaration>;

export type SettingName = keyof typeof SETTINGS;

type ValueOf<D> = D extends { readonly type: "choice"; readonly values: readonly (infer V)[] }
  ? V
  : D extends { readonly type: "boolean" }
    ? boolean
    : D extends { readonly type: "triState" }
      ? boolean | null
      : D extends { readonly type: "count" | "port" | "duration" | "size" }
        ? number
        : D extends { readonly type: "optionalPort" }
          ? number | null
          : D extends { readonly type: "durations" }
            ? readonly number[]
            : D extends { readonly type: "texts" }
              ? readonly string[]
              : D extends { readonly type: "optionalText" }
                ? string | null
                : string;

/** Values by name; durations in milliseconds, sizes in bytes. */
export type SettingValues = { readonly [N in SettingName]: ValueOf<(typeof SETTINGS)[N]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export function settingDeclaration(name: SettingName): SettingDeclaration {
  return SETTINGS[name];
}

/** What `duration`, `size` and the like are held in. */
export function settingUnit(declaration: SettingDeclaration): string | undefined {
  if (declaration.type === "duration" || declaration.type === "durations") return "milliseconds";
  if (declaration.type === "size") return "bytes";
  return declaration.unit;
}

/** RECALL_SANDBOX_LISTENERS_HTTP for listeners.http. */
export function environmentName(name: SettingName): string {
  return `RECALL_SANDBOX_${name.replaceAll(".", "_").toUpperCase()}`;
}
