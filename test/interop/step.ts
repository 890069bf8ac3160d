// A step of the interop run, and the peers it needs: programs written elsewhere, from Debian packages.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface Step {
  readonly name: string;
  readonly needs: readonly Peer[];
  /** Rejects when what should happen does not. The sentence says what was seen. */
  run(): Promise<string>;
}

export interface Peer {
  readonly command: string;
  /** Debian's name. */
  readonly package: string;
}

export const SWAKS: Peer = { command: "swaks", package: "swaks" };
export const PYTHON: Peer = { command: "python3", package: "python3" };
export const POSTFIX: Peer = { command: "postfix", package: "postfix" };
export const EXIM: Peer = { command: "exim4", package: "exim4-daemon-light" };
export const TNEF: Peer = { command: "tnef", package: "tnef" };
export const YTNEF: Peer = { command: "ytnefprint", package: "ytnef-tools" };
export const STRACE: Peer = { command: "strace", package: "strace" };

/** Superusers' programs are not on everybody's PATH. */
const MORE_FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

export const isInstalled = ({ command }: Peer): boolean => findProgram(command) !== undefined;

export function findProgram(command: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...MORE_FOLDERS];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @throws Error with `what` and what was seen instead. */
export function expect(what: string, holds: boolean, seen: unknown): void {
  if (!holds) throw new Error(`${what}; seen: ${typeof seen === "string" ? seen : JSON.stringify(seen)}`);
}
