// `doctor`: looks at everything that keeps people from a running sandbox, and says what to do. Changes nothing.
import type { Command } from "commander";
import { packageFile } from "../runtime/package-files.ts";
import { checkCertificates } from "./doctor/certificates.ts";
import { checkOwnAgents, readConfiguration } from "./doctor/configuration.ts";
import { checkDataFolder } from "./doctor/data-folder.ts";
import type { Finding, Patient, Status } from "./doctor/finding.ts";
import { checkContainer, checkMemory, checkNode, checkOpenFiles, checkSystemClock } from "./doctor/machine.ts";
import { checkPorts } from "./doctor/ports.ts";
import { checkSmartHosts } from "./doctor/smart-hosts.ts";
import { DEFAULT_DATA, printJson } from "./options.ts";
import { styleFor } from "./style.ts";
import { formatTable, type Row } from "./table.ts";
import { EXIT, type Terminal } from "./terminal.ts";

interface DoctorOptions {
  readonly config?: string;
  readonly data: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  recall-sandbox doctor                                             what \`up\` would find
  recall-sandbox doctor --config mine.yaml --data ./data-mine
  recall-sandbox doctor --json | jq '.findings[] | select(.status != "ok")'

Looks at Node, configuration, agents, ports, data folder, disk, certificates, clocks, memory, open files and smart hosts;
changes nothing, and dials nothing but loopback and allowed destinations. 0: nothing keeps \`up\` from starting,
1: something does, 2: could not look.`;

export function registerDoctor(program: Command, terminal: Terminal): void {
  program
    .command("doctor")
    .description("look at what keeps the sandbox from running, and say what to do")
    .option("--config <file>", "YAML file (default: the package's config/default.yaml)")
    .option("--data <dir>", "the sandbox's folder", DEFAULT_DATA)
    .option("--json", "for scripts: JSON on standard output")
    .addHelpText("after", EXAMPLES)
    .action(async (options: DoctorOptions) => doctor(terminal, options));
}

async function doctor(terminal: Terminal, options: DoctorOptions): Promise<void> {
  const findings = await examine({
    configFile: options.config ?? packageFile("config", "default.yaml"),
    data: options.data,
    env: terminal.env,
  });
  const status = worst(findings);
  if (options.json) printJson(terminal, { status, findings });
  else terminal.out(report(findings, terminal));
  if (status === "problem") terminal.exitCode = EXIT.failed;
}

/** In the order in which `up` needs things. */
export async function examine(given: Patient): Promise<Finding[]> {
  const { configuration, findings } = readConfiguration(given);
  const patient: Patient = { ...given, ...(configuration && { configuration }) };
  const folder = checkDataFolder(patient);
  const [agents, ports, smartHosts] = await Promise.all([
    checkOwnAgents(patient),
    configuration ? checkPorts(configuration, folder.facts.heldBy) : [],
    checkSmartHosts(patient),
  ]);
  return [
    checkNode(),
    ...findings,
    ...agents,
    ...ports,
    ...folder.findings,
    ...checkCertificates(patient),
    checkSystemClock(),
    checkMemory(),
    ...checkOpenFiles(patient),
    ...smartHosts,
    ...checkContainer(patient),
  ];
}

function worst(findings: readonly Finding[]): Status {
  const has = (status: Status) => findings.some((finding) => finding.status === status);
  return has("problem") ? "problem" : has("warning") ? "warning" : "ok";
}

function report(findings: readonly Finding[], terminal: Terminal): string {
  const style = styleFor(terminal);
  const paint = { ok: style.good, warning: style.bold, problem: style.bad };
  const rows = findings.flatMap(({ status, check, seen, advice }): Row[] => [
    [{ text: status, paint: paint[status] }, check, seen],
    ...(advice === undefined ? [] : [["", "", `→ ${advice}`]]),
  ]);
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  const plural = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const verdict =
    problems > 0
      ? `${plural(problems, "problem")}${warnings > 0 ? ` and ${plural(warnings, "warning")}` : ""}: mend the problems first.`
      : warnings > 0
        ? `Nothing keeps \`up\` from starting; ${plural(warnings, "warning")}.`
        : "All is well.";
  return `${formatTable(rows)}\n\n${style.bold(verdict)}`;
}
