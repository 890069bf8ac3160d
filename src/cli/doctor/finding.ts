// What one check of `doctor` found.
import type { Configuration } from "../../organization/configuration.ts";

export type Status = "ok" | "warning" | "problem";

export interface Finding {
  /** What was looked at: "port submission". */
  readonly check: string;
  readonly status: Status;
  readonly seen: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** What the checks look at. */
export interface Patient {
  /** Absent when the file can't be used. */
  readonly configuration?: Configuration;
  readonly configFile: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const ok = (check: string, seen: string): Finding => ({ check, status: "ok", seen });

export const warning = (check: string, seen: string, advice: string): Finding => ({
  check,
  status: "warning",
  seen,
  advice,
});

export const problem = (check: string, seen: string, advice: string): Finding => ({
  check,
  status: "problem",
  seen,
  advice,
});

const MB = 2 ** 20;

/** "40 KB", "812 MB", "17.4 GB". */
export function bytes(count: number): string {
  if (count < MB) return `${Math.ceil(count / 1024)} KB`;
  return count < 1024 * MB ? `${Math.round(count / MB)} MB` : `${(count / (1024 * MB)).toFixed(1)} GB`;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
