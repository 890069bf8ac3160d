// A tenant as `up` starts it, with two agents more: one that can hold all mail before it is categorized, one that counts
// what reached a mailbox.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { RoutingAgent, StoreDriverAgent } from "../../src/agent-api/agents.ts";
import { createLog } from "../../src/runtime/log.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox.ts";
import { cpuMs, serve } from "./worker.ts";

const RESOLUTION_MS = 5;

export interface TenantOptions {
  readonly config: object;
  readonly data: string;
  /** Mail is accepted and not yet categorized. */
  readonly isHeld: boolean;
}

export interface TenantFacts {
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** Longest time that the event loop did not turn, since the last look. */
  readonly loopDelayMs: number;
}

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let sandbox: Sandbox | undefined;
let delivered = 0;
let waiting: { count: number; resolve(): void } | undefined;

function holdAgent(): RoutingAgent {
  return { name: "Bench hold", priority: -1000, onSubmitted: () => new Promise<void>(() => {}) };
}

const countAgent: StoreDriverAgent = {
  name: "Bench count",
  priority: 1000,
  async onCreated(batch) {
    delivered += batch.length;
    if (waiting && delivered >= waiting.count) waiting.resolve();
  },
};

serve(
  {
    async start({ config, data, isHeld }: TenantOptions) {
      sandbox = await startSandbox({
        config,
        data,
        freePorts: true,
        log: createLog({ level: "warn" }),
        agents: { routing: isHeld ? [holdAgent()] : [], storeDriver: [countAgent] },
      });
      return sandbox.ports;
    },
    /** Resolves once so many copies, counted from the start, were committed to mailboxes. */
    async reached(count: number) {
      if (delivered < count) await new Promise<void>((resolve) => (waiting = { count, resolve }));
      await sandbox?.idle();
      return delivered;
    },
    facts(): TenantFacts {
      const loopDelayMs = Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
      delays.reset();
      delays.enable();
      return { cpuMs: cpuMs(), rssBytes: process.memoryUsage.rss(), loopDelayMs };
    },
  },
  async () => {
    await Promise.race([sandbox?.stop(), new Promise((resolve) => setTimeout(resolve, 3000))]);
  },
);
