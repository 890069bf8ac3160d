// Columns of equal width under a header, as the real cmdlets print them.
import { printable } from "./style.ts";

export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export type Row = readonly (string | Cell)[];

export interface TableOptions {
  /** With a line of dashes below, as PowerShell has it. */
  readonly header?: readonly string[];
  readonly indent?: string;
  /** Columns are at least this wide. */
  readonly widths?: readonly number[];
}

export function formatTable(rows: readonly Row[], options: TableOptions = {}): string {
  const { header, indent = "" } = options;
  const lines = header ? [header, header.map((name) => "-".repeat(widthOf(name))), ...rows] : rows;
  const widths = columnWidths(lines, options.widths);
  return lines.map((row) => indent + formatRow(row, widths)).join("\n");
}

export function columnWidths(rows: readonly Row[], atLeast: readonly number[] = []): number[] {
  const widths = [...atLeast];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(textOf(cell)));
  }
  return widths;
}

/** Two blanks between columns, none at the end. */
export function formatRow(row: Row, widths: readonly number[]): string {
  const last = row.length - 1;
  return row
    .map((cell, index) => {
      const text = textOf(cell);
      const painted = typeof cell === "string" || !cell.paint ? text : cell.paint(text);
      return index === last ? painted : painted + " ".repeat(Math.max(0, (widths[index] ?? 0) - widthOf(text)));
    })
    .join("  ")
    .trimEnd();
}

const textOf = (cell: string | Cell): string => printable(typeof cell === "string" ? cell : cell.text);

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;

/** Columns of a terminal; East Asian letters take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{Mn}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
