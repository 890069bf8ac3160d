// Header fields as their readers understand them: unfolded, encoded words decoded, addresses taken apart.
import { parseAddresses } from "../../../mime/address.ts";
import { decodeEncodedWords } from "../../../mime/encoded-word.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { difference, first, type Judge, quote } from "./judge.ts";

/** Each field of these names, in order, says the same; folding and the choice of encoded words are free. */
export function sameFields(...names: readonly string[]): Judge {
  return ({ left, back }) => first(names, (name) => judgeField(name, left.headers, back.headers, decoded));
}

/** As sameFields, for fields that hold addresses: names and addresses are the same. */
export function sameAddresses(...names: readonly string[]): Judge {
  return ({ left, back }) => first(names, (name) => judgeField(name, left.headers, back.headers, addresses));
}

function judgeField(
  name: string,
  left: HeaderBlock,
  back: HeaderBlock,
  read: (value: string) => string,
): string | undefined {
  const ours = left.all(name).map(read);
  const theirs = back.all(name).map(read);
  if (theirs.length === 0 && ours.length > 0) return `${name} did not come back (it was ${quote(ours[0] ?? "")}).`;
  if (theirs.length < ours.length) return `Of ${ours.length} ${name} fields ${theirs.length} came back.`;
  for (const [index, value] of ours.entries()) {
    if (theirs[index] === value) continue;
    return `${name} came back with another value (${difference(value, theirs[index] ?? "")}).`;
  }
  return theirs.length > ours.length
    ? `${name} came back ${theirs.length} times, but left ${ours.length} times.`
    : undefined;
}

const decoded = (value: string): string => decodeEncodedWords(value).replace(/\s+/g, " ").trim();

function addresses(value: string): string {
  return parseAddresses(value)
    .map(({ name, address }) => `${name.replace(/\s+/g, " ").trim()} <${address}>`)
    .join(", ");
}
