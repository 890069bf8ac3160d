// What is read when somebody asks for metrics: queues, disk, connections, process. Nothing here costs in between.
import { statSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Clock } from "../runtime/clock.ts";
import { freeBytesOf } from "../runtime/disk.ts";
import type { Metrics } from "../runtime/metrics.ts";
import { packageVersion } from "../runtime/package-files.ts";
import type { QueueRepository } from "../transport/queue/queue-repository.ts";

export interface GaugeSources {
  readonly metrics: Metrics;
  readonly queue: QueueRepository;
  readonly clock: Clock;
  readonly folder: { readonly path: string; readonly databaseFile: string };
  /** Open SMTP connections by listener. */
  connections(): Readonly<Record<string, number>>;
}

const DELAY_RESOLUTION_MS = 20;

/** @returns how to stop watching the event loop. */
export function startGauges(sources: GaugeSources): () => void {
  const { metrics, folder, clock } = sources;
  queueGauges(sources);
  metrics.gauge(
    { name: "recall_sandbox_smtp_connections", help: "Open connections of SMTP listeners.", labels: ["listener"] },
    (set) => {
      for (const [listener, count] of Object.entries(sources.connections())) set(count, listener);
    },
  );
  metrics.gauge({ name: "recall_sandbox_database_size_bytes", help: "The database's file." }, (set) =>
    set(sizeOf(folder.databaseFile)),
  );
  metrics.gauge({ name: "recall_sandbox_database_wal_size_bytes", help: "The database's write-ahead log." }, (set) =>
    set(sizeOf(`${folder.databaseFile}-wal`)),
  );
  metrics.gauge(
    {
      name: "recall_sandbox_disk_free_bytes",
      help: "Free on the data folder's disk; mail is refused below limits.minFreeDisk.",
    },
    (set) => set(freeBytesOf(folder.path)),
  );
  metrics.gauge(
    { name: "recall_sandbox_clock_offset_seconds", help: "How far the time that mail lives by is ahead of real time." },
    (set) => set((clock.now() - Date.now()) / 1000),
  );
  metrics.gauge(
    {
      name: "recall_sandbox_build_info",
      help: "Always 1; its labels tell what runs.",
      labels: ["version", "node_version"],
    },
    (set) => set(1, packageVersion(), process.version),
  );
  processGauges(metrics);
  return eventLoopGauges(metrics);
}

/** These two queues are shown while they are empty, too. */
const ALWAYS = [
  { queue: "submission", nextHop: "" },
  { queue: "delivery", nextHop: "mailbox" },
] as const;

function queueGauges({ metrics, queue, clock }: GaugeSources): void {
  metrics.gauge(
    {
      name: "recall_sandbox_queue_messages",
      help: "Messages in a queue: ready to be worked on, or deferred to a later time; poison is set aside.",
      labels: ["queue", "next_hop", "state"],
    },
    async (set) => {
      for (const { queue: name, nextHop } of ALWAYS)
        for (const state of ["ready", "deferred"]) set(0, name, nextHop, state);
      set(0, "poison", "", "poison");
      for (const { queue: name, nextHop, items, deferred } of await queue.depths(clock.now())) {
        if (name === "poison") set(items, name, nextHop, "poison");
        else {
          set(items - deferred, name, nextHop, "ready");
          set(deferred, name, nextHop, "deferred");
        }
      }
    },
  );
  metrics.gauge(
    {
      name: "recall_sandbox_queue_oldest_message_age_seconds",
      help: "How long the oldest message of a queue has been in the tenant, by the sandbox's clock.",
      labels: ["queue", "next_hop"],
    },
    async (set) => {
      const now = clock.now();
      for (const { queue: name, nextHop } of ALWAYS) set(0, name, nextHop);
      for (const { queue: name, nextHop, oldest } of await queue.depths(now))
        set(Math.max(0, now - oldest) / 1000, name, nextHop);
    },
  );
}

/** Under the names that every exporter gives them. prometheus.io/docs/instrumenting/writing_clientlibs */
function processGauges(metrics: Metrics): void {
  metrics.gauge({ name: "process_resident_memory_bytes", help: "Resident memory size." }, (set) =>
    set(process.memoryUsage.rss()),
  );
  metrics.gauge({ name: "nodejs_heap_size_used_bytes", help: "JavaScript heap in use." }, (set) =>
    set(process.memoryUsage().heapUsed),
  );
  metrics.gauge({ name: "nodejs_external_memory_bytes", help: "Memory of buffers outside the heap." }, (set) =>
    set(process.memoryUsage().external),
  );
  metrics.gauge({ name: "process_start_time_seconds", help: "Start of the process, seconds since 1970." }, (set) =>
    set(Math.round(performance.timeOrigin) / 1000),
  );
  metrics.readCounter({ name: "process_cpu_seconds_total", help: "Processor time of the process." }, (set) => {
    const { user, system } = process.cpuUsage();
    set((user + system) / 1e6);
  });
}

function eventLoopGauges(metrics: Metrics): () => void {
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  metrics.gauge(
    {
      name: "recall_sandbox_event_loop_delay_seconds",
      help: "How late the event loop turned since metrics were last asked for: p50, p99 and max.",
      labels: ["stat"],
    },
    (set) => {
      // The monitor's own pause counts as no delay.
      const late = (ns: number) => Math.max(0, ns / 1e6 - DELAY_RESOLUTION_MS) / 1000;
      set(late(delay.percentile(50)), "p50");
      set(late(delay.percentile(99)), "p99");
      set(late(delay.max), "max");
      delay.reset();
    },
  );
  return () => delay.disable();
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
