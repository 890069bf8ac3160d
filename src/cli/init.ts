// `init`: what a team needs to have the sandbox around its own smart host: configuration, compose file, CI recipes.
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { isLoopback, parseHostPort } from "../organization/destinations.ts";
import { loadConfiguration } from "../organization/load.ts";
import { makeFolder } from "../runtime/make-folder.ts";
import { initialFiles } from "./init/files.ts";
import { NEW_TOKEN } from "./init/recipes.ts";
import { printJson } from "./options.ts";
import { CommandError, type Terminal } from "./terminal.ts";
import { quoted } from "./words.ts";

interface InitOptions {
  readonly smartHost: string;
  readonly force?: true;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  recall-sandbox init                                            here, for a smart host at 127.0.0.1:10025
  recall-sandbox init recall --smart-host mail.vendor.example:25 one on another machine
  recall-sandbox init --force                                    over what is there`;

export function registerInit(program: Command, terminal: Terminal): void {
  program
    .command("init")
    .description("write a configuration, a compose file and CI recipes for your smart host")
    .argument("[dir]", "folder, made if it is not there", ".")
    .option("--smart-host <host:port>", "the product in the loop: where it takes mail", "127.0.0.1:10025")
    .option("--force", "write over what is there")
    .option("--json", "for scripts: JSON on standard output")
    .addHelpText("after", EXAMPLES)
    .action((dir: string, options: InitOptions) => init(terminal, dir, options));
}

function init(terminal: Terminal, dir: string, { smartHost, force, json }: InitOptions): void {
  const at = parseHostPort(smartHost);
  if (at?.port === undefined)
    throw new CommandError(`--smart-host must be host:port, such as 127.0.0.1:10025, not "${smartHost}".`);
  const files = initialFiles({ host: at.host, port: at.port });
  const present = [...files.keys()].filter((name) => existsSync(join(dir, name)));
  if (present.length > 0 && !force)
    throw new CommandError(
      `${present.join(", ")} ${present.length === 1 ? "is" : "are"} there already: nothing was written. To write over: --force`,
    );
  const written = write(dir, files);
  // What could not be loaded would fail later, and elsewhere.
  loadConfiguration(join(dir, "recall-sandbox.yaml"), {});
  if (json) printJson(terminal, { written });
  else
    terminal.out(
      `Written:\n${written.map((name) => `  ${name}`).join("\n")}\n\n${nextSteps(dir, isLoopback(at.host))}`,
    );
}

function write(dir: string, files: ReadonlyMap<string, string>): string[] {
  try {
    return [...files].map(([name, text]) => {
      const file = join(dir, name);
      makeFolder(dirname(file));
      writeFileSync(file, text);
      return file;
    });
  } catch (error) {
    throw new CommandError(`The files can't be written: ${(error as Error).message}.`);
  }
}

/** A smart host on another machine must reach the return port, and whoever else does needs the token. */
function nextSteps(dir: string, isHere: boolean): string {
  const file = (name: string) => quoted(join(dir, name));
  return `Next:
  npx recall-sandbox up --config ${file("recall-sandbox.yaml")} --open${isHere ? "" : " --listen 0.0.0.0 --token"}
${isHere ? "" : `  ${NEW_TOKEN}\n`}  docker compose -f ${file("compose.yaml")} up`;
}
