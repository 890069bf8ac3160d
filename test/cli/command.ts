// Runs the command line as its users do: bin/recall-sandbox.js in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

export const PROJECT = join(import.meta.dirname, "..", "..");
export const BIN = join(PROJECT, "bin", "recall-sandbox.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function command(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return startCommand(args, options).ended;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Standard output so far. */
  stdout(): string;
  stderr(): string;
  /** First whole line of standard output. */
  firstLine(): Promise<string>;
}

export function startCommand(args: readonly string[], { cwd = PROJECT, env = {} }: CommandOptions = {}): Running {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  const readers = new Set<() => void>();
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    for (const reader of readers) reader();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return {
    child,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    firstLine: () =>
      new Promise((resolve, reject) => {
        const look = () => {
          const end = stdout.indexOf("\n");
          if (end >= 0) resolve(stdout.slice(0, end));
        };
        readers.add(look);
        look();
        void ended.then(({ code }) => reject(new Error(`ended with ${code}: ${stderr}`)));
      }),
  };
}
