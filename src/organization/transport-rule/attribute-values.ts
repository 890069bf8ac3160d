// "Department:Sales,Marketing": an attribute of the address book and what is looked for in it.
import { DIRECTORY_ATTRIBUTES, type DirectoryAttribute } from "./directory-attributes.ts";

export interface AttributeValues {
  readonly attribute: DirectoryAttribute;
  readonly values: readonly string[];
}

/** Undefined where no attribute of this name is known, or nothing is looked for. */
export function parseAttributeValues(text: string): AttributeValues | undefined {
  const [, name = "", list = ""] = /^\s*(\w+)\s*:(.+)$/s.exec(text) ?? [];
  const attribute = DIRECTORY_ATTRIBUTES.find((known) => known.toLowerCase() === name.toLowerCase());
  const values = splitAtCommas(list)
    .map((value) => value.trim())
    .filter((value) => value !== "");
  return attribute === undefined || values.length === 0 ? undefined : { attribute, values };
}

/** A comma of a pattern, in {1,3} or [a,b] or behind a backslash, parts nothing. */
function splitAtCommas(list: string): string[] {
  const pieces = [""];
  for (const [piece] of list.matchAll(/\\.|\{\d*,\d*\}|\[(?:\\.|[^\]\\])*\]|[\s\S]/gu)) {
    if (piece === ",") pieces.push("");
    else pieces[pieces.length - 1] += piece;
  }
  return pieces;
}
