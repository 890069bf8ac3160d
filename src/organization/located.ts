// A configuration as a tree that knows where each value stands, whatever it was read from.
import { dirname, resolve } from "node:path";
import type { ConfigurationProblem } from "./problems.ts";

export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export type Located = LocatedScalar | LocatedList | LocatedMap;

export interface LocatedScalar {
  readonly kind: "scalar";
  readonly at: Place;
  readonly value: unknown;
}

export interface LocatedList {
  readonly kind: "list";
  readonly at: Place;
  readonly items: readonly Located[];
}

export interface LocatedMap {
  readonly kind: "map";
  readonly at: Place;
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export interface LocatedEntry {
  readonly keyAt: Place;
  readonly value: Located;
}

export type Path = readonly (string | number)[];

/** A plain value (tests, JSON) as a tree: every place is `file` alone. Nodes are made when asked for: a value may be large. */
export function locateValue(value: unknown, file: string): Located {
  return locateAt(value, { file });
}

function locateAt(value: unknown, at: Place): Located {
  if (Array.isArray(value)) return new ListOfValues(value, at);
  if (typeof value === "object" && value !== null && !(value instanceof Date)) return new MapOfValues(value, at);
  return { kind: "scalar", at, value };
}

class ListOfValues implements LocatedList {
  readonly kind = "list";
  readonly at: Place;
  readonly #values: readonly unknown[];
  #items: readonly Located[] | undefined;

  constructor(values: readonly unknown[], at: Place) {
    this.at = at;
    this.#values = values;
  }

  get items(): readonly Located[] {
    this.#items ??= this.#values.map((value) => locateAt(value, this.at));
    return this.#items;
  }
}

class MapOfValues implements LocatedMap {
  readonly kind = "map";
  readonly at: Place;
  readonly #value: object;

  constructor(value: object, at: Place) {
    this.at = at;
    this.#value = value;
  }

  get entries(): ReadonlyMap<string, LocatedEntry> {
    const known = Object.entries(this.#value).filter(([, item]) => item !== undefined);
    return new Map(known.map(([key, item]) => [key, { keyAt: this.at, value: locateAt(item, this.at) }]));
  }
}

/** The bare value; undefined stays undefined. */
export function plain(tree: Located | undefined): unknown {
  if (tree === undefined) return undefined;
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(plain);
  // No prototype: a key named __proto__ is a key like any other.
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of tree.entries) object[key] = plain(entry.value);
  return object;
}

export function childOf(tree: Located | undefined, key: string | number): Located | undefined {
  if (tree?.kind === "map") return tree.entries.get(String(key))?.value;
  return tree?.kind === "list" && typeof key === "number" ? tree.items[key] : undefined;
}

export function at(tree: Located | undefined, path: Path): Located | undefined {
  return path.reduce<Located | undefined>(childOf, tree);
}

/** A file named at `path` is relative to the file that names it. */
export function resolveFile(tree: Located, path: Path, file: string): string {
  return resolve(dirname(at(tree, path)?.at.file ?? ""), file);
}

/** A copy of the map with `value` at `path`; maps on the way are made where they are missing. */
export function withValue(tree: Located, path: readonly string[], value: Located): LocatedMap {
  const [key = "", ...rest] = path;
  const entries = new Map(tree.kind === "map" ? tree.entries : []);
  const before = entries.get(key);
  const below: Located = before?.value ?? { kind: "map", at: value.at, entries: new Map() };
  entries.set(key, {
    keyAt: before?.keyAt ?? value.at,
    value: rest.length === 0 ? value : withValue(below, rest, value),
  });
  return { kind: "map", at: tree.at, entries };
}

/** A problem at the value that `path` names, at its key with `onKey`, or at the nearest value above where it is missing. */
export function problemAt(tree: Located, path: Path, message: string, onKey = false): ConfigurationProblem {
  let node = tree;
  let place = tree.at;
  const known: (string | number)[] = [];
  for (const [index, key] of path.entries()) {
    // A scalar where a list is allowed too: its "first item" is the scalar itself.
    if (node.kind === "scalar") break;
    known.push(key);
    const next = childOf(node, key);
    if (next === undefined) continue;
    place =
      onKey && index === path.length - 1 && node.kind === "map"
        ? (node.entries.get(String(key))?.keyAt ?? next.at)
        : next.at;
    node = next;
  }
  return { ...place, path: known.join("."), message };
}
