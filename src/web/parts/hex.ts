// Bytes as people read them: offset, sixteen bytes, and what is printable of them.
const WIDTH = 16;

/** "00000010  53 75 62 6a 65 63 74 3a  20 51 33 20 6e 75 6d 62  Subject: Q3 numb" */
export function hexLines(bytes: Uint8Array, from = 0, count = bytes.length): string {
  const lines: string[] = [];
  const end = Math.min(bytes.length, from + count);
  for (let at = from; at < end; at += WIDTH) {
    const row = bytes.subarray(at, Math.min(at + WIDTH, end));
    const hex = [...row].map((byte) => byte.toString(16).padStart(2, "0"));
    const halves = `${hex.slice(0, 8).join(" ").padEnd(23)}  ${hex.slice(8).join(" ").padEnd(23)}`;
    lines.push(`${at.toString(16).padStart(8, "0")}  ${halves}  ${printable(row)}`);
  }
  return lines.join("\n");
}

const printable = (row: Uint8Array): string =>
  [...row].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");

/** Line ends, and bytes that are neither text nor UTF-8, made visible; nothing else changes. */
export function sourceText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8").decode(bytes).replaceAll("\r\n", "\n");
}
