// What many measurements of one thing come to.
export interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

export function figures(values: readonly number[]): Figures {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), most: sorted.at(-1) ?? 0 };
}

/** "p50 4.1, p95 9.0, at most 21.3" */
export const inWords = ({ p50, p95, most }: Figures): string =>
  `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, at most ${most.toFixed(1)}`;
