// What `up` tells a person: addresses, who signs in how, what is trusted, what is kept, and what to try next.
import { formatFault } from "../faults/fault-text.ts";
import { insideAddress, ownAddress } from "../organization/destinations.ts";
import type { InboundConnector } from "../organization/organization.ts";
import { packageVersion } from "../runtime/package-files.ts";
import type { Sandbox } from "../sandbox.ts";
import { DEFAULTS } from "./options.ts";
import { type Style, styleFor } from "./style.ts";
import { formatTable, type Row } from "./table.ts";
import type { Terminal } from "./terminal.ts";
import { quoted } from "./words.ts";

type Running = Pick<Sandbox, "ports" | "url" | "configuration" | "configurations" | "ownAgents" | "faults">;

/** @param newToken made just now: this is the only place where it is told. */
export function welcome(sandbox: Running, data: string | undefined, terminal: Terminal, newToken?: string): string {
  const style = styleFor(terminal);
  const { name, service } = sandbox.configurations.latest();
  return [
    `${style.bold(`recall-sandbox ${packageVersion()}`)}   ${name}, service as of ${service.level}; nothing leaves this machine`,
    "",
    formatTable(addresses(sandbox, style), { indent: "  " }),
    "",
    formatTable([...facts(sandbox, data, style), ...tokenRow(sandbox, newToken, style)], { indent: "  " }),
    "",
    ...suggestions(sandbox, terminal, style, newToken),
  ].join("\n");
}

function addresses({ ports, url, configuration }: Running, style: Style): Row[] {
  const { host } = configuration.listeners;
  const row = (what: string, address: string, meaning: string): Row => [
    what,
    { text: address, paint: style.bold },
    meaning,
  ];
  const at = (port: number) => hostPort(host, port);
  const inside = (port: number) => hostPort(insideAddress(host), port);
  return [
    row("submission", at(ports.submission), "mail clients: STARTTLS, AUTH"),
    row("inbound", at(ports.inbound), "mail from everywhere else (the MX)"),
    row("return", at(ports.return), "smart hosts give mail back here"),
    ...(ports.smartHost
      ? [row("smart host", inside(ports.smartHost), `built in, preset ${configuration.smartHost.preset}`)]
      : []),
    row("internet", inside(ports.internet), "stands for every other domain"),
    ...(ports.onPremises
      ? [row("on premises", inside(ports.onPremises), "stands for mailboxes that aren't in the cloud")]
      : []),
    row("http", url, "Graph, InvokeCommand, /api"),
  ];
}

function facts(
  { configuration, configurations, ownAgents, faults }: Running,
  data: string | undefined,
  style: Style,
): Row[] {
  const { mailboxes, inboundConnectors } = configurations.latest();
  const password = configuration.settings["organization.defaultPassword"];
  const regular = mailboxes.filter(({ password }) => password !== undefined).map(({ address }) => address);
  const shown = regular.length > 4 ? [...regular.slice(0, 4), `and ${regular.length - 4} more`] : regular;
  return [
    ["sign in", shown.join(", ") || "nobody has a password"],
    ...(password === null ? [] : [["password", { text: password, paint: style.bold }]]),
    ["data", data ?? "--ephemeral: a 250 is not on disk, and all of it goes with this process"],
    ...(ownAgents ? [["agents", agentsOf(ownAgents)]] : []),
    ...faults.list().map(({ fault }) => ["fault", `${formatFault(fault)} (mail goes wrong on purpose)`]),
    ...inboundConnectors.filter(({ enabled }) => enabled).map((connector) => ["trusted", trust(connector)]),
  ];
}

function tokenRow({ configuration }: Running, newToken: string | undefined, style: Style): Row[] {
  if (configuration.http.token === undefined) return [];
  if (newToken === undefined) return [["token", "demanded of every HTTP request (http.token)"]];
  return [
    ["token", { text: newToken, paint: style.bold }],
    ["", "made just now and told only here; every HTTP request must bring it"],
  ];
}

function agentsOf(own: NonNullable<Running["ownAgents"]>): string {
  const names = own.list().map(({ name }) => name);
  return `${names.join(", ") || "none yet"} (${own.folder}, loaded again on change)`;
}

/** On loopback an address proves nothing: whoever reaches the port is believed. */
function trust({
  name,
  tlsSenderCertificateName: certificate,
  senderIPAddresses: ranges,
  matchAddressOnInbound,
}: InboundConnector): string {
  if (certificate !== undefined) return `who shows a certificate of ${certificate} (connector "${name}")`;
  const ports = matchAddressOnInbound ? "`return` or `inbound`" : "`return`";
  return `WHOEVER REACHES ${ports} from ${ranges.join(", ") || "any address"} (connector "${name}")`;
}

function suggestions(
  { ports, url, configuration, configurations }: Running,
  terminal: Terminal,
  style: Style,
  newToken: string | undefined,
): string[] {
  const people = configurations.latest().mailboxes.filter(({ password }) => password !== undefined);
  const [sender, recipient = sender] = people;
  if (!sender || !recipient) return [];
  const command = "npx recall-sandbox";
  const elsewhere = url === DEFAULTS.url ? "" : ` --url ${url}`;
  const user = sender.address === DEFAULTS.user ? "" : sender.address;
  const password = sender.password === DEFAULTS.password ? "" : ` --password ${quoted(sender.password ?? "")}`;
  return [
    "Try in a second terminal:",
    ...(configuration.http.token === undefined ? [] : [`  export RECALL_SANDBOX_TOKEN=${newToken ?? "…"}`]),
    `  ${style.bold(`${command} send --to ${recipient.address}${user && ` --from ${user}`}${password}${elsewhere}`)}`,
    `  ${command} recall last${user && ` --user ${user}`}${elsewhere}`,
    `  ${command} recall status last${elsewhere}`,
    "or with any SMTP client:",
    `  swaks --server ${quoted(hostPort(ownAddress(configuration.listeners.host), ports.submission))} --tls --auth-user ${sender.address} --auth-password ${quoted(sender.password ?? "")} --from ${sender.address} --to ${recipient.address}`,
    ...(terminal.isInteractive ? ["", style.dim("Ctrl-C stops it.")] : []),
  ];
}

const hostPort = (host: string, port: number): string => (host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`);
