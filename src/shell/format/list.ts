// Format-List: a property on each line, values under one another.
import type { ShellObject } from "../values.ts";
import { printable, shown } from "./text.ts";

/** A blank line before and after each object. `width`: where lines end. */
export function formatList(objects: readonly ShellObject[], width: number): string {
  return `\n${objects.map((object) => `${formatOne(object, width)}\n`).join("\n")}`;
}

function formatOne({ properties }: ShellObject, width: number): string {
  const names = Object.keys(properties);
  const pad = Math.max(0, ...names.map((name) => name.length));
  return names
    .map((name) => {
      const head = `${name.padEnd(pad)} : `;
      const lines = printable(shown(properties[name] ?? null))
        .split("\n")
        .flatMap((line) => wrap(line, width - head.length));
      return (head + lines.join(`\n${" ".repeat(head.length)}`)).trimEnd();
    })
    .join("\n");
}

/** At blanks where there are any. */
function wrap(line: string, width: number): string[] {
  if (!Number.isFinite(width) || width < 20 || line.length <= width) return [line];
  const blank = line.lastIndexOf(" ", width);
  const end = blank > 0 ? blank : width;
  return [line.slice(0, end), ...wrap(line.slice(blank > 0 ? end + 1 : end), width)];
}
