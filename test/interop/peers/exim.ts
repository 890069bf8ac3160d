// An Exim of its own, with the file of docker/peers/exim: configuration, spool and log in a temporary folder, one port on
// loopback. Debian's package can't be installed beside Postfix: its program alone does, wherever it lies.
import { chmodSync, chownSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { start, until } from "../../support/processes.ts";
import { findProgram } from "../step.ts";
import { ENVIRONMENT, makeFolders, type PeerOptions, peerFile, type RunningPeer, tail, withSettings } from "./peer.ts";

const READY_MS = 15_000;

export async function startExim({ folder, port, returnPort }: PeerOptions): Promise<RunningPeer> {
  const spool = join(folder, "spool");
  const configuration = join(folder, "exim.conf");
  const program = findProgram("exim4") ?? "exim4";
  chmodSync(folder, 0o755);
  makeFolders(spool, ["log"]);
  const owner = userId("Debian-exim");
  for (const path of [spool, join(spool, "log")]) chownSync(path, owner.user, owner.group);
  const text = withSettings(readFileSync(peerFile("exim", "exim.conf"), "utf8"), {
    daemon_smtp_ports: String(port),
    spool_directory: spool,
    log_file_path: join(spool, "log", "%slog"),
    pid_file_path: join(folder, "exim.pid"),
    // It starts itself anew for each delivery, and not from where it was built for.
    exim_path: program,
  });
  writeFileSync(configuration, text.replace("  port = 2528", `  port = ${returnPort}`), { mode: 0o644 });
  const log = () => `${tail(join(spool, "log", "mainlog"))}\n${tail(join(spool, "log", "paniclog"))}`;
  const daemon = start(program, ["-C", configuration, "-bdf", "-q1s"], ENVIRONMENT);
  await until("Exim listens", READY_MS, () => (log().includes("listening for SMTP") ? true : undefined)).catch(
    (error: unknown) => {
      throw new Error(`${String(error)}\n${daemon.complaints.join("\n")}\n${log()}`);
    },
  );
  return { log, stop: () => daemon.stop() };
}

/** Of a user that the package made, or who installed the program alone. */
function userId(name: string): { readonly user: number; readonly group: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , user, group] = line?.split(":") ?? [];
  if (user === undefined || group === undefined)
    throw new Error(`There is no user ${name}: adduser --system --group --home /var/spool/exim4 ${name}`);
  return { user: Number(user), group: Number(group) };
}
