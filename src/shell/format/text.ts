// Values as text, as a PowerShell of en-US shows them; times are UTC.
import { Block, Formatted, isList, ShellObject, Table, type Value } from "../values.ts";

/** "8/14/2023 9:51:20 PM" */
export function formatDate(date: Date): string {
  const hours = date.getUTCHours();
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  return `${day} ${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? "AM" : "PM"}`;
}

/** As a property of Format-List and Format-Table. */
export function shown(value: Value): string {
  return isList(value) ? `{${value.map(toText).join(", ")}}` : toText(value);
}

/** As in a string: a list with blanks between. */
export function toText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return String(value);
  if (value instanceof Date) return formatDate(value);
  if (value instanceof Formatted) return value.text;
  if (value instanceof Block) return value.text;
  if (value instanceof Table) return "System.Collections.Hashtable";
  if (value instanceof ShellObject) {
    const parts = Object.entries(value.properties).map(([name, one]) => `${name}=${toText(one)}`);
    return `@{${parts.join("; ")}}`;
  }
  return value.map(toText).join(" ");
}

/** A subject must not move the cursor, colour the terminal or turn the reading direction; lines stay lines. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ");
}
