// Three-way merge of organizations: what changed between the last loaded file and this one is done to what is in force,
// path by path. Named things (mailboxes, connectors, rules) are told apart by name, not by place; a predicate, an action
// and a list of words is one value.
import { isDeepStrictEqual } from "node:util";
import { IDENTITY } from "./identity.ts";
import type { Organization } from "./organization.ts";

/** ["organizationConfig", "rejectDirectSend"], ["transportRules", "signatures", "exceptions", "headerContains"]. */
export type Path = readonly string[];

export interface Change {
  readonly path: Path;
  /** As the thing calls itself, where the path names one. */
  readonly name?: string;
  /** Whole named things: `value` when the path leads into one. */
  readonly kind: "value" | "added" | "removed" | "order";
  /** Absent where there was nothing. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Merge {
  readonly organization: Organization;
  /** What is other than it was in force. */
  readonly changes: readonly Change[];
  /** Of those: what had been changed in force meanwhile, in another way. */
  readonly overwritten: readonly Change[];
  /** Changed in force since the last file, left alone by this one. */
  readonly kept: readonly Change[];
}

/** @param base the last loaded file @param inForce what holds now @param file the file as it is now */
export function mergeOrganizations(base: Organization, inForce: Organization, file: Organization): Merge {
  const [was, now, wanted] = [flatten(base), flatten(inForce), flatten(file)];
  const merged = mergeLeaves(was, now, wanted);
  const order = Object.fromEntries(
    Object.keys(IDENTITY).map((list) => [list, mergeOrder(was.order[list], now.order[list], wanted.order[list])]),
  );
  const organization = build({ leaves: merged, order });
  const changes = differences(now, flatten(organization));
  const meanwhile = new Map(differences(was, now).map((change) => [keyOf(change.path), change]));
  const fromFile = new Set(differences(was, wanted).map((change) => keyOf(change.path)));
  return {
    organization,
    changes,
    overwritten: changes.filter(({ path }) => isTouched(path, meanwhile)),
    kept: [...meanwhile.values()].filter(
      ({ path }) => !isTouched(path, fromFile) && !changes.some((change) => isWithin(path, change.path)),
    ),
  };
}

/** What became other between two organizations; a whole thing that came or went is one change. */
export function compareOrganizations(before: Organization, after: Organization): Change[] {
  return differences(flatten(before), flatten(after));
}

interface Flat {
  /** By key of path; a named thing is there when its own path is. */
  readonly leaves: ReadonlyMap<string, { readonly path: Path; readonly value: unknown }>;
  /** Names in the order of each list. */
  readonly order: Readonly<Record<string, readonly string[]>>;
}

type Leaves = Map<string, { readonly path: Path; readonly value: unknown }>;
type Plain = Readonly<Record<string, unknown>>;

/** Their members are values of their own. */
const PARTS = new Set(["conditions", "exceptions", "actions"]);

const keyOf = (path: Path): string => path.join("\0");
const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function flatten(organization: Organization): Flat {
  const leaves: Leaves = new Map();
  const order: Record<string, string[]> = {};
  const put = (path: Path, value: unknown) => leaves.set(keyOf(path), { path, value });
  for (const [name, value] of Object.entries(organization) as [string, unknown][]) {
    const identity = IDENTITY[name];
    if (identity !== undefined) {
      const names: string[] = [];
      order[name] = names;
      for (const entry of inOrder(name, value as Plain[])) {
        const id = String(entry[identity]).toLowerCase();
        names.push(id);
        put([name, id], entry[identity]);
        for (const [field, part] of Object.entries(entry)) {
          if (name === "transportRules" && field === "priority") continue;
          if (!PARTS.has(field) || !isPlain(part)) put([name, id, field], part);
          else for (const [member, own] of Object.entries(part)) put([name, id, field, member], own);
        }
      }
    } else if (isPlain(value)) for (const [field, part] of Object.entries(value)) put([name, field], part);
    else put([name], value);
  }
  return { leaves, order };
}

/** Rules stand by priority, whatever their place. */
function inOrder(list: string, entries: readonly Plain[]): readonly Plain[] {
  return list === "transportRules" ? entries.toSorted((a, b) => Number(a.priority) - Number(b.priority)) : entries;
}

function mergeLeaves(was: Flat, now: Flat, wanted: Flat): Leaves {
  const merged: Leaves = new Map(now.leaves);
  const entryOf = (path: Path): string | undefined =>
    path.length > 1 && path[0] !== undefined && path[0] in IDENTITY ? keyOf(path.slice(0, 2)) : undefined;
  for (const key of new Set([...was.leaves.keys(), ...wanted.leaves.keys()])) {
    const [old, leaf] = [was.leaves.get(key), wanted.leaves.get(key)];
    if (old && leaf && isDeepStrictEqual(old.value, leaf.value)) continue;
    const path = (leaf ?? old)?.path ?? [];
    const entry = entryOf(path);
    const isWhole = entry === key && old === undefined;
    // What the file adds, or changes after it went, is as the file says: nothing of another thing of that name is left.
    if (entry !== undefined && wanted.leaves.has(entry) && (isWhole || !merged.has(entry))) {
      removeBelow(merged, entry);
      for (const [each, own] of wanted.leaves)
        if (each === entry || each.startsWith(`${entry}\0`)) merged.set(each, own);
    } else if (leaf) merged.set(key, leaf);
    else merged.delete(key);
    if (entry === key && !leaf) removeBelow(merged, entry);
  }
  return merged;
}

