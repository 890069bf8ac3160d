// Attachments and other parts that are no text for readers: their bytes, names and types.
import { createHash } from "node:crypto";
import type { ReadPart } from "../../mail/read.ts";
import { type Judge, quote } from "./judge.ts";

/** Each file is there with its bytes, by name where it has one. More files may have come. */
export const sameFiles: Judge = ({ left, back }) => {
  const theirs = back.parts.filter(isFile);
  for (const ours of left.parts.filter(isFile)) {
    const at = theirs.findIndex((one) => one.content.equals(ours.content) && one.name === ours.name);
    if (at < 0) return whyNot(ours, theirs);
    theirs.splice(at, 1);
  }
  return undefined;
};

/** As it is said to be: Content-Type without parameters, and Content-ID. */
export const sameTypes: Judge = ({ left, back }) => {
  for (const ours of left.parts.filter(isFile)) {
    const same = back.parts.filter((one) => one.content.equals(ours.content));
    if (!same.some(({ type }) => type === ours.type))
      return `${labelOf(ours)} came back as ${same[0]?.type ?? "nothing"}, not as ${ours.type}: readers open it with another program.`;
    const id = ours.headers.get("Content-ID");
    if (id !== undefined && !same.some(({ headers }) => headers.get("Content-ID") === id))
      return `${labelOf(ours)} lost its Content-ID ${id}: the text that shows it has a hole.`;
  }
  return undefined;
};

/** What an agent acts on, not what a person reads: parts of these types with the same content, text lines as lines. */
export function samePartsOf(...types: readonly string[]): Judge {
  return ({ left, back }) => {
    for (const ours of left.parts.filter(({ type }) => types.includes(type))) {
      const same = back.parts.filter(({ type }) => type === ours.type);
      const [other] = same;
      if (!other) return `The ${ours.type} part did not come back: what it is for no longer happens.`;
      if (!same.some((one) => asLines(one.content) === asLines(ours.content)))
        return `The ${ours.type} part came back changed (${sizes(ours, other)}): programs read something else in it.`;
      const lost = [...ours.parameters].find(
        ([name, value]) =>
          !["boundary", "charset", "name"].includes(name) && !same.some((one) => one.parameters.get(name) === value),
      );
      if (lost) return `The ${ours.type} part lost its ${lost[0]}=${lost[1]}: programs take it for something else.`;
    }
    return undefined;
  };
}

/** Branches of the tree as they were, by type and order. */
export function sameBranches(...types: readonly string[]): Judge {
  return ({ left, back }) => {
    const branches = (parts: readonly ReadPart[]) => parts.filter(({ type }) => types.includes(type));
    const theirs = branches(back.parts);
    for (const [index, { type, parameters }] of branches(left.parts).entries()) {
      if (theirs[index]?.type !== type) return `The ${type} did not come back: its parts no longer belong together.`;
      for (const name of ["report-type", "protocol", "micalg"]) {
        const value = parameters.get(name);
        if (value !== undefined && theirs[index]?.parameters.get(name)?.toLowerCase() !== value.toLowerCase())
          return `The ${type} came back without ${name}=${value}: programs no longer know what it is.`;
      }
    }
    return undefined;
  };
}

const isFile = ({ isLeaf, isBody, inside }: ReadPart): boolean => isLeaf && !isBody && !inside;

const labelOf = ({ name, type }: ReadPart): string => (name === "" ? `The ${type} part` : `The file ${quote(name)}`);

function whyNot(ours: ReadPart, theirs: readonly ReadPart[]): string {
  const sameBytes = theirs.find(({ content }) => content.equals(ours.content));
  if (sameBytes) return `${labelOf(ours)} came back as ${quote(sameBytes.name)}: readers see another name.`;
  const sameName = theirs.find(({ name, type }) => name === ours.name && (name !== "" || type === ours.type));
  if (!sameName) return `${labelOf(ours)} (${ours.content.length} bytes) did not come back.`;
  return `${labelOf(ours)} came back with other bytes (${sizes(ours, sameName)}): it is damaged.`;
}

function sizes(before: ReadPart, after: ReadPart): string {
  const [ours, theirs] = [before, after].map(({ content }) => ({ hash: sha256(content), size: content.length }));
  return `${ours?.size} bytes, SHA-256 ${ours?.hash}… became ${theirs?.size} bytes, ${theirs?.hash}…`;
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex").slice(0, 12);

/** Lines of text, however they end; bytes as they are where it is none. */
function asLines(content: Buffer): string {
  return content
    .toString("latin1")
    .replace(/\r\n|\r|\n/g, "\n")
    .trimEnd();
}
