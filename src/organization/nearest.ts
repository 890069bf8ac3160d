// "Did you mean …": the nearest of the known names.

/** Nobody slips in a name longer than this, and comparing would take long. */
const LONGEST = 200;

/** The known name closest to `name`, if it is close enough to be a slip. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = slipDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Infinity for two names that are no slips of one another: a third of the letters may differ, or the end be missing. */
function slipDistance(a: string, b: string): number {
  if (a === b) return 0;
  // Of two addresses in one domain only the local parts are compared.
  const domain = a.slice(Math.max(0, a.lastIndexOf("@")));
  if (domain.startsWith("@") && b.endsWith(domain)) {
    return slipDistance(a.slice(0, -domain.length), b.slice(0, -domain.length));
  }
  const distance = editDistance(a, b);
  if (distance <= Math.floor(a.length / 3)) return distance;
  const isBeginning = a.length >= 3 && b.length >= 3 && (b.startsWith(a) || a.startsWith(b));
  return isBeginning ? 1000 : Number.POSITIVE_INFINITY;
}

/** "; did you mean `smartHosts`?", or "". */
export function didYouMean(name: string, known: Iterable<string>): string {
  const best = nearest(name, known);
  return best === undefined ? "" : `; did you mean \`${best}\`?`;
}

/** Levenshtein distance with two rows. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substituted, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
