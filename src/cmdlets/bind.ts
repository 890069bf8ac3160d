// The binder: names in any case or abbreviated, values converted as PowerShell would. about_Parameters
import { didYouMean } from "../organization/nearest.ts";
import type { ParameterDeclaration, Parameters } from "./cmdlet.ts";
import { bindingError } from "./cmdlet-error.ts";
import { convert } from "./convert.ts";

/** Common parameters: taken, and of no effect here. about_CommonParameters */
const COMMON = new Set(
  [
    ..."Debug ErrorAction ErrorVariable InformationAction InformationVariable OutBuffer OutVariable".split(" "),
    ..."PipelineVariable ProgressAction Verbose WarningAction WarningVariable".split(" "),
  ].map((name) => name.toLowerCase()),
);

export function bindParameters(
  parameters: Parameters,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const bound: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (COMMON.has(name.toLowerCase())) continue;
    const parameter = findParameter(name, parameters);
    if (parameter in bound) {
      throw bindingError(`Cannot bind parameter because parameter '${parameter}' is specified more than once.`);
    }
    const declaration = parameters[parameter];
    if (!declaration || isUnnamed(parameter, declaration, value)) continue;
    bound[parameter] = convert(parameter, declaration, value);
  }
  const missing = Object.keys(parameters).filter((name) => parameters[name]?.mandatory && !(name in bound));
  if (missing.length > 0) {
    const names = missing.join(" ");
    throw bindingError(`Cannot process command because of one or more missing mandatory parameters: ${names}.`);
  }
  return bound;
}

/** -Identity $null is as if it weren't there, unless it must be. */
function isUnnamed(name: string, declaration: ParameterDeclaration, value: unknown): boolean {
  if (declaration.mandatory && (value === null || value === "")) {
    const reason = value === null ? "null" : "an empty string";
    throw bindingError(`Cannot bind argument to parameter '${name}' because it is ${reason}.`);
  }
  return declaration.type === "identity" && value === null;
}

/** By its name or an alias, in any case, or by the beginning of its name where no other begins so. @throws CmdletError */
export function findParameter(name: string, parameters: Parameters): string {
  const wanted = name.toLowerCase();
  const known = Object.keys(parameters);
  const isNamed = (parameter: string) =>
    [parameter, ...(parameters[parameter]?.aliases ?? [])].some((own) => own.toLowerCase() === wanted);
  const exact = known.find(isNamed);
  if (exact) return exact;
  const [only, ...others] =
    wanted === "" ? [] : known.filter((parameter) => parameter.toLowerCase().startsWith(wanted));
  if (only && others.length === 0) return only;
  if (only) {
    const matches = [only, ...others].map((parameter) => `-${parameter}`).join(" ");
    throw bindingError(
      `Parameter cannot be processed because the parameter name '${name.slice(0, 100)}' is ambiguous. Possible matches include: ${matches}.`,
    );
  }
  throw bindingError(
    `A parameter cannot be found that matches parameter name '${name.slice(0, 100)}'${didYouMean(name, known) || "."}`,
  );
}
