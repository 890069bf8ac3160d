// startSandbox() of the package: friendly options, then a facade over the composition root.
import { createLog, type Log, type LogLevel } from "../runtime/log.ts";
import { startSandbox as compose, type SandboxOptions } from "../sandbox.ts";
import type { Sandbox, StartOptions } from "./api.ts";
import { facade } from "./facade.ts";

/**
 * Starts a sandbox in this process; without options the default tenant, on free ports, with nothing kept and time
 * standing still. Stop it, or the process stays.
 * @throws ConfigurationError with every problem of the configuration
 */
export async function startSandbox(options: StartOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? (options.data === undefined ? "virtual" : "real");
  const frozenAt = beginning(options, clock);
  return facade(await compose({ ...composition(options), ...(frozenAt !== undefined && { frozenAt }) }), clock);
}

function composition({ config, ports, data, resetConfig, agents, log }: StartOptions): SandboxOptions {
  return {
    freePorts: ports !== "configured",
    ...(config !== undefined && { config }),
    ...(data !== undefined && { data }),
    ...(resetConfig && { resetConfiguration: true }),
    ...(agents && { agents }),
    ...(log !== undefined && log !== "silent" && { log: toLog(log) }),
  };
}

const toLog = (log: LogLevel | Log): Log => (typeof log === "string" ? createLog({ level: log, pretty: true }) : log);

/** When time stands still: since when. */
function beginning({ now }: StartOptions, clock: "virtual" | "real"): number | undefined {
  if (clock === "real") {
    if (now === undefined) return undefined;
    throw new TypeError(
      'now sets a virtual clock, and this one is real: say clock: "virtual", or leave one of them out',
    );
  }
  const at = now === undefined ? Date.now() : new Date(now).getTime();
  if (Number.isNaN(at)) throw new TypeError(`now must be a Date, milliseconds or ISO 8601, not "${String(now)}"`);
  return at;
}
