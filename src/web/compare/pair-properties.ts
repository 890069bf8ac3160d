// The MAPI properties of both sides' winmail.dat, one row for each.
import type { Comparison, Difference } from "../api/answers.ts";
import type { Change } from "./classes.ts";

export interface PropertyRow {
  readonly name: string;
  readonly tag: string;
  readonly type: string;
  readonly change: Change;
  readonly before?: string;
  readonly after?: string;
  readonly difference?: Difference;
}

type Tnef = Comparison["left"]["tnef"];

/** What is told of winmail.dat as a whole, and of attachments within it, stands in front. */
export function pairProperties(left: Tnef, right: Tnef, differences: readonly Difference[]): readonly PropertyRow[] {
  const [ours, theirs] = [byName(left), byName(right)];
  const told = differences.filter(({ area }) => area === "tnef");
  const rows = [...new Set([...ours.keys(), ...theirs.keys()])].map((name): PropertyRow => {
    const [one, other] = [ours.get(name), theirs.get(name)];
    const { tag = "", type = "" } = one ?? other ?? {};
    const difference = told.find(({ where }) => where === name);
    const change = difference ? changeOf(difference) : !one ? "added" : !other ? "removed" : "same";
    return {
      ...{ name, tag, type, change },
      ...(one && { before: one.value }),
      ...(other && { after: other.value }),
      ...(difference && { difference }),
    };
  });
  const others = told.filter(({ where }) => !ours.has(where) && !theirs.has(where));
  return [
    ...others.map(
      (difference): PropertyRow => ({
        ...{ name: difference.where, tag: "", type: "", change: changeOf(difference), difference },
        ...(difference.before !== undefined && { before: difference.before }),
        ...(difference.after !== undefined && { after: difference.after }),
      }),
    ),
    ...rows,
  ];
}

const byName = (tnef: Tnef) => new Map(tnef?.properties.map((property) => [property.name, property]));

const changeOf = ({ kind }: Difference): Change =>
  kind === "added" || kind === "removed" ? kind : kind === "reordered" ? "moved" : "changed";
