// How a specification names a property: canonical name, tag, or property set with number or name.
import { didYouMean } from "../../../organization/nearest.ts";
import { guidBytes } from "../../../tnef/guid.ts";
import type { PropertyName } from "../../../tnef/property.ts";
import { NAMED, NAMED_TYPE, PSETID, setName, TAG, tagNamed, tagOf } from "../../../tnef/property-tags.ts";

export interface PropertyKey {
  /** Of a property without a name of its own. */
  readonly id?: number;
  readonly name?: PropertyName;
  /** What it usually holds; undefined where the specification must say. */
  readonly type?: number;
}

const SETS = new Map<string, string>(Object.values(PSETID).map((guid) => [setName(guid), guid]));

/** The reason in words where the key is none. */
export function readPropertyKey(key: string): PropertyKey | { readonly problem: string } {
  const tag = tagNamed(key);
  if (tag) return { id: tag.id, type: tag.type };
  if (Object.hasOwn(NAMED, key)) {
    const name = key as keyof typeof NAMED;
    return { name: NAMED[name], type: NAMED_TYPE[name] };
  }
  const digits = /^0x([0-9a-f]{4})([0-9a-f]{4})?$/i.exec(key);
  if (digits) return readTag(digits[1] ?? "", digits[2]);
  const [, set = "", which = ""] = /^(\S+) (.+)$/.exec(key) ?? [];
  const guid = SETS.get(set) ?? asGuid(set);
  if (guid !== undefined) {
    return { name: /^0x[0-9a-f]+$/i.test(which) ? { guid, lid: Number(which) } : { guid, text: which } };
  }
  return { problem: `is no property: no canonical name, no 0x0037, no "PSETID_Common 0x851A"${guess(key)}` };
}

function readTag(id: string, type: string | undefined): PropertyKey | { readonly problem: string } {
  const number = Number.parseInt(id, 16);
  if (number >= 0x8000) {
    return { problem: 'means something in one stream only; say its set, as in "PSETID_Common 0x851A"' };
  }
  const usual = type === undefined ? tagOf(number)?.type : Number.parseInt(type, 16);
  return { id: number, ...(usual !== undefined && { type: usual }) };
}

function asGuid(text: string): string | undefined {
  try {
    guidBytes(text);
    return text.replace(/[{}]/g, "").toLowerCase();
  } catch {
    return undefined;
  }
}

const guess = (key: string): string => didYouMean(key, [...Object.keys(TAG), ...Object.keys(NAMED)]);
