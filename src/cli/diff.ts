// `diff`: what two forms of one message differ in, and what that means for recall. It asks no sandbox.
import type { Command } from "commander";
import { compareMessages } from "../journey/compare/compare.ts";
import type { DeclaredEdits } from "../journey/compare/comparison.ts";
import { printComparison } from "./diff/print-comparison.ts";
import { printJson } from "./options.ts";
import { styleFor } from "./style.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";
import { looksLike, looksLikeMail } from "./tnef/looks-like.ts";
import { readBytes } from "./tnef/open-tnef.ts";

interface DiffOptions {
  readonly json?: true;
  readonly edits?: string;
}

const EXAMPLES = `
Examples:
  recall-sandbox diff left.eml returned.eml
  recall-sandbox diff left.eml returned.eml --edits '-- ACME --…-- end --'
  recall-sandbox diff left.eml - --json < returned.eml | jq '.differences[] | select(.class == "fatal")'

Classes: expected (every hop does it, or it was declared), harmless, risky, fatal for recall.
Exit codes: 0 identical, or nothing worse than harmless · 1 risky or fatal · 2 a file is no e-mail, or cannot be read.`;

export function registerDiff(program: Command, terminal: Terminal): void {
  program
    .command("diff")
    .description("what came back of a message otherwise, and what that means for recall")
    .argument("<left>", "the e-mail as it left; - is standard input")
    .argument("<returned>", "the e-mail as it came back")
    .option("--edits <begin…end>", "a block between these texts is what the product writes, and expected")
    .option("--json", "for scripts: one JSON document on standard output")
    .addHelpText("after", EXAMPLES)
    .action((left: string, returned: string, options: DiffOptions) => diff(terminal, left, returned, options));
}

async function diff(terminal: Terminal, left: string, returned: string, options: DiffOptions): Promise<void> {
  if (left === "-" && returned === "-") throw new CommandError("Only one of both can be standard input (-)");
  const edits = options.edits === undefined ? undefined : readEdits(options.edits);
  const [ours, theirs] = [readMessage(left), readMessage(returned)];
  const comparison = await compareMessages(ours, theirs, edits ? { edits } : {});
  if (options.json) printJson(terminal, comparison);
  else terminal.out(printComparison(comparison, styleFor(terminal)));
  if (comparison.class === "risky" || comparison.class === "fatal") terminal.exitCode = EXIT.failed;
}

function readEdits(text: string): DeclaredEdits {
  const [begin = "", end = "", ...more] = text.replace(/^signature=/, "").split(/…|\.\.\./);
  if (begin.trim() === "" || end.trim() === "" || more.length > 0)
    throw new CommandError(
      `--edits must be two texts with … between them, such as "-- ACME --…-- end --", not "${text}"`,
    );
  return { signature: { begin, end } };
}

function readMessage(file: string): Buffer {
  const name = file === "-" ? "standard input" : file;
  const bytes = readBytes(file, name);
  if (looksLikeMail(bytes)) return bytes;
  const what = looksLike(bytes);
  const why = what === "empty" ? "it is empty" : what ? `it looks like ${what}` : "it begins with no header field";
  throw new CommandError(`${name} is no e-mail: ${why}`);
}
