// Header fields folded anew at 78 columns. RFC 5322 §2.2.3: unfolded, each value is what it was.
import { fieldValue, HeaderBlock, type HeaderField } from "../../mime/header-block.ts";

const COLUMNS = 78;

export function refold(headers: HeaderBlock): HeaderBlock {
  return new HeaderBlock(headers.fields.map((field) => (field.name === "" ? field : refoldField(field))));
}

function refoldField(field: HeaderField): HeaderField {
  let raw = `${field.name}:`;
  let column = raw.length;
  for (const word of ` ${fieldValue(field)}`.match(/[ \t]+[^ \t]+/g) ?? []) {
    // The first word stays beside the name: a line of blanks alone must not arise.
    if (column + word.length > COLUMNS && column > field.name.length + 1) {
      raw += "\r\n";
      column = 0;
    }
    raw += word;
    column += word.length;
  }
  return { name: field.name, raw: `${raw}\r\n` };
}
