// Composition root: one tenant with its smart host and the internet around it, wired and running.
import { X509Certificate } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { namesOf, together, withBuiltInAgents } from "./agents/built-in.ts";
import { byKind } from "./agents/own/check-agent.ts";
import { type OwnAgents, openOwnAgents } from "./agents/own/own-agents.ts";
import { RecallDeadlines } from "./agents/recall/deadlines.ts";
import type { RecallRegister } from "./agents/recall/register.ts";
import { RecallRequests } from "./agents/recall/request.ts";
import { type DataFolder, openDataFolder, openEphemeralFolder } from "./database/data-folder.ts";
import { openSqlite } from "./database/sqlite.ts";
import { type Housekeeping, startHousekeeping } from "./housekeeping.ts";
import { reportPath } from "./http/report-link.ts";
import { type HttpServer, startHttp } from "./http/server.ts";
import { InternetSink } from "./internet/sink.ts";
import type { EventStream } from "./journey/event-stream.ts";
import type { Journeys } from "./journey/journeys.ts";
import { openJourneys } from "./journey/open-journeys.ts";
import { describeBindError, type Listeners, type Ports, SMART_HOST_NAME, startListeners } from "./listeners.ts";
import type { MailboxStore } from "./mailbox/mailbox-store.ts";
import type { SubmittedMessages } from "./mailbox/submitted-messages.ts";
import { startGauges } from "./operations/gauges.ts";
import { watchHops } from "./operations/hop-watch.ts";
import { LiveConfiguration } from "./operations/live-configuration.ts";
import { logEvent } from "./operations/log-event.ts";
import { createMeters } from "./operations/meters.ts";
import { type ReadinessCheck, watchReadiness } from "./operations/readiness.ts";
import type { Reload } from "./operations/reload.ts";
import { type ResetOptions, type ResetReport, resetSandbox } from "./operations/reset.ts";
import type { Configuration } from "./organization/configuration.ts";
import type { ConfigurationStore } from "./organization/configuration-store.ts";
import { ownAddress } from "./organization/destinations.ts";
import { loadConfiguration } from "./organization/load.ts";
import { type Activity, createActivity } from "./runtime/activity.ts";
import { type Certificates, loadOrCreateCertificates } from "./runtime/certificates.ts";
import { createClock, type SettableClock } from "./runtime/clock.ts";
import { type Log, silentLog } from "./runtime/log.ts";
import { Metrics } from "./runtime/metrics.ts";
import { packageFile } from "./runtime/package-files.ts";
import { createTurns } from "./runtime/turns.ts";
import { Gate } from "./smtp/gate.ts";
import { openStores } from "./stores.ts";
import type { Legs } from "./trace/legs.ts";
import type { TrackingLog } from "./trace/tracking-log.ts";
import { AgentRuntime, type Agents } from "./transport/agent-runtime.ts";
import { Senders } from "./transport/deliver/senders.ts";
import type { QueueRepository } from "./transport/queue/queue-repository.ts";
import { watchDiskSpace } from "./transport/receive/disk-space.ts";
import { HttpSubmissions } from "./transport/receive/http-submission.ts";
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
  readonly submissions: HttpSubmissions;
  readonly internet: InternetSink;
  readonly journeys: Journeys;
  readonly events: EventStream;
  /** The file's organization differs from the data folder's, which is in force. */
  readonly configurationDiffers: boolean;
  readonly housekeeping: Housekeeping;
  /** Absent when the configuration names no agents.folder. */
  readonly ownAgents?: OwnAgents;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  /** Moves virtual time by so many milliseconds, one due instant after the other. */
  advance(ms: number): Promise<void>;
  /**
   * Reads the configuration anew, all or nothing: what changed in it since it was loaded is put in force. `config`:
   * instead of the one it was started with, from now on.
   * @throws ConfigurationError: what was in force stays in force.
   */
  reload(config?: string | object): Promise<Reload>;
  /** Removes all mail, traces and recalls, takes the configuration back to the file. Mail in flight goes too. */
  reset(options?: ResetOptions): Promise<ResetReport>;
  readonly metrics: Metrics;
  /** Whether it takes mail, check by check. */
  readiness(): Promise<readonly ReadinessCheck[]>;
  /** A reset is under way: whoever writes should come again. */
  readonly isBeingReset: boolean;
  stop(): Promise<void>;
}

