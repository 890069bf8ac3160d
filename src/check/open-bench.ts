// Sets a run up: tenant, smart host, examiner; takes it all down again.
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeclaredEdits } from "../journey/compare/comparison.ts";
import { LOOP_MARKER } from "../smart-host/behaviours/loop-marker.ts";
import { startBuiltInHost } from "./built-in-host.ts";
import { Examiner } from "./examiner/examiner.ts";
import { greet } from "./greet.ts";
import type { Bench } from "./lab/bench.ts";
import { dialogue, injectMail } from "./lab/inject.ts";
import type { SmartHostAddress } from "./lab/raw-client.ts";
import { CheckError, type CheckOptions } from "./options.ts";
import { patience } from "./patience.ts";
import { ratePacer } from "./rate.ts";
import type { SmartHostFacts } from "./run.ts";
import { type Stage, type TenantFacts, tenantConfiguration } from "./tenant/configuration.ts";
import type { StartTenant, Tenant } from "./tenant/tenant.ts";
import type { PlannedTrial } from "./trials.ts";

export interface OpenBench extends Bench {
  readonly address: string;
  readonly facts: SmartHostFacts;
  readonly returnAddress: string;
  readonly calibrationRecipient: string;
  declare(edits: DeclaredEdits | undefined): void;
  enter(stage: Stage): Promise<void>;
  notices(): string[];
  close(): Promise<void>;
}

export interface BenchOptions extends CheckOptions {
  readonly domain: string;
  readonly seed: number;
  readonly trials: readonly PlannedTrial[];
}

export const FIRST_STAGE: Stage = { tenant: "default", serviceLevel: "2026-09" };

export async function openBench(start: StartTenant, options: BenchOptions): Promise<OpenBench> {
  const undo: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const step of undo.reverse().splice(0)) await step();
  };
  try {
    return await open(start, options, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  start: StartTenant,
  options: BenchOptions,
  undo: (() => Promise<void> | void)[],
  close: () => Promise<void>,
): Promise<OpenBench> {
  const folder = mkdtempSync(join(tmpdir(), "recall-check-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const nobody = { host: "127.0.0.1", port: 9 };
  const facts = tenantFacts(options, folder);
  const tenant = await startTenant(
    start,
    options.returnTo,
    tenantConfiguration({ ...facts, smartHost: options.smartHost ?? nobody }, FIRST_STAGE),
  );
  undo.push(() => tenant.stop());
  const host = options.builtIn && (await startBuiltInHost(options.builtIn, tenant));
  if (host) undo.push(() => host.stop());
  const smartHost = options.smartHost ?? { host: "127.0.0.1", port: host?.port ?? nobody.port };
  const peer = { ...smartHost, tls: clientTls(options), ...(options.auth && { auth: options.auth }) };
  const greeting = await greet(peer);
  const examiner = new Examiner(tenant);
  const address = options.builtIn
    ? `built-in: ${[options.builtIn.preset ?? [], options.builtIn.behaviours ?? []].flat().join(", ")}`
    : `${smartHost.host}:${smartHost.port}`;
  const timeoutMs = options.timeoutMs ?? 30_000;
  let edits: DeclaredEdits | undefined;
  return {
    ...{ tenant, examiner, smartHost, address, host },
    extensions: new Set(greeting.extensions),
    ...{ domain: options.domain, from: facts.from, loopHeader: facts.loopHeader, seed: options.seed },
    timeoutMs,
    edits: () => edits,
    turn: ratePacer(options.rate),
    inject: (mail, signal) => injectMail(peerOf(options, smartHost), mail, signal),
    dialogue: (steps, signal) => dialogue(peerOf(options, smartHost), steps, signal),
    facts: { address, ...greeting },
    returnAddress: `${options.returnTo.host}:${tenant.ports.return}`,
    calibrationRecipient: facts.recipients.at(-1) as string,
    declare(learned) {
      edits = learned;
    },
    async enter(stage) {
      // A smart host that holds a connection without a word must not hold the check.
      const time = patience(timeoutMs);
      await Promise.race([tenant.idle(), once(time.signal, "abort")]);
      time.stop();
      const returnTo = { ...options.returnTo, port: tenant.ports.return };
      await tenant.reload(tenantConfiguration({ ...facts, smartHost, returnTo }, stage));
    },
    notices: () => strangersNotice(examiner),
    close,
  };
}

function tenantFacts(options: BenchOptions, folder: string): Omit<TenantFacts, "smartHost"> {
  const { domain, returnTo, tls = "opportunistic", ca, clientCertificate, recipients = [], trials } = options;
  const { header, value } = LOOP_MARKER;
  const write = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  return {
    ...{ domain, returnTo, tls, from: options.from ?? `alice@${domain}` },
    recipients: [
      ...(recipients.length > 0 ? recipients : trials.flatMap((trial) => trial.recipients)),
      recipients[0] ?? `calibration@${domain}`,
    ],
    ...(ca !== undefined && { caFile: write("ca.pem", ca) }),
    ...(options.auth && { auth: options.auth }),
    ...(clientCertificate && {
      certificate: {
        certificateFile: write("client.crt", clientCertificate.cert),
        keyFile: write("client.key", clientCertificate.key),
      },
    }),
    loopHeader: options.loopHeader ?? { name: header, value },
    // The built-in host stamps it, or is one that does not.
    tenantStamps: options.loopHeader === undefined && options.builtIn === undefined,
  };
}

function clientTls({ tls = "opportunistic", ca, clientCertificate }: BenchOptions) {
  return {
    mode: tls,
    verify: ca === undefined ? ("none" as const) : ("chain" as const),
    ...(ca !== undefined && { ca: [ca] }),
    ...clientCertificate,
  };
}

function peerOf(options: BenchOptions, smartHost: { readonly host: string; readonly port: number }): SmartHostAddress {
  const { tls = "opportunistic", ca, clientCertificate, auth, domain } = options;
  return {
    ...{ ...smartHost, hostname: `mail.${domain}`, tls },
    ...(ca !== undefined && { ca }),
    ...(clientCertificate && { clientCertificate }),
    ...(auth && { auth }),
  };
}

async function startTenant(
  start: StartTenant,
  { host, port }: CheckOptions["returnTo"],
  config: object,
): Promise<Tenant> {
  try {
    return await start({ config });
  } catch (error) {
    if (error instanceof Error && error.name === "ListenError" && error.message.includes("another program does"))
      throw new CheckError(
        `The check can't take returning mail on ${host}:${port}: another program listens there. Stop it, or name another port with --return; the smart host must hand mail back to that one.`,
      );
    if (error instanceof Error && (error.name === "ListenError" || error.name === "ConfigurationError"))
      throw new CheckError(`The check's tenant can't start: ${error.message}`);
    throw error;
  }
}

function strangersNotice({ strangers }: Examiner): string[] {
  if (strangers.length === 0) return [];
  const senders = [...new Set(strangers.map(({ sender }) => sender || "<>"))].slice(0, 5).join(", ");
  const [count, were] = [strangers.length, strangers.length === 1 ? "message was" : "messages were"];
  return [`${count} ${were} handed back that the check had not sent (from ${senders}): they are in no case's result.`];
}
