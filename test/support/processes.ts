// Programs that a harness runs beside itself: tenants and smart hosts as users start them, and real peers. Whatever is
// started here ends with the harness, however that ends.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = join(PROJECT, "bin", "recall-sandbox.js");
const READY_MS = 60_000;
const KEPT_LINES = 60;

const alive = new Set<ChildProcess>();
const folders = new Set<string>();
const endings = new Set<() => void>();

process.on("exit", () => {
  for (const child of alive) signal(child, "SIGKILL");
  for (const ending of endings) quietly(ending);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => process.exit(130));

export interface Program {
  readonly pid: number;
  /** Last lines of standard error. */
  readonly complaints: readonly string[];
  readonly ended: Promise<number | NodeJS.Signals>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, then SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
  /** First line of standard output for which `read` gives something. */
  line<T>(read: (line: string) => T | undefined): Promise<T>;
}

/** A process group of its own, so that its children go with it. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): Program {
  const child = spawn(command, args, { detached: true, ...options, stdio: ["ignore", "pipe", "pipe"] });
  alive.add(child);
  const complaints: string[] = [];
  const output: string[] = [];
  const readers = new Set<() => void>();
  eachLine(child.stderr, (line) => {
    complaints.push(line);
    if (complaints.length > KEPT_LINES) complaints.shift();
  });
  eachLine(child.stdout, (line) => {
    output.push(line);
    if (output.length > KEPT_LINES) output.shift();
    for (const reader of readers) reader();
  });
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("error", (error) => {
      complaints.push(String(error));
      alive.delete(child);
      resolve(127);
    });
    child.once("close", (code, by) => {
      alive.delete(child);
      resolve(code ?? by ?? 0);
    });
  });
  const end = async (by: NodeJS.Signals) => {
    signal(child, by);
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    complaints,
    ended,
    kill: () => end("SIGKILL"),
    async stop(graceMs = 10_000) {
      const timer = setTimeout(() => signal(child, "SIGKILL"), graceMs);
      await end("SIGTERM");
      clearTimeout(timer);
    },
    line: (read) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) => {
          readers.delete(look);
          clearTimeout(timer);
          reject(new Error(`${command} ${args.join(" ")}\n${why}\n${complaints.join("\n")}`));
        };
        const timer = setTimeout(() => fail(`said nothing of use within ${READY_MS} ms`), READY_MS);
        const look = () => {
          for (const line of output) {
            const found = read(line);
            if (found === undefined) continue;
            readers.delete(look);
            clearTimeout(timer);
            resolve(found);
            return;
          }
        };
        readers.add(look);
        look();
        void ended.then((how) => fail(`ended (${how}) before it was ready`));
      }),
  };
}

/** Output of a short-lived program; rejects when it fails. */
export async function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  alive.add(child);
  const parts: string[] = [];
  child.stdout?.on("data", (chunk: Buffer) => parts.push(chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => parts.push(chunk.toString()));
  const how = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error));
    child.once("close", (code, by) => resolve(code ?? by));
  });
  alive.delete(child);
  const text = parts.join("");
  if (how === 0) return text;
  throw new Error(`${command} ${args.join(" ")}: ${String(how)}\n${text}`);
}

export interface Ports {
  readonly submission: number;
  readonly inbound: number;
  readonly return: number;
  readonly smartHost: number;
  readonly internet: number;
  readonly http: number;
}

export interface Tenant extends Program {
  readonly ports: Ports;
  /** http://127.0.0.1:8025 */
  readonly url: string;
}

/** `recall-sandbox up`, ready. `under` runs it by another program, such as strace. */
export async function startTenant(options: {
  readonly config: string;
  readonly data: string;
  /** Free ones instead of the configuration's. */
  readonly freePorts?: boolean;
  readonly under?: readonly string[];
}): Promise<Tenant> {
  const [command = process.execPath, ...args] = [...(options.under ?? []), process.execPath, MAIN];
  const program = start(command, [
    ...args,
    "up",
    ...["--config", options.config, "--data", options.data, "--log-level", "warn", "--json"],
    ...(options.freePorts ? ["--ports", "0"] : []),
  ]);
  const ports = await program.line(readReady<Ports>("ports"));
  return { ...program, ports, url: `http://127.0.0.1:${ports.http}` };
}

export interface SmartHostProcess extends Program {
  readonly port: number;
}

/** `recall-sandbox smart-host` with the certificate that the tenant of `data` issued for it. */
export async function startSmartHost(options: {
  readonly port: number;
  readonly returnPort: number;
  readonly preset: string;
  readonly data: string;
  readonly nodeArguments?: readonly string[];
}): Promise<SmartHostProcess> {
  const tls = (name: string) => join(options.data, "tls", name);
  const program = start(process.execPath, [
    ...(options.nodeArguments ?? []),
    MAIN,
    "smart-host",
    ...["--listen", `127.0.0.1:${options.port}`, "--return", `127.0.0.1:${options.returnPort}`],
    ...["--preset", options.preset, "--log-level", "warn", "--json"],
    ...["--tls-cert", tls("smart-host.pem"), "--tls-key", tls("smart-host.key"), "--ca", tls("ca.pem")],
  ]);
  return { ...program, port: await program.line(readReady<number>("port")) };
}

/** Gone with the process unless kept. */
export function temporaryFolder(name: string): { readonly path: string; keep(): void } {
  const path = mkdtempSync(join(tmpdir(), `recall-sandbox-${name}-`));
  folders.add(path);
  return { path, keep: () => folders.delete(path) };
}

/** Below the range from which the kernel takes ports for outgoing connections: nobody takes them between two starts. */
export async function fixedPorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let port = 20_000 + Math.floor(Math.random() * 9000); ports.length < count; port += 1) {
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

/** What else must end with the harness; gives back how to forget it. */
export function atExit(ending: () => void): () => void {
  endings.add(ending);
  return () => endings.delete(ending);
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until there is an answer; rejects after `ms` with what it waited for. */
export async function until<T>(
  what: string,
  ms: number,
  ask: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  for (const since = performance.now(); ; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() - since > ms) throw new Error(`waited ${ms} ms for this in vain: ${what}`);
    await sleep(50);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function readReady<T>(name: string): (line: string) => T | undefined {
  return (line) => {
    if (!line.startsWith("{")) return undefined;
    const said = JSON.parse(line) as Record<string, unknown>;
    return said.ready === true ? (said[name] as T) : undefined;
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  quietly(() => process.kill(-(child.pid ?? 0), name));
}

/** The process may be gone already. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {}
}

function eachLine(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  let rest = "";
  stream?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}
