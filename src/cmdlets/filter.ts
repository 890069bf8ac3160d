// -Filter: OPATH conditions over the properties that a Get cmdlet shows. "(Alias -like 'a*') -and (IsShared -eq $false)"
// learn.microsoft.com/powershell/exchange/recipient-filters
import { OpathError, parseOpath } from "../organization/opath.ts";
import { type CmdletObject, type CmdletValue, Typed } from "./cmdlet.ts";
import { argumentError, bindingError, type CmdletError } from "./cmdlet-error.ts";

export type Filter = (object: CmdletObject) => boolean;

/**
 * `known`: properties that may be named.
 * @throws CmdletError where the text is no filter.
 */
export function parseFilter(text: string, known: readonly string[]): Filter {
  try {
    const matches = parseOpath(text, known);
    return (object) => matches((property) => texts(object[property] ?? null));
  } catch (error) {
    throw error instanceof OpathError ? asShown(error, text) : error;
  }
}

/** In the words of the shell's binder. */
function asShown({ kind, message, at, property, meant }: OpathError, text: string): CmdletError {
  if (kind === "tooLong" || kind === "tooDeep") return argumentError(`-Filter ${message}.`);
  const said =
    kind === "property"
      ? `"${property}" is not a recognized filterable property.${meant ? ` Did you mean ${meant}?` : ""} For a complete list of filterable properties see the command help."`
      : `Invalid filter syntax. For a description of the filter parameter syntax see the command help.\r\n"${text.slice(0, 500)}" at position ${at + 1}."`;
  return bindingError(`Cannot bind parameter 'Filter' to the target. Exception setting "Filter": "${said}`);
}

function texts(value: CmdletValue): readonly string[] {
  if (value === null) return [""];
  if (value instanceof Date) return [value.toISOString()];
  if (value instanceof Typed) return [String(value.value)];
  if (Array.isArray(value)) return value.length === 0 ? [""] : value.map(String);
  return [String(value)];
}
