// Composition root: one tenant with its smart host and the internet around it, wired and running.
import { X509Certificate } from "node:crypto";
import { namesOf, together, withBuiltInAgents } from "./agents/built-in.ts";
import { byKind } from "./agents/own/check-agent.ts";
import { type OwnAgents, openOwnAgents } from "./agents/own/own-agents.ts";
import { RecallDeadlines } from "./agents/recall/deadlines.ts";
import type { RecallRegister } from "./agents/recall/register.ts";
import { RecallRequests } from "./agents/recall/request.ts";
import { type DataFolder, openDataFolder, openEphemeralFolder } from "./database/data-folder.ts";
import { openSqlite } from "./database/sqlite.ts";
import { type Housekeeping, startHousekeeping } from "./housekeeping.ts";
import { type HttpServer, startHttp } from "./http/server.ts";
import { InternetSink } from "./internet/sink.ts";
import { describeBindError, type Listeners, type Ports, SMART_HOST_NAME, startListeners } from "./listeners.ts";
import type { MailboxStore } from "./mailbox/mailbox-store.ts";
import type { SubmittedMessages } from "./mailbox/submitted-messages.ts";
import type { Configuration } from "./organization/configuration.ts";
import type { ConfigurationStore } from "./organization/configuration-store.ts";
import { loadConfiguration } from "./organization/load.ts";
import { type Activity, createActivity } from "./runtime/activity.ts";
import { type Certificates, loadOrCreateCertificates } from "./runtime/certificates.ts";
import { createClock, type SettableClock } from "./runtime/clock.ts";
import { type Log, silentLog } from "./runtime/log.ts";
import { packageFile } from "./runtime/package-files.ts";
import { openStores } from "./stores.ts";
import type { Legs } from "./trace/legs.ts";
import type { TrackingLog } from "./trace/tracking-log.ts";
import { AgentRuntime, type Agents } from "./transport/agent-runtime.ts";
import { Senders } from "./transport/deliver/senders.ts";
import type { QueueRepository } from "./transport/queue/queue-repository.ts";
import { watchDiskSpace } from "./transport/receive/disk-space.ts";
import { Transport } from "./transport/transport.ts";
import { advanceTo, keepClockOffset, readClockOffset } from "./virtual-time.ts";

export interface SandboxOptions {
  /** A YAML file, or its content as an object; config/default.yaml unless given. */
  readonly config?: string | object;
  /** Data folder; absent: everything goes with the process, and a 250 is not on disk. */
  readonly data?: string;
  /** Every listener takes a free port. */
  readonly freePorts?: boolean;
  /** Milliseconds UTC: time then moves by `advance` only. */
  readonly frozenAt?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
  /** The file wins over what the data folder has. */
  readonly resetConfiguration?: boolean;
  /** Agents beside the built-in ones. */
  readonly agents?: Partial<Agents>;
}

export interface Sandbox {
  readonly ports: Ports;
  /** http://127.0.0.1:8025 */
  readonly url: string;
  readonly folder: string;
  readonly configuration: Configuration;
  readonly configurations: ConfigurationStore;
  readonly certificates: Certificates;
  readonly clock: SettableClock;
  readonly activity: Activity;
  readonly mailboxes: MailboxStore;
  readonly submitted: SubmittedMessages;
  readonly tracking: TrackingLog;
  readonly legs: Legs;
  readonly queue: QueueRepository;
  readonly recalls: RecallRegister;
  readonly recallRequests: RecallRequests;
  readonly internet: InternetSink;
  /** The file's organization differs from the data folder's, which is in force. */
  readonly configurationDiffers: boolean;
  readonly housekeeping: Housekeeping;
  /** Absent when the configuration names no agents.folder. */
  readonly ownAgents?: OwnAgents;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  /** Moves virtual time by so many milliseconds, one due instant after the other. */
  advance(ms: number): Promise<void>;
  /** Not ready to take mail: why. */
  unready(): string[];
  stop(): Promise<void>;
}

