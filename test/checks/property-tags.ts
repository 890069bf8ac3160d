// Writes src/tnef/property-table.ts and property-meanings.ts from src/tnef/property-tags.tsv (--write), fails when they
// are out of date or the data contradict themselves.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { typeNamed } from "../../src/tnef/property.ts";
import { conclude, ROOT } from "./sources.ts";

/** "set" begins a property set; "tag" is a property with an id; any other kind is the set of a named property. */
export interface PropertyRow {
  readonly line: number;
  readonly kind: string;
  /** "0x0037", the GUID of a set, or a named property's number or name. */
  readonly key: string;
  readonly type: string;
  readonly name: string;
  /** The only message class in which the id means this. */
  readonly messageClass: string;
  readonly meaning: string;
}

/** A table has one line for each row, however long. */
const AS_IT_IS = "// biome-ignore-all format: generated";
const HEADER = "kind\tkey\ttype\tname\tclass\tmeaning";

export function readRows(text: string): { rows: PropertyRow[]; problems: string[] } {
  const [header, ...lines] = text.trimEnd().split("\n");
  const problems = header === HEADER ? [] : [`property-tags.tsv:1: the columns are ${HEADER.replaceAll("\t", ", ")}`];
  const rows = lines.map((line, index): PropertyRow => {
    const [kind = "", key = "", type = "", name = "", messageClass = "", meaning = "", ...more] = line.split("\t");
    if (meaning === "" || more.length > 0) problems.push(`property-tags.tsv:${index + 2}: a row has six columns`);
    return { line: index + 2, kind, key, type, name, messageClass, meaning };
  });
  return { rows, problems: [...problems, ...checkRows(rows)] };
}

function checkRows(rows: readonly PropertyRow[]): string[] {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const row of rows) {
    const say = (problem: string) => problems.push(`property-tags.tsv:${row.line}: ${problem}`);
    const place = row.kind === "tag" ? `tag ${row.key} ${row.type} ${row.messageClass}` : `${row.kind} ${row.key}`;
    for (const unique of [row.name, place]) {
      const before = seen.get(unique);
      if (before !== undefined) say(`${row.name} repeats ${before}`);
      seen.set(unique, row.name);
    }
    if (row.kind === "set") {
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(row.key)) say(`${row.key} is no GUID in lower case`);
      continue;
    }
    if (typeNamed(row.type) === undefined) say(`${row.type} is no type`);
    if (!/^\w+$/.test(row.name)) say(`${row.name} is no name`);
    if (row.kind === "tag") {
      if (!/^0x[0-9A-F]{4}$/.test(row.key)) say(`${row.key} is no id`);
    } else if (!seen.has(row.kind)) say(`the set ${row.kind} is not there before`);
  }
  return problems;
}

export function printTable(rows: readonly PropertyRow[]): string {
  const tags = rows.filter(({ kind }) => kind === "tag");
  const sets = rows.filter(({ kind }) => kind === "set");
  const named = rows.filter(({ kind }) => kind !== "tag" && kind !== "set");
  return [
    "// Generated from property-tags.tsv by `npm run fix`. Names are those of [MS-OXPROPS].",
    AS_IT_IS,
    'import { MULTI, type PropertyName, TYPE } from "./property.ts";',
    'import type { PropertyTag } from "./property-bag.ts";',
    "",
    "const tag = (id: number, type: number, name: string): PropertyTag => ({ id, type, name });",
    "const lid = (guid: string, lid: number) => ({ guid, lid });",
    "const text = (guid: string, text: string) => ({ guid, text });",
    "",
    "export const TAG = {",
    ...tags.map(({ key, type, name }) => `  ${name}: tag(${key.toLowerCase()}, ${typeCode(type)}, "${name}"),`),
    "} as const satisfies Record<string, PropertyTag>;",
    "",
    "export const PSETID = {",
    ...sets.map(({ key, name }) => `  ${shortName(name)}: "${key}",`),
    "} as const;",
    "",
    "export const NAMED = {",
    ...named.map(({ kind, key, name }) => {
      const set = `PSETID.${shortName(kind)}`;
      return key.startsWith("0x")
        ? `  ${name}: lid(${set}, ${key.toLowerCase()}),`
        : `  ${name}: text(${set}, "${key}"),`;
    }),
    "} as const satisfies Record<string, PropertyName>;",
    "",
    "/** What a named property usually holds. */",
    "export const NAMED_TYPE: Readonly<Record<keyof typeof NAMED, number>> = {",
    ...named.map(({ type, name }) => `  ${name}: ${typeCode(type)},`),
    "};",
    "",
    "/** Ids that mean this in one message class only. */",
    "export const ONLY_IN_CLASS: Readonly<Record<string, string>> = {",
    ...tags
      .filter(({ messageClass }) => messageClass !== "")
      .map(({ name, messageClass }) => `  ${name}: "${messageClass}",`),
    "};",
    "",
  ].join("\n");
}

export function printMeanings(rows: readonly PropertyRow[]): string {
  return [
    "// Generated from property-tags.tsv by `npm run fix`: what properties are for, in a few words.",
    AS_IT_IS,
    "",
    "export const MEANING: Readonly<Record<string, string>> = {",
    ...rows.filter(({ kind }) => kind !== "set").map(({ name, meaning }) => `  ${name}: ${JSON.stringify(meaning)},`),
    "};",
    "",
  ].join("\n");
}

const typeCode = (name: string): string =>
  name.startsWith("Multiple") ? `MULTI | TYPE.${name.slice("Multiple".length)}` : `TYPE.${name}`;

/** PSETID_Common: Common; PS_PUBLIC_STRINGS: PublicStrings. */
function shortName(set: string): string {
  if (set.startsWith("PSETID_")) return set.slice("PSETID_".length);
  const words = set.slice("PS_".length).toLowerCase().split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

if (import.meta.main) {
  const { rows, problems } = readRows(readFileSync(join(ROOT, "src/tnef/property-tags.tsv"), "utf8"));
  const stale = [
    ["src/tnef/property-table.ts", printTable(rows)] as const,
    ["src/tnef/property-meanings.ts", printMeanings(rows)] as const,
  ].filter(([path, expected]) => {
    const file = join(ROOT, path);
    if (existsSync(file) && readFileSync(file, "utf8") === expected) return false;
    if (!process.argv.includes("--write") || problems.length > 0) return true;
    writeFileSync(file, expected);
    return false;
  });
  process.stdout.write(`property-tags: ${rows.filter(({ kind }) => kind !== "set").length} properties\n`);
  conclude("property-tags", [...problems, ...stale.map(([path]) => `${path} is out of date: run \`npm run fix\``)]);
}
