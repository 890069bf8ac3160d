// So many a minute by the given clock, and so many at once.
import type { Clock } from "../runtime/clock.ts";

const MINUTE_MS = 60_000;

export interface BucketOptions {
  readonly perMinute: number;
  /** `perMinute` unless given. */
  readonly burst?: number;
}

/** Each call takes one token; false when there is none. */
export function createTokenBucket({ perMinute, burst = perMinute }: BucketOptions, clock: Pick<Clock, "now">) {
  let tokens = burst;
  let at = clock.now();
  return (): boolean => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - at) * perMinute) / MINUTE_MS);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
