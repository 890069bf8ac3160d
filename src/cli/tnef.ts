// `tnef`: what is in a winmail.dat, or in the one of an e-mail. `tnef build` makes one, `tnef diff` compares two.
import type { Command } from "commander";
import { bytesIn } from "../journey/explain-tnef/explain-value.ts";
import { printJson } from "./options.ts";
import { styleFor } from "./style.ts";
import { formatTable } from "./table.ts";
import { EXIT, type Terminal } from "./terminal.ts";
import { type BuildOptions, buildTnef } from "./tnef/build/build.ts";
import { diffTnef } from "./tnef/diff.ts";
import { type Extracted, extract } from "./tnef/extract.ts";
import { openTnef } from "./tnef/open-tnef.ts";
import { printSpec } from "./tnef/print-spec.ts";
import { asJson } from "./tnef/show-json.ts";
import { showText } from "./tnef/show-text.ts";

interface TnefOptions {
  readonly json?: true;
  readonly full?: true;
  readonly spec?: true;
  readonly extract?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox tnef winmail.dat
  recall-sandbox tnef message.eml --full             the winmail.dat inside an e-mail, long values whole
  recall-sandbox tnef winmail.dat --spec > it.yaml   to change it and build it again
  recall-sandbox tnef winmail.dat --extract parts    attachments and bodies as files
  recall-sandbox tnef - --json < winmail.dat

Exit codes: 0 it was read, flaws and all · 1 it is broken (what can be read is shown) · 2 there is no TNEF.`;

const DIFF_EXAMPLES = `
Examples:
  recall-sandbox tnef diff sent.eml returned.eml
  recall-sandbox tnef diff winmail.dat built.dat --json

Exit codes: 0 equal by property · 1 different · 2 one of them cannot be read.`;

const BUILD_EXAMPLES = `
Examples:
  recall-sandbox tnef build recall.yaml
  recall-sandbox tnef build recall.yaml --out recall.dat --force

A specification:
  codepage: 1252
  properties:
    PidTagMessageClass: IPM.Outlook.Recall
    RecallSearchKey: 292ba3f11581d30605ecc58781b96348
    PidLidAutoProcessState: 1
    PS_INTERNET_HEADERS x-test: { type: String, value: "yes" }
  recipients:
    - { PidTagRecipientType: 1, PidTagSmtpAddress: bob@contoso.com }
  attachments:
    - file: numbers.xlsx
docs/tnef.md has all of it.`;

export function registerTnef(program: Command, terminal: Terminal): void {
  const tnef = program
    .command("tnef")
    .description("what is in a winmail.dat: attributes, MAPI properties, attachments, compliance")
    .argument("<file>", "a winmail.dat, an e-mail with one in it, or - for standard input")
    .option("--full", "long values whole")
    .option("--spec", "print the specification that `tnef build` makes the same message from")
    .option("--extract <dir>", "write attachments and bodies into this folder; nothing there is replaced")
    .option("--json", "for scripts: one JSON document on standard output")
    .addHelpText("after", EXAMPLES)
    .action((file: string, options: TnefOptions) => showTnef(terminal, file, options));
  tnef
    .command("build")
    .description("make a winmail.dat from a specification in YAML")
    .argument("<spec>", "a YAML file, or - for standard input")
    .option("--out <file>", "where it goes", "winmail.dat")
    .option("--force", "replace a file that is there")
    .addHelpText("after", BUILD_EXAMPLES)
    .action((file: string, options: BuildOptions) => buildTnef(terminal, file, options));
  tnef
    .command("diff")
    .description("compare two by property: added, removed, changed")
    .argument("<before>", "a winmail.dat or an e-mail with one in it")
    .argument("<after>", "another")
    .option("--json", "for scripts: one JSON document on standard output")
    .addHelpText("after", DIFF_EXAMPLES)
    // Options that the parent knows too are taken by the parent.
    .action((before: string, after: string, _own: TnefOptions, command: Command) =>
      diffTnef(terminal, before, after, command.optsWithGlobals<TnefOptions>()),
    );
}

function showTnef(terminal: Terminal, file: string, options: TnefOptions): void {
  const opened = openTnef(file);
  const style = styleFor(terminal);
  const extracted = options.extract === undefined ? undefined : extract(opened.message, options.extract);
  if (options.json) printJson(terminal, { ...asJson(opened), ...(extracted && { extracted }) });
  else if (options.spec) terminal.out(printSpec(opened));
  else if (extracted) terminal.out(listOf(extracted));
  else terminal.out(showText(opened, { style, isFull: options.full === true }));
  if (!opened.error) return;
  if ((extracted || options.spec) && !options.json) terminal.err(`${opened.file} is broken: ${opened.error.message}`);
  terminal.exitCode = EXIT.failed;
}

function listOf(extracted: readonly Extracted[]): string {
  if (extracted.length === 0) return "Neither text nor attachments are in it.";
  return formatTable(extracted.map(({ path, size }) => [path, bytesIn(size)]));
}
