// Changes of an organization or of settings in words, under the names that a file or a cmdlet has for them.
import type { Change, Path } from "./merge.ts";
import { SETTING_NAMES, SETTINGS, type SettingName, type SettingValues } from "./settings.ts";
import { formatDuration, formatSize } from "./units.ts";

const SECRET = /password$|token$/i;
/** Longer values are cut. */
const SHOWN = 80;

/** `transportRules "Sign": exceptIfHeaderContains added`, `organizationConfig.rejectDirectSend: false → true`. */
export function describeChange(change: Change): string {
  const { path, name, kind } = change;
  if (kind === "order")
    return `${path[0]}: now in the order ${(change.after as string[]).map((one) => `"${one}"`).join(", ")}`;
  if (name === undefined) return `${settingAt(path) ?? path.join(".")}: ${describeValues(change, settingAt(path))}`;
  const thing = `${path[0]} "${name}"`;
  return kind === "value" ? `${thing}: ${fieldName(path.slice(2))} ${describeValues(change)}` : `${thing} ${kind}`;
}

/** Settings outside the organization that differ, by name. */
export function changedSettings(before: SettingValues, after: SettingValues): SettingName[] {
  return SETTING_NAMES.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]) && !OF_ORGANIZATION.test(name),
  );
}

export function describeSetting(name: SettingName, before: SettingValues, after: SettingValues): string {
  return SECRET.test(name) ? `${name}: changed` : `${name}: ${shown(before[name], name)} → ${shown(after[name], name)}`;
}

/** Those that an organization holds are compared there. */
const OF_ORGANIZATION = /^(?:organization|organizationConfig|crossTenantRecall|service|transport)\./;

const HOLDERS: Readonly<Record<string, string>> = {
  organizationConfig: "organizationConfig",
  crossTenantRecall: "crossTenantRecall",
  transportConfig: "transport",
  service: "service",
};

/** ["transportConfig", "expirationMs"] is transport.expiration. */
function settingAt(path: Path): SettingName | undefined {
  const [first = "", field] = path;
  const name = field === undefined ? `organization.${first}` : `${HOLDERS[first]}.${field.replace(/Ms$/, "")}`;
  return SETTING_NAMES.find((known) => known === name);
}

/** As New-TransportRule names it: exceptions.headerContainsWords is exceptIfHeaderContainsWords. */
function fieldName([part = "", member]: Path): string {
  if (member === undefined) return part;
  return part === "exceptions" ? `exceptIf${member.charAt(0).toUpperCase()}${member.slice(1)}` : member;
}

function describeValues(change: Change, setting?: SettingName): string {
  const isSecret = SECRET.test(change.path.at(-1) ?? "");
  const value = (of: unknown) => (isSecret ? "***" : shown(of, setting));
  if (!("before" in change)) return `added (${value(change.after)})`;
  if (!("after" in change)) return `removed (it was ${value(change.before)})`;
  return isSecret ? "changed" : `${value(change.before)} → ${value(change.after)}`;
}

function shown(value: unknown, setting?: SettingName): string {
  const type = setting && SETTINGS[setting].type;
  if (type === "duration") return formatDuration(value as number);
  if (type === "durations") return (value as number[]).map(formatDuration).join(", ");
  if (type === "size") return formatSize(value as number);
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
