// `tnef`: what is in a winmail.dat, or in the one of an e-mail. `tnef build` makes one, `tnef diff` compares two.
import type { Command } from "commander";
import { printJson } from "./options.ts";
import { styleFor } from "./style.ts";
import { EXIT, type Terminal } from "./terminal.ts";
import { openTnef } from "./tnef/open-tnef.ts";
import { asJson } from "./tnef/show-json.ts";
import { showText } from "./tnef/show-text.ts";

interface TnefOptions {
  readonly json?: true;
  readonly full?: true;
  readonly extract?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox tnef winmail.dat
  recall-sandbox tnef message.eml --full             the winmail.dat inside an e-mail, long values whole
  recall-sandbox tnef winmail.dat --extract parts    attachments and bodies as files
  recall-sandbox tnef - --json < winmail.dat

Exit codes: 0 it was read, flaws and all · 1 it is broken (what can be read is shown) · 2 there is no TNEF.`;

export function registerTnef(program: Command, terminal: Terminal): void {
  program
    .command("tnef")
    .description("what is in a winmail.dat: attributes, MAPI properties, attachments, compliance")
    .argument("<file>", "a winmail.dat, an e-mail with one in it, or - for standard input")
    .option("--full", "long values whole")
    .option("--json", "for scripts: one JSON document on standard output")
    .addHelpText("after", EXAMPLES)
    .action((file: string, options: TnefOptions) => showTnef(terminal, file, options));
}

function showTnef(terminal: Terminal, file: string, options: TnefOptions): void {
  const opened = openTnef(file);
  if (options.json) printJson(terminal, asJson(opened));
  else terminal.out(showText(opened, { style: styleFor(terminal), isFull: options.full === true }));
  if (opened.error) terminal.exitCode = EXIT.failed;
}
