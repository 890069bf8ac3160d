// So many requests a second for each client, twice as many at once after a pause (a token bucket). RFC 6585 §4

interface Bucket {
  /** Requests that may come now. */
  left: number;
  /** When it was counted, milliseconds. */
  at: number;
}

/** Clients remembered; those that were quiet long enough are forgotten first. */
const MOST_CLIENTS = 10_000;

export class RateLimit {
  readonly #perSecond: number;
  readonly #most: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#most = 2 * perSecond;
    this.#now = now;
  }

  /** Counts a request. @returns seconds to wait, 0 when it may go on. */
  take(client: string): number {
    const now = this.#now();
    let bucket = this.#buckets.get(client);
    if (!bucket) {
      if (this.#buckets.size >= MOST_CLIENTS) this.#forget(now);
      bucket = { left: this.#most, at: now };
      this.#buckets.set(client, bucket);
    }
    bucket.left = this.#refilled(bucket, now);
    bucket.at = now;
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / this.#perSecond);
    bucket.left -= 1;
    return 0;
  }

  #refilled({ left, at }: Bucket, now: number): number {
    return Math.min(this.#most, left + ((now - at) / 1000) * this.#perSecond);
  }

  /** A full bucket is as good as none; when all are in use, the oldest goes. */
  #forget(now: number): void {
    for (const [client, bucket] of this.#buckets)
      if (this.#refilled(bucket, now) >= this.#most) this.#buckets.delete(client);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size >= MOST_CLIENTS && oldest !== undefined) this.#buckets.delete(oldest);
  }
}
