// `import`: what Get cmdlets of a real tenant showed becomes a configuration for the sandbox.
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { ImportFinding, ImportStatus } from "../organization/import/report.ts";
import { writeText } from "./export.ts";
import { printJson } from "./options.ts";
import { CommandError, type Terminal } from "./terminal.ts";

interface ImportOptions {
  readonly output?: string;
  readonly json?: true;
}

const EXAMPLES = `
In PowerShell, connected to the tenant:
  Get-TransportRule | ConvertTo-Json -Depth 5 > rules.json
  Get-OutboundConnector | ConvertTo-Json -Depth 5 > outbound.json
  Get-DistributionGroup | select *, @{n='Members';e={Get-DistributionGroupMember $_.Identity | % PrimarySmtpAddress}} |
    ConvertTo-Json -Depth 5 > groups.json
Likewise Get-RemoteDomain, Get-InboundConnector, Get-AcceptedDomain, Get-OrganizationConfig and Get-Mailbox; or the XML of
Export-TransportRuleCollection. Then here:
  recall-sandbox import *.json --output tenant.yaml
  recall-sandbox up --config tenant.yaml

Smart hosts of the tenant are replaced by the built-in one: an import sends nothing off this machine.`;

export function registerImport(program: Command, terminal: Terminal): void {
  program
    .command("import")
    .description("rules, connectors and domains of a real tenant as a configuration file")
    .argument("<files...>", "what ConvertTo-Json or Export-TransportRuleCollection wrote")
    .option("--output <file>", "write the configuration there instead of on standard output")
    .option("--json", "for scripts: JSON on standard output")
    .addHelpText("after", EXAMPLES)
    .action((files: string[], options: ImportOptions) => importFiles(terminal, files, options));
}

async function importFiles(terminal: Terminal, files: readonly string[], options: ImportOptions): Promise<void> {
  // Only here: other verbs start faster without them.
  const [{ importOrganization }, { readExport }] = await Promise.all([
    import("../organization/import/import-organization.ts"),
    import("../organization/import/read-export.ts"),
  ]);
  const imported = importOrganization(files.flatMap((file) => readObjects(file, readExport)));
  if (options.output !== undefined) writeText(options.output, imported.yaml);
  if (options.json) {
    printJson(terminal, imported);
    return;
  }
  // The report goes beside the configuration, not into it.
  const tell = (text: string) => (options.output === undefined ? terminal.err(text) : terminal.out(text));
  tell(inWords(imported.findings));
  if (options.output === undefined) terminal.out(imported.yaml.replace(/\n$/, ""));
  else terminal.out(`The configuration is in ${options.output}.`);
}

function readObjects<T>(file: string, readExport: (bytes: Uint8Array) => T[]): T[] {
  try {
    return readExport(readFileSync(file));
  } catch (error) {
    throw new CommandError(`Cannot import ${file}: ${(error as Error).message}`);
  }
}

const STATUSES: readonly ImportStatus[] = ["modelled", "approximated", "ignored"];

/** Object by object: what is the same in one line, each of the others with its reason. */
function inWords(findings: readonly ImportFinding[]): string {
  const lines = [...Map.groupBy(findings, ({ object }) => object)].flatMap(([object, own]) => [
    object,
    ...STATUSES.flatMap((status) =>
      linesOf(
        status,
        own.filter((finding) => finding.status === status),
      ),
    ),
  ]);
  const counts = STATUSES.map((status) => `${findings.filter((one) => one.status === status).length} ${status}`);
  return [...lines, `Properties: ${counts.join(", ")}.`].join("\n");
}

function linesOf(status: ImportStatus, findings: readonly ImportFinding[]): string[] {
  if (findings.length === 0) return [];
  const head = `  ${status.padEnd(13)}`;
  if (status === "modelled") return [head + findings.map(({ property }) => property).join(", ")];
  return findings.map(({ property, reason }) => `${head}${property}: ${reason}`);
}
