// A cmdlet of the service in a pipeline: once for each object that comes, with what it takes of it.
import { type Declared, InvokeError } from "../host.ts";
import { type Category, ShellError } from "../shell-error.ts";
import type { Value } from "../values.ts";
import { COMMON, type Given, refusal } from "./bind-arguments.ts";
import { confirmed } from "./confirm.ts";
import { bindInput } from "./pipeline-input.ts";
import type { Call, Session } from "./session.ts";
import { handle } from "./statement.ts";
import { wireValue } from "./wire-value.ts";

export async function runCmdletStage(cmdlet: Declared, call: Call, session: Session): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const given of calls(cmdlet, call, session)) {
    try {
      values.push(...(await invoke(cmdlet, given, call, session)));
    } catch (error) {
      // The next object of a pipeline has its turn all the same.
      if (!(error instanceof ShellError) || call.input === undefined) throw error;
      handle(error, session, call.given.ErrorAction);
    }
  }
  return values;
}

function calls(cmdlet: Declared, { given, input, at }: Call, session: Session): readonly Given[] {
  if (input === undefined) return [given];
  return input.flatMap((item) => {
    const bound = bindInput(item, cmdlet.parameters, given);
    if (bound) return [{ ...bound, ...given }];
    const text =
      "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.";
    handle(refusal(text, at, cmdlet.name), session, given.ErrorAction);
    return [];
  });
}

async function invoke(cmdlet: Declared, given: Given, { at }: Call, session: Session): Promise<readonly Value[]> {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!(name in COMMON)) parameters[name] = wireValue(value);
  }
  try {
    if (!(await confirmed(cmdlet, parameters, session, at))) return [];
    const { objects, warnings, confirmation } = await session.host.invoke(cmdlet.name, parameters);
    tell(warnings, given, session);
    if (confirmation !== undefined) session.host.say(confirmation);
    return objects;
  } catch (error) {
    if (!(error instanceof InvokeError)) throw error;
    if (given.ErrorVariable) session.set(String(given.ErrorVariable), error.message);
    throw new ShellError(error.message, { at, command: cmdlet.name, ...kindOf(error.dotNetType) });
  }
}

function tell(warnings: readonly string[], { WarningAction, WarningVariable }: Given, session: Session): void {
  if (WarningVariable && warnings.length > 0) session.set(String(WarningVariable), warnings);
  const wanted = session.preference("WarningPreference", WarningAction);
  if (wanted === "silentlycontinue" || wanted === "ignore") return;
  for (const warning of warnings) session.host.warn(warning);
}

const CATEGORIES: Readonly<Record<string, Category>> = {
  ParameterBindingException: "InvalidArgument",
  ArgumentException: "InvalidArgument",
  ManagementObjectNotFoundException: "ObjectNotFound",
  ManagementObjectAmbiguousException: "InvalidData",
  CommandNotFoundException: "ObjectNotFound",
};

function kindOf(dotNetType: string): { category: Category; exception: string } {
  const exception = dotNetType.split(".").at(-1) || "RuntimeException";
  return { category: CATEGORIES[exception] ?? "NotSpecified", exception };
}
