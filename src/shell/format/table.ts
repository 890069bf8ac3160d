// Format-Table: a column for each property, one blank between.
import type { ShellObject, Value } from "../values.ts";
import { printable, shown } from "./text.ts";
import type { Column } from "./views.ts";

export interface TableForm {
  readonly hideHeaders?: boolean;
  /** Where lines end; the last column gives way. */
  readonly width: number;
}

export function formatTable(rows: readonly ShellObject[], columns: readonly Column[], form: TableForm): string {
  const cells = rows.map((row) => columns.map(({ property }) => oneLine(row.get(property))));
  const head = [columns.map(({ label }) => label), columns.map(({ label }) => "-".repeat(label.length))];
  const lines = form.hideHeaders ? cells : [...head, ...cells];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const isRight = columns.map(({ property }) => isNumeric(rows, property));
  const printed = lines.map((line) =>
    line
      .map((cell, index) => (isRight[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join(" ")
      .trimEnd(),
  );
  return `\n${printed.map((line) => cut(line, form.width)).join("\n")}\n`;
}

const oneLine = (value: Value): string => printable(shown(value)).replace(/\s*\n\s*/g, " ");

/** Numbers stand at the right. */
function isNumeric(rows: readonly ShellObject[], property: string): boolean {
  const values = rows.map((row) => row.get(property)).filter((value) => value !== null);
  return values.length > 0 && values.every((value) => typeof value === "number");
}

const cut = (line: string, width: number): string => (line.length <= width ? line : `${line.slice(0, width - 1)}…`);
