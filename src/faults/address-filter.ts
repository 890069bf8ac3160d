// Whose mail a fault concerns: "bob@contoso.com", or "*@contoso.com" for everybody there; letter case is nothing.

export function matchesAddress(filter: string, address: string): boolean {
  const wanted = filter.toLowerCase();
  const given = address.toLowerCase();
  return wanted.startsWith("*@") ? given.slice(given.lastIndexOf("@")) === wanted.slice(1) : given === wanted;
}
