// `reset`: a sandbox as on its first day, without starting it anew.
import type { Command } from "commander";
import { SandboxHttp } from "./api/http.ts";
import { SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, type ClientOptions, printJson } from "./options.ts";
import { CommandError, type Terminal } from "./terminal.ts";

interface ResetOptions extends ClientOptions {
  readonly yes?: true;
  readonly clock?: true;
}

const EXAMPLES = `
Examples:
  recall-sandbox reset                     asks first
  recall-sandbox reset --yes --clock       for a script: mail gone, settings the file's, time the machine's

All mailboxes, queues, traces, legs, recalls and the internet's mail are emptied, and settings made by cmdlets go.
Mail in flight is given two seconds and goes with the rest. Ports, certificates and SMTP connections stay.`;

export function registerReset(program: Command, terminal: Terminal): void {
  const reset = program
    .command("reset")
    .description("remove all mail and take the settings back to the file")
    .option("--yes", "do not ask")
    .option("--clock", "take the clock back to real time, too");
  addClientOptions(reset)
    .addHelpText("after", EXAMPLES)
    .action(async (options: ResetOptions) => resetAfterAsking(terminal, options));
}

async function resetAfterAsking(terminal: Terminal, options: ResetOptions): Promise<void> {
  const api = new SandboxApi(new SandboxHttp(options));
  if (!options.yes) {
    if (!terminal.ask) throw new CommandError("Nobody can be asked here. To remove all mail of the sandbox: --yes");
    const answer = await terminal.ask(`Remove all mail, traces and recalls of ${options.url}? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError("Nothing was removed.", 1);
  }
  const report = await api.reset({ clock: options.clock === true });
  if (options.json) printJson(terminal, report);
  else terminal.out(`Everything is gone (${report.removedRows} rows). It is ${report.now}.`);
}
