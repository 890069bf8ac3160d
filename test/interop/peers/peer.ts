// A mail server written elsewhere, between the tenant and itself: it takes mail on one port of loopback and hands all of
// it back to another.
import { mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PROJECT } from "../../support/processes.ts";

export interface PeerOptions {
  /** Empty: everything of its own lies here. */
  readonly folder: string;
  readonly port: number;
  readonly returnPort: number;
}

export interface RunningPeer {
  /** The end of its log. */
  log(): string;
  stop(): Promise<void>;
}

/** Superusers' programs are not on everybody's PATH. */
export const SUPERUSER_PATH = [process.env.PATH ?? "", "/usr/local/sbin", "/usr/sbin", "/sbin"].join(delimiter);

export const ENVIRONMENT = { env: { ...process.env, PATH: SUPERUSER_PATH } };

export const peerFile = (...path: string[]): string => join(PROJECT, "docker", "peers", ...path);

export function makeFolders(folder: string, names: readonly string[]): void {
  for (const name of names) mkdirSync(join(folder, name), { recursive: true });
}

/** A file of `name = value` lines with these instead of its own of the same name. */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  const kept = text.split("\n").filter((line) => !Object.hasOwn(settings, line.split(" = ")[0] ?? ""));
  return [...Object.entries(settings).map(([name, value]) => `${name} = ${value}`), ...kept].join("\n");
}

export function tail(file: string): string {
  try {
    return readFileSync(file, "utf8").split("\n").slice(-40).join("\n");
  } catch {
    return `(nothing was written to ${file})`;
  }
}
