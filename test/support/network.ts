// What a test's process does on the network: every connection that is opened, every name that is looked up.
import dns from "node:dns";
import net from "node:net";
import { vi } from "vitest";

export interface NetworkWatch {
  /** Hosts that anything in this process connects to. */
  readonly dialled: Set<string>;
  /** "127.0.0.1:25" of the same. */
  readonly peers: Set<string>;
  /** Names that were looked up; addresses need none. */
  names(): string[];
}

/** Until vi.restoreAllMocks(). */
export function watchNetwork(): NetworkWatch {
  const dialled = new Set<string>();
  const peers = new Set<string>();
  const asked = new Set<string>();
  const connect = net.Socket.prototype.connect;
  vi.spyOn(net.Socket.prototype, "connect").mockImplementation(function (this: net.Socket, ...args: unknown[]) {
    const [options] = [args].flat(2) as [{ host?: string; port?: number; path?: string } | number | string];
    if (typeof options === "object" && !options.path) {
      dialled.add(options.host ?? "localhost");
      peers.add(`${options.host ?? "localhost"}:${options.port}`);
    }
    return (connect as (...args: unknown[]) => net.Socket).apply(this, args);
  });
  for (const name of ["lookup", "resolve", "resolve4", "resolve6", "resolveMx", "resolveTxt"] as const) {
    const original = dns[name] as (...args: unknown[]) => unknown;
    vi.spyOn(dns, name).mockImplementation(((...args: unknown[]) => {
      asked.add(String(args[0]));
      return original.apply(dns, args);
    }) as never);
  }
  return { dialled, peers, names: () => [...asked].filter((name) => net.isIP(name) === 0) };
}
