// Which process listens on a port: /proc on Linux, lsof elsewhere; undefined where neither may tell.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

export interface PortOwner {
  readonly pid: number;
  /** Program and, for a script, its file. */
  readonly name: string;
}

export async function portOwner(port: number): Promise<PortOwner | undefined> {
  try {
    return process.platform === "linux" ? fromProc(port) : await fromLsof(port);
  } catch {
    return undefined;
  }
}

/** proc(5): "sl local_address rem_address st … inode"; st 0A is LISTEN. */
function fromProc(port: number): PortOwner | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const sockets = new Set<string>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of lines(table)) {
      const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === "0A" && local.endsWith(suffix)) sockets.add(`socket:[${inode}]`);
    }
  }
  if (sockets.size === 0) return undefined;
  const pid = readdirSync("/proc").find((name) => /^\d+$/.test(name) && holds(name, sockets));
  return pid === undefined ? undefined : { pid: Number(pid), name: nameOf(pid) };
}

function holds(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((fd) => {
      try {
        return sockets.has(readlinkSync(`${folder}/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}

function nameOf(pid: string): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  const script = words.slice(1).find((word) => word !== "" && !word.startsWith("-"));
  return [words[0], script].flatMap((word) => (word ? basename(word) : [])).join(" ");
}

function fromLsof(port: number): Promise<PortOwner | undefined> {
  return new Promise((resolve) => {
    const args = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"];
    execFile("lsof", args, { timeout: 3000 }, (_error, stdout) => {
      const [, pid, name = "unknown"] = /^p(\d+)\n(?:c(.*))?/m.exec(stdout) ?? [];
      resolve(pid === undefined ? undefined : { pid: Number(pid), name });
    });
  });
}

function lines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n").slice(1);
  } catch {
    return [];
  }
}
