// ByteQuantifiedSize as Exchange prints it: "99 GB (106,300,440,576 bytes)", "57.96 KB (59,355 bytes)".
import { parseSize } from "../organization/units.ts";

const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** Four significant digits of the largest unit that fits, and the exact number. */
export function formatByteSize(bytes: number): string {
  let [amount, unit] = [bytes, 0];
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const short = Number(amount.toPrecision(4));
  return `${short} ${UNITS[unit]} (${bytes.toLocaleString("en-US")} bytes)`;
}

/** Unlimited<ByteQuantifiedSize>: "Unlimited", "2GB", or what Get printed; undefined for anything else. */
export function parseUnlimitedSize(text: string): string | undefined {
  if (text.trim().toLowerCase() === "unlimited") return "Unlimited";
  const bytes = parseByteSize(text);
  return bytes === undefined ? undefined : formatByteSize(bytes);
}

/** ByteQuantifiedSize: "2GB", bytes, or what Get printed. */
export function parseByteSize(text: string): number | undefined {
  const exact = /\(([\d,]+) bytes\)\s*$/i.exec(text)?.[1]?.replaceAll(",", "");
  return parseSize(exact ?? text);
}
