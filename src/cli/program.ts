// The command line: its verbs, its help, and what each kind of failure ends with.
import { Command, CommanderError } from "commander";
import { DataFolderError } from "../database/database.ts";
import { ConfigurationError } from "../organization/problems.ts";
import { packageVersion } from "../runtime/package-files.ts";
import { registerCert } from "./cert.ts";
import { registerCheck } from "./check.ts";
import { registerClock } from "./clock.ts";
import { registerDemo } from "./demo.ts";
import { registerDiff } from "./diff.ts";
import { registerDoctor } from "./doctor.ts";
import { registerEdiscovery } from "./ediscovery.ts";
import { registerExo } from "./exo.ts";
import { registerExplain } from "./explain.ts";
import { registerExport } from "./export.ts";
import { registerFault } from "./fault.ts";
import { registerImport } from "./import.ts";
import { registerModeration } from "./moderation.ts";
import { registerQuarantine } from "./quarantine.ts";
import { registerRecall } from "./recall.ts";
import { registerReset } from "./reset.ts";
import { registerSend } from "./send.ts";
import { registerSmartHost } from "./smart-host.ts";
import { registerTail } from "./tail.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";
import { registerTnef } from "./tnef.ts";
import { registerTrace } from "./trace.ts";
import { registerUp } from "./up.ts";
import { registerWait } from "./wait.ts";

const EXAMPLES = `
Examples:
  recall-sandbox up                                  a tenant with a signature service, on this machine
  recall-sandbox send --to bob@contoso.com           in a second terminal: a message goes out, round and in
  recall-sandbox recall last                         take it back
  recall-sandbox recall status last                  did that work, and if not, why
  recall-sandbox demo                                ten scenes that work or fail, and the reason
  recall-sandbox check --smart-host 127.0.0.1:10025  does recall survive this product

Exit codes: 0 pass · 1 what was asked for failed · 2 could not run · 3 warnings, where asked to be strict.`;

export function createProgram(terminal: Terminal): Command {
  const program = new Command("recall-sandbox")
    .description(
      "A tenant like Exchange Online on your own machine, with a smart host in its mail flow and message recall.",
    )
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError("(--help tells more)")
    .configureOutput({
      writeOut: (text) => terminal.out(text.replace(/\n$/, "")),
      writeErr: (text) => terminal.err(text.replace(/\n$/, "")),
      getOutHelpWidth: () => Math.min(terminal.columns, 120),
      getErrHelpWidth: () => Math.min(terminal.columns, 120),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", EXAMPLES);
  registerUp(program, terminal);
  registerSend(program, terminal);
  registerRecall(program, terminal);
  registerTrace(program, terminal);
  registerExo(program, terminal);
  registerExplain(program, terminal);
  registerEdiscovery(program, terminal);
  registerTnef(program, terminal);
  registerDiff(program, terminal);
  registerTail(program, terminal);
  registerWait(program, terminal);
  registerClock(program, terminal);
  registerFault(program, terminal);
  registerModeration(program, terminal);
  registerQuarantine(program, terminal);
  registerReset(program, terminal);
  registerDemo(program, terminal);
  registerSmartHost(program, terminal);
  registerCheck(program, terminal);
  registerDoctor(program, terminal);
  registerCert(program, terminal);
  registerImport(program, terminal);
  registerExport(program, terminal);
  return program;
}

/** @returns the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await createProgram(terminal).parseAsync(argv, { from: "user" });
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.pass : EXIT.couldNotRun;
    terminal.err(explain(error));
    return error instanceof CommandError ? error.exitCode : EXIT.couldNotRun;
  }
}

/** What a user can act on comes as a sentence; a defect comes with its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigurationError) {
    const count = error.problems.length;
    return `${error.message}\n${count} problem${count === 1 ? "" : "s"} in the configuration; nothing was started.`;
  }
  if (error instanceof CommandError || error instanceof DataFolderError) return error.message;
  // By name: its module brings the whole transport with it.
  if (error instanceof Error && error.name === "ListenError") return error.message;
  const { code, address } = error as { code?: string; address?: string };
  if (code === "EADDRNOTAVAIL") return `${address} is not an address of this machine (listeners.host, --listen).`;
  return `This is a defect of recall-sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
