// Properties by canonical name, and names by property. [MS-OXPROPS]
import { MULTI, type PropertyName, TYPE } from "./property.ts";
import { isSameName, type PropertyTag } from "./property-bag.ts";
import { NAMED, ONLY_IN_CLASS, PSETID, TAG } from "./property-table.ts";

export { NAMED, NAMED_TYPE, PSETID, TAG } from "./property-table.ts";

export const MULTIPLE_STRING = MULTI | TYPE.String;

export interface TagContext {
  /** Of the property as it stands there. */
  readonly type?: number;
  /** Of its message. Some ids mean something else on a recall request than on a voice message. */
  readonly messageClass?: string;
}

const BY_ID = Map.groupBy<number, PropertyTag>(Object.values(TAG), ({ id }) => id);
const BY_NAME = new Map<string, PropertyTag>(Object.entries(TAG));
const NAMED_ENTRIES: readonly (readonly [string, PropertyName])[] = Object.entries(NAMED);
const SETS = new Map<string, string>(Object.entries(PSETID).map(([name, guid]) => [guid, name]));

/** The canonical name of an id; undefined where none is known. */
export function tagName(id: number, context: TagContext = {}): string | undefined {
  return tagOf(id, context)?.name;
}

export function tagOf(id: number, { type, messageClass = "" }: TagContext = {}): PropertyTag | undefined {
  const tags = BY_ID.get(id) ?? [];
  const isOfClass = ({ name }: PropertyTag) => isWithin(messageClass, ONLY_IN_CLASS[name] ?? "-");
  const candidates = tags.some(isOfClass)
    ? tags.filter(isOfClass)
    : tags.filter(({ name }) => ONLY_IN_CLASS[name] === undefined);
  return candidates.find((tag) => type !== undefined && isLikeType(tag.type, type)) ?? candidates[0] ?? tags[0];
}

/** By its canonical name, whatever the case. */
export function tagNamed(name: string): PropertyTag | undefined {
  return BY_NAME.get(name) ?? Object.values(TAG).find((tag) => tag.name.toLowerCase() === name.toLowerCase());
}

/** The canonical name of a named property. */
export function namedName(name: PropertyName): keyof typeof NAMED | undefined {
  return NAMED_ENTRIES.find(([, known]) => isSameName(known, name))?.[0] as keyof typeof NAMED | undefined;
}

/** "PSETID_Common", "PS_INTERNET_HEADERS"; a set that is not known as its GUID. */
export function setName(guid: string): string {
  const name = SETS.get(guid);
  if (name === undefined) return guid;
  return PS_SETS[name] ?? `PSETID_${name}`;
}

const PS_SETS: Readonly<Record<string, string>> = {
  Mapi: "PS_MAPI",
  PublicStrings: "PS_PUBLIC_STRINGS",
  InternetHeaders: "PS_INTERNET_HEADERS",
};

/** Text is the same property in either form. */
function isLikeType(one: number, other: number): boolean {
  const unicode = (type: number) => ((type & ~MULTI) === TYPE.String8 ? (type & MULTI) | TYPE.String : type);
  return unicode(one) === unicode(other);
}

/** "IPM.Note" holds "IPM.Note.Mobile"; classes are compared without case. [MS-OXCMSG] §2.2.1.3 */
function isWithin(messageClass: string, root: string): boolean {
  const is = messageClass.toLowerCase();
  return is === root.toLowerCase() || is.startsWith(`${root.toLowerCase()}.`);
}
