// The configuration file and the agents folder that it names: every problem with its place.
import { builtInNames } from "../../agents/built-in.ts";
import { openOwnAgents } from "../../agents/own/own-agents.ts";
import type { Configuration } from "../../organization/configuration.ts";
import { loadConfiguration } from "../../organization/load.ts";
import { ConfigurationError, formatProblem } from "../../organization/problems.ts";
import { silentLog } from "../../runtime/log.ts";
import { type Finding, messageOf, ok, type Patient, problem, warning } from "./finding.ts";

export function readConfiguration({ configFile, env }: Patient): {
  configuration?: Configuration;
  findings: Finding[];
} {
  try {
    return { configuration: loadConfiguration(configFile, env), findings: [ok("configuration", configFile)] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return {
      findings: error.problems.map((one) =>
        problem("configuration", formatProblem(one), "Mend it: `up` does not start before."),
      ),
    };
  }
}

/** Users' files are really loaded, as `up` does it; none sees a message. */
export async function checkOwnAgents({ configuration }: Patient): Promise<Finding[]> {
  const folder = configuration?.agents.folder;
  if (!configuration || folder === undefined) return [];
  const { organization } = configuration;
  const services = { now: () => Date.now(), organization: () => organization };
  try {
    const own = await openOwnAgents({ folder, reserved: builtInNames(), services, log: silentLog });
    const names = own.list().map(({ name }) => name);
    if (names.length > 0) return [ok("agents", names.join(", "))];
    return [
      warning("agents", `none in ${folder}`, "Put a .ts or .js file there, or mend agents.folder. docs/agents.md"),
    ];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) return [problem("agents", messageOf(error), "See docs/agents.md.")];
    return error.problems.map((one) =>
      problem("agents", formatProblem(one), "Mend that file; `up` does not start with it."),
    );
  }
}
