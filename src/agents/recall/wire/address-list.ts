// To and CC as real requests of the service have them: every address in angle brackets, with its name where it has one.
import { formatAddress, parseAddresses } from "../../../mime/address.ts";

/** @param value of a To or Cc field, unfolded. What has no address in it, as "undisclosed-recipients:;", stays. */
export function inAngleBrackets(value: string): string {
  const addresses = parseAddresses(value).map((address) =>
    address.name.trim() === "" ? `<${formatAddress(address)}>` : formatAddress(address),
  );
  if (addresses.length === 0) return value;
  let lines = addresses[0] ?? "";
  let column = "CC: ".length + lines.length;
  for (const address of addresses.slice(1)) {
    // RFC 5322 §2.1.1: lines of 78.
    const isFolded = column + address.length + 3 > 78;
    lines += isFolded ? `,\r\n ${address}` : `, ${address}`;
    column = isFolded ? address.length + 1 : column + address.length + 2;
  }
  return lines;
}
