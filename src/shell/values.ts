// What flows through pipelines: .NET's values as far as the shell tells them apart.
import type { Script } from "./parse/ast.ts";

export type Value =
  | null
  | string
  | number
  | boolean
  | Date
  | ShellObject
  | Table
  | Block
  | Formatted
  | readonly Value[];

/** An object with properties. */
export class ShellObject {
  /** As it is shown, in this order. */
  readonly properties: Readonly<Record<string, Value>>;
  /** What cmdlet it came from, by noun: decides the default table. */
  readonly noun: string | undefined;

  constructor(properties: Readonly<Record<string, Value>>, noun?: string) {
    this.properties = properties;
    this.noun = noun;
  }

  /** The property's own spelling, by its name in any case. */
  spelled(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return Object.keys(this.properties).find((own) => own.toLowerCase() === wanted);
  }

  get(name: string): Value {
    const own = this.spelled(name);
    return own === undefined ? null : (this.properties[own] ?? null);
  }
}

/** A hashtable. Keys in any case. */
export class Table {
  readonly entries: Readonly<Record<string, Value>>;

  constructor(entries: Readonly<Record<string, Value>>) {
    this.entries = entries;
  }

  get(...names: readonly string[]): Value | undefined {
    const wanted = names.map((name) => name.toLowerCase());
    const key = Object.keys(this.entries).find((own) => wanted.includes(own.toLowerCase()));
    return key === undefined ? undefined : this.entries[key];
  }
}

/** A script block. */
export class Block {
  readonly body: Script;
  readonly text: string;

  constructor(body: Script, text: string) {
    this.body = body;
    this.text = text;
  }
}

/** What Format-List and Format-Table made: lines for a person, no values any more. */
export class Formatted {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Nothing, one, or several: as a variable holds what a pipeline gave. */
export function collapse(values: readonly Value[]): Value {
  return values.length === 0 ? null : values.length === 1 ? (values[0] ?? null) : values;
}

/** As a pipeline passes it on: a list one by one. */
export const spread = (value: Value): readonly Value[] => (isList(value) ? value : [value]);

/** `$x.name`; of a list, that of each of its items. */
export function member(value: Value, name: string): Value {
  if (value instanceof ShellObject) return value.get(name);
  if (value instanceof Table) return value.get(name) ?? null;
  const wanted = name.toLowerCase();
  if (isList(value)) {
    if (wanted === "count" || wanted === "length") return value.length;
    return collapse(value.map((one) => member(one, name)).filter((one) => one !== null));
  }
  if (wanted === "length" && typeof value === "string") return value.length;
  if (wanted === "count" || wanted === "length") return value === null ? 0 : 1;
  return null;
}

/** about_Booleans */
export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length === 1 ? isTrue(value[0] ?? null) : value.length > 1;
  return value !== null && value !== "" && value !== 0 && value !== false;
}
