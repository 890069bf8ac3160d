// RECALL_SANDBOX_LISTENERS_HTTP=9025 sets listeners.http: environment variables override single settings of the file.
import { type LocatedMap, locateValue, withValue } from "./located.ts";
import { didYouMean } from "./nearest.ts";
import type { ConfigurationProblem } from "./problems.ts";
import { environmentName, SETTING_NAMES, SETTINGS, type SettingDeclaration } from "./settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = "RECALL_SANDBOX_";
/** Underscores are optional between words: LISTENERS_XCLIENT_FROM is LISTENERS_XCLIENTFROM. */
const squeeze = (text: string) => text.replaceAll("_", "").toUpperCase();
const BY_NAME = new Map(SETTING_NAMES.map((name) => [squeeze(environmentName(name)), name]));
const GROUPS = new Set(SETTING_NAMES.map((name) => name.split(".")[0]?.toUpperCase() ?? ""));

/** The tree with what the environment sets; variables of ours that name no setting group belong to the command line. */
export function applyEnvironment(
  tree: LocatedMap,
  env: Environment,
): { tree: LocatedMap; problems: ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  let result = tree;
  for (const variable of Object.keys(env).sort()) {
    const text = env[variable];
    if (!variable.startsWith(PREFIX) || text === undefined) continue;
    const name = BY_NAME.get(squeeze(variable));
    const file = `environment ${variable}`;
    if (name !== undefined) {
      result = withValue(result, name.split("."), locateValue(readVariable(SETTINGS[name], text), file));
    } else if (GROUPS.has(variable.slice(PREFIX.length).split("_")[0] ?? "")) {
      const hint = didYouMean(variable, SETTING_NAMES.map(environmentName));
      problems.push({ file, path: "", message: `names no setting${hint}` });
    }
  }
  return { tree: result, problems };
}

/** Text as the setting's type wants it; what does not fit stays text and is reported with the rest. */
function readVariable(declaration: SettingDeclaration, text: string): unknown {
  switch (declaration.type) {
    case "boolean":
    case "triState":
      if (/^true$/i.test(text)) return true;
      if (/^false$/i.test(text)) return false;
      return declaration.type === "triState" && /^(null|)$/i.test(text) ? null : text;
    case "count":
    case "port":
    case "optionalPort":
      if (/^\d+$/.test(text)) return Number(text);
      return declaration.type === "optionalPort" && /^(null|)$/i.test(text) ? null : text;
    case "texts":
    case "durations":
      return text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
    case "optionalText":
      return text === "" ? null : text;
    default:
      return text;
  }
}
