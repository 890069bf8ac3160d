// Header fields of both sides, line by line: which are the same, and which came, went, changed or moved.
import type { Comparison, Difference } from "../api/answers.ts";
import type { Change } from "./classes.ts";

export type Field = Comparison["left"]["headers"][number];

export interface FieldRow {
  readonly name: string;
  readonly change: Change;
  readonly before?: string;
  readonly after?: string;
  /** What it means; absent for what is as it was. */
  readonly difference?: Difference;
}

interface Placed extends Field {
  readonly index: number;
}

/** In the order of what came back; what was removed stands where it stood. */
export function alignHeaders(
  left: readonly Field[],
  right: readonly Field[],
  differences: readonly Difference[],
): readonly FieldRow[] {
  const { pairs, removed } = pairFields(left, right);
  const stay = inOrder(right.flatMap((_, index) => pairs.get(index)?.index ?? []));
  const waiting = differences.filter(({ area }) => area === "header");
  const take = (row: FieldRow): FieldRow => {
    const at = waiting.findIndex((one) => belongs(one, row));
    const [difference] = at < 0 ? [] : waiting.splice(at, 1);
    return difference ? { ...row, difference } : row;
  };
  const rows: FieldRow[] = [];
  const gone = [...removed];
  const comeUpTo = (index: number) => {
    while (gone[0] && gone[0].index < index) {
      const { name, value } = gone.shift() as Placed;
      rows.push(take({ name, change: "removed", before: value }));
    }
  };
  for (const [index, { name, value }] of right.entries()) {
    const pair = pairs.get(index);
    if (!pair) {
      rows.push(take({ name, change: "added", after: value }));
      continue;
    }
    if (stay.has(pair.index)) comeUpTo(pair.index);
    const change = unfolded(pair.value) !== unfolded(value) ? "changed" : stay.has(pair.index) ? "same" : "moved";
    rows.push(take({ name, change, before: pair.value, after: value }));
  }
  comeUpTo(left.length);
  return rows;
}

/** Equal ones first, of the others each with the next of its name; Received fields are added, never edited. */
function pairFields(left: readonly Field[], right: readonly Field[]) {
  const ours = Map.groupBy(
    left.map((field, index): Placed => ({ ...field, index })),
    ({ name }) => name.toLowerCase(),
  );
  const pairs = new Map<number, Placed>();
  const take = (name: string, fits: (field: Placed) => boolean) => {
    const known = ours.get(name.toLowerCase()) ?? [];
    const at = known.findIndex(fits);
    return at < 0 ? undefined : known.splice(at, 1)[0];
  };
  for (const isEqual of [true, false]) {
    for (const [index, { name, value }] of right.entries()) {
      if (pairs.has(index) || (!isEqual && name.toLowerCase() === "received")) continue;
      const found = take(name, (field) => !isEqual || unfolded(field.value) === unfolded(value));
      if (found) pairs.set(index, found);
    }
  }
  return { pairs, removed: [...ours.values()].flat().sort((a, b) => a.index - b.index) };
}

const unfolded = (value: string): string => value.replace(/\s+/g, " ").trim();

const KINDS: Readonly<Record<Change, readonly Difference["kind"][]>> = {
  same: ["refolded"],
  added: ["added"],
  removed: ["removed"],
  changed: ["changed", "re-encoded", "refolded", "renamed"],
  moved: ["reordered"],
};

const belongs = (difference: Difference, { name, change }: FieldRow): boolean =>
  difference.where.toLowerCase() === name.toLowerCase() && KINDS[change].includes(difference.kind);

/** The longest run of numbers that rises: what stayed in its order. */
export function inOrder(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const number of numbers) {
    const at = tails.findIndex((tail) => tail >= number);
    const place = at < 0 ? tails.length : at;
    before.set(number, tails[place - 1]);
    tails[place] = number;
  }
  const kept = new Set<number>();
  for (let number = tails.at(-1); number !== undefined; number = before.get(number)) kept.add(number);
  return kept;
}
