// Does to header fields what careless hosts do that keep them in a table of names and values: what is no ASCII becomes
// a question mark, of fields with one name the last is kept, or long values are cut.
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { fieldValue, HeaderBlock, type HeaderField, makeField } from "../../mime/header-block.ts";
import type { Behaviour } from "./behaviour.ts";

export const FIELD_EDITS = ["ascii", "last", "cut"] as const;
export type FieldEdit = (typeof FIELD_EDITS)[number];

/** Characters that "cut" leaves, as of a column of a database. */
const LONGEST = 255;

/** Trace fields, and what says how the body is to be read. */
const KEPT = /^(?:received|return-path|content-.*|mime-version|)$/i;

export function editFields(how: FieldEdit): Behaviour {
  return {
    name: "edit-fields",
    needs: "headers",
    apply(message) {
      const { fields } = message.headers;
      message.headers = new HeaderBlock(how === "last" ? lastOfEach(fields) : fields.map((field) => edit(how, field)));
    },
  };
}

function edit(how: "ascii" | "cut", field: HeaderField): HeaderField {
  const value = fieldValue(field);
  if (KEPT.test(field.name)) return field;
  if (how === "cut") return value.length > LONGEST ? makeField(field.name, value.slice(0, LONGEST)) : field;
  const text = decodeEncodedWords(value);
  return /^[\x00-\x7f]*$/.test(text) && text === value
    ? field
    : makeField(field.name, text.replace(/[^\x20-\x7e]/gu, "?"));
}

function lastOfEach(fields: readonly HeaderField[]): HeaderField[] {
  const last = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  return fields.filter((field) => KEPT.test(field.name) || last.get(field.name.toLowerCase()) === field);
}
