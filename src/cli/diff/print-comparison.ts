// A comparison for people: what it means first, then each difference, the parts side by side, what was written in.
import type { Comparison, Difference, DifferenceClass, PartOutline } from "../../journey/compare/comparison.ts";
import { printable, type Style } from "../style.ts";
import { formatTable } from "../table.ts";

const WORST_FIRST: readonly DifferenceClass[] = ["fatal", "risky", "harmless", "expected"];

export function printComparison(comparison: Comparison, style: Style): string {
  const { percent, bytes, of } = comparison.unchanged;
  return [
    headline(comparison, style),
    ...WORST_FIRST.flatMap((one) => section(one, comparison, style)),
    ...inserted(comparison, style),
    "",
    style.bold("Parts"),
    parts(comparison),
    "",
    `${percent} % of the bytes outside declared edits are as they left (${bytes} of ${of}).`,
  ].join("\n");
}

function headline({ class: worst, sentence }: Comparison, style: Style): string {
  const isBad = worst === "fatal" || worst === "risky";
  return `${(isBad ? style.bad : style.good)(worst.toUpperCase())}  ${printable(sentence)}`;
}

function section(of: DifferenceClass, { differences }: Comparison, style: Style): string[] {
  const listed = differences.filter((one) => one.class === of);
  if (listed.length === 0) return [];
  return ["", style.bold(`${of[0]?.toUpperCase()}${of.slice(1)}`), ...listed.flatMap((one) => describe(one, style))];
}

function describe({ area, kind, where, before, after, consequence }: Difference, style: Style): string[] {
  const values = [...(before === undefined ? [] : [`- ${before}`]), ...(after === undefined ? [] : [`+ ${after}`])];
  const told = where.toLowerCase().startsWith(area) ? where : `${area} ${where}`;
  return [
    `  ${printable(told)} ${kind}`,
    ...values.map((line) => style.dim(`    ${printable(line)}`)),
    `    ${printable(consequence)}`,
  ];
}

function inserted({ inserted: blocks }: Comparison, style: Style): string[] {
  return blocks.flatMap(({ path, type, text }) => [
    "",
    style.bold(`Written into part ${path || "1"} (${type})`),
    ...text.split(/\r?\n/).map((line) => `  | ${printable(line)}`),
  ]);
}

function parts({ left, right }: Comparison): string {
  const [ours, theirs] = [flatten(left.root), flatten(right.root)];
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  const rows = paths.map((path) => [path || "whole", outline(ours.get(path)), outline(theirs.get(path))]);
  return formatTable(rows, { header: ["part", "left", "came back"] });
}

function flatten(part: PartOutline, into = new Map<string, PartOutline>()): Map<string, PartOutline> {
  into.set(part.path, part);
  for (const child of part.parts) flatten(child, into);
  return into;
}

function outline(part: PartOutline | undefined): string {
  if (!part) return "";
  const { type, encoding, charset, name, size } = part;
  return printable([type, charset, encoding, `${size} bytes`, name].filter(Boolean).join(", "));
}
