// Values as CSV: Export-Csv. RFC 4180
import { isList, type ShellObject, type Value } from "../values.ts";
import { toText } from "./text.ts";

/** Every value in quotes, nothing at all for $null. */
export function csvLine(values: readonly Value[], delimiter: string): string {
  return values.map((value) => (value === null ? "" : `"${cell(value).replaceAll('"', '""')}"`)).join(delimiter);
}

/** A list's items as MultiValuedProperty writes them. */
const cell = (value: Value): string => (isList(value) ? value.map(toText).join(", ") : toText(value));

export function csvRow(object: ShellObject, columns: readonly string[], delimiter: string): string {
  return csvLine(
    columns.map((column) => object.get(column)),
    delimiter,
  );
}

/** The first line of a CSV file, or of what is left of one. */
export function csvHeader(text: string, delimiter: string): string[] {
  const columns: string[] = [];
  let [at, isMore] = [text.startsWith("\ufeff") ? 1 : 0, true];
  while (isMore) {
    const quoted = /"((?:[^"]|"")*)"/y;
    quoted.lastIndex = at;
    const found = quoted.exec(text);
    const end = found ? quoted.lastIndex : at + (text.slice(at).search(/[\r\n]|$/) >>> 0);
    const bare = text.slice(at, end).split(delimiter)[0] ?? "";
    columns.push(found ? (found[1] ?? "").replaceAll('""', '"') : bare);
    at = found ? end : at + bare.length;
    isMore = text.startsWith(delimiter, at);
    at += delimiter.length;
  }
  return columns;
}
