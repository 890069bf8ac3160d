// Runs the check in tests: the same `startSandbox` as production, a smart host that is right or wrong in one way.
import { runCheck } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/options.ts";
import type { Run } from "../../src/check/run.ts";
import { startSandbox } from "../../src/sandbox.ts";

export async function check(options: Partial<CheckOptions> = {}): Promise<Run> {
  const builtIn = options.smartHost ? undefined : { preset: "transparent" };
  const { run } = await runCheck(startSandbox, {
    ...{ returnTo: { host: "127.0.0.1", port: 0 }, seed: 1, timeoutMs: 60_000 },
    ...(builtIn && { builtIn }),
    ...options,
  });
  return run;
}
