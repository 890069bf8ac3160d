// A configuration as an object, made to load: what doesn't is taken out, and told with its reason.
import type { Configuration } from "../configuration.ts";
import { loadConfiguration } from "../load.ts";
import { ConfigurationError, type ConfigurationProblem } from "../problems.ts";

export type Tree = Record<string, unknown>;

export interface Dropped {
  /** "transportRules.1.fromMemberOf.0", with the places as they were when it was taken out. */
  readonly path: string;
  readonly value: unknown;
  /** The entry of the list that it stood in. */
  readonly entry: Tree | undefined;
  readonly message: string;
}

/** What follows from what was taken out comes to light in the next round. */
const MAX_ROUNDS = 50;

/** Changes `tree`. @throws ConfigurationError where taking out doesn't help. */
export function settle(tree: Tree): { readonly configuration: Configuration; readonly dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  for (let round = 0; ; round += 1) {
    try {
      return { configuration: loadConfiguration(tree), dropped };
    } catch (error) {
      if (!(error instanceof ConfigurationError) || round === MAX_ROUNDS) throw error;
      const gone = error.problems.flatMap((problem) => takeOut(tree, problem) ?? []);
      if (gone.length === 0) throw error;
      dropped.push(...gone);
      compact(tree);
    }
  }
}

const GONE = Symbol("gone");

type Holder = Record<string, unknown>;

/** The value that a problem names; where it isn't there, the entry that lacks it. */
function takeOut(tree: Tree, { path, message }: ConfigurationProblem): Dropped | undefined {
  let [holder, key]: [Holder | undefined, string] = [undefined, ""];
  let value: unknown = tree;
  let entry: Tree | undefined;
  for (const step of path === "" ? [] : path.split(".")) {
    if (typeof value !== "object" || value === null) break;
    const inside = value as Holder;
    if (!(step in inside) || inside[step] === undefined) break;
    if (Array.isArray(inside) && entry === undefined) entry = inside[Number(step)] as unknown as Tree;
    [holder, key, value] = [inside, step, inside[step]];
  }
  if (holder === undefined || value === GONE) return undefined;
  holder[key] = GONE;
  return { path, value, entry, message };
}

/** A list of which nothing is left says nothing. */
function compact(holder: object): void {
  for (const [key, value] of Object.entries(holder)) {
    if (value === GONE) {
      if (!Array.isArray(holder)) delete (holder as Holder)[key];
      continue;
    }
    if (typeof value !== "object" || value === null) continue;
    const isList = Array.isArray(value) && value.length > 0;
    compact(value);
    if (isList && (value as unknown[]).length === 0 && !Array.isArray(holder)) delete (holder as Holder)[key];
  }
  if (Array.isArray(holder)) holder.splice(0, holder.length, ...holder.filter((one) => one !== GONE));
}
