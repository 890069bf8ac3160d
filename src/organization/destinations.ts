// Where mail may go: loopback, and what allowedDestinations names. docs/architecture.md "Trust": no mail leaves the machine.
import { BlockList, isIPv4, isIPv6 } from "node:net";
import { isDomain } from "./address.ts";

/** In `smartHosts`: the built-in smart host, wherever it listens. */
export const BUILTIN_SMART_HOST = "builtin";
/** In `smartHosts`: the on-premises sink, wherever it listens. */
export const ON_PREMISES = "on-premises";

export interface HostPort {
  readonly host: string;
  /** Absent where the text names none. */
  readonly port?: number;
}

/** "smtp.example:25", "10.0.0.1", "[10.0.0.1]", "[::1]:2525", "::1"; undefined for anything else. */
export function parseHostPort(text: string): HostPort | undefined {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text.trim());
  const host = (match?.[1] ?? match?.[2] ?? text.trim()).toLowerCase();
  const isAddress = isIPv4(host) || isIPv6(host);
  if (!isAddress && (match?.[1] !== undefined || !isDomain(host) || /^[\d.]+$/.test(host))) return undefined;
  if (match?.[3] === undefined) return { host };
  const port = Number(match[3]);
  return port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (bare === "localhost") return true;
  // ::ffff:127.0.0.1 is checked as the IPv4 address it stands for.
  return isIPv4(bare) ? loopback.check(bare, "ipv4") : isIPv6(bare) && loopback.check(bare, "ipv6");
}

/** Where listeners bind that only the sandbox itself speaks to: its smart host, believed on `return`, and its internet. */
export function insideAddress(host: string): string {
  return isLoopback(host) ? host : "127.0.0.1";
}

/** How this machine reaches a listener that is bound to `host`. */
export function ownAddress(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}

/** Whether `host:port` may be dialled. An entry without a port allows all ports of that host. */
export function isAllowedDestination(host: string, port: number, allowed: readonly string[]): boolean {
  if (isLoopback(host)) return true;
  const wanted = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return allowed.some((entry) => {
    const known = parseHostPort(entry);
    return known?.host === wanted && (known.port === undefined || known.port === port);
  });
}

/** "10.0.0.1", "10.0.0.0/24", "::1". */
export function isRange(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const longest = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  if (more.length > 0 || longest < 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest);
}
