// Where a configuration comes from: a file, YAML text or an object; `extends` puts one file on top of another.
import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { IDENTITY } from "./identity.ts";
import { childOf, type Located, type LocatedEntry, type LocatedMap, locateValue } from "./located.ts";
import type { ConfigurationProblem } from "./problems.ts";
import { readYaml } from "./yaml-source.ts";

const MAX_EXTENDS = 10;

export interface ReadSource {
  readonly tree: LocatedMap;
  readonly problems: ConfigurationProblem[];
}

/** `source`: a path, YAML text (anything with a line end), or an object of the same shape. */
export function readSource(source: string | object): ReadSource {
  if (typeof source !== "string") return extended(asMap(locateValue(source, "configuration"), []), [], []);
  if (!source.includes("\n")) return readFile(source, []);
  const { tree, problems } = readYaml(source, "configuration");
  return extended(asMap(tree, problems), problems, []);
}

/** The file and those it extends, as far as they can be read. */
export function configurationFiles(file: string): string[] {
  const files: string[] = [];
  for (let at: string | undefined = normalize(file); at !== undefined && !files.includes(at); at = baseOf(at)) {
    files.push(at);
    if (files.length > MAX_EXTENDS) break;
  }
  return files;
}

function baseOf(file: string): string | undefined {
  try {
    const base = childOf(readYaml(readFileSync(file, "utf8"), file).tree, "extends");
    return base?.kind === "scalar" && typeof base.value === "string" ? beside(file, base.value) : undefined;
  } catch {
    return undefined;
  }
}

const beside = (file: string, path: string): string => normalize(isAbsolute(path) ? path : join(dirname(file), path));

function readFile(file: string, above: readonly string[]): ReadSource {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message;
    return { tree: emptyMap(file), problems: [{ file, path: "", message: `cannot be read: ${reason}` }] };
  }
  const { tree, problems } = readYaml(text, file);
  return extended(asMap(tree, problems), problems, [...above, normalize(file)]);
}

function asMap(tree: Located, problems: ConfigurationProblem[]): LocatedMap {
  if (tree.kind === "map") return tree;
  const message = "must hold settings such as `mailboxes:`, one under another";
  problems.push({ ...tree.at, path: "", message });
  return emptyMap(tree.at.file);
}

function emptyMap(file: string): LocatedMap {
  return { kind: "map", at: { file }, entries: new Map() };
}

/** Follows `extends: ../default.yaml`, relative to the file that says it. */
function extended(tree: LocatedMap, problems: ConfigurationProblem[], above: readonly string[]): ReadSource {
  const base = childOf(tree, "extends");
  if (base === undefined) return { tree, problems };
  const own: LocatedMap = { ...tree, entries: new Map([...tree.entries].filter(([key]) => key !== "extends")) };
  const refuse = (message: string): ReadSource => ({
    tree: own,
    problems: [...problems, { ...base.at, path: "extends", message }],
  });
  if (base.kind !== "scalar" || typeof base.value !== "string") return refuse("must be the path of one other file");
  const file = above.length === 0 ? normalize(base.value) : beside(base.at.file, base.value);
  if (above.includes(file)) return refuse(`${file} extends this file already; one of the two must go`);
  if (above.length >= MAX_EXTENDS) return refuse(`more than ${MAX_EXTENDS} files extend one another`);
  const below = readFile(file, above);
  return { tree: mergeMaps(below.tree, own), problems: [...below.problems, ...problems] };
}

function mergeMaps(base: LocatedMap, over: LocatedMap): LocatedMap {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const under = base.entries.get(key);
    entries.set(key, under === undefined ? entry : mergeEntry(under, entry, IDENTITY[key]));
  }
  return { kind: "map", at: over.at, entries };
}

/** Maps are merged; lists of named things by name; everything else, an empty list too, replaces what stood there. */
function mergeEntry(base: LocatedEntry, over: LocatedEntry, identity: string | undefined): LocatedEntry {
  const [below, above] = [base.value, over.value];
  if (below.kind === "map" && above.kind === "map") return { keyAt: over.keyAt, value: mergeMaps(below, above) };
  if (below.kind !== "list" || above.kind !== "list" || identity === undefined || above.items.length === 0) return over;
  const nameOf = (item: Located) => {
    const name = childOf(item, identity);
    return name?.kind === "scalar" && typeof name.value === "string" ? name.value.toLowerCase() : undefined;
  };
  const items = [...below.items];
  for (const item of above.items) {
    const name = nameOf(item);
    const index = name === undefined ? -1 : items.findIndex((other) => nameOf(other) === name);
    const under = items[index];
    if (under?.kind === "map" && item.kind === "map") items[index] = mergeMaps(under, item);
    else items.push(item);
  }
  return { keyAt: over.keyAt, value: { kind: "list", at: over.value.at, items } };
}