/** At a stop an agent may still take this long; `docker stop` kills after ten seconds. Real milliseconds. */
const AGENT_GRACE_MS = 5000;
const DEFAULT_CONFIG = packageFile("config", "default.yaml");

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const configuration = loadConfiguration(options.config ?? DEFAULT_CONFIG, options.env ?? {});
  const folder = options.data === undefined ? openEphemeralFolder() : openDataFolder(options.data);
  const undo: (() => Promise<void> | void)[] = [() => folder.release()];
  try {
    return await compose(options, configuration, folder, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function compose(
  options: SandboxOptions,
  configuration: Configuration,
  folder: DataFolder,
  undo: (() => Promise<void> | void)[],
): Promise<Sandbox> {
  const log = options.log ?? silentLog;
  const activity = createActivity();
  const db = openSqlite(folder.databaseFile, { durable: options.data !== undefined });
  undo.push(() => db.close());
  const clock = createClock(
    options.frozenAt === undefined ? { offsetMs: await readClockOffset(db) } : { frozenAt: options.frozenAt },
  );

  const stores = await openStores(db, clock, configuration, options.resetConfiguration === true);
  const certificates = await loadOrCreateCertificates(folder.tlsFolder, {
    server: [configuration.organization.hostname, "localhost", "127.0.0.1"],
    smartHost: [SMART_HOST_NAME, "localhost", "127.0.0.1"],
  });
  const organization = () => stores.configurations.current();
  const deadlines = new RecallDeadlines({
    db,
    register: stores.recalls,
    tracking: stores.tracking,
    clock,
    activity,
    log,
  });
  let listeners: Listeners | undefined;
  let http: HttpServer | undefined;

  const builtIn = withBuiltInAgents(options.agents ?? {}, {
    ...stores,
    deadlines,
    reportUrl: (id) => `${http?.url ?? ""}/recall/${encodeURIComponent(id.replace(/^<|>$/g, ""))}`,
  });
  const agents = new AgentRuntime(builtIn, log, configuration.agents.timeoutMs);
  undo.push(() => agents.close());
  const ownAgents =
    configuration.agents.folder === undefined
      ? undefined
      : await openOwnAgents({
          folder: configuration.agents.folder,
          reserved: namesOf(builtIn),
          services: { now: () => clock.now(), organization },
          log,
        });
  ownAgents?.start((own) => agents.replace(together(builtIn, byKind(own))));
  undo.push(() => ownAgents?.stop());
  const senders = new Senders({
    hostname: configuration.organization.hostname,
    certificates,
    maxConnections: configuration.organization.transportConfig.maxConcurrencyPerNextHop,
    allowedDestinations: configuration.allowedDestinations,
  });
  const transport = new Transport({
    services: {
      db,
      ...stores,
      agents,
      clock,
      activity,
      log,
      organization,
      ownAuthority: new X509Certificate(certificates.ca.cert).fingerprint256,
    },
    senders,
    builtIn: () => {
      if (!listeners) throw new Error("mail was sent before the listeners were bound");
      return listeners.builtIn;
    },
  });

  const recallRequests = new RecallRequests({
    services: transport.services,
    mailboxes: stores.mailboxes,
    submitted: stores.submitted,
    tracking: stores.tracking,
  });
  const internet = new InternetSink({ db, contents: stores.contents, clock, activity });

  listeners = await startListeners({
    configuration,
    freePorts: options.freePorts === true,
    certificates,
    services: transport.services,
    disk: watchDiskSpace(folder.path, configuration.limits.minFreeDiskBytes),
    internet,
    spoolFolder: folder.spoolFolder,
    log,
  });
  undo.push(() => listeners?.close(0));

  const housekeeping = startHousekeeping({ db, clock, activity, retention: configuration.retention, log });
  undo.push(() => housekeeping.stop());
  let stopping = false;
  const sandbox: Sandbox = {
    get ports() {
      return { ...(listeners as Listeners).ports, http: http?.port ?? 0 };
    },
    get url() {
      return http?.url ?? "";
    },
    folder: folder.path,
    configuration,
    certificates,
    clock,
    activity,
    ...stores,
    recallRequests,
    internet,
    housekeeping,
    ...(ownAgents && { ownAgents }),
    idle: () => activity.idle(),
    async advance(ms) {
      await advanceTo(clock.now() + ms, {
        clock,
        activity,
        handedAbroad: () => senders.takeHandedAbroad(),
        foreignQuietMs: configuration.clock.foreignQuietMs,
      });
      await keepClockOffset(db, clock.offsetMs);
    },
    unready: () => (stopping ? ["the sandbox is stopping"] : []),
    async stop() {
      if (stopping) return;
      stopping = true;
      agents.stopWithin(AGENT_GRACE_MS);
      await listeners?.close();
      await http?.close();
      await housekeeping.stop();
      deadlines.stop();
      await transport.stop();
      agents.close();
      await db.close();
      folder.release();
      // Last: what its agents left alone may fail until then.
      ownAgents?.stop();
    },
  };
  http = await startHttp(sandbox, {
    host: configuration.listeners.host,
    port: options.freePorts ? 0 : configuration.listeners.http,
    log,
  }).catch((error: unknown) => {
    throw describeBindError(error, "HTTP listener", configuration.listeners.host, configuration.listeners.http);
  });
  undo.push(() => http?.close());
  await deadlines.start();
  await transport.start();
  return sandbox;
}
