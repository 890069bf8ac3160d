// One command of a pipeline: the shell's own, or a cmdlet of the service.
import { didYouMean } from "../../organization/nearest.ts";
import { findOwn, OWN_COMMANDS } from "../commands/index.ts";
import type { Declared } from "../host.ts";
import type { CommandStage } from "../parse/ast.ts";
import { ShellError, USE_THE_MODULE } from "../shell-error.ts";
import { collapse, type Value } from "../values.ts";
import { bindArguments, type Given } from "./bind-arguments.ts";
import { runCmdletStage } from "./cmdlet-stage.ts";
import type { Session } from "./session.ts";
import { handle } from "./statement.ts";

export async function runCommand(
  stage: CommandStage,
  input: readonly Value[] | undefined,
  session: Session,
): Promise<readonly Value[]> {
  const own = findOwn(stage.name);
  const cmdlet = own ? undefined : find(stage, session);
  let given: Given = {};
  try {
    given = await bindArguments(stage, (own ?? cmdlet)?.parameters ?? {}, session, own?.remaining);
    const call = { at: stage.at, given, input };
    const values = own ? await own.run(call, session) : await runCmdletStage(cmdlet as Declared, call, session);
    if (given.OutVariable) session.set(String(given.OutVariable), collapse(values));
    return values;
  } catch (error) {
    if (!(error instanceof ShellError) || given.ErrorAction === undefined) throw error;
    handle(error, session, given.ErrorAction);
    return [];
  }
}

function find({ name, at }: CommandStage, { host }: Session): Declared {
  const found = host.cmdlets.find((cmdlet) => cmdlet.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const known = [...host.cmdlets, ...OWN_COMMANDS].map((command) => command.name);
  throw new ShellError(
    `The term '${name.slice(0, 100)}' is not recognized as the name of a cmdlet, function, script file, or operable program${didYouMean(name, known) || `; Get-Command lists what there is. ${USE_THE_MODULE}`}`,
    { at, command: name.slice(0, 100), category: "ObjectNotFound", exception: "CommandNotFoundException" },
  );
}
