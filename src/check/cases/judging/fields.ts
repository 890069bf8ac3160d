// Header fields as their readers understand them: unfolded, encoded words decoded, addresses taken apart.
import { parseAddresses } from "../../../mime/address.ts";
import { decodeEncodedWords } from "../../../mime/encoded-word.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { type Judge, quote } from "./judge.ts";

/** Each field of these names, in order, says the same; folding and the choice of encoded words are free. */
export function sameFields(...names: readonly string[]): Judge {
  return ({ left, back }) => firstOf(names, (name) => judgeField(name, left.headers, back.headers, decoded));
}

/** As sameFields, for fields that hold addresses: names and addresses are the same. */
export function sameAddresses(...names: readonly string[]): Judge {
  return ({ left, back }) => firstOf(names, (name) => judgeField(name, left.headers, back.headers, addresses));
}

/** To the byte, folding too: what a signature over header fields may rest on. */
export function sameRawFields(...names: readonly string[]): Judge {
  return ({ left, back }) =>
    firstOf(names, (name) => {
      const [ours, theirs] = [rawFields(left.headers, name), rawFields(back.headers, name)];
      if (ours === theirs) return undefined;
      return `${name} came back written otherwise (${quote(ours)} became ${quote(theirs)}): signatures over it fail.`;
    });
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
    return `${name} came back with another value: ${quote(value, 90)} became ${quote(theirs[index] ?? "", 90)}.`;
  }
  return theirs.length > ours.length
    ? `${name} came back ${theirs.length} times, but left ${ours.length} times.`
    : undefined;
}

function firstOf(names: readonly string[], judge: (name: string) => string | undefined): string | undefined {
  for (const name of names) {
    const why = judge(name);
    if (why !== undefined) return why;
  }
  return undefined;
}

const decoded = (value: string): string => decodeEncodedWords(value).replace(/\s+/g, " ").trim();

function addresses(value: string): string {
  return parseAddresses(value)
    .map(({ name, address }) => `${name.replace(/\s+/g, " ").trim()} <${address}>`)
    .join(", ");
}

function rawFields(headers: HeaderBlock, name: string): string {
  const wanted = name.toLowerCase();
  return headers.fields
    .filter((field) => field.name.toLowerCase() === wanted)
    .map(({ raw }) => raw)
    .join("");
}
