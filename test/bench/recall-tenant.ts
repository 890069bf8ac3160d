// A tenant whose group has so many members: one message to it, then its recall. A process of its own, so that what one
// size leaves in memory is not another's.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { StoreDriverAgent } from "../../src/agent-api/agents.ts";
import { createLog } from "../../src/runtime/log.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox.ts";
import { cpuMs, serve } from "./worker.ts";

const RESOLUTION_MS = 5;
const SENDER = "sender@contoso.com";
const GROUP = "everybody@contoso.com";

export interface RecallFacts {
  readonly seconds: number;
  readonly cpuMs: number;
  /** Highest of the phase. */
  readonly rssBytes: number;
  /** Longest time that the event loop did not turn. */
  readonly loopDelayMs: number;
}

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let sandbox: Sandbox | undefined;
let delivered = 0;
let reached: { readonly count: number; resolve(): void } | undefined;

const countAgent: StoreDriverAgent = {
  name: "Bench count",
  priority: 1000,
  async onCreated(batch) {
    delivered += batch.length;
    if (reached && delivered >= reached.count) reached.resolve();
  },
};

function config(members: number): object {
  const users = Array.from({ length: members }, (_, index) => `user${index}@contoso.com`);
  return {
    organization: { name: "contoso.com" },
    mailboxes: [SENDER, ...users].map((address) => ({ address })),
    groups: [{ address: GROUP, members: users }],
  };
}

async function measured(work: () => Promise<void>): Promise<RecallFacts> {
  delays.reset();
  delays.enable();
  const [startedAt, cpuBefore] = [performance.now(), cpuMs()];
  let rssBytes = process.memoryUsage.rss();
  const watch = setInterval(() => {
    rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
  }, 20);
  await work();
  clearInterval(watch);
  const loopDelayMs = Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
  return { seconds: (performance.now() - startedAt) / 1000, cpuMs: cpuMs() - cpuBefore, rssBytes, loopDelayMs };
}

async function post(path: string, body?: object): Promise<void> {
  const response = await fetch(`${sandbox?.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

async function sent(): Promise<string> {
  const response = await fetch(`${sandbox?.url}/v1.0/users/${SENDER}/mailFolders/sentitems/messages?$select=id`);
  const { value } = (await response.json()) as { value: { id: string }[] };
  return value[0]?.id ?? "";
}

serve(
  {
    start: ({ members, data }: { members: number; data: string }) =>
      measured(async () => {
        sandbox = await startSandbox({
          config: config(members),
          data,
          freePorts: true,
          log: createLog({ level: "warn" }),
          agents: { storeDriver: [countAgent] },
        });
      }),
    /** Until every member has the message. */
    send: (members: number) =>
      measured(async () => {
        const all = new Promise<void>((resolve) => {
          reached = { count: members, resolve };
        });
        await post(`/v1.0/users/${SENDER}/sendMail`, {
          message: {
            subject: "To everybody",
            body: { contentType: "Text", content: "One message for all.\r\n".repeat(80) },
            toRecipients: [{ emailAddress: { address: GROUP } }],
          },
        });
        await all;
        await sandbox?.idle();
      }),
    /** Until every member's copy is gone and the report says so. */
    recall: (members: number) =>
      measured(async () => {
        let left = members;
        const all = new Promise<void>((resolve) => {
          sandbox?.recalls.subscribe((change) => {
            if (change.status === "recalled") left -= 1;
            if (left === 0) resolve();
          });
        });
        await post(`/beta/users/${SENDER}/mailFolders/sentitems/messages/${await sent()}/recall`);
        await all;
        await sandbox?.idle();
      }),
  },
  async () => {
    await Promise.race([sandbox?.stop(), new Promise((resolve) => setTimeout(resolve, 3000))]);
  },
);
