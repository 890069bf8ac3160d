// The command line: its verbs, its help, and what each kind of failure ends with.
import { Command, CommanderError } from "commander";
import { DataFolderError } from "../database/database.ts";
import { ConfigurationError } from "../organization/problems.ts";
import { packageVersion } from "../runtime/package-files.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";

/** In the order in which the help lists them. A verb's code is loaded when it is called: a short command starts at once. */
const VERBS: Readonly<Record<string, () => Promise<(program: Command, terminal: Terminal) => void>>> = {
  up: async () => (await import("./up.ts")).registerUp,
  send: async () => (await import("./send.ts")).registerSend,
  recall: async () => (await import("./recall.ts")).registerRecall,
  trace: async () => (await import("./trace.ts")).registerTrace,
  exo: async () => (await import("./exo.ts")).registerExo,
  explain: async () => (await import("./explain.ts")).registerExplain,
  ediscovery: async () => (await import("./ediscovery.ts")).registerEdiscovery,
  tnef: async () => (await import("./tnef.ts")).registerTnef,
  diff: async () => (await import("./diff.ts")).registerDiff,
  tail: async () => (await import("./tail.ts")).registerTail,
  wait: async () => (await import("./wait.ts")).registerWait,
  clock: async () => (await import("./clock.ts")).registerClock,
  fault: async () => (await import("./fault.ts")).registerFault,
  moderation: async () => (await import("./moderation.ts")).registerModeration,
  quarantine: async () => (await import("./quarantine.ts")).registerQuarantine,
  reset: async () => (await import("./reset.ts")).registerReset,
  demo: async () => (await import("./demo.ts")).registerDemo,
  "smart-host": async () => (await import("./smart-host.ts")).registerSmartHost,
  check: async () => (await import("./check.ts")).registerCheck,
  doctor: async () => (await import("./doctor.ts")).registerDoctor,
  cert: async () => (await import("./cert.ts")).registerCert,
  init: async () => (await import("./init.ts")).registerInit,
  import: async () => (await import("./import.ts")).registerImport,
  export: async () => (await import("./export.ts")).registerExport,
};

const EXAMPLES = `
Examples:
  recall-sandbox up                                  a tenant with a signature service, on this machine
  recall-sandbox send --to bob@contoso.com           in a second terminal: a message goes out, round and in
  recall-sandbox recall last                         take it back
  recall-sandbox recall status last                  did that work, and if not, why
  recall-sandbox demo                                ten scenes that work or fail, and the reason
  recall-sandbox check --smart-host 127.0.0.1:10025  does recall survive this product

Exit codes: 0 pass · 1 what was asked for failed · 2 could not run · 3 warnings, where asked to be strict.`;

/** @param called the verb; anything else, such as --help, takes them all. */
async function createProgram(called: string, terminal: Terminal): Promise<Command> {
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
  for (const verb of Object.hasOwn(VERBS, called) ? [called] : Object.keys(VERBS))
    (await VERBS[verb]?.())?.(program, terminal);
  return program;
}

/** @returns the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const program = await createProgram(argv[0] ?? "", terminal);
    await program.parseAsync(argv, { from: "user" });
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
