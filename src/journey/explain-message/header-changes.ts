// What became of the fields of a header block: field by field, in the order of the block.
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { fieldValue, type HeaderBlock, type HeaderField } from "../../mime/header-block.ts";
import type { HeaderChange } from "./explanation.ts";

export function headerChanges(before: HeaderBlock, after: HeaderBlock): HeaderChange[] {
  if (before === after) return [];
  const [left, right] = [byName(before), byName(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    changesOf(left.get(key) ?? [], right.get(key) ?? []),
  );
}

function byName({ fields }: HeaderBlock): Map<string, readonly HeaderField[]> {
  return Map.groupBy(fields, ({ name }) => name.toLowerCase());
}

/** Fields of one name: what stands on both sides is left out, the rest is paired in order. */
function changesOf(left: readonly HeaderField[], right: readonly HeaderField[]): HeaderChange[] {
  const gone = without(left, right);
  const come = without(right, left);
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index): HeaderChange => {
    const [before, after] = [gone[index], come[index]];
    const name = (after ?? before)?.name ?? "";
    const kind = before && after ? "changed" : after ? "added" : "removed";
    return { kind, name, before: before ? readable(before) : null, after: after ? readable(after) : null };
  });
}

/** Each field of `others` takes away one that is the same, byte for byte. */
function without(fields: readonly HeaderField[], others: readonly HeaderField[]): HeaderField[] {
  const same = others.map(({ raw }) => raw);
  return fields.filter(({ raw }) => {
    const at = same.indexOf(raw);
    if (at >= 0) same.splice(at, 1);
    return at < 0;
  });
}

const readable = (field: HeaderField): string => decodeEncodedWords(fieldValue(field));
