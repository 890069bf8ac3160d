import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { Language, type Node, Parser } from "web-tree-sitter";
import { CMDLETS } from "../../../../src/cmdlets/index.ts";
import { moduleText } from "../../../../src/cmdlets/module/module-text.ts";
import { quoted } from "../../../../src/cmdlets/module/quoted.ts";
import { writeModule } from "../../../../src/cmdlets/module/write-module.ts";

let parser: Parser;
let functions: Map<string, Node>;

beforeAll(async () => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
  parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  const root = parse(moduleText());
  functions = new Map(
    root
      .descendantsOfType("function_statement")
      .flatMap((node) => (node ? [[node.descendantsOfType("function_name")[0]?.text ?? "", node]] : [])),
  );
});

function parse(text: string): Node {
  const root = parser.parse(text)?.rootNode;
  if (!root) throw new Error("nothing parsed");
  const wrong = root
    .descendantsOfType("ERROR")
    .map((node) => `line ${(node?.startPosition.row ?? 0) + 1}: ${node?.text}`);
  if (root.hasError) throw new Error(`not PowerShell: ${wrong.join("\n").slice(0, 500)}`);
  return root;
}

test("the grammar tells PowerShell from what isn't", () => {
  expect(() => parse("function Get-It { param([string $Name) }")).toThrow("not PowerShell");
});

test("each function begins with help that Get-Help reads", () => {
  for (const { name, synopsis } of CMDLETS) {
    expect(synopsis, name).toMatch(/^[A-Z][^\n]*[^.]\.$/);
    expect(synopsis.length, name).toBeLessThan(100);
    expect(moduleText(), name).toContain(`function ${name} {\n    <#\n    .SYNOPSIS\n    ${synopsis}\n    #>\n`);
  }
  expect(new Set(CMDLETS.map(({ synopsis }) => synopsis)).size).toBeGreaterThan(CMDLETS.length - 3);
});

test("there is a function for every cmdlet, and each has the cmdlet's parameters", () => {
  expect([...functions.keys()]).toEqual(expect.arrayContaining(CMDLETS.map(({ name }) => name)));
  for (const { name, parameters } of CMDLETS) {
    const declared = functions.get(name)?.descendantsOfType("script_parameter") ?? [];
    const names = declared.map((node) => node?.descendantsOfType("variable").at(-1)?.text.slice(1));
    const own = Object.keys(parameters).filter((parameter) => !["WhatIf", "Confirm"].includes(parameter));
    expect(names.toSorted(), name).toEqual(own.toSorted());
  }
});

test("only what it exports can be called, and all of that is there", () => {
  const exported =
    /^Export-ModuleMember -Function (.*)$/m.exec(moduleText())?.[1]?.replaceAll("'", "").split(", ") ?? [];
  expect(exported).toEqual(
    ["Connect-RecallSandbox", "Disconnect-RecallSandbox", ...CMDLETS.map(({ name }) => name)].toSorted(
      (a, b) => exported.indexOf(a) - exported.indexOf(b),
    ),
  );
  for (const name of exported) expect(functions.has(name), name).toBe(true);
});

test("what changes something can be asked what it would do; what removes asks first", () => {
  expect(functions.get("Set-RemoteDomain")?.text).toContain("[CmdletBinding(SupportsShouldProcess = $true)]");
  expect(functions.get("Remove-RemoteDomain")?.text).toContain("ConfirmImpact = 'High'");
  expect(functions.get("Get-RemoteDomain")?.text).toContain("[CmdletBinding()]");
});

test.each([
  ["Set-OrganizationConfig", "[Nullable[bool]] $MessageRecallEnabled"],
  ["Set-OrganizationConfig", "[bool] $RejectDirectSend"],
  ["Get-MessageTraceV2", "[datetime] $StartDate"],
  ["New-RemoteDomain", "[Parameter(Mandatory = $true"],
])("%s has %s", (cmdlet, text) => {
  expect(functions.get(cmdlet)?.text).toContain(text);
});

test("a quote ends no literal", () => {
  const tricky = "it's ‘quoted’ $x `n";
  expect(quoted(tricky)).toBe("'it''s ‘‘quoted’’ $x `n'");
  expect(parse(`$a = ${quoted("it's")}`).text).toBe("$a = 'it''s'");
});

test("it is written where Import-Module finds it", () => {
  const folder = mkdtempSync(join(tmpdir(), "module-"));
  try {
    const file = writeModule(folder, "http://127.0.0.1:9025");
    expect(file).toBe(join(folder, "RecallSandbox", "RecallSandbox.psm1"));
    expect(readFileSync(file, "utf8")).toContain("[string] $Uri = 'http://127.0.0.1:9025'");
    expect(writeModule(join(folder, "RecallSandbox"))).toBe(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
