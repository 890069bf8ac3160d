// Addresses against single addresses, CIDR ranges and ranges from first to last.
import { BlockList, isIP, isIPv6 } from "node:net";

const lists = new Map<string, BlockList>();

/** `range`: "127.0.0.1", "192.0.2.0/24", "192.0.2.1-192.0.2.9", "::1". IPv4-mapped IPv6 addresses count as IPv4. */
export function isInIpRange(address: string, range: string): boolean {
  const list = lists.get(range) ?? listOf(range);
  lists.set(range, list);
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return list.check(plain, familyOf(plain));
}

/** An address, CIDR, or first-last of one family in their order. New-TransportRule -SenderIpRanges */
export function isIpRange(text: string): boolean {
  const [first = "", last, ...more] = text.split("-").map((part) => part.trim());
  if (more.length > 0) return false;
  if (last === undefined) {
    const [address = "", prefix, ...others] = text.split("/");
    const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    if (others.length > 0 || longest < 0) return false;
    return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest);
  }
  if (isIP(first) === 0 || isIP(first) !== isIP(last)) return false;
  try {
    listOf(text);
    return true;
  } catch {
    // Node's own words for a last address before the first.
    return false;
  }
}

function listOf(range: string): BlockList {
  const list = new BlockList();
  const [first = "", last] = range.split("-").map((part) => part.trim());
  const [network = "", prefix] = first.split("/");
  const family = familyOf(network);
  if (last !== undefined) list.addRange(network, last, family);
  else if (prefix === undefined) list.addAddress(network, family);
  else list.addSubnet(network, Number(prefix), family);
  return list;
}

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
