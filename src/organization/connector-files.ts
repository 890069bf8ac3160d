// Files that a connector names: authorities it trusts, the certificate it shows.
import type { InboundConnector, OutboundConnector } from "./organization.ts";

const FILES = ["caFile", "certificateFile", "keyFile"] as const;

/** Those that are there, by their names in the file. */
export function filesOf(connector: InboundConnector | OutboundConnector): (readonly [key: string, file: string])[] {
  const named: Partial<Record<(typeof FILES)[number], string>> = connector;
  return FILES.flatMap((key) => {
    const file = named[key];
    return file === undefined ? [] : [[key, file] as const];
  });
}
