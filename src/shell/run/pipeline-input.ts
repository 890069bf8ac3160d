// What a cmdlet takes from an object of the pipeline: a property of the parameter's name, or the object itself.
// about_Pipelines
import type { ParameterDeclaration, Parameters } from "../../cmdlets/cmdlet.ts";
import { ShellObject, Table, type Value } from "../values.ts";
import type { Given } from "./bind-arguments.ts";

/** Without what the caller gave by name; undefined where nothing fits. */
export function bindInput(item: Value, parameters: Parameters, given: Given): Given | undefined {
  const bound: Given = {};
  let fits = false;
  for (const [name, declaration] of Object.entries(parameters)) {
    const from = pipelineOf(name, declaration);
    if (from === undefined) continue;
    const value = take(item, name, declaration, from);
    if (value === undefined) continue;
    fits = true;
    if (!(name in given) && value !== null) bound[name] = value;
  }
  return fits ? bound : undefined;
}

/** -Identity takes an object by its identity unless it is declared otherwise. */
const pipelineOf = (name: string, { pipeline }: ParameterDeclaration) =>
  pipeline ?? (name === "Identity" ? "both" : undefined);

function take(item: Value, name: string, { aliases = [] }: ParameterDeclaration, from: string): Value | undefined {
  if (item instanceof ShellObject) {
    if (from === "value") return name === "Identity" ? item.get("Identity") : undefined;
    const own = [name, ...aliases].map((one) => item.spelled(one)).find((one) => one !== undefined);
    return own === undefined ? undefined : item.get(own);
  }
  if (item instanceof Table || item === null) return undefined;
  return from === "name" ? undefined : item;
}