/** At a stop an agent may still take this long; `docker stop` kills after ten seconds. Real milliseconds. */
const AGENT_GRACE_MS = 5000;
const DEFAULT_CONFIG = packageFile("config", "default.yaml");

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const configuration = loadConfiguration(options.config ?? DEFAULT_CONFIG, options.env);
  const folder = options.data === undefined ? openEphemeralFolder() : openDataFolder(options.data);
  const undo: (() => Promise<void> | void)[] = [() => folder.release()];
  try {
    return await compose(options, configuration, folder, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

/** What clients may call the listeners. */
function serverNames({ organization, listeners }: Configuration): string[] {
  const { host } = listeners;
  return [...new Set([organization.hostname, "localhost", "127.0.0.1", ...(host === ownAddress(host) ? [host] : [])])];
}

async function compose(
  options: SandboxOptions,
  configuration: Configuration,
  folder: DataFolder,
  undo: (() => Promise<void> | void)[],
): Promise<Sandbox> {
  const log = options.log ?? silentLog;
  const { config: source = DEFAULT_CONFIG, env = {} } = options;
  const live = new LiveConfiguration({ source, env, loaded: configuration, log });
  const activity = createActivity();
  const metrics = new Metrics();
  const meters = createMeters(metrics);
  const gate = new Gate();
  const db = openSqlite(folder.databaseFile, { durable: options.data !== undefined, ...meters.ofDatabase });
  undo.push(() => db.close());
  const clock = createClock(
    options.frozenAt === undefined ? { offsetMs: await readClockOffset(db) } : { frozenAt: options.frozenAt },
  );

  const stores = await openStores(db, clock, configuration, options.resetConfiguration === true);
  const certificates = await loadOrCreateCertificates(folder.tlsFolder, {
    server: serverNames(configuration),
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
    reportUrl: (id) => `${http?.url ?? ""}${reportPath(id.replace(/^<|>$/g, ""), configuration.http.token)}`,
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
  const hops = watchHops(log);
  const senders = new Senders({
    hostname: configuration.organization.hostname,
    certificates,
    maxConnections: configuration.organization.transportConfig.maxConcurrencyPerNextHop,
    allowedDestinations: () => live.current.allowedDestinations,
  });
  const transport = new Transport({
    services: {
      db,
      ...stores,
      agents,
      clock,
      activity,
      log,
      gate,
      sent(attempt) {
        meters.sent(attempt);
        hops(attempt);
      },
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
  const disk = watchDiskSpace(folder.path, () => live.current.limits.minFreeDiskBytes);
  const submissions = new HttpSubmissions({ services: transport.services, limits: configuration.limits, disk });
  const internet = new InternetSink({ db, contents: stores.contents, clock, activity, gate });

  const journeys = await openJourneys({ db, ...stores, organization, clock, activity, log });
  undo.push(() => journeys.stop());

  listeners = await startListeners({
    configuration,
    freePorts: options.freePorts === true,
    certificates,
    services: transport.services,
    disk,
    internet,
    spoolFolder: folder.spoolFolder,
    log,
    watch: meters.listener,
  });
  undo.push(() => listeners?.close(0));

  const housekeeping = startHousekeeping({ db, clock, activity, retention: () => live.current.retention, log });
  undo.push(() => housekeeping.stop());
  stores.tracking.onCommitted(meters.tracked);
  stores.tracking.onCommitted((event) => logEvent(log, event));
  stores.recalls.subscribe(meters.recallChanged);
  const stopGauges = startGauges({
    metrics,
    queue: stores.queue,
    clock,
    folder,
    connections: () => bound().connections(),
  });
  undo.push(stopGauges);
  let stopping = false;
  const bound = () => listeners as Listeners;
  const inTurn = createTurns();
  const sandbox: Sandbox = {
    get ports() {
      return { ...(listeners as Listeners).ports, http: http?.port ?? 0 };
    },
    get url() {
      return http?.url ?? "";
    },
    folder: folder.path,
    get configuration() {
      return live.current;
    },
    certificates,
    clock,
    activity,
    ...stores,
    recallRequests,
    submissions,
    internet,
    journeys: journeys.journeys,
    events: journeys.events,
    housekeeping,
    ...(ownAgents && { ownAgents }),
    idle: () => activity.idle(),
    advance: (ms) =>
      inTurn(async () => {
        await advanceTo(clock.now() + ms, {
          clock,
          activity,
          handedAbroad: () => senders.takeHandedAbroad(),
          foreignQuietMs: live.current.clock.foreignQuietMs,
        });
        await keepClockOffset(db, clock.offsetMs);
      }),
    reload: (config) =>
      inTurn(async () => {
        const { smartHost } = live.current;
        const reload = await live.reload(stores, config).finally(() => meters.reloaded(live.problems.length === 0));
        bound().trust(stores.configurations.latest());
        if (!isDeepStrictEqual(smartHost, live.current.smartHost)) bound().changeSmartHost(live.current.smartHost);
        return reload;
      }),
    reset: (how) =>
      inTurn(async () => {
        log.warn("reset: all mail, traces and recalls go; what is in flight is given a moment");
        const report = await resetSandbox(
          {
            ...{ db, stores, gate, activity, clock, transport, journeys, deadlines, housekeeping },
            configuration: live.current,
            dropDelayed: () => bound().dropDelayed(),
          },
          how,
        );
        bound().trust(stores.configurations.latest());
        log.info({ removedRows: report.removedRows }, "reset: done");
        return report;
      }),
    metrics,
    readiness: watchReadiness({
      db,
      folder: folder.path,
      minFreeBytes: () => live.current.limits.minFreeDiskBytes,
      isStopping: () => stopping,
      isBeingReset: () => gate.isShut,
      down: () => bound().down(),
      hasSmartHost: () => bound().builtIn.smartHost !== undefined,
      configurationProblems: () => live.problems,
      clockOffsetMs: () => clock.now() - Date.now(),
    }),
    get isBeingReset() {
      return gate.isShut;
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      // Whoever waits or follows the stream is let go first, so that HTTP closes at once.
      await journeys.stop();
      agents.stopWithin(AGENT_GRACE_MS);
      await listeners?.close();
      await http?.close();
      await housekeeping.stop();
      deadlines.stop();
      await transport.stop();
      stopGauges();
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
    answered: meters.answered,
  }).catch((error: unknown) => {
    throw describeBindError(error, "HTTP listener", configuration.listeners.host, configuration.listeners.http);
  });
  undo.push(() => http?.close());
  await deadlines.start();
  await transport.start();
  return sandbox;
}
