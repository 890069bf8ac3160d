// JSON values to the types of parameters, with PowerShell's words where they don't fit.
import { didYouMean } from "../organization/nearest.ts";
import type { ParameterDeclaration } from "./cmdlet.ts";
import { bindingError, type CmdletError } from "./cmdlet-error.ts";
import { formatTimeSpan, parseTimeSpan } from "./time-span.ts";

export function convert(name: string, declaration: ParameterDeclaration, value: unknown): unknown {
  const refuse = (type: string, hint = "") =>
    bindingError(
      `Cannot process argument transformation on parameter '${name}'. Cannot convert value "${shown(value)}" to type "${type}".${hint && ` ${hint}`}`,
    );
  switch (declaration.type) {
    case "nullableBoolean":
      return value === null ? null : toBoolean(value, refuse);
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
    case "string":
      return oneOf(name, declaration, toText(value, refuse));
    case "strings":
      // MultiValuedProperty; null clears it.
      return (value === null ? [] : Array.isArray(value) ? value : [value]).map((one) =>
        oneOf(name, declaration, toText(one, refuse)),
      );
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
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 200);
}
