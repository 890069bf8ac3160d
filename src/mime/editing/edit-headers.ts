// Edits of single fields that leave all other bytes of a header block as they came.
import { HeaderBlock, type HeaderField } from "../header-block.ts";

/** Replaces the value (latin1, folding included) of the first field of that name; adds the field where there is none. */
export function replaceField(headers: HeaderBlock, name: string, value: string): HeaderBlock {
  const wanted = name.toLowerCase();
  const fields = [...headers.fields];
  const at = fields.findIndex((field) => field.name.toLowerCase() === wanted);
  const spelled = fields[at]?.name ?? name;
  const field: HeaderField = { name: spelled, raw: `${spelled}: ${value}\r\n` };
  if (at < 0) fields.push(field);
  else fields[at] = field;
  return new HeaderBlock(fields);
}

/** The value with its folding as it stands, without blanks around. */
export function foldedValue(headers: HeaderBlock, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const field = headers.fields.find((candidate) => candidate.name.toLowerCase() === wanted);
  return field?.raw.slice(field.raw.indexOf(":") + 1).trim();
}
