// How fast the sandbox takes, delivers and round-trips mail, beside a bare smtp-server in the same run: only the ratio
// says something about another machine. It never fails on timing.
//
//   node test/bench/bench.ts [--messages 10000] [--connections 32] [--profiles DIR] [--json]
//   node test/bench/bench.ts rules [--messages 10000] [--json]
//   node test/bench/bench.ts recall [--members 10000,100000] [--json]
import { statfsSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { type Measured, measureAccept, measureRoundTrip, measureSink, measureSustained, type Plan } from "./phases.ts";
import { benchRecall } from "./recall.ts";
import { benchRules } from "./rules.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    members: { type: "string", default: "10000,100000" },
    messages: { type: "string", default: "10000" },
    connections: { type: "string", default: "32" },
    profiles: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

if (positionals[0] === "recall") {
  await benchRecall(values.members.split(",").map(Number), values.json);
  process.exit(0);
}
if (positionals[0] === "rules") {
  await benchRules(Number(values.messages), values.json);
  process.exit(0);
}

/** Ratio to the sink; what is aimed at, and where there is one the goal behind it. */
const AIMS: Readonly<Record<string, string>> = { accept: "0.42", sustained: "0.25", "round trip": "0.05 (goal 0.08)" };
const AIM_RSS_MB = 200;
const AIM_DELAY_MS = 100;

interface Results {
  /** The machine is never equally fast: the sink is measured between the phases, and the median of it counts. */
  readonly sink: Measured;
  readonly sinkPerSecond: readonly number[];
  readonly phases: readonly Measured[];
}

async function measure(plan: Plan): Promise<Results> {
  const sinks = [await measureSink(plan)];
  const phases: Measured[] = [];
  for (const phase of [measureAccept, measureSustained, measureRoundTrip]) {
    phases.push(...[await phase(plan)].flat());
    sinks.push(await measureSink(plan));
  }
  sinks.sort((a, b) => a.perSecond - b.perSecond);
  const sink = sinks[Math.floor(sinks.length / 2)] as Measured;
  return { sink, sinkPerSecond: sinks.map(({ perSecond }) => perSecond), phases };
}

function table(all: readonly Measured[], sinkPerSecond: number): string {
  const rows = all.map((one) => [
    one.phase,
    String(one.messages),
    one.perSecond.toFixed(one.perSecond < 100 ? 1 : 0),
    (one.perSecond / sinkPerSecond).toFixed(3),
    AIMS[one.phase] ?? "",
    one.cpuMs.toFixed(3),
    one.smartHostCpuMs?.toFixed(3) ?? "",
    one.load.p50.toFixed(1),
    one.load.p95.toFixed(1),
    one.load.p99.toFixed(1),
    one.rssBytes === undefined ? "" : (one.rssBytes / 2 ** 20).toFixed(0),
    one.loopDelayMs?.toFixed(0) ?? "",
  ]);
  const head = [
    "phase",
    "messages",
    "per s",
    "to sink",
    "aim",
    "CPU ms",
    "host CPU",
    "p50 ms",
    "p95",
    "p99",
    "RSS MB",
    "delay ms",
  ];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => pad(cell, widths[column] ?? 0, column === 0)).join("  ");
  return [line(head), ...rows.map(line)].join("\n");
}

const pad = (cell: string, width: number, left: boolean) => (left ? cell.padEnd(width) : cell.padStart(width));

/** statfs(2), TMPFS_MAGIC. */
const isInMemory = (folder: string) => statfsSync(folder).type === 0x01021994;

const plan: Plan = {
  messages: Number(values.messages),
  connections: Number(values.connections),
  ...(values.profiles !== undefined && { profiles: values.profiles }),
};
const { sink, sinkPerSecond, phases } = await measure(plan);
if (values.json) {
  const ratios = Object.fromEntries(phases.map((one) => [one.phase, one.perSecond / sink.perSecond]));
  process.stdout.write(
    `${JSON.stringify({ node: process.version, processors: cpus().length, sinkPerSecond, ratios, sink, phases })}\n`,
  );
} else {
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} processors, ${plan.connections} connections, 2 KB a message unless said otherwise\n` +
      `${table([sink, ...phases], sink.perSecond)}\n` +
      `The sink was measured between the phases too: ${sinkPerSecond.map((rate) => rate.toFixed(0)).join(", ")} per s; its row is the median.\n` +
      `Aims beside: RSS under ${AIM_RSS_MB} MB after 10,000 messages of 2 KB, no delay of the event loop over ${AIM_DELAY_MS} ms.\n` +
      "p50 to p99: from the end of DATA to its reply. CPU: of sink or tenant, and of the smart host, per message.\n" +
      (isInMemory(tmpdir())
        ? `${tmpdir()} is in memory: a commit costs less here than on a disk. Set TMPDIR to a folder on one.\n`
        : ""),
  );
}
process.exit(0);
