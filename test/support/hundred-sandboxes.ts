// Starts and stops a hundred sandboxes in this process and prints what was there before and after, as JSON.
// Run by a-hundred-sandboxes-leave-nothing.test.ts with --expose-gc and a TMPDIR of its own.
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "../../src/library/index.ts";

export interface Held {
  /** Names of handles, timers and requests that keep the process. */
  readonly resources: readonly string[];
  /** Open file descriptors; null where the system has no /proc. */
  readonly files: number | null;
  readonly temporary: readonly string[];
  /** Listeners on `process`, all events. */
  readonly listeners: number;
  readonly heapBytes: number;
}

export interface Report {
  readonly before: Held;
  readonly after: Held;
  /** Median of starting and stopping one that has no mail, milliseconds. */
  readonly startAndStopMs: number;
}

async function held(): Promise<Held> {
  // Sockets that were closed are gone some turns later; what was promised to the collector takes two rounds.
  for (let round = 0; round < 5; round += 1) {
    await sleep(20);
    globalThis.gc?.();
  }
  return {
    resources: process.getActiveResourcesInfo().sort(),
    files: existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").length : null,
    temporary: readdirSync(tmpdir()),
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    heapBytes: process.memoryUsage().heapUsed,
  };
}

async function one(index: number): Promise<number> {
  const startedAt = performance.now();
  const sandbox = await startSandbox();
  const hasMail = index % 3 === 0;
  if (hasMail) {
    const events = sandbox.events()[Symbol.asyncIterator]();
    const message = await sandbox.send({ from: "alice@contoso.com", to: ["bob@contoso.com", "ann@fabrikam.com"] });
    await events.next();
    await events.return?.();
    if ((await message.recall()).byRecipient["bob@contoso.com"] !== "recalled") throw new Error("not recalled");
    await (await fetch(`${sandbox.url}/api/journeys`)).json();
    // Who waits and who follows when it stops is let go.
    void sandbox.wait("subject:never", { timeout: 60_000 }).catch(() => undefined);
    void sandbox.events()[Symbol.asyncIterator]().next();
    await sandbox.advance("1h");
  }
  await sandbox.stop();
  return hasMail ? Number.NaN : performance.now() - startedAt;
}

async function run(sequential: number, rounds: number, atOnce: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < sequential; index += 1) times.push(await one(index));
  for (let round = 0; round < rounds; round += 1)
    await Promise.all(Array.from({ length: atOnce }, (_, index) => one(index)));
  return times.filter((time) => !Number.isNaN(time));
}

// What is loaded or compiled once is no leak.
await run(30, 2, 10);
const before = await held();
const times = (await run(60, 4, 10)).sort((a, b) => a - b);
const after = await held();
const report: Report = { before, after, startAndStopMs: times[Math.floor(times.length / 2)] ?? 0 };
process.stdout.write(JSON.stringify(report));
