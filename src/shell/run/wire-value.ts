// Values of the shell as InvokeCommand takes them.
import { toText } from "../format/text.ts";
import { Block, isList, ShellObject, Table, type Value } from "../values.ts";

/** A time is sortable text, a script block (-Filter { … }) its text, an object its identity. */
export function wireValue(value: Value): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Block) return value.text.trim();
  if (value instanceof ShellObject) {
    const names = ["Identity", "Guid", "Name"];
    return toText(names.map((name) => value.get(name)).find((one) => one !== null) ?? value);
  }
  if (value instanceof Table) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, one]) => [key, wireValue(one)]));
  }
  if (isList(value)) return value.map(wireValue);
  return typeof value === "object" && value !== null ? toText(value) : value;
}
