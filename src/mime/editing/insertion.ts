// Where something is inserted into plain text, and how it keeps apart from what stands around it.

export interface Insertion {
  readonly at: number;
  /** What stands around it. */
  readonly before: string;
  readonly after: string;
}

/** Behind the last line that says something, before its line end. */
export function endOfText(text: string, limit: number): number {
  let last = limit;
  while (last > 0 && isBlank(text.charCodeAt(last - 1))) last -= 1;
  if (last === 0) return 0;
  const lineFeed = text.indexOf("\n", last);
  if (lineFeed < 0 || lineFeed >= limit) return limit;
  return text[lineFeed - 1] === "\r" ? lineFeed - 1 : lineFeed;
}

/** Only ASCII blanks: other bytes may be half a character. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

/** A blank line; one more where the line above would flow into it. RFC 3676 §4.1 */
export function gapBelow(text: string, at: number, isFlowed: boolean): string {
  if (at === 0) return "";
  const flows = isFlowed && text[at - 1] === " " && !/(^|\n)-- $/.test(text.slice(Math.max(0, at - 4), at));
  return flows ? "\r\n\r\n\r\n" : "\r\n\r\n";
}

/** RFC 3676 §4.2: lines that end in a blank would flow, lines that begin with one must be stuffed. §4.3: "-- " stays. */
export function flowed(text: string): string {
  return text
    .split("\r\n")
    .map((line) => (line === "-- " ? line : line.trimEnd()))
    .map((line) => (/^( |>|From )/.test(line) ? ` ${line}` : line))
    .join("\r\n");
}
