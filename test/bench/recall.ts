// How one message to a very large group is delivered and recalled: npm run bench -- recall [--members 10000,100000].
// It never fails on timing.
import { cpus } from "node:os";
import { temporaryFolder } from "../support/processes.ts";
import type { RecallFacts } from "./recall-tenant.ts";
import { Worker } from "./worker.ts";

const MB = 2 ** 20;
const AIMS = "each under 10 s on two processors, under 400 MB, growth under 12 times, no delay of the loop over 100 ms";

interface Row extends RecallFacts {
  readonly members: number;
  readonly phase: string;
}

async function measureSize(members: number): Promise<Row[]> {
  const tenant = new Worker("recall-tenant.ts");
  const rows: Row[] = [];
  const { path: data } = temporaryFolder("bench");
  for (const [phase, argument] of [
    ["start", { members, data }],
    ["send", members],
    ["recall", members],
  ] as const) {
    rows.push({ members, phase, ...(await tenant.ask<RecallFacts>(phase, argument)) });
  }
  await tenant.end();
  return rows;
}

export async function benchRecall(sizes: readonly number[], json: boolean): Promise<void> {
  const rows: Row[] = [];
  for (const members of sizes) rows.push(...(await measureSize(members)));
  const growth = growthOf(rows);
  if (json) {
    process.stdout.write(`${JSON.stringify({ node: process.version, processors: cpus().length, rows, growth })}\n`);
    return;
  }
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} processors: one message to a group, then its recall\n`,
  );
  process.stdout.write(`${"members".padStart(9)}  phase   seconds   CPU s  RSS MB  delay ms\n`);
  for (const { members, phase, seconds, cpuMs, rssBytes, loopDelayMs } of rows) {
    const cells = [seconds.toFixed(2).padStart(9), (cpuMs / 1000).toFixed(2).padStart(8)];
    cells.push((rssBytes / MB).toFixed(0).padStart(8), loopDelayMs.toFixed(0).padStart(10));
    process.stdout.write(`${String(members).padStart(9)}  ${phase.padEnd(6)}${cells.join("")}\n`);
  }
  for (const { phase, times, from, to } of growth)
    process.stdout.write(`${phase}: ${times.toFixed(1)} times the time from ${from} to ${to} members\n`);
  process.stdout.write(`Aims: send and recall ${AIMS}.\n`);
}

/** Of the largest size to the smallest. */
function growthOf(rows: readonly Row[]) {
  return ["send", "recall"].flatMap((phase) => {
    const own = rows.filter((row) => row.phase === phase).sort((a, b) => a.members - b.members);
    const [small, large] = [own[0], own.at(-1)];
    if (!small || !large || small === large) return [];
    return [{ phase, times: large.seconds / small.seconds, from: small.members, to: large.members }];
  });
}
