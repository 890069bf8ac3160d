// Names of extended properties: "Binary 0x300B", "Integer {00062008-…} Id 0x851A", "String {00020329-…} Name keywords".
// Microsoft Graph: Outlook extended properties overview
import { propertyKey } from "../../../content-conversion/kept-properties.ts";
import { HttpError } from "../../http-error.ts";

export interface ExtendedPropertyId {
  /** As Graph writes it into its answers. */
  readonly text: string;
  /** As an item keeps it. */
  readonly key: string;
  /** "Binary"; of a list "BinaryArray". */
  readonly type: string;
}

const SINGLE: readonly string[] = [
  ..."ApplicationTime Binary Boolean CLSID Currency Double Error Float Integer Long".split(" "),
  ..."Null Object Short String SystemTime".split(" "),
];
const MULTI: readonly string[] = SINGLE.filter((type) => !["Boolean", "Error", "Null"].includes(type)).map(
  (type) => `${type}Array`,
);
const FORM =
  /^(\w+) (?:(?<tag>0x(?:[0-9a-f]{8}|[0-9a-f]{1,4}))|\{?(?<guid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}? (?:id (?<id>0x[0-9a-f]{1,8}|\d{1,9})|name (?<name>\S.{0,254})))$/is;

/** @throws HttpError, with Graph's code and text. */
export function parseExtendedPropertyId(given: string, of: "single" | "multi"): ExtendedPropertyId {
  const parts = FORM.exec(given.trim());
  if (!parts) throw malformed();
  const [, word = ""] = parts;
  const isWord = (type: string) => type.toLowerCase() === word.toLowerCase();
  const type = [...SINGLE, ...MULTI].find(isWord);
  if (type === undefined) throw malformed();
  if (!(of === "single" ? SINGLE : MULTI).includes(type)) throw wrongCombination();
  const { tag, guid = "", id, name = "" } = parts.groups ?? {};
  if (tag !== undefined) {
    // The long form says the type once more. [MS-OXCDATA] §2.9
    const id = tag.length > 6 ? Number(tag.slice(0, 6)) : Number(tag);
    return named(type, `0x${id.toString(16)}`, propertyKey({ id }));
  }
  const set = guid.toLowerCase();
  if (id === undefined) return named(type, `{${set}} Name ${name}`, propertyKey({ guid: set, text: name }));
  return named(type, `{${set}} Id 0x${Number(id).toString(16)}`, propertyKey({ guid: set, lid: Number(id) }));
}

function named(type: string, rest: string, key: string): ExtendedPropertyId {
  return { text: `${type} ${rest}`, key, type };
}

function malformed(): HttpError {
  const forms = ["Name propertyName", "Id propertyId"].map((form) => `'MapiPropertyType namespaceGuid ${form}'`);
  const text = `PropertyId values may only be in one of the following formats: ${forms.join(", ")} or 'MapiPropertyType propertyTag'.`;
  return new HttpError(400, "ErrorInvalidProperty", text);
}

function wrongCombination(): HttpError {
  const text = "The extended property attribute combination is invalid.";
  return new HttpError(400, "ErrorInvalidExtendedProperty", text);
}