function removeBelow(leaves: Leaves, entry: string): void {
  for (const key of [...leaves.keys()]) if (key === entry || key.startsWith(`${entry}\0`)) leaves.delete(key);
}

/** The file's order where the file changed it; names it does not know stay behind the one they stood behind. */
function mergeOrder(
  was: readonly string[] = [],
  now: readonly string[] = [],
  wanted: readonly string[] = [],
): string[] {
  const isMoved = !isDeepStrictEqual(
    was.filter((name) => wanted.includes(name)),
    wanted.filter((name) => was.includes(name)),
  );
  const [first, second] = isMoved ? [wanted, now] : [now, wanted];
  const merged = [...first];
  for (const [at, name] of second.entries()) {
    if (merged.includes(name)) continue;
    const before = second.slice(0, at).findLast((other) => merged.includes(other));
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, name);
  }
  return merged;
}

function build({ leaves, order }: { readonly leaves: Leaves; readonly order: Flat["order"] }): Organization {
  const built: Record<string, unknown> = {};
  const entries = new Map<string, Record<string, unknown>>();
  for (const { path, value } of leaves.values()) {
    const [name = "", second, field, member] = path;
    if (second === undefined) built[name] = value;
    else if (!(name in IDENTITY)) built[name] = { ...(built[name] as Plain | undefined), [second]: value };
    else if (field !== undefined && leaves.has(keyOf([name, second]))) {
      const entry = kept(entries, keyOf([name, second]));
      if (member === undefined) entry[field] = value;
      else entry[field] = { ...(entry[field] as Plain | undefined), [member]: value };
    }
  }
  for (const [list, names] of Object.entries(order)) {
    const found = names.flatMap((name): Record<string, unknown>[] => {
      const entry = entries.get(keyOf([list, name]));
      return entry ? [entry] : [];
    });
    built[list] = list === "transportRules" ? found.map((rule, index) => asRule(rule, index)) : found;
  }
  return built as unknown as Organization;
}

function kept(entries: Map<string, Record<string, unknown>>, key: string): Record<string, unknown> {
  const entry = entries.get(key) ?? {};
  entries.set(key, entry);
  return entry;
}

const asRule = (rule: Record<string, unknown>, priority: number) => ({
  ...rule,
  priority,
  conditions: rule.conditions ?? {},
  exceptions: rule.exceptions ?? {},
  actions: rule.actions ?? {},
});

function differences(before: Flat, after: Flat): Change[] {
  const changes: Change[] = [];
  const whole = new Set<string>();
  for (const key of new Set([...before.leaves.keys(), ...after.leaves.keys()])) {
    const [old, leaf] = [before.leaves.get(key), after.leaves.get(key)];
    if (old && leaf && isDeepStrictEqual(old.value, leaf.value)) continue;
    const path = (leaf ?? old)?.path ?? [];
    const isNamed = path.length > 1 && path[0] !== undefined && path[0] in IDENTITY;
    const entry = isNamed ? keyOf(path.slice(0, 2)) : "";
    const name = isNamed ? { name: String((after.leaves.get(entry) ?? before.leaves.get(entry))?.value) } : {};
    if (whole.has(entry)) continue;
    if (isNamed && path.length === 2) {
      // Another spelling of the name is told by the field that holds it.
      if (old && leaf) continue;
      whole.add(entry);
      changes.push({ path, ...name, kind: leaf ? "added" : "removed" });
    } else {
      changes.push({
        path,
        ...name,
        kind: "value",
        ...(old && { before: old.value }),
        ...(leaf && { after: leaf.value }),
      });
    }
  }
  for (const list of Object.keys(IDENTITY)) changes.push(...orderChange(list, before, after));
  return changes;
}

/** Only where order means something. */
function orderChange(list: string, before: Flat, after: Flat): Change[] {
  if (list !== "transportRules") return [];
  const [old = [], now = []] = [before.order[list], after.order[list]];
  const stayed = (names: readonly string[], others: readonly string[]) => names.filter((name) => others.includes(name));
  if (isDeepStrictEqual(stayed(old, now), stayed(now, old))) return [];
  const names = (flat: Flat, order: readonly string[]) => order.map((id) => flat.leaves.get(keyOf([list, id]))?.value);
  return [{ path: [list], kind: "order", before: names(before, old), after: names(after, now) }];
}

/** Is the path, something below it or the thing it belongs to among the keys? */
function isTouched(path: Path, keys: { keys(): Iterable<string> }): boolean {
  const own = keyOf(path);
  for (const key of keys.keys())
    if (key === own || key.startsWith(`${own}\0`) || own.startsWith(`${key}\0`)) return true;
  return false;
}

const isWithin = (path: Path, outer: Path): boolean => outer.every((part, at) => path[at] === part);
