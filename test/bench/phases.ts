// What is measured, one phase each: processes are started, warmed up, loaded, looked at and ended.
import { readFileSync } from "node:fs";
import {
  fixedPorts,
  type Ports,
  type SmartHostProcess,
  startSmartHost,
  temporaryFolder,
} from "../support/processes.ts";
import { PASSWORD, roundTrip } from "../support/round-trip.ts";
import type { LoadOptions, LoadResult } from "./load.ts";
import type { MailKind } from "./mail.ts";
import type { TenantFacts, TenantOptions } from "./tenant.ts";
import { Worker } from "./worker.ts";

export interface Measured {
  readonly phase: string;
  readonly messages: number;
  /** Until the end of the phase: the last reply, or the last message in its mailbox. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of the sink, tenant and smart host, milliseconds per message. */
  readonly cpuMs: number;
  readonly smartHostCpuMs?: number;
  readonly load: LoadResult;
  readonly rssBytes?: number;
  readonly loopDelayMs?: number;
}

export interface Plan {
  readonly messages: number;
  readonly connections: number;
  /** Folder for CPU profiles of tenant and smart host. */
  readonly profiles?: string;
}

/** Code that was not compiled yet is not what is measured; so that many messages come first. */
const WARM_UP = 2000;
const MAILBOXES = Array.from({ length: 10 }, (_, index) => `user${index}`);
const ADDRESSES = MAILBOXES.map((name) => `${name}@contoso.com`);
const OUTSIDER = "frank@fabrikam.com";
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

export async function measureSink(plan: Plan): Promise<Measured> {
  const sink = new Worker("sink.ts");
  const load = await loadOn({
    port: await sink.ask<number>("port"),
    connections: plan.connections,
    from: OUTSIDER,
    to: ADDRESSES,
  });
  await send(load, WARM_UP);
  const before = await sink.ask<number>("cpuMs");
  const result = await send(load, plan.messages);
  const cpu = (await sink.ask<number>("cpuMs")) - before;
  await Promise.all([load.end(), sink.end()]);
  return describe("sink", plan.messages, result.seconds, cpu, result);
}

/** Accepted and held: what a client waits for. */
export async function measureAccept(plan: Plan): Promise<Measured> {
  return withTenant(plan, "accept", { smartHost: "builtin", isHeld: true }, async (tenant, ports) => {
    const load = await loadOn({ port: ports.inbound, connections: plan.connections, from: OUTSIDER, to: ADDRESSES });
    await send(load, WARM_UP);
    const before = await tenant.ask<TenantFacts>("facts");
    const result = await send(load, plan.messages);
    const after = await tenant.ask<TenantFacts>("facts");
    await load.end();
    return {
      ...describe("accept", plan.messages, result.seconds, after.cpuMs - before.cpuMs, result),
      ...ofTenant(after),
    };
  });
}

/** From outside into a mailbox, without a smart host in the way. */
export async function measureSustained(plan: Plan): Promise<Measured> {
  return withTenant(plan, "sustained", { smartHost: "builtin", isHeld: false }, async (tenant, ports) => {
    const load = await loadOn({ port: ports.inbound, connections: plan.connections, from: OUTSIDER, to: ADDRESSES });
    const measured = await throughTo("sustained", "usual", plan.messages, WARM_UP, tenant, load);
    await load.end();
    return measured;
  });
}

/** Submitted with AUTH over TLS, out to the smart host (a process of its own), back, into a mailbox. */
export async function measureRoundTrip(plan: Plan): Promise<Measured[]> {
  const data = temporaryFolder("bench").path;
  const [port = 0] = await fixedPorts(1);
  const target = { smartHost: `127.0.0.1:${port}`, isHeld: false, data };
  return withTenant(plan, "round-trip", target, async (tenant, ports) => {
    const nodeArguments = profiling(plan, "smart-host");
    const smartHost = await startSmartHost({
      port,
      returnPort: ports.return,
      preset: "transparent",
      data,
      nodeArguments,
    });
    const [from = ""] = ADDRESSES;
    const load = await loadOn({
      port: ports.submission,
      connections: plan.connections,
      from,
      to: ADDRESSES,
      password: PASSWORD,
    });
    const large = Math.max(2, Math.min(8, Math.round(plan.messages / 1000)));
    const nested = Math.max(20, Math.round(plan.messages / 50));
    const measured = [
      await throughTo("round trip", "usual", plan.messages, WARM_UP, tenant, load, smartHost),
      await throughTo("25 MB", "large", large, 0, tenant, load, smartHost),
      await throughTo("100 nested parts", "nested", nested, 0, tenant, load, smartHost),
    ];
    await Promise.all([load.end(), smartHost.stop()]);
    return measured;
  });
}

const reached = new WeakMap<Worker, number>();

async function throughTo(
  phase: string,
  kind: MailKind,
  messages: number,
  warmUp: number,
  tenant: Worker,
  load: Worker,
  smartHost?: SmartHostProcess,
): Promise<Measured> {
  const start = (reached.get(tenant) ?? 0) + warmUp;
  if (warmUp > 0) await Promise.all([send(load, warmUp, kind), tenant.ask("reached", start)]);
  reached.set(tenant, start + messages);
  const smartHostBefore = smartHost ? cpuOf(smartHost.pid) : 0;
  const before = await tenant.ask<TenantFacts>("facts");
  const since = performance.now();
  const [result] = await Promise.all([send(load, messages, kind), tenant.ask("reached", start + messages)]);
  const seconds = (performance.now() - since) / 1000;
  const after = await tenant.ask<TenantFacts>("facts");
  return {
    ...describe(phase, messages, seconds, after.cpuMs - before.cpuMs, result),
    ...ofTenant(after),
    ...(smartHost && { smartHostCpuMs: (cpuOf(smartHost.pid) - smartHostBefore) / messages }),
  };
}

async function withTenant<T>(
  plan: Plan,
  phase: string,
  target: { readonly smartHost: string; readonly isHeld: boolean; readonly data?: string },
  measure: (tenant: Worker, ports: Ports) => Promise<T>,
): Promise<T> {
  const tenant = new Worker("tenant.ts", profiling(plan, phase));
  const { smartHost, isHeld } = target;
  const options: TenantOptions = {
    config: roundTrip({ mailboxes: MAILBOXES, smartHost }),
    data: target.data ?? temporaryFolder("bench").path,
    isHeld,
  };
  try {
    return await measure(tenant, await tenant.ask<Ports>("start", options));
  } finally {
    await tenant.end();
  }
}

async function loadOn(options: LoadOptions): Promise<Worker> {
  const load = new Worker("load.ts");
  await load.ask("connect", options);
  return load;
}

async function send(load: Worker, messages: number, kind: MailKind = "usual"): Promise<LoadResult> {
  const result = await load.ask<LoadResult>("send", { messages, kind });
  if (result.accepted !== messages)
    throw new Error(`${messages - result.accepted} messages were refused: ${result.refused.join("; ")}`);
  return result;
}

function describe(phase: string, messages: number, seconds: number, cpu: number, load: LoadResult): Measured {
  return { phase, messages, seconds, perSecond: messages / seconds, cpuMs: cpu / messages, load };
}

const ofTenant = ({ rssBytes, loopDelayMs }: TenantFacts) => ({ rssBytes, loopDelayMs });

function profiling({ profiles }: Plan, name: string): string[] {
  return profiles ? ["--cpu-prof", `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${name}.cpuprofile`] : [];
}

/** User and system time of another process. proc(5), fields 14 and 15 of stat. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
