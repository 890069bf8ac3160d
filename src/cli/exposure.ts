// What `up` says, loudly, when it listens beyond loopback: who can do what, and how to undo it.
import { isLoopback } from "../organization/destinations.ts";
import { SETTINGS } from "../organization/settings.ts";
import type { Sandbox } from "../sandbox.ts";
import { formatTable, type Row } from "./table.ts";

type Running = Pick<Sandbox, "ports" | "configuration" | "configurations">;

/** Empty where all of it stays on this machine. */
export function exposure({ ports, configuration, configurations }: Running): string[] {
  const { host } = configuration.listeners;
  if (isLoopback(host)) return [];
  const rows: Row[] = [
    [
      "submission",
      String(ports.submission),
      `mail as any mailbox whose password one knows${passwordWarning(configuration)}`,
    ],
    [
      "inbound",
      String(ports.inbound),
      `mail for ${configurations
        .latest()
        .acceptedDomains.map((one) => one.domainName)
        .join(", ")}, without a password`,
    ],
    [
      "return",
      String(ports.return),
      "the same; and mail as a smart host of yours, from its address or with its certificate",
    ],
    [
      "http",
      String(ports.http),
      "all mail, every setting, the clock: with the token, which goes over the network in clear",
    ],
  ];
  return [
    `THIS SANDBOX LISTENS BEYOND THIS MACHINE, on ${isWildcard(host) ? "every address it has" : host}. Whoever reaches it may use:`,
    formatTable(rows, { indent: "  " }),
    ...believed(configuration),
    "Not reachable from elsewhere: the built-in smart host, the internet and what stands for on premises. To undo: leave out --listen (listeners.host).",
  ];
}

function passwordWarning({ settings }: Running["configuration"]): string {
  const isDefault = settings["organization.defaultPassword"] === SETTINGS["organization.defaultPassword"].default;
  return isDefault ? "; IT IS THE DEFAULT ONE: set organization.defaultPassword" : "";
}

function believed({ listeners }: Running["configuration"]): string[] {
  const lists = [
    ["listeners.xclientFrom", listeners.xclientFrom],
    ["listeners.proxyFrom", listeners.proxyFrom],
  ] as const;
  return lists
    .filter(([, ranges]) => ranges.length > 0)
    .map(([name, ranges]) => `Clients at ${ranges.join(", ")} may claim any address on SMTP (${name}).`);
}

const isWildcard = (host: string): boolean => host === "0.0.0.0" || host === "::";
