// Instants and spans of time in words.

const STEPS = [
  [60, "s"],
  [60, "min"],
  [24, "h"],
  [Number.POSITIVE_INFINITY, "d"],
] as const;

/** "now", "40 s ago", "in 3 h" */
export function relative(at: number, from: number): string {
  let value = Math.round(Math.abs(from - at) / 1000);
  if (value < 2) return "now";
  for (const [size, unit] of STEPS) {
    if (value < size) return at <= from ? `${value} ${unit} ago` : `in ${value} ${unit}`;
    // What is due in a day less a second is not due "in 23 h".
    value = at <= from ? Math.floor(value / size) : Math.round(value / size);
  }
  return "";
}

/** "2026-11-27 15:39:51.813 UTC" */
export const exact = (instant: string): string => instant.replace("T", " ").replace("Z", " UTC");

/** "0 ms", "140 ms", "2.4 s", "3 h 5 min": virtual time between two steps. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
