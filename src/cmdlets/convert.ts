// JSON values to the types of parameters, with PowerShell's words where they don't fit.
import { didYouMean } from "../organization/nearest.ts";
import { formatByteSize, parseByteSize, parseUnlimitedSize } from "./byte-size.ts";
import type { ListEdit, ParameterDeclaration } from "./cmdlet.ts";
import { bindingError, type CmdletError } from "./cmdlet-error.ts";
import { formatTimeSpan, parseTimeSpan } from "./time-span.ts";

export function convert(name: string, declaration: ParameterDeclaration, value: unknown): unknown {
  const refuse = (type: string, hint = "") =>
    bindingError(
      `Cannot process argument transformation on parameter '${name}'. Cannot convert value "${shown(value)}" to type "${type}".${hint && ` ${hint}`}`,
    );
  if (value === null && declaration.nullable) return null;
  switch (declaration.type) {
    case "boolean":
    case "switch":
      return toBoolean(value, refuse);
    case "int":
      return inRange(name, declaration, toInt(value, refuse), String);
    case "timeSpan": {
      const span = typeof value === "string" ? parseTimeSpan(value) : undefined;
      if (span === undefined) throw refuse("Microsoft.Exchange.Data.EnhancedTimeSpan", 'Its form is "[d.]hh:mm:ss".');
      return inRange(name, declaration, span, formatTimeSpan);
    }
    case "dateTime":
      return toDate(value, refuse);
    case "guid":
      return toGuid(value, refuse);
    case "identity":
      return toIdentity(declaration, value, refuse);
    case "resultSize":
      return toUnlimited(name, { type: "resultSize", min: 1, max: 4_294_967_295 }, value, refuse);
    case "unlimitedInt":
      return toUnlimited(name, declaration, value, refuse);
    case "unlimitedSize": {
      const size = parseUnlimitedSize(typeof value === "number" ? String(value) : toText(value, refuse));
      if (size === undefined) throw refuse("Microsoft.Exchange.Data.Unlimited`1[ByteQuantifiedSize]");
      return size;
    }
    case "string":
      return oneOf(name, declaration, toText(value, refuse));
    case "strings":
      return toTexts(name, declaration, value, refuse);
    case "size": {
      const size = parseByteSize(typeof value === "number" ? String(value) : toText(value, refuse));
      if (size === undefined) throw refuse("Microsoft.Exchange.Data.ByteQuantifiedSize", 'Its form is "10 MB".');
      return inRange(name, declaration, size, formatByteSize);
    }
    case "bytes":
      if (value instanceof Uint8Array) return value;
      // As JSON has it.
      if (typeof value === "string" && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value))
        return Buffer.from(value, "base64");
      throw refuse("System.Byte[]");
    case "secret":
      return toText(value, () => refuse("System.Security.SecureString"));
    case "hashtables": {
      const tables = value === null ? [] : Array.isArray(value) ? value : [value];
      if (!tables.every(isHashtable)) throw refuse("System.Collections.Hashtable[]");
      return tables;
    }
    case "multiValued":
      return toListEdit(name, declaration, value, refuse);
  }
}

type Refuse = (type: string, hint?: string) => CmdletError;

function toBoolean(value: unknown, refuse: Refuse): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  const hint = "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.";
  throw refuse("System.Boolean", hint);
}

function toInt(value: unknown, refuse: Refuse): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) throw refuse("System.Int32");
  return number;
}

/** Without a zone it is UTC, as all times of the message trace are. */
function toDate(value: unknown, refuse: Refuse): number {
  const text = typeof value === "string" ? value.trim().slice(0, 60) : "";
  const hasZone = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/i.test(text);
  const isIso = /^\d{4}-\d\d-\d\dT/.test(text);
  const instant = Date.parse(hasZone ? text : isIso ? `${text}Z` : `${text} UTC`);
  if (text === "" || Number.isNaN(instant)) throw refuse("System.DateTime");
  return instant;
}

function toGuid(value: unknown, refuse: Refuse): string {
  const hex =
    typeof value === "string"
      ? value
          .trim()
          .replace(/^\{(.*)\}$/, "$1")
          .toLowerCase()
      : "";
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(hex)) return hex;
  if (!/^[0-9a-f]{32}$/.test(hex)) throw refuse("System.Guid");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function toText(value: unknown, refuse: Refuse): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw refuse("System.String");
}

/** MultiValuedProperty; null clears it. */
function toTexts(name: string, declaration: ParameterDeclaration, value: unknown, refuse: Refuse): string[] {
  const values = value === null ? [] : Array.isArray(value) ? value : [value];
  return values.map((one) => oneOf(name, declaration, toText(one, refuse)));
}

/** A list replaces what is there, @{Add=…;Remove=…} edits it. */
function toListEdit(name: string, declaration: ParameterDeclaration, value: unknown, refuse: Refuse): ListEdit {
  if (!isHashtable(value)) return { replace: toTexts(name, declaration, value, refuse) };
  const edit = { add: [] as string[], remove: [] as string[] };
  for (const [key, part] of Object.entries(value)) {
    const verb = key.toLowerCase();
    if (verb !== "add" && verb !== "remove") {
      throw refuse("Microsoft.Exchange.Data.MultiValuedProperty", "The keys of a hashtable are Add and Remove.");
    }
    edit[verb] = toTexts(name, declaration, part, refuse);
  }
  return edit;
}

function toIdentity({ dotNetType }: ParameterDeclaration, value: unknown, refuse: Refuse): string {
  const type = `Microsoft.Exchange.Configuration.Tasks.${dotNetType}`;
  const text = typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  if (text === undefined) throw refuse(type);
  if (text.trim() !== "") return text;
  throw refuse(type, `Error: "Parameter values of type ${type} can't be empty. Specify a value, and try again."`);
}

function toUnlimited(name: string, declaration: ParameterDeclaration, value: unknown, refuse: Refuse): number {
  if (typeof value === "string" && value.trim().toLowerCase() === "unlimited") return Number.POSITIVE_INFINITY;
  const size = toInt(value, () =>
    refuse("Microsoft.Exchange.Data.Unlimited`1[System.UInt32]", 'It takes a number or "Unlimited".'),
  );
  return inRange(name, declaration, size, String);
}

const isHashtable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

function oneOf(name: string, { values }: ParameterDeclaration, text: string): string {
  const found = values?.find((value) => value.toLowerCase() === text.toLowerCase());
  if (!values || found !== undefined) return found ?? text;
  throw bindingError(
    `Cannot bind parameter '${name}': the value "${shown(text)}" is not one of ${values.join(", ")}${didYouMean(text, values) || "."}`,
  );
}

function inRange(
  name: string,
  { min, max }: ParameterDeclaration,
  value: number,
  show: (value: number) => string,
): number {
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  if (value >= low && value <= high) return value;
  throw bindingError(
    `Cannot validate argument on parameter '${name}'. The value "${show(value)}" must be between ${show(low)} and ${show(high)}.`,
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Uint8Array) return "System.Byte[]";
  if (isHashtable(value)) return "System.Collections.Hashtable";
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 200);
}
