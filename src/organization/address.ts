// Mail addresses and domains as the configuration and the directory compare them: lower case, nothing quoted.

export interface AddressParts {
  readonly localPart: string;
  readonly domain: string;
}

/** At the last "@", lower case; undefined for what is no address. RFC 5321 §2.3.11. */
export function splitAddress(address: string): AddressParts | undefined {
  const lower = address.toLowerCase();
  const sign = lower.lastIndexOf("@");
  if (sign <= 0 || sign === lower.length - 1) return undefined;
  return { localPart: lower.slice(0, sign), domain: lower.slice(sign + 1) };
}

/** Limits of RFC 5321 §4.5.3.1; letters beyond ASCII as RFC 6531 allows. */
export function isAddress(text: string): boolean {
  const parts = splitAddress(text);
  if (parts === undefined || parts.localPart.length > 64) return false;
  return /^[^\s@<>()[\]\\,;:"]+$/.test(parts.localPart) && isDomain(parts.domain);
}

export function isDomain(text: string): boolean {
  if (text.length === 0 || text.length > 253) return false;
  return text.split(".").every((label) => /^[\p{L}\p{N}_]([\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?$/u.test(label));
}

/** "*", "contoso.com", "*.contoso.com" (that domain and all below it). */
export function isDomainPattern(text: string): boolean {
  return text === "*" || isDomain(text.startsWith("*.") ? text.slice(2) : text);
}
