// `fault` against a whole sandbox: what it adds acts, what it lists can be typed again.
import { Command } from "commander";
import { expect, it } from "vitest";
import { registerFault } from "../../../src/cli/fault.ts";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { fakeTerminal } from "./terminal.ts";

const start = () => sandbox({ config: tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" } }) });

async function run(url: string, ...words: string[]): Promise<string[]> {
  const terminal = fakeTerminal();
  const program = new Command().exitOverride().configureOutput({ writeErr() {} });
  registerFault(program, terminal);
  await program.parseAsync(["fault", ...words, "--url", url], { from: "user" });
  return terminal.written;
}

it("adds, lists with hits, and resets", async () => {
  const on = await start();
  const text = "return.endOfData=reply:451 4.7.1 Come back later,times=1,sender=alice@contoso.com";
  expect(await run(on.url, "list")).toEqual(["No fault is in force."]);
  expect(await run(on.url, "add", text)).toEqual([`fault-1 is in force: ${text}`]);
  await submit(on);
  expect(await subjects(on, "bob")).toEqual([]);
  const [table = ""] = await run(on.url, "list");
  expect(table.split("\n").at(-1)).toBe(`fault-1  1 of 1  ${text}`);
  expect(await run(on.url, "reset")).toEqual(["Nothing goes wrong any more (1 removed)."]);
  expect(await run(on.url, "reset")).toEqual(["No fault was in force."]);
});

it("speaks JSON", async () => {
  const on = await start();
  const [added = ""] = await run(on.url, "add", "outbound.body=cut:10", "--json");
  expect(JSON.parse(added)).toMatchObject({ id: "fault-1", hop: "outbound", action: { kind: "cut", afterBytes: 10 } });
  const [listed = ""] = await run(on.url, "list", "--json");
  expect(JSON.parse(listed)).toMatchObject({ faults: [{ text: "outbound.body=cut:10", hits: 0, seen: 0 }] });
  expect(JSON.parse((await run(on.url, "remove", "fault-1", "--json"))[0] ?? "")).toEqual({ removed: 1 });
  expect(on.faults.isEmpty).toBe(true);
});

it("says what is wrong with a fault, and that there is none of that id", async () => {
  const on = await start();
  await expect(run(on.url, "add", "return.mail=lose")).rejects.toThrow("lose can't happen in phase mail");
  await expect(run(on.url, "remove", "fault-9")).rejects.toThrow("There is no fault fault-9");
});
