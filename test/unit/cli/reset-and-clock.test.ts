// `reset` asks before it removes anything; `clock` shows and moves time. Against a whole sandbox.
import { Command } from "commander";
import { expect, it } from "vitest";
import { registerClock } from "../../../src/cli/clock.ts";
import { registerReset } from "../../../src/cli/reset.ts";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { HOUR, NOON, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { fakeTerminal } from "./terminal.ts";

async function run(terminal: Terminal, url: string, ...words: string[]) {
  const program = new Command().exitOverride().configureOutput({ writeErr() {} });
  registerReset(program, terminal);
  registerClock(program, terminal);
  await program.parseAsync([...words, "--url", url], { from: "user" });
}

it("reset asks, removes nothing unless the answer is yes, and needs --yes where nobody can answer", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { subject: "Kept" });
  const asked: string[] = [];
  const answering = (answer: string) =>
    fakeTerminal({
      ask: async (question) => {
        asked.push(question);
        return answer;
      },
    });
  for (const answer of ["", "n", "yeah"])
    await expect(run(answering(answer), on.url, "reset")).rejects.toThrow("Nothing was removed.");
  await expect(run(fakeTerminal(), on.url, "reset")).rejects.toThrow("--yes");
  expect(await subjects(on, "bob")).toEqual(["Kept"]);
  expect(asked[0]).toContain(on.url);

  const terminal = answering("y");
  await run(terminal, on.url, "reset");
  expect(await subjects(on, "bob")).toEqual([]);
  expect(terminal.written[0]).toMatch(/^Everything is gone \(\d+ rows\)\. It is 2026-11-20T12:00:00\.000Z\.$/);
});

it("clock shows the time, moves it on, and reset --clock takes it back", async () => {
  const on = await sandbox({ config: tenant() });
  const terminal = fakeTerminal();
  await run(terminal, on.url, "clock", "advance", "24h");
  await run(terminal, on.url, "clock");
  await run(terminal, on.url, "reset", "--yes", "--clock", "--json");
  expect(terminal.written.slice(0, 2)).toEqual(["2026-11-21T12:00:00.000Z", "2026-11-21T12:00:00.000Z"]);
  expect(JSON.parse(terminal.written[2] ?? "")).toMatchObject({ now: "2026-11-20T12:00:00.000Z" });
  expect(on.clock.now()).toBe(NOON);
  await expect(run(terminal, on.url, "clock", "advance", "soon")).rejects.toThrow(/duration such as 90s/);
  await on.advance(HOUR);
});
