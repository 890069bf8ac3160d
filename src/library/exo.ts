// Cmdlets and scripts of Exchange Online, run in the test's own process.
import { CmdletError } from "../cmdlets/cmdlet-error.ts";
import { CMDLETS } from "../cmdlets/index.ts";
import { runCmdlet } from "../cmdlets/run-cmdlet.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import { diskFiles } from "../shell/disk.ts";
import { InvokeError, type ShellHost } from "../shell/host.ts";
import { fromCmdlet, nounOf, toPlain } from "../shell/objects.ts";
import { runScript } from "../shell/run-script.ts";
import type { ExoOptions } from "./api.ts";
import { ExoError } from "./errors.ts";

/** What the script leaves. @throws ExoError */
export async function exo<T>(
  on: Composed,
  script: string,
  { define = {}, onWarning }: ExoOptions,
): Promise<readonly T[]> {
  const { values, errors } = await runScript(script, hostOf(on, onWarning ?? (() => {})), define);
  if (errors.length > 0) throw new ExoError(errors);
  return values.map(toPlain) as T[];
}

function hostOf(on: Composed, warn: (text: string) => void): ShellHost {
  return {
    cmdlets: CMDLETS,
    async invoke(cmdlet, parameters) {
      const caller = `admin@${on.configurations.latest().name}`;
      try {
        const { objects, warnings = [], ...rest } = await runCmdlet(cmdlet, parameters, { ...on, caller });
        return { ...rest, warnings, objects: objects.map((object) => fromCmdlet(object, nounOf(cmdlet))) };
      } catch (error) {
        throw error instanceof CmdletError ? new InvokeError(error.message, error.dotNetType) : error;
      }
    },
    now: () => new Date(on.clock.now()),
    // A test means what it says.
    confirm: async () => true,
    output: () => {},
    say: () => {},
    warn,
    fail: () => {},
    files: diskFiles(process.cwd()),
    width: Number.POSITIVE_INFINITY,
  };
}
