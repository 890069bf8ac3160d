// `check`: does message recall survive this smart host? Options, what is printed as it goes, what is written at the end.
import { type Command, Option } from "commander";
import { PRESET_NAMES } from "../smart-host/presets.ts";
import type { CheckCommandOptions } from "./check/command-options.ts";
import { repeated } from "./options.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  recall-sandbox check --smart-host 127.0.0.1:10025                 the product under test hands back to 127.0.0.1:2528
  recall-sandbox check --smart-host 127.0.0.1:10025 --edits signature --build 4.3.1 --report ./report
  recall-sandbox check --smart-host mail.vendor.example:25 --yes --return 0.0.0.0:2528 --tls required --rate 5
  recall-sandbox check --builtin strips-exchange-headers --profile recall
  recall-sandbox check --list
  recall-sandbox check --smart-host 127.0.0.1:10025 --baseline ./report --json > run.json
  recall-sandbox check --matrix ./report-4.2 ./report-4.3 --report ./matrix
  recall-sandbox check --replay ./report --only RECALL-01

Profiles: recall (ID, HDR, TNEF, RECALL, REPORT, ORDER, LOOP), wire (WIRE), mime (MIME, PACK), full (all of them).

Exit codes: 0 Transparent, and no must failed · 1 a must failed, or less than Transparent · 2 could not run ·
3 a should failed, under --strict.`;

export function registerCheck(program: Command, terminal: Terminal): void {
  const check = program.command("check").description("say whether message recall survives a smart host, and why not");
  addWhere(check);
  addWhat(check);
  addReports(check);
  check.addHelpText("after", EXAMPLES).action(async (options: CheckCommandOptions) => {
    // By then: the whole of a sandbox comes with it.
    const { runCheckCommand } = await import("./check/command.ts");
    await runCheckCommand(terminal, options);
  });
}

function addWhere(check: Command): void {
  check
    .option("--smart-host <host:port>", "the product under test: where it takes mail")
    .addOption(
      new Option("--builtin <preset>", "a built-in smart host instead").choices(PRESET_NAMES).conflicts("smartHost"),
    )
    .option("--behaviour <name[=option]>", "with --builtin: one thing more that it does; may be repeated", repeated)
    .option("--return <host:port>", "where the check's tenant takes returning mail (127.0.0.1:2528; --builtin: any)")
    .option("--tls <mode>", "towards the smart host: none, opportunistic or required", "opportunistic")
    .option("--ca <file>", "PEM: who signs the smart host's certificate; it is verified then")
    .option("--client-cert <file>", "PEM: certificate and key, shown to the smart host")
    .addOption(
      new Option("--auth <user:password>", "sign in at the smart host (better: by the environment)").env(
        "RECALL_SANDBOX_CHECK_AUTH",
      ),
    )
    .option("--domain <name>", "the tenant's domain (contoso.com)")
    .option("--from <address>", "who sends (alice@DOMAIN)")
    .option("--recipients <file>", "who receives, where the product is licensed by user: an address in each line")
    .option("--loop-header <name=value>", "the field that the product stamps (else the tenant's rule stamps one)")
    .option(
      "--edits <edit>",
      "what the product does to mail: signature, signature=BEGIN…END; may be repeated",
      repeated,
    )
    .option("--rate <number>", "hand over so many messages per second at most")
    .option("--yes", "the smart host, or the port of --return, is not on this machine's loopback: go on");
}

function addWhat(check: Command): void {
  check
    .option("--profile <name>", "which groups of cases: recall, wire, mime or full", "full")
    .option("--only <ids>", "cases or groups, parted by commas: WIRE-01,RECALL")
    .option("--timeout <duration>", "for each case: 30s, 2m (30s)")
    .option("--seed <number>", "of what is left to chance; a run is repeated by its seed")
    .option("--build <name>", "names the build under test in reports")
    .option("--strict", "exit code 3 where a should failed")
    .option("--list", "list the cases, run nothing");
}

function addReports(check: Command): void {
  check
    .option("--json", "print the whole run, and nothing else, on standard output")
    .option("--report <dir>", "write a page, JUnit XML, JSON and the evidence, with a manifest")
    .option("--redact", "replace addresses, hosts, subjects and bodies in what is written")
    .option("--baseline <run>", "an earlier report or run.json: tell what fails now and did not, and the reverse")
    .option("--matrix <run...>", "compare saved runs, run nothing")
    .option("--replay <dir>", "run the failed cases of a report again (or --only), as it was run");
}
