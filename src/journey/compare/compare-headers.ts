// The header fields of a message: which came, went, changed, moved. Folding, encoded words and the spelling of addresses
// are no change. RFC 5322 §2.2.3, §3.6
import { type Address, parseAddresses } from "../../mime/address.ts";
import { parseDate } from "../../mime/date.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { fieldValue, type HeaderBlock, type HeaderField } from "../../mime/header-block.ts";
import type { Difference } from "./comparison.ts";
import { type FieldFacts, judgeField } from "./judge-field.ts";
import { collapsed, shortened } from "./words.ts";

type Found = Pick<Difference, "kind" | "where" | "before" | "after">;

export interface ComparedField {
  /** Lower case. */
  readonly lower: string;
  readonly field: HeaderField;
  readonly value: string;
  readonly index: number;
}

/** Content-Type and Content-Transfer-Encoding are compared with the part they describe. */
const OF_THE_PART: ReadonlySet<string> = new Set(["content-type", "content-transfer-encoding"]);

export function compareHeaders(before: HeaderBlock, after: HeaderBlock, facts: FieldFacts): Difference[] {
  const [ours, theirs] = [byName(before), byName(after)];
  const kept: [ComparedField, ComparedField][] = [];
  const found: (readonly [string, Found])[] = [];
  for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
    const { pairs, removed, added } = pairFields(ours.get(name) ?? [], theirs.get(name) ?? []);
    kept.push(...pairs);
    for (const [one, other] of pairs) {
      const change = changeOf(one, other);
      if (change) found.push([name, change]);
    }
    for (const one of removed) found.push([name, { kind: "removed", where: nameOf(one), before: shownValue(one) }]);
    for (const one of added) found.push([name, { kind: "added", where: nameOf(one), after: shownValue(one) }]);
  }
  const differences = found.map(
    ([name, one]): Difference => ({ area: "header", ...one, ...judgeField(name, one, facts) }),
  );
  return [...differences, ...reordered(kept)];
}

function byName(headers: HeaderBlock): Map<string, ComparedField[]> {
  const fields = headers.fields.map((field, index) => ({
    ...{ lower: field.name.toLowerCase(), field, index },
    value: field.name === "" ? field.raw.trim() : fieldValue(field),
  }));
  return Map.groupBy(
    fields.filter(({ lower }) => !OF_THE_PART.has(lower)),
    ({ lower }) => lower,
  );
}

interface PairedFields {
  readonly pairs: readonly [ComparedField, ComparedField][];
  readonly removed: readonly ComparedField[];
  readonly added: readonly ComparedField[];
}

/** Equal ones first; of the others each with the next of its name. Received is never edited, only added. */
function pairFields(ours: readonly ComparedField[], theirs: readonly ComparedField[]): PairedFields {
  const pairs: [ComparedField, ComparedField][] = [];
  const waiting = Map.groupBy(theirs, ({ value }) => collapsed(value));
  const rest = ours.filter((one) => {
    const other = waiting.get(collapsed(one.value))?.shift();
    if (other) pairs.push([one, other]);
    return other === undefined;
  });
  const added = [...waiting.values()].flat().sort((a, b) => a.index - b.index);
  while (rest.length > 0 && added.length > 0 && !isTrace(rest[0]?.lower)) {
    pairs.push([rest.shift() as ComparedField, added.shift() as ComparedField]);
  }
  return { pairs, removed: rest, added };
}

const isTrace = (name: string | undefined): boolean => name === "received";

function changeOf(one: ComparedField, other: ComparedField): Found | undefined {
  if (one.field.raw === other.field.raw) return undefined;
  const shown = { where: nameOf(one), before: shownValue(one), after: shownValue(other) };
  if (collapsed(one.value) === collapsed(other.value)) {
    const isRenamed = one.field.name !== other.field.name;
    return isRenamed
      ? { ...shown, kind: "renamed", before: one.field.name, after: other.field.name }
      : { ...shown, kind: "refolded" };
  }
  return { ...shown, kind: meansTheSame(one, other) ? "re-encoded" : "changed" };
}

const ADDRESSES = /^(resent-)?(from|sender|reply-to|to|cc|bcc)$/;

function meansTheSame({ lower, value }: ComparedField, other: ComparedField): boolean {
  if (ADDRESSES.test(lower)) return spelledOut(parseAddresses(value)) === spelledOut(parseAddresses(other.value));
  if (lower === "date") {
    const [at, otherAt] = [parseDate(value), parseDate(other.value)];
    return at !== undefined && at === otherAt;
  }
  return collapsed(decodeEncodedWords(value)) === collapsed(decodeEncodedWords(other.value));
}

const spelledOut = (list: readonly Address[]): string =>
  JSON.stringify(list.map(({ name, address }) => [collapsed(name), address]));

/** One difference for all: which came first matters for trace fields alone. RFC 5321 §4.4 */
function reordered(kept: readonly (readonly [ComparedField, ComparedField])[]): Difference[] {
  const moved = firstMoved(kept);
  if (!moved) return [];
  const trace = firstMoved(kept.filter(([{ lower }]) => isTrace(lower)));
  return [
    {
      ...{ area: "header", kind: "reordered", where: nameOf(trace ?? moved) },
      class: trace ? "risky" : "harmless",
      consequence: trace
        ? "Received fields stand in another order: the way the message took can no longer be read from them."
        : "Fields stand in another order, which means nothing to readers or to recall.",
    },
  ];
}

function firstMoved(kept: readonly (readonly [ComparedField, ComparedField])[]): ComparedField | undefined {
  let last = -1;
  for (const [one, other] of kept.toSorted(([a], [b]) => a.index - b.index)) {
    if (other.index < last) return one;
    last = other.index;
  }
  return undefined;
}

const nameOf = ({ field, lower }: ComparedField): string => (lower === "" ? "a line that is no field" : field.name);
const shownValue = ({ value }: ComparedField): string => shortened(decodeEncodedWords(value));
