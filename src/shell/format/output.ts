// What a pipeline leaves, as it is printed: Out-Default.
import { Formatted, ShellObject, type Value } from "../values.ts";
import { formatList } from "./list.ts";
import { formatTable } from "./table.ts";
import { printable, toText } from "./text.ts";
import { type Column, viewOf } from "./views.ts";

/** Objects without a table of their own have one up to this many properties. about_Format.ps1xml */
const MOST_COLUMNS = 4;

/** Neighbours of one kind share a table. */
export function formatOutput(values: readonly Value[], width: number): string {
  const chunks: string[] = [];
  for (let at = 0; at < values.length; ) {
    const first = values[at] ?? null;
    if (!(first instanceof ShellObject)) {
      if (first !== null) chunks.push(first instanceof Formatted ? first.text : printable(toText(first)));
      at += 1;
      continue;
    }
    const end = values.findIndex((value, index) => index > at && !isAlike(value, first));
    const group = values.slice(at, end < 0 ? values.length : end) as readonly ShellObject[];
    chunks.push(formatObjects(group, width));
    at += group.length;
  }
  return chunks.join("\n");
}

export function formatObjects(objects: readonly ShellObject[], width: number): string {
  const columns = columnsOf(objects);
  return columns ? formatTable(objects, columns, { width }) : formatList(objects, width);
}

/** Of the table that these objects have by default; undefined where a list suits them. */
export function columnsOf([first]: readonly ShellObject[]): readonly Column[] | undefined {
  if (!first) return undefined;
  const view = viewOf(first.noun)?.filter(({ property }) => first.spelled(property) !== undefined);
  if (view && view.length > 0) return view;
  const names = Object.keys(first.properties);
  return names.length <= MOST_COLUMNS ? names.map((name) => ({ label: name, property: name })) : undefined;
}

function isAlike(value: Value, first: ShellObject): boolean {
  if (!(value instanceof ShellObject) || value.noun !== first.noun) return false;
  return first.noun !== undefined || Object.keys(value.properties).join() === Object.keys(first.properties).join();
}
