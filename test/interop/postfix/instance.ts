// A Postfix of its own: configuration, queue and log in a temporary folder, one port on loopback, no DNS. It relays
// everything to one next hop, with the certificate that the tenant issued for its smart host. postconf(5), master(5).
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../support/processes.ts";
import { SMART_HOST_NAME } from "../../support/round-trip.ts";

export interface PostfixOptions {
  readonly folder: string;
  readonly port: number;
  readonly returnPort: number;
  /** DATA/tls of the tenant. */
  readonly tlsFolder: string;
}

export interface Postfix {
  log(): string;
  stop(): Promise<void>;
}

export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const { folder } = options;
  const etc = join(folder, "etc");
  const logFile = join(folder, "log", "postfix.log");
  // Postfix's own user must reach its queue through these folders.
  chmodSync(folder, 0o755);
  for (const name of ["etc", "spool", "data", "log"]) mkdirSync(join(folder, name));
  const uid = Number(await run("id", ["-u", "postfix"]));
  chownSync(join(folder, "data"), uid, -1);
  writeFileSync(join(etc, "main.cf"), mainCf(options, logFile));
  writeFileSync(join(etc, "master.cf"), masterCf(options.port));
  const log = () => tail(logFile);
  await run("postfix", ["-c", etc, "start"], withSbin()).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${log()}`);
  });
  return {
    log,
    async stop() {
      await run("postfix", ["-c", etc, "stop"], withSbin()).catch(() => undefined);
    },
  };
}

function mainCf({ folder, returnPort, tlsFolder }: PostfixOptions, logFile: string): string {
  const tls = (name: string) => join(tlsFolder, name);
  return settings({
    compatibility_level: "3.6",
    queue_directory: join(folder, "spool"),
    data_directory: join(folder, "data"),
    maillog_file: logFile,
    maillog_file_prefixes: join(folder, "log"),
    myhostname: SMART_HOST_NAME,
    inet_interfaces: "127.0.0.1",
    inet_protocols: "ipv4",
    mynetworks: "127.0.0.0/8",
    mydestination: "",
    alias_maps: "",
    local_transport: "error:there is no local delivery here",
    relayhost: `[127.0.0.1]:${returnPort}`,
    disable_dns_lookups: "yes",
    smtp_host_lookup: "native",
    smtpd_relay_restrictions: "permit_mynetworks, reject",
    smtpd_tls_security_level: "may",
    smtpd_tls_cert_file: tls("smart-host.pem"),
    smtpd_tls_key_file: tls("smart-host.key"),
    smtp_tls_security_level: "verify",
    smtp_tls_verify_cert_match: "nexthop, hostname, mail.contoso.com",
    smtp_tls_CAfile: tls("ca.pem"),
    smtp_tls_cert_file: tls("smart-host.pem"),
    smtp_tls_key_file: tls("smart-host.key"),
    message_size_limit: "52428800",
    minimal_backoff_time: "1s",
    maximal_backoff_time: "5s",
    queue_run_delay: "1s",
  });
}

function masterCf(port: number): string {
  const daemon = (line: string) => line.trim().split(/\s+/).join(" ");
  const unix = (name: string, wakeup = "-", limit = "-", command = name, isPrivate = "-", args = "") =>
    daemon(`${name} unix ${isPrivate} - n ${wakeup} ${limit} ${command} ${args}`);
  return `${[
    daemon(`127.0.0.1:${port} inet n - n - - smtpd`),
    unix("cleanup", "-", "0", "cleanup", "n"),
    unix("qmgr", "300", "1", "qmgr", "n"),
    unix("pickup", "60", "1", "pickup", "n"),
    unix("tlsmgr", "1000?", "1"),
    unix("rewrite", "-", "-", "trivial-rewrite"),
    unix("bounce", "-", "0"),
    unix("defer", "-", "0", "bounce"),
    unix("trace", "-", "0", "bounce"),
    unix("verify", "-", "1"),
    unix("flush", "1000?", "0", "flush", "n"),
    unix("proxymap"),
    unix("proxywrite", "-", "1", "proxymap"),
    unix("smtp"),
    unix("relay", "-", "-", "smtp"),
    unix("error"),
    unix("retry", "-", "-", "error"),
    unix("discard"),
    unix("anvil", "-", "1"),
    unix("scache", "-", "1"),
    daemon("postlog unix-dgram n - n - 1 postlogd"),
  ].join("\n")}\n`;
}

function settings(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
}

function withSbin() {
  return { env: { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin` } };
}

function tail(file: string): string {
  try {
    return readFileSync(file, "utf8").split("\n").slice(-40).join("\n");
  } catch {
    return "(Postfix wrote no log)";
  }
}
