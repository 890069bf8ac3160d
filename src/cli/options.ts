// Options that several verbs share, and the defaults of the sandbox that `up` starts without a configuration.
import { type Command, Option } from "commander";
import type { Terminal } from "./terminal.ts";

export const DEFAULTS = { url: "http://127.0.0.1:8025", user: "alice@contoso.com", password: "sandbox" } as const;

/** Folder of a sandbox that is told no other. */
export const DEFAULT_DATA = "./data";

export interface ClientOptions {
  readonly url: string;
  /** Of a sandbox that demands one. */
  readonly token?: string;
  readonly json?: true;
}

/** For every verb that asks a running sandbox. */
export function addClientOptions(command: Command): Command {
  return command
    .addOption(new Option("--url <url>", "the running sandbox").default(DEFAULTS.url).env("RECALL_SANDBOX_URL"))
    .addOption(new Option("--token <text>", "what the sandbox demands, if it does").env("RECALL_SANDBOX_TOKEN"))
    .option("--json", "for scripts: JSON on standard output");
}

export function userOption(sentence: string): Option {
  return new Option("--user <address>", sentence).default(DEFAULTS.user).env("RECALL_SANDBOX_USER");
}

export function clientOption(sentence: string): Option {
  return new Option("--client <client>", sentence).choices(["outlook"]);
}

/** An option that may be given several times. */
export const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** "<id@host>"; shells make it tempting to leave the brackets out. */
export function asMessageId(text: string): string {
  const id = text.trim();
  return id.startsWith("<") ? id : `<${id}>`;
}

export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(JSON.stringify(value, null, terminal.isInteractive ? 2 : 0));
}
