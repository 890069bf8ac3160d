// `exo`: cmdlets, pipelines and scripts against a running sandbox, as one would type them to Exchange Online.
import { existsSync, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { Exchange } from "./api/exchange.ts";
import { SandboxHttp } from "./api/http.ts";
import { SandboxApi } from "./api/sandbox-api.ts";
import { terminalHost } from "./exo-host.ts";
import { addClientOptions, type ClientOptions, printJson, repeated } from "./options.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";

interface ExoOptions extends ClientOptions {
  readonly define?: readonly string[];
  readonly yes?: true;
  readonly module?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox exo 'Set-RemoteDomain Default -TNEFEnabled $true'
  recall-sandbox exo 'Get-MessageTrace | Get-MessageTraceDetail -Event Drop | fl'
  recall-sandbox exo 'Get-TransportRule | select Name, Priority, State | Export-Csv rules.csv'
  recall-sandbox exo drops.ps1 --define date=6/13/2025
  recall-sandbox exo 'Get-Help Set-RemoteDomain'

Single quotes keep $true from your own shell. A text that ends in .ps1 is a file, - is standard input. --define gives the
value of a <placeholder>. Remove- and Disable- cmdlets ask at a terminal, elsewhere they want -Confirm:$false or --yes.
It has commands, pipelines, variables, foreach, script blocks and hashtables; not if, functions, methods or splatting.`;

export function registerExo(program: Command, terminal: Terminal): void {
  const exo = program
    .command("exo")
    .description("cmdlets and scripts of Exchange Online, run by the sandbox")
    .argument("[script...]", "a command, a .ps1 file, or - for standard input")
    .option("--define <name=value>", "what <name> in the script stands for; may be repeated", repeated)
    .option("--yes", "asks nothing")
    .option("--module <dir>", "writes the PowerShell module there instead: the same cmdlets for all of PowerShell");
  addClientOptions(exo)
    .addHelpText("after", EXAMPLES)
    .action(async (words: readonly string[], options: ExoOptions) => runExo(terminal, words, options));
}

async function runExo(terminal: Terminal, words: readonly string[], options: ExoOptions): Promise<void> {
  if (options.module !== undefined) return writeModuleTo(options.module, words, options, terminal);
  const script = await readScript(words);
  const http = new SandboxHttp(options);
  // Only here: other verbs start faster without them.
  const [{ runScript }, { toPlain }, { CMDLETS }] = await Promise.all([
    import("../shell/run-script.ts"),
    import("../shell/objects.ts"),
    import("../cmdlets/index.ts"),
  ]);
  const { milliseconds } = /Get-Date/i.test(script) ? await new SandboxApi(http).clock() : { milliseconds: Date.now() };
  const host = terminalHost(terminal, new Exchange(http), CMDLETS, {
    now: new Date(milliseconds),
    isQuiet: options.json === true,
    isYes: options.yes === true,
  });
  const { values, errors } = await runScript(script, host, definesOf(options.define ?? []));
  if (options.json) printJson(terminal, values.map(toPlain));
  if (errors.length > 0) terminal.exitCode = EXIT.failed;
}

async function writeModuleTo(
  dir: string,
  words: readonly string[],
  { url, json }: ExoOptions,
  terminal: Terminal,
): Promise<void> {
  if (words.length > 0) throw new CommandError("--module writes the module and runs nothing: leave the script out.");
  const { writeModule } = await import("../cmdlets/module/write-module.ts");
  const file = writeModule(dir, url);
  if (json) printJson(terminal, { file });
  else terminal.out(`${file}\n\n  Import-Module ${file}\n  Connect-RecallSandbox\n  Get-TransportRule`);
}

async function readScript(words: readonly string[]): Promise<string> {
  const script = words.join(" ");
  if (script.trim() === "") throw new CommandError("Say what to run: a command in single quotes, a .ps1 file, or -.");
  if (script === "-") return text(process.stdin);
  if (words.length > 1 || /[\r\n|]/.test(script) || !/\.ps1$/i.test(script)) return script;
  if (!existsSync(script)) throw new CommandError(`There is no file ${script}.`);
  return readFileSync(script, "utf8");
}

function definesOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((define) => {
      const at = define.indexOf("=");
      if (at < 1) throw new CommandError(`--define takes NAME=VALUE, such as date=6/13/2025, not "${define}"`);
      return [define.slice(0, at).replace(/^<|>$/g, ""), define.slice(at + 1)];
    }),
  );
}
