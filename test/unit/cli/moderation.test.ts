// `moderation` lists what waits, lets it pass and rejects it. Against a whole sandbox.
import { Command } from "commander";
import { expect, it } from "vitest";
import { registerModeration } from "../../../src/cli/moderation.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { fakeTerminal } from "./terminal.ts";

const config = tenant({
  mailboxes: [
    person("alice"),
    person("bob", { moderationEnabled: true, moderatedBy: ["carol@contoso.com"] }),
    person("carol"),
  ],
});

async function run(terminal: Terminal, url: string, ...words: string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr() {} });
  registerModeration(program, terminal);
  await program.parseAsync(["moderation", ...words, "--url", url], { from: "user" });
}

it("lists, approves and rejects", async () => {
  const on = await sandbox({ config });
  const terminal = fakeTerminal();
  await run(terminal, on.url, "list");
  const id = await submit(on);
  await run(terminal, on.url, "list");
  await run(terminal, on.url, "approve", id, "--by", "carol@contoso.com");
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  await submit(on, { subject: "Second" });
  const [second] = await on.moderation.list();
  await run(terminal, on.url, "reject", String(second?.id), "--comment", "No.");
  await on.idle();
  expect(await subjects(on, "alice")).toEqual(["Rejected: Second"]);
  const [none, listed, approved, rejected] = terminal.written;
  expect(none).toBe("No message waits for a moderator.");
  expect(listed).toMatch(/alice@contoso\.com +bob@contoso\.com +Budget +carol@contoso\.com +2026-11-22T12:00:00\.000Z/);
  expect(approved).toBe('"Budget" passes to bob@contoso.com.');
  expect(rejected).toBe('"Second" was rejected for bob@contoso.com.');
});

it("says what is wrong: nothing waits, or somebody else's decision", async () => {
  const on = await sandbox({ config });
  const terminal = fakeTerminal();
  await expect(run(terminal, on.url, "approve", "<x@contoso.com>")).rejects.toThrow(
    "moderation list shows those that do",
  );
  await expect(run(terminal, on.url, "approve", "7")).rejects.toThrow("No message 7 waits for a moderator.");
  await submit(on);
  const [one] = await on.moderation.list();
  await expect(run(terminal, on.url, "approve", String(one?.id), "--by", "alice@contoso.com")).rejects.toThrow(
    "alice@contoso.com does not moderate bob@contoso.com",
  );
});
