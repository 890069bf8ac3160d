// Sets the header of a generated request beside what real ones have: presence, order, case and form of the value.
import { fieldValue, type HeaderBlock } from "../../../src/mime/header-block.ts";
import type { RealField } from "./real-requests.ts";

export interface ComparedField extends RealField {
  /** "" where ours is as the real one. */
  readonly difference: "" | "absent" | "present" | "place" | "case" | "value";
}

/** In the order of `real`. */
export function compare(headers: HeaderBlock, real: readonly RealField[]): ComparedField[] {
  const names = headers.fields.map(({ name }) => name.toLowerCase());
  const inPlace = inOrder(real.map(({ name }) => names.lastIndexOf(name.toLowerCase())));
  return real.map((expected, index) => {
    const field = headers.fields[names.lastIndexOf(expected.name.toLowerCase())];
    return { ...expected, difference: differenceOf(expected, field, inPlace.has(index), headers) };
  });
}

/** Fields of ours that no real request of the generation has. */
export function fieldsOfOurs(headers: HeaderBlock, real: readonly RealField[]): string[] {
  const known = new Set(real.map(({ name }) => name.toLowerCase()));
  return headers.fields.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()));
}

function differenceOf(
  { name, form, sameAs }: RealField,
  field: HeaderBlock["fields"][number] | undefined,
  isInPlace: boolean,
  headers: HeaderBlock,
): ComparedField["difference"] {
  if (!form) return field ? "present" : "";
  if (!field) return "absent";
  if (!form.test(fieldValue(field))) return "value";
  if (sameAs !== undefined && headers.get(sameAs) !== fieldValue(field)) return "value";
  if (field.name !== name) return "case";
  return isInPlace ? "" : "place";
}

/** Which of these positions stand in rising order, as many as can; -1 is nowhere. */
function inOrder(positions: readonly number[]): Set<number> {
  let best: number[] = [];
  const endingAt: number[][] = [];
  for (const [index, position] of positions.entries()) {
    const before = endingAt.filter((chain) => (positions[chain.at(-1) ?? 0] ?? 0) < position);
    const longest = before.reduce((a, b) => (b.length > a.length ? b : a), [] as number[]);
    if (position < 0) continue;
    const chain = [...longest, index];
    endingAt.push(chain);
    if (chain.length > best.length) best = chain;
  }
  return new Set(best);
}
