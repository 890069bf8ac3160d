// Comma-separated values: every cell in quotes, lines end with CRLF. RFC 4180 §2

/** UTF-8, with the byte order mark by which spreadsheets know it. */
export function csvOf(heading: readonly string[], lines: readonly (readonly (string | number)[])[]): Buffer {
  return Buffer.from(`\ufeff${[heading, ...lines].map(line).join("")}`, "utf8");
}

const line = (cells: readonly (string | number)[]): string => `${cells.map(quoted).join(",")}\r\n`;
const quoted = (cell: string | number): string => `"${String(cell).replaceAll('"', '""')}"`;
