// `export`: the organization of a running sandbox as a configuration file, with what cmdlets changed since it started.
import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { SandboxHttp } from "./api/http.ts";
import { SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, type ClientOptions, printJson } from "./options.ts";
import { CommandError, type Terminal } from "./terminal.ts";

interface ExportOptions extends ClientOptions {
  readonly output?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox export                          prints it
  recall-sandbox export --output tenant.yaml     then: recall-sandbox up --config tenant.yaml

Passwords are not in it: regular mailboxes get the default one again.`;

export function registerExport(program: Command, terminal: Terminal): void {
  const command = program
    .command("export")
    .description("the organization as it is now, as a configuration file")
    .option("--output <file>", "write it there");
  addClientOptions(command)
    .addHelpText("after", EXAMPLES)
    .action((options: ExportOptions) => exportOrganization(terminal, options));
}

async function exportOrganization(terminal: Terminal, options: ExportOptions): Promise<void> {
  const exported = await new SandboxApi(new SandboxHttp(options)).exportOrganization();
  if (options.output !== undefined) writeText(options.output, exported.yaml);
  if (options.json) printJson(terminal, exported);
  else if (options.output === undefined) terminal.out(exported.yaml.replace(/\n$/, ""));
  else terminal.out(`The organization is in ${options.output}.`);
  if (!options.json) for (const { path, message } of exported.left) terminal.err(`Not in it: ${path}: ${message}`);
}

/** @throws CommandError */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CommandError(`Cannot write ${file}: ${(error as Error).message}`);
  }
}
