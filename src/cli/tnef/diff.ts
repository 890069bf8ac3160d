// `tnef diff`: what the second winmail.dat has that the first has not, lacks, or has otherwise.

import { compareTnef, type PropertyDifference } from "../../journey/explain-tnef/compare-tnef.ts";
import { codepageOf } from "../../tnef/read-message.ts";
import { printJson } from "../options.ts";
import { printable, type Style, styleFor } from "../style.ts";
import { CommandError, EXIT, type Terminal } from "../terminal.ts";
import { type OpenedTnef, openTnef } from "./open-tnef.ts";

export function diffTnef(terminal: Terminal, before: string, after: string, { json }: { readonly json?: true }): void {
  const [one, other] = [open(before), open(after)];
  const differences = compareTnef(one.message, other.message);
  const notes = notesOn(one, other);
  if (json) printJson(terminal, { equal: differences.length === 0, differences, notes });
  else terminal.out([...listed(differences, styleFor(terminal)), ...conclusion(differences, notes)].join("\n"));
  if (differences.length > 0) terminal.exitCode = EXIT.failed;
}

function open(file: string): OpenedTnef {
  const opened = openTnef(file);
  if (opened.error) throw new CommandError(`${opened.file}: ${opened.error.message}`);
  return opened;
}

const SIGNS = { added: "+ added  ", removed: "- removed", changed: "~ changed" } as const;

function listed(differences: readonly PropertyDifference[], style: Style): string[] {
  const lines: string[] = [];
  let where = "";
  for (const difference of differences) {
    if (difference.where !== where) lines.push(style.bold(difference.where));
    where = difference.where;
    const paint = difference.change === "added" ? style.good : difference.change === "removed" ? style.bad : style.bold;
    const property = difference.property === "" ? "" : `${difference.property}  `;
    const begin = `  ${paint(SIGNS[difference.change])}  ${printable(property)}`;
    if (difference.change === "changed") {
      lines.push(`${begin}${printable(difference.before ?? "")}`, `            → ${printable(difference.after ?? "")}`);
    } else lines.push(`${begin}${printable(difference.after ?? difference.before ?? "")}`);
  }
  return lines;
}

/** What makes other bytes of the same properties. */
function notesOn(one: OpenedTnef, other: OpenedTnef): string[] {
  if (one.bytes.equals(other.bytes)) return [];
  const notes: readonly (readonly [string, number | string, number | string])[] = [
    ["key", hexOf(one), hexOf(other)],
    ["code page", codepageOf(one.stream), codepageOf(other.stream)],
    ["attributes", one.stream.attributes.length, other.stream.attributes.length],
    ["flaws", one.flaws.length, other.flaws.length],
  ];
  return notes
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => `${what}: ${before}, then ${after}`);
}

const hexOf = ({ stream }: OpenedTnef): string => `0x${stream.key.toString(16).toUpperCase().padStart(4, "0")}`;

function conclusion(differences: readonly PropertyDifference[], notes: readonly string[]): string[] {
  const apart = notes.length === 0 ? "" : ` (${notes.join("; ")})`;
  if (differences.length === 0) return [`equal by property${apart}`];
  return [`${differences.length === 1 ? "1 property differs" : `${differences.length} properties differ`}${apart}`];
}
