import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { run } from "../../src/cli/program.ts";
import { fakeTerminal } from "../unit/cli/terminal.ts";

it("docs/check.md names every option of check", async () => {
  const terminal = fakeTerminal();
  await run(["check", "--help"], terminal);
  const options = [...terminal.written.join("\n").matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  const page = readFileSync(new URL("../../docs/check.md", import.meta.url), "utf8");
  const unnamed = options.filter((option) => option !== "--help" && !page.includes(`\`${option}\``));
  expect(options.length).toBeGreaterThan(20);
  expect(unnamed).toEqual([]);
});
