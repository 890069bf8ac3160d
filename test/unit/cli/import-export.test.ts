// `export` writes what a running sandbox has, cmdlets included; `import` what a tenant's cmdlets showed. Both load.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, expect, it } from "vitest";
import { registerExport } from "../../../src/cli/export.ts";
import { registerImport } from "../../../src/cli/import.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { fakeTerminal } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "import-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(terminal: Terminal, ...words: string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr() {} });
  registerExport(program, terminal);
  registerImport(program, terminal);
  await program.parseAsync(words, { from: "user" });
}

it("export has what a cmdlet changed, and no password", async () => {
  const on = await sandbox({ config: tenant() });
  const request = {
    CmdletInput: { CmdletName: "Set-RemoteDomain", Parameters: { Identity: "Default", TNEFEnabled: true } },
  };
  await fetch(`${on.url}/adminapi/beta/x/InvokeCommand`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  const terminal = fakeTerminal();
  await run(terminal, "export", "--url", on.url);
  const text = `${terminal.written.join("\n")}\n`;
  const { organization } = loadConfiguration(text);
  expect(organization.remoteDomains).toMatchObject([{ domainName: "*", tnefEnabled: true }]);
  expect(text).not.toContain("secret");
  const reset = on.configurations.current().mailboxes.map((mailbox) => ({ ...mailbox, password: "sandbox" }));
  expect(organization).toEqual({ ...on.configurations.current(), mailboxes: reset });
  const file = join(folder, "tenant.yaml");
  await run(terminal, "export", "--url", on.url, "--output", file);
  expect(readFileSync(file, "utf8")).toBe(text);
  await expect(run(terminal, "export", "--url", on.url, "--output", join(folder, "no", "x.yaml"))).rejects.toThrow(
    "Cannot write",
  );
});

it("import reports on one stream and writes the configuration on the other", async () => {
  const rules = join(folder, "rules.json");
  const rule = {
    Name: "Mark",
    State: "Enabled",
    Mode: "Enforce",
    SenderAddressLocation: "Header",
    PrependSubject: "X ",
    Odd: "y",
  };
  writeFileSync(rules, JSON.stringify([rule]));
  const terminal = fakeTerminal();
  await run(terminal, "import", rules);
  expect(terminal.complained.join("\n").split("\n")).toEqual([
    'transport rule "Mark"',
    "  modelled     PrependSubject",
    "  ignored      Odd: rules of the sandbox have no such parameter",
    "Properties: 1 modelled, 0 approximated, 1 ignored.",
  ]);
  const { organization } = loadConfiguration(`${terminal.written.join("\n")}\n`);
  expect(organization.transportRules).toMatchObject([{ name: "Mark", actions: { prependSubject: "X " } }]);
  const broken = join(folder, "broken.json");
  writeFileSync(broken, "[{");
  await expect(run(terminal, "import", broken)).rejects.toThrow(/^Cannot import .*broken\.json: /);
});
