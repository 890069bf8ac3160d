// The MIME trees of both sides: each part with what became of it.
import type { ComparedPart } from "../api/answers.ts";
import type { Change } from "./classes.ts";

export interface MarkedPart {
  readonly part: ComparedPart;
  readonly depth: number;
  readonly change: Change;
  /** "encoding 7bit → base64" */
  readonly what: readonly string[];
}

type Sign = (part: ComparedPart) => string | undefined;

/** The surest first. */
const SIGNS: readonly Sign[] = [
  ({ path, type, sha256 }) => `${path} ${type} ${sha256}`,
  ({ type, sha256, parts }) => (parts.length === 0 ? `${type} ${sha256}` : undefined),
  ({ path, type, name }) => `${path} ${type} ${name}`,
  ({ type, name }) => `${type} ${name}`,
  ({ name }) => name,
  ({ path, type }) => `${path} ${type.split("/")[0]}`,
];

export function markParts(left: ComparedPart, right: ComparedPart) {
  const [ours, theirs] = [flatten(left), flatten(right)];
  const pairs = pair(ours, theirs);
  const backwards = new Map([...pairs].map(([one, other]) => [other, one]));
  return {
    left: ours.map(({ part, depth }): MarkedPart => {
      const other = pairs.get(part);
      return { part, depth, ...(other ? judge(part, other) : { change: "removed", what: [] }) };
    }),
    right: theirs.map(({ part, depth }): MarkedPart => {
      const one = backwards.get(part);
      return { part, depth, ...(one ? judge(one, part) : { change: "added", what: [] }) };
    }),
  };
}

interface Leaf {
  readonly part: ComparedPart;
  readonly depth: number;
}

const flatten = (part: ComparedPart, depth = 0): Leaf[] => [
  { part, depth },
  ...part.parts.flatMap((child) => flatten(child, depth + 1)),
];

function pair(ours: readonly Leaf[], theirs: readonly Leaf[]): ReadonlyMap<ComparedPart, ComparedPart> {
  const pairs = new Map<ComparedPart, ComparedPart>();
  const taken = new Set<ComparedPart>();
  for (const sign of SIGNS) {
    for (const { part } of ours) {
      const wanted = sign(part);
      if (wanted === undefined || pairs.has(part)) continue;
      const found = theirs.find(
        ({ part: other }) =>
          !taken.has(other) && sign(other) === wanted && part.parts.length > 0 === other.parts.length > 0,
      );
      if (!found) continue;
      pairs.set(part, found.part);
      taken.add(found.part);
    }
  }
  return pairs;
}

function judge(one: ComparedPart, other: ComparedPart): Pick<MarkedPart, "change" | "what"> {
  const isLeaf = one.parts.length === 0;
  const isOther = isLeaf && one.sha256 !== other.sha256;
  const what = [
    ...turned("type", one.type, other.type),
    ...turned("encoding", one.encoding, other.encoding),
    ...turned("charset", one.charset ?? "none", other.charset ?? "none"),
    ...turned("name", one.name ?? "none", other.name ?? "none"),
    ...(isOther ? [one.decodedSize === other.decodedSize ? "other content" : grown(one, other)] : []),
  ];
  if (what.length > 0) return { change: "changed", what };
  return one.path === other.path ? { change: "same", what } : { change: "moved", what: [`was ${one.path || "whole"}`] };
}

const turned = (what: string, before: string, after: string): string[] =>
  before === after ? [] : [`${what} ${before} → ${after}`];

function grown(one: ComparedPart, other: ComparedPart): string {
  const by = other.decodedSize - one.decodedSize;
  return `content ${by > 0 ? "+" : "−"}${Math.abs(by)} bytes`;
}
