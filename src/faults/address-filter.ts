// Whose mail a fault concerns: "bob@contoso.com", "*@contoso.com" for everybody there, "<>" for the null sender.

export function isAddressFilter(text: string): boolean {
  return text === "<>" || /^[^\s,@<>]+@[^\s,@<>]+$/.test(text);
}

/** Letter case is nothing. */
export function matchesAddress(filter: string, address: string): boolean {
  const wanted = filter === "<>" ? "" : filter.toLowerCase();
  const given = address.toLowerCase();
  return wanted.startsWith("*@") ? given.slice(given.lastIndexOf("@")) === wanted.slice(1) : given === wanted;
}
