// Address spaces of connectors and remote domains.

/** Length of the matched domain, 0 for "*", -1 for no match. "*.contoso.com" is the domain and all below it. */
export function matchDomain(space: string, domain: string): number {
  const wanted = space.toLowerCase();
  const have = domain.toLowerCase();
  if (wanted === "*") return 0;
  if (!wanted.startsWith("*.")) return wanted === have ? wanted.length : -1;
  const root = wanted.slice(2);
  return have === root || have.endsWith(`.${root}`) ? root.length : -1;
}
