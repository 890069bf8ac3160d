// A Postfix of its own, with the files of docker/peers/postfix: configuration, queue and log in a temporary folder, one
// port on loopback. It shows the certificate that the tenant issued for its smart host. postconf(5), master(5).
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { atExit, PROJECT, run } from "../../support/processes.ts";

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

const PEER = join(PROJECT, "docker", "peers", "postfix");
const ENVIRONMENT = { env: { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin` } };

export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const { folder } = options;
  const etc = join(folder, "etc");
  const logFile = join(folder, "log", "postfix.log");
  // Postfix's own user must reach its queue through these folders.
  chmodSync(folder, 0o755);
  for (const name of ["etc", "spool", "data", "log"]) mkdirSync(join(folder, name));
  chownSync(join(folder, "data"), Number(await run("id", ["-u", "postfix"])), -1);
  writeFileSync(
    join(etc, "main.cf"),
    withSettings(readFileSync(join(PEER, "main.cf"), "utf8"), ownSettings(options, logFile)),
  );
  writeFileSync(
    join(etc, "master.cf"),
    readFileSync(join(PEER, "master.cf"), "utf8").replace("127.0.0.1:10025", `127.0.0.1:${options.port}`),
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

/** Places of its own; and since here is a certificate, both sides prove who they are by it. */
function ownSettings(
  { folder, returnPort, tlsFolder }: PostfixOptions,
  logFile: string,
): Readonly<Record<string, string>> {
  const tls = (name: string) => join(tlsFolder, name);
  return {
    queue_directory: join(folder, "spool"),
    data_directory: join(folder, "data"),
    maillog_file: logFile,
    maillog_file_prefixes: join(folder, "log"),
    relayhost: `[127.0.0.1]:${returnPort}`,
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

/** main.cf with these instead of its own of the same name. */
function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  const kept = text.split("\n").filter((line) => !Object.hasOwn(settings, line.split(" = ")[0] ?? ""));
  return [...kept, ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`), ""].join("\n");
}

function tail(file: string): string {
  try {
    return readFileSync(file, "utf8").split("\n").slice(-40).join("\n");
  } catch {
    return "(Postfix wrote no log)";
  }
}
