// Cmdlets' objects as the shell has them: from the cmdlet itself, and from the JSON of InvokeCommand.
import { type CmdletObject, type CmdletValue, Typed } from "../cmdlets/cmdlet.ts";
import { ShellObject, type Value } from "./values.ts";

/** "Get-MessageTrace": "MessageTrace" */
export const nounOf = (cmdlet: string): string => cmdlet.slice(cmdlet.indexOf("-") + 1);

export function fromCmdlet(object: CmdletObject, noun?: string): ShellObject {
  const entries = Object.entries(object).map(([name, value]) => [name, fromValue(value)] as const);
  return new ShellObject(Object.fromEntries(entries), noun);
}

function fromValue(value: CmdletValue): Value {
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (value instanceof Typed) return value.value;
  if (Array.isArray(value)) return value.map((one: CmdletValue) => fromValue(one));
  return fromCmdlet(value as CmdletObject);
}

/** "Received@data.type": "System.DateTime" stands beside the value it is about. */
export function fromWire(object: Readonly<Record<string, unknown>>, noun?: string): ShellObject {
  const entries = Object.entries(object)
    .filter(([name]) => !name.includes("@"))
    .map(([name, value]) => [name, wireValue(value, object[`${name}@data.type`])] as const);
  return new ShellObject(Object.fromEntries(entries), noun);
}

function wireValue(value: unknown, type?: unknown): Value {
  if (type === "System.DateTime" && typeof value === "string") {
    const date = new Date(value.replace(/(\.\d{3})\d+/, "$1"));
    return Number.isNaN(date.getTime()) ? value : date;
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one) => wireValue(one));
  return fromWire(value as Record<string, unknown>);
}

/** For JSON and for programs: objects as plain ones, times as ISO 8601 in JSON. */
export function toPlain(value: Value): unknown {
  if (value instanceof ShellObject) {
    return Object.fromEntries(Object.entries(value.properties).map(([name, one]) => [name, toPlain(one)]));
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if ("entries" in value) {
    return Object.fromEntries(Object.entries(value.entries as Record<string, Value>).map(([k, v]) => [k, toPlain(v)]));
  }
  return (value as { readonly text: string }).text;
}
