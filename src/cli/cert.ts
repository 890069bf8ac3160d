// `cert`: certificates of the data folder's own authority, for a vendor's smart host. Files only: no sandbox need run.
import { type Command, InvalidArgumentError } from "commander";
import { issueForHost } from "./cert/issue.ts";
import { showCertificates } from "./cert/show.ts";
import { DEFAULT_DATA } from "./options.ts";
import type { Terminal } from "./terminal.ts";

const ISSUE_EXAMPLES = `
Examples:
  recall-sandbox cert issue smarthost.vendor.example
  recall-sandbox cert issue smarthost.vendor.example 127.0.0.1 --out ./vendor --days 30
  recall-sandbox cert issue '*.vendor.example' --client --json

Writes NAME.crt, NAME.key and the authority's ca.crt, NAME being the first name. It is good for both ends of a
connection unless --client or --server says otherwise. Works while the sandbox runs, and before it ever did.`;

const SHOW_EXAMPLES = `
Examples:
  recall-sandbox cert show                          the authority and what the sandbox itself uses
  recall-sandbox cert show vendor.crt --data ./data one file, and whether our authority signed it
  recall-sandbox cert show --json`;

export function registerCert(program: Command, terminal: Terminal): void {
  const cert = program.command("cert").description("certificates of the sandbox's own authority");
  cert
    .command("issue <name...>")
    .description("make a certificate and key for a smart host or any other program")
    .option("--data <dir>", "the sandbox's folder, whose authority signs", DEFAULT_DATA)
    .option("--out <dir>", "where the files go", ".")
    .option("--days <number>", "how long it is valid", days, 397)
    .option("--client", "only to show to the sandbox, when mail comes back")
    .option("--server", "only to show to whoever connects, when mail goes out")
    .option("--force", "replace files that are there")
    .option("--json", "for scripts: JSON on standard output")
    .addHelpText("after", ISSUE_EXAMPLES)
    .action((names: readonly string[], options) => issueForHost(terminal, names, options));
  cert
    .command("show [file...]")
    .description("names, validity and use of certificates")
    .option("--data <dir>", "the sandbox's folder", DEFAULT_DATA)
    .option("--json", "for scripts: JSON on standard output")
    .addHelpText("after", SHOW_EXAMPLES)
    .action((files: readonly string[], options) => showCertificates(terminal, files, options));
}

function days(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 3650) return number;
  throw new InvalidArgumentError("It must be a whole number of days, 1 to 3650.");
}
