// Which part of one message is which of the other, however the tree around it was changed: the surest signs first.
import type { OpenedPart } from "./opened-message.ts";

export interface PairedParts {
  readonly pairs: readonly (readonly [OpenedPart, OpenedPart])[];
  readonly removed: readonly OpenedPart[];
  readonly added: readonly OpenedPart[];
}

type Sign = (part: OpenedPart) => string | undefined;

const SIGNS: readonly Sign[] = [
  ({ path, type, sha256 }) => `${path} ${type} ${sha256}`,
  ({ type, sha256, decoded }) => (decoded.length > 0 ? `${type} ${sha256}` : undefined),
  ({ part, type }) => typed(type, part.headers.get("Content-ID")),
  ({ path, type, name }) => `${path} ${type} ${name}`,
  ({ type, name }) => typed(type, name),
  ({ type }) => (/^(text|application\/(vnd\.)?ms-tnef)/.test(type) ? type : undefined),
  ({ sha256, decoded }) => (decoded.length > 0 ? sha256 : undefined),
  ({ name }) => typed("", name),
  ({ path, part }) => `${path} ${part.contentType.type}`,
];

const typed = (type: string, sign: string | undefined): string | undefined => (sign ? `${type} ${sign}` : undefined);

/** Leaves with leaves, or branches with branches. */
export function pairParts(ours: readonly OpenedPart[], theirs: readonly OpenedPart[]): PairedParts {
  const pairs: (readonly [OpenedPart, OpenedPart])[] = [];
  let [removed, added] = [[...ours], [...theirs]];
  for (const sign of SIGNS) {
    if (removed.length === 0 || added.length === 0) break;
    const waiting = Map.groupBy(added, (part) => sign(part) ?? "");
    const taken = new Set<OpenedPart>();
    removed = removed.filter((part) => {
      const key = sign(part);
      const other = key === undefined ? undefined : waiting.get(key)?.shift();
      if (!other) return true;
      pairs.push([part, other]);
      taken.add(other);
      return false;
    });
    added = added.filter((part) => !taken.has(part));
  }
  const place = new Map(ours.map((part, index) => [part, index]));
  pairs.sort(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  return { pairs, removed, added };
}
