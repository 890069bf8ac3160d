// Wildcards in addresses and identities: "*@contoso.com", "To the*". Case doesn't count.

export const hasWildcard = (pattern: string): boolean => pattern.includes("*");

/** A star stands for any text. By its literal pieces in order, so that no pattern takes long. */
export function matchesWildcard(text: string, pattern: string): boolean {
  const wanted = text.toLowerCase();
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const last = rest.pop();
  if (last === undefined) return wanted === first;
  if (!wanted.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = wanted.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return wanted.length - last.length >= at && wanted.endsWith(last);
}
