// `quarantine` lists what rules set aside, shows, releases, deletes and exports it. Against a whole sandbox.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { expect, it } from "vitest";
import { registerQuarantine } from "../../../src/cli/quarantine.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { fakeTerminal } from "./terminal.ts";

const config = tenant({ transportRules: [{ name: "Aside", subjectContainsWords: "Budget", quarantine: true }] });

async function run(terminal: Terminal, url: string, ...words: string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr() {} });
  registerQuarantine(program, terminal);
  await program.parseAsync(["quarantine", ...words, "--url", url], { from: "user" });
}

it("lists, shows, releases to some, deletes", async () => {
  const on = await sandbox({ config });
  const terminal = fakeTerminal();
  await run(terminal, on.url, "list");
  const messageId = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
  await run(terminal, on.url, "list");
  const [held] = await on.quarantine.list();
  await run(terminal, on.url, "show", String(held?.id));
  await run(terminal, on.url, "release", messageId, "--to", "Bob@contoso.com");
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect(await subjects(on, "carol")).toEqual([]);
  await run(terminal, on.url, "delete", String(held?.id));
  expect(await on.quarantine.list()).toEqual([]);
  const [none, listed, shown, released, deleted] = terminal.written;
  expect(none).toBe("No message is in quarantine.");
  expect(listed).toMatch(
    /alice@contoso\.com +bob@contoso\.com, carol@contoso\.com +Budget +Aside +2026-12-20T12:00:00\.000Z/,
  );
  expect(shown).toContain(messageId);
  expect(shown).toMatch(/Direction +Outbound/);
  expect(released).toBe('"Budget" was released to bob@contoso.com.');
  expect(deleted).toBe('"Budget" was deleted.');
});

it("exports the message byte for byte, to the terminal or to a file", async () => {
  const on = await sandbox({ config });
  const folder = mkdtempSync(join(tmpdir(), "quarantine-"));
  try {
    const terminal = fakeTerminal();
    await submit(on, { text: "the figures\r\n" });
    const [held] = await on.quarantine.list();
    const file = join(folder, "held.eml");
    await run(terminal, on.url, "export", String(held?.id));
    await run(terminal, on.url, "export", String(held?.id), "--output", file);
    const bytes = readFileSync(file);
    expect(bytes.length).toBe(held?.size);
    expect(bytes.toString()).toContain("Subject: Budget\r\n");
    expect(bytes.toString()).toContain("\r\n\r\nthe figures");
    expect(terminal.written).toEqual([bytes.toString(), `"Budget" is in ${file}, ${bytes.length} bytes.`]);
    const nowhere = join(folder, "missing", "held.eml");
    await expect(run(terminal, on.url, "export", String(held?.id), "--output", nowhere)).rejects.toThrow(
      `Cannot write ${nowhere}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it("says what is wrong: nothing is there, or it is not for somebody", async () => {
  const on = await sandbox({ config });
  const terminal = fakeTerminal();
  await expect(run(terminal, on.url, "show", "7")).rejects.toThrow("No message 7 is in quarantine.");
  await expect(run(terminal, on.url, "delete", "<x@contoso.com>")).rejects.toThrow(
    "quarantine list shows those that are",
  );
  const messageId = await submit(on);
  const toDave = ["release", messageId, "--to", "bob@contoso.com", "dave@contoso.com"];
  await expect(run(terminal, on.url, ...toDave)).rejects.toThrow("not quarantined for dave@contoso.com");
  expect(await on.quarantine.list()).toHaveLength(1);
});
