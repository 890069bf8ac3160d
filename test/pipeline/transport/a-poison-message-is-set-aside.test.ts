import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sandbox, subjects } from "../../support/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";
import { config, DEATH } from "./deadly-agent.config.ts";

const SCRIPT = new URL("./deadly-agent.ts", import.meta.url).pathname;

/** Runs the process to its end; its exit code. */
async function run(data: string, ...submitted: string[]): Promise<number> {
  const child = spawn(process.execPath, [SCRIPT, data, ...submitted], { stdio: ["ignore", "ignore", "inherit"] });
  cleanUp(() => child.kill("SIGKILL"));
  const [code] = (await once(child, "exit")) as [number];
  return code;
}

it("a message that ends the process is tried twice by itself, then set aside; all others arrive", {
  timeout: 60_000,
}, async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));

  // Nobody knows yet which of the messages under way did it.
  expect(await run(data, "Before", "Deadly", "Never submitted")).toBe(DEATH);
  // From now on each of those left behind is tried alone, and marked.
  expect([await run(data), await run(data)]).toEqual([DEATH, DEATH]);
  // Twice is enough.
  expect(await run(data, "After")).toBe(0);

  const on = await sandbox({ config, data });
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["After", "Before"]);
  expect(await on.queue.counts()).toEqual([{ queue: "poison", nextHop: "", items: 1 }]);
  const told = (await on.tracking.find({})).filter((row) => row.subject === "Deadly").map((row) => row.eventId);
  expect(told).toEqual(["RECEIVE", "POISONMESSAGE"]);
});
