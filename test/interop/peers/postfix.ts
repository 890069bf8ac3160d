// A Postfix of its own, with the files of docker/peers/postfix: configuration, queue and log in a temporary folder, one
// port on loopback. postconf(5), master(5).
import { chmodSync, chownSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { atExit, run } from "../../support/processes.ts";
import { ENVIRONMENT, makeFolders, type PeerOptions, peerFile, type RunningPeer, tail, withSettings } from "./peer.ts";

export interface PostfixOptions extends PeerOptions {
  /** DATA/tls of a tenant: it shows the certificate that was issued there for its smart host, and verifies the tenant's. */
  readonly tlsFolder?: string;
  readonly removesExchangeHeaders?: boolean;
}

export async function startPostfix(options: PostfixOptions): Promise<RunningPeer> {
  const { folder } = options;
  const etc = join(folder, "etc");
  const logFile = join(folder, "log", "postfix.log");
  // Postfix's own user must reach its queue through these folders.
  chmodSync(folder, 0o755);
  makeFolders(folder, ["etc", "spool", "data", "log"]);
  chownSync(join(folder, "data"), Number(await run("id", ["-u", "postfix"])), -1);
  copyFileSync(peerFile("postfix", "remove-exchange-headers"), join(etc, "remove-exchange-headers"));
  writeFileSync(
    join(etc, "main.cf"),
    withSettings(readFileSync(peerFile("postfix", "main.cf"), "utf8"), ownSettings(options, logFile)),
  );
  writeFileSync(
    join(etc, "master.cf"),
    readFileSync(peerFile("postfix", "master.cf"), "utf8").replace("127.0.0.1:10025", `127.0.0.1:${options.port}`),
  );
  const log = () => tail(logFile);
  // Its master is a daemon, nobody's child: were the harness interrupted, it would stay.
  const forget = atExit(() => process.kill(Number(readFileSync(join(folder, "spool", "pid", "master.pid"), "utf8"))));
  await run("postfix", ["-c", etc, "start"], ENVIRONMENT).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${log()}`);
  });
  return {
    log,
    async stop() {
      await run("postfix", ["-c", etc, "stop"], ENVIRONMENT);
      forget();
    },
  };
}

function ownSettings(options: PostfixOptions, logFile: string): Readonly<Record<string, string>> {
  const { folder, returnPort, tlsFolder, removesExchangeHeaders } = options;
  return {
    queue_directory: join(folder, "spool"),
    data_directory: join(folder, "data"),
    maillog_file: logFile,
    maillog_file_prefixes: join(folder, "log"),
    relayhost: `[127.0.0.1]:${returnPort}`,
    ...(tlsFolder !== undefined && mutualTls(tlsFolder)),
    ...(removesExchangeHeaders && { header_checks: `regexp:${join(folder, "etc", "remove-exchange-headers")}` }),
  };
}

/** Both sides prove who they are by certificate. */
function mutualTls(tlsFolder: string): Readonly<Record<string, string>> {
  const tls = (name: string) => join(tlsFolder, name);
  return {
    smtpd_tls_security_level: "may",
    smtpd_tls_cert_file: tls("smart-host.pem"),
    smtpd_tls_key_file: tls("smart-host.key"),
    smtp_tls_security_level: "verify",
    smtp_tls_verify_cert_match: "mail.contoso.com",
    smtp_tls_CAfile: tls("ca.pem"),
    smtp_tls_cert_file: tls("smart-host.pem"),
    smtp_tls_key_file: tls("smart-host.key"),
  };
}
