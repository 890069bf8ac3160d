// What a command of the shell itself is.
import type { Parameters } from "../../cmdlets/cmdlet.ts";
import type { Call, Session } from "../run/session.ts";
import { ShellError } from "../shell-error.ts";
import type { Value } from "../values.ts";

export interface OwnCommand {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly synopsis: string;
  readonly parameters: Parameters;
  /** The parameter that takes all arguments without a name. */
  readonly remaining?: string;
  run(call: Call, session: Session): Promise<readonly Value[]>;
}

/** A number that a parameter takes. */
export function numberOf(value: Value | undefined, name: string, { at }: Call, command: string): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number) && number >= 0) return number;
  throw new ShellError(`Cannot bind parameter '${name}': it takes a whole number from 0.`, {
    at,
    command,
    category: "InvalidArgument",
    exception: "ParameterBindingException",
  });
}
