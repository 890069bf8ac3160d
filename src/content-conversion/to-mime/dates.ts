// Times of MAPI that a header field can say.

const FIRST = Date.UTC(1601, 0);
const LAST = Date.UTC(9999, 11);

/** Four digits of the year are what RFC 5322 §3.3 has room for. */
export function hasDate(at: number): boolean {
  return at >= FIRST && at <= LAST;
}
