// File names from mail, for a disk of ours: no path, nothing hidden, nothing that a shell or Windows takes amiss.
import { extname } from "node:path";

const MOST_BYTES = 150;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

export function safeName(name: string, otherwise: string): string {
  const base = name.replace(/^.*[/\\]/s, "");
  const clean = base
    .replace(/[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069<>:"|?*]/g, "_")
    .replace(/^[.\s]+/, (begin) => (begin.trim() === "" ? "" : "_"))
    .replace(/[.\s]+$/, "");
  const whole = clean === "" || clean === "_" ? otherwise : clean;
  return shortened(RESERVED.test(whole) ? `_${whole}` : whole);
}

/** The ending stays. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const ending = Buffer.byteLength(extname(name)) <= 20 ? extname(name) : "";
  let letters = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(letters.join("")) + Buffer.byteLength(ending) > MOST_BYTES) {
    letters = letters.slice(0, Math.min(letters.length - 1, MOST_BYTES));
  }
  return letters.join("") + ending;
}

/** "report (2).pdf", "Q3 (2).winmail.dat" */
export function numbered(name: string, number: number): string {
  if (number === 1) return name;
  const ending = /\.winmail\.dat$/.exec(name)?.[0] ?? extname(name);
  return `${name.slice(0, name.length - ending.length)} (${number})${ending}`;
}
