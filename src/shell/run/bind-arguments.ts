// What stands behind a command to its parameters: by name, prefix or place. about_Parameters, about_Parameter_Binding
import { findParameter } from "../../cmdlets/bind.ts";
import type { ParameterDeclaration, Parameters } from "../../cmdlets/cmdlet.ts";
import { toText } from "../format/text.ts";
import type { CommandPart, CommandStage, Expression } from "../parse/ast.ts";
import { type Position, ShellError } from "../shell-error.ts";
import type { Value } from "../values.ts";
import { evaluateFor } from "./evaluate.ts";
import type { Session } from "./session.ts";

/** about_CommonParameters */
export const COMMON = {
  Debug: { type: "switch", aliases: ["db"] },
  ErrorAction: { type: "string", aliases: ["ea"] },
  ErrorVariable: { type: "string", aliases: ["ev"] },
  InformationAction: { type: "string", aliases: ["infa"] },
  InformationVariable: { type: "string", aliases: ["iv"] },
  OutBuffer: { type: "int", aliases: ["ob"] },
  OutVariable: { type: "string", aliases: ["ov"] },
  PipelineVariable: { type: "string", aliases: ["pv"] },
  Verbose: { type: "switch", aliases: ["vb"] },
  WarningAction: { type: "string", aliases: ["wa"] },
  WarningVariable: { type: "string", aliases: ["wv"] },
} as const satisfies Parameters;

export type Given = Record<string, Value>;

/** `remaining`: the parameter that takes all arguments without a name. @throws ShellError */
export async function bindArguments(
  { name: command, parts, at }: CommandStage,
  declared: Parameters,
  session: Session,
  remaining?: string,
): Promise<Given> {
  const parameters: Parameters = { ...COMMON, ...declared };
  const given: Given = {};
  const unnamed: Expression[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as CommandPart;
    if (part.kind === "argument") {
      unnamed.push(part.value);
      continue;
    }
    const name = resolve(part, parameters, command);
    if (name in given) {
      throw refusal(`Cannot bind parameter because parameter '${name}' is specified more than once.`, part.at, command);
    }
    const { type } = parameters[name] as ParameterDeclaration;
    if (type === "switch" && !part.hasColon) {
      given[name] = true;
      continue;
    }
    const next = parts[index + 1];
    if (next?.kind !== "argument") {
      throw refusal(
        `Missing an argument for parameter '${name}'. Specify a parameter of type '${dotNet(type)}' and try again.`,
        part.at,
        command,
      );
    }
    given[name] = await evaluateFor(type, next.value, session);
    index += 1;
  }
  if (remaining !== undefined && !(remaining in given) && unnamed.length > 0) {
    given[remaining] = await evaluateFor("strings", { kind: "list", at, items: unnamed }, session);
  } else await bindUnnamed(unnamed, given, parameters, command, session);
  return given;
}

async function bindUnnamed(
  unnamed: readonly Expression[],
  given: Given,
  parameters: Parameters,
  command: string,
  session: Session,
): Promise<void> {
  const free = Object.entries(parameters)
    .filter(([name]) => !(name in given) && positionOf(name, parameters) !== undefined)
    .sort(([a], [b]) => (positionOf(a, parameters) ?? 0) - (positionOf(b, parameters) ?? 0));
  for (const expression of unnamed) {
    const [name, declaration] = free.shift() ?? [];
    if (name === undefined || !declaration) {
      const value = toText(await evaluateFor("string", expression, session)).slice(0, 100);
      throw refusal(`A positional parameter cannot be found that accepts argument '${value}'.`, expression.at, command);
    }
    given[name] = await evaluateFor(declaration.type, expression, session);
  }
}

/** -Identity is the first unless another is. */
function positionOf(name: string, parameters: Parameters): number | undefined {
  const own = parameters[name]?.position;
  if (own !== undefined || name !== "Identity") return own;
  return Object.values(parameters).some(({ position }) => position === 1) ? undefined : 1;
}

function resolve({ name, at }: { name: string; at: Position }, parameters: Parameters, command: string): string {
  try {
    return findParameter(name, parameters);
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : String(error), at, command);
  }
}

export function refusal(text: string, at: Position, command: string): ShellError {
  return new ShellError(text, { at, command, category: "InvalidArgument", exception: "ParameterBindingException" });
}

const DOT_NET: Readonly<Record<string, string>> = {
  boolean: "System.Boolean",
  int: "System.Int32",
  dateTime: "System.DateTime",
  guid: "System.Guid",
};

const dotNet = (type: string): string => DOT_NET[type] ?? "System.String";
