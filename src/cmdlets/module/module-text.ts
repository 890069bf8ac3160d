// RecallSandbox.psm1: one PowerShell function per cmdlet, with its parameters, over one function that posts to InvokeCommand.
import { packageVersion } from "../../runtime/package-files.ts";
import type { Cmdlet, ParameterDeclaration, ParameterTypes } from "../cmdlet.ts";
import { CMDLETS } from "../index.ts";
import { quoted } from "./quoted.ts";
import { runtimeText } from "./runtime-text.ts";

/** `uri`: where Connect-RecallSandbox goes unless told otherwise. */
export function moduleText(uri = "http://127.0.0.1:8025"): string {
  const cmdlets = CMDLETS.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  const exported = ["Connect-RecallSandbox", "Disconnect-RecallSandbox", ...cmdlets.map(({ name }) => name)];
  const parts = [
    `# RecallSandbox.psm1, made by recall-sandbox ${packageVersion()} from its own table of cmdlets. Import-Module, then Connect-RecallSandbox.`,
    runtimeText(uri),
    ...cmdlets.map(functionText),
    `Export-ModuleMember -Function ${exported.map(quoted).join(", ")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function functionText({ name, synopsis, parameters }: Cmdlet): string {
  const asks = "WhatIf" in parameters || "Confirm" in parameters;
  // PowerShell has these two by itself where a function says that it asks.
  const own = Object.entries(parameters).filter(([parameter]) => !["WhatIf", "Confirm"].includes(parameter));
  const declared = own.map(([parameter, declaration]) => parameterText(parameter, declaration));
  return [
    `function ${name} {`,
    `    <#\n    .SYNOPSIS\n    ${synopsis}\n    #>`,
    `    [CmdletBinding(${asks ? shouldProcess(name) : ""})]`,
    declared.length === 0 ? "    param()" : `    param(\n${declared.join(",\n\n")}\n    )`,
    "    process {",
    `        Invoke-SandboxCmdlet -Caller $PSCmdlet -Name ${quoted(name)} -Bound $PSBoundParameters -Asks $${asks} -WhatIf $${asks ? "WhatIfPreference" : "false"}`,
    "    }",
    "}",
  ].join("\n");
}

/** Those that take something away ask first. */
function shouldProcess(name: string): string {
  const isGrave = /^(?:Remove|Disable|Clear)-/.test(name);
  return isGrave ? "SupportsShouldProcess = $true, ConfirmImpact = 'High'" : "SupportsShouldProcess = $true";
}

function parameterText(name: string, declaration: ParameterDeclaration): string {
  const { mandatory, position, pipeline, aliases = [] } = declaration;
  const said = [
    ...(mandatory ? ["Mandatory = $true"] : []),
    ...(position === undefined ? [] : [`Position = ${position - 1}`]),
    ...(pipeline === "value" || pipeline === "both" ? ["ValueFromPipeline = $true"] : []),
    ...(pipeline === "name" || pipeline === "both" ? ["ValueFromPipelineByPropertyName = $true"] : []),
  ];
  return [
    ...(said.length > 0 ? [`        [Parameter(${said.join(", ")})]`] : []),
    ...(aliases.length > 0 ? [`        [Alias(${aliases.map(quoted).join(", ")})]`] : []),
    `        [${typeOf(declaration)}] $${name}`,
  ].join("\n");
}

/** PowerShell's own types where they say all; an object is sent as it is, and judged by the sandbox. */
const TYPES: Partial<Record<keyof ParameterTypes, string>> = {
  string: "string",
  boolean: "bool",
  int: "int",
  dateTime: "datetime",
  switch: "switch",
  bytes: "byte[]",
};
const NULLABLE: Partial<Record<keyof ParameterTypes, string>> = {
  boolean: "Nullable[bool]",
  int: "Nullable[int]",
  dateTime: "Nullable[datetime]",
};

/** A [string] would make $null an empty text. */
function typeOf({ type, nullable }: ParameterDeclaration): string {
  return (nullable ? NULLABLE[type] : TYPES[type]) ?? "object";
}
