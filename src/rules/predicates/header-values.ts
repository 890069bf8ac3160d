// Header values as rules compare them: every field of the name, unfolded, RFC 2047 words decoded.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import { fieldValue, type HeaderField } from "../../mime/header-block.ts";
import type { Answer } from "../predicate.ts";

const SHOWN = 200;

/** Holds when a field of that name is there and `matches` any of its values; a field that is absent matches nothing. */
export function askHeader(item: MailItem, name: string, matches: (value: string) => boolean): Answer {
  const values = item.headers.fieldsNamed(name).map(decoded);
  if (values.length === 0) return { held: false, seen: `the message has no ${name} header` };
  const found = values.find(matches);
  const shown = found === undefined ? values.map(quote).join(", ") : quote(found);
  return { held: found !== undefined, seen: `${name} is ${shown}` };
}

const known = new WeakMap<HeaderField, string>();

/** A field never changes; a hundred rules may ask about one. */
function decoded(field: HeaderField): string {
  let value = known.get(field);
  if (value === undefined) {
    value = decodeEncodedWords(fieldValue(field));
    known.set(field, value);
  }
  return value;
}

export function quote(text: string): string {
  return `"${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`;
}
