// Addresses against single addresses and CIDR ranges.
import { BlockList, isIPv6 } from "node:net";

const lists = new Map<string, BlockList>();

/** `range`: "127.0.0.1", "192.0.2.0/24", "::1". IPv4-mapped IPv6 addresses count as IPv4. */
export function ipInRange(address: string, range: string): boolean {
  let list = lists.get(range);
  if (!list) {
    list = new BlockList();
    const [network = "", prefix] = range.split("/");
    const family = isIPv6(network) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(prefix), family);
    lists.set(range, list);
  }
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return list.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}
