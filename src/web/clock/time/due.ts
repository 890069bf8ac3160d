// What falls into a step of time, and how far the sandbox's time is from the real one.
import { duration } from "../../parts/time-words.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "90s", "24h", "3d" as the sandbox takes them. @returns milliseconds; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit = ""] = /^\s*(\d{1,9})\s*(ms|s|m|h|d)\s*$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (UNITS[unit] ?? 0);
}

export function within<T extends { readonly at: string }>(upcoming: readonly T[], from: number, ms: number): T[] {
  return upcoming.filter(({ at }) => Date.parse(at) <= from + ms);
}

export function howFar({ frozen, aheadMs }: { readonly frozen: boolean; readonly aheadMs: number }): string {
  if (frozen) return "stands still: it moves by advancing only";
  if (aheadMs < 1000) return "goes with real time";
  // A jump takes a moment of its own: 24 hours are not "23 h 59 min".
  const ahead = aheadMs < 60_000 ? aheadMs : Math.round(aheadMs / 60_000) * 60_000;
  return `${duration(ahead)} ahead of real time, and goes on`;
}
