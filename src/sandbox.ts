// Composition root: one tenant with its smart host and the internet around it, wired and running.
import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { ReadReceipts } from "./agents/read-receipts/read-receipts.ts";
import { RecallDeadlines } from "./agents/recall/deadlines.ts";
import { RecallRequests } from "./agents/recall/request.ts";
import { changesInTurn } from "./changes-in-turn.ts";
import { CheckRuns } from "./check/runs/check-runs.ts";
import { type DataFolder, openDataFolder, openEphemeralFolder } from "./database/data-folder.ts";
import { openSqlite } from "./database/sqlite.ts";
import { FaultList } from "./faults/fault-list.ts";
import { formatFault } from "./faults/fault-text.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { Notifier } from "./http/notifications/notifier.ts";
import { reportPath } from "./http/report-link.ts";
import { type HttpServer, startHttp } from "./http/server.ts";
import { InternetSink } from "./internet/sink.ts";
import { HistoricalSearches } from "./journey/historical-search/historical-searches.ts";
import { openJourneys } from "./journey/open-journeys.ts";
import { describeBindError, type Listeners, onPremisesName, SMART_HOST_NAME, startListeners } from "./listeners.ts";
import { startGauges } from "./operations/gauges.ts";
import { watchHops } from "./operations/hop-watch.ts";
import { LiveConfiguration } from "./operations/live-configuration.ts";
import { logEvent } from "./operations/log-event.ts";
import { createMeters } from "./operations/meters.ts";
import { watchReadiness } from "./operations/readiness.ts";
import type { Configuration } from "./organization/configuration.ts";
import { ownAddress } from "./organization/destinations.ts";
import { loadConfiguration } from "./organization/load.ts";
import { createActivity } from "./runtime/activity.ts";
import { loadOrCreateCertificates } from "./runtime/certificates.ts";
import { createClock } from "./runtime/clock.ts";
import { silentLog } from "./runtime/log.ts";
import { Metrics } from "./runtime/metrics.ts";
import { packageFile } from "./runtime/package-files.ts";
import type { Sandbox, SandboxOptions } from "./sandbox-types.ts";
import { Gate } from "./smtp/gate.ts";
import { startAgents } from "./start-agents.ts";
import { openStores } from "./stores.ts";
import { Senders } from "./transport/deliver/senders.ts";
import { watchDiskSpace } from "./transport/receive/disk-space.ts";
import { HttpSubmissions } from "./transport/receive/http-submission.ts";
import { Refusals } from "./transport/receive/refusals.ts";
import { Transport } from "./transport/transport.ts";
import { readClockOffset } from "./virtual-time.ts";

export type { Sandbox, SandboxOptions } from "./sandbox-types.ts";

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
  let notifier: Notifier | undefined;
  let wakeJourneys = () => {};
  const db = openSqlite(folder.databaseFile, {
    durable: options.data !== undefined,
    ...meters.ofDatabase,
    committed(writes, ms) {
      meters.ofDatabase.committed(writes, ms);
      notifier?.wake();
      wakeJourneys();
    },
  });
  undo.push(() => db.close());
  const clock = createClock(
    options.frozenAt === undefined ? { offsetMs: await readClockOffset(db) } : { frozenAt: options.frozenAt },
  );

  const faults = new FaultList(clock, (fault) => log.info({ fault: fault.id }, `on purpose: ${formatFault(fault)}`));
  faults.replace("configuration", configuration.faults);
  const stores = await openStores(db, clock, configuration, options.resetConfiguration === true);
  const certificates = await loadOrCreateCertificates(folder.tlsFolder, {
    server: serverNames(configuration),
    smartHost: [SMART_HOST_NAME, "localhost", "127.0.0.1"],
    ...(configuration.listeners.onPremises !== undefined && {
      onPremises: [onPremisesName(configuration.organization), "localhost", "127.0.0.1"],
    }),
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

  const { agents, ownAgents } = await startAgents({
    given: options.agents ?? {},
    builtIn: {
      ...stores,
      deadlines,
      moderation: () => transport.moderation,
      reportUrl: (id) => `${http?.url ?? ""}${reportPath(id.replace(/^<|>$/g, ""), configuration.http.token)}`,
    },
    configuration,
    services: { now: () => clock.now(), organization },
    log,
  });
  undo.push(() => agents.close());
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
      faults,
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

  stores.mailboxes.receipts = new ReadReceipts(transport.services);
  const recallRequests = new RecallRequests({
    services: transport.services,
    mailboxes: stores.mailboxes,
    submitted: stores.submitted,
    tracking: stores.tracking,
  });
  const disk = watchDiskSpace(folder.path, () => live.current.limits.minFreeDiskBytes);
  const submissions = new HttpSubmissions({ services: transport.services, limits: configuration.limits, disk });
  const sinkServices = { db, contents: stores.contents, clock, activity, gate };
  const internet = new InternetSink(sinkServices);
  const onPremises = new InternetSink(sinkServices, "onPremises");

  const journeys = await openJourneys({ db, ...stores, organization, clock, activity, log });
  wakeJourneys = () => journeys.wake();
  undo.push(() => journeys.stop());
  const historicalSearches = new HistoricalSearches({
    ...{ db, clock, activity, log, organization },
    trace: { index: journeys.journeys, log: stores.tracking },
    submit: (message, by) => transport.submit(message, by),
    url: () => http?.url ?? "",
  });

  const refusals = new Refusals(() => clock.now());
  refusals.onAdded(({ transcript: _, at, ...refusal }) =>
    journeys.events.tell({ type: "refusal", data: { ...refusal, at: new Date(at).toISOString() } }),
  );
  listeners = await startListeners({
    configuration,
    freePorts: options.freePorts === true,
    certificates,
    services: transport.services,
    disk,
    refusals,
    internet,
    onPremises,
    spoolFolder: folder.spoolFolder,
    log,
    watch: meters.listener,
  });
  undo.push(() => listeners?.close(0));

  const allowedDestinations = () => live.current.allowedDestinations;
  notifier = new Notifier({ ...stores, organization, allowedDestinations, clock, activity, log });
  undo.push(() => notifier?.stop());
  const housekeeping = startHousekeeping({
    db,
    clock,
    activity,
    changes: stores.changes,
    retention: () => live.current.retention,
    organization,
    folders: stores.mailboxes.folders,
    log,
  });
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
  const checks = new CheckRuns({
    ...{ start: startSandbox, folder: join(folder.path, "checks"), log },
    tell: (data) => journeys.events.tell({ type: "check", data }),
  });
  let stopping = false;
  const bound = () => listeners as Listeners;
  const changes = changesInTurn({
    ...{
      live,
      stores,
      db,
      clock,
      activity,
      faults,
      gate,
      senders,
      transport,
      journeys,
      deadlines,
      historicalSearches,
      housekeeping,
      refusals,
      meters,
      log,
    },
    listeners: bound,
  });
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
    checks,
    faults,
    ...stores,
    recallRequests,
    moderation: transport.moderation,
    generated: transport,
    quarantine: transport.quarantine,
    historicalSearches,
    submissions,
    refusals,
    internet,
    onPremises,
    journeys: journeys.journeys,
    events: journeys.events,
    housekeeping,
    allowedDestinations,
    ...(ownAgents && { ownAgents }),
    idle: () => activity.idle(),
    ...changes,
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
      faults: () => faults.list().filter(({ on }) => on).length,
    }),
    get isBeingReset() {
      return gate.isShut;
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      // What is held up on purpose goes on.
      faults.reset();
      await checks.stop();
      // Whoever waits or follows the stream is let go first, so that HTTP closes at once.
      await journeys.stop();
      agents.stopWithin(AGENT_GRACE_MS);
      await listeners?.close();
      await http?.close();
      await notifier?.stop();
      await housekeeping.stop();
      deadlines.stop();
      historicalSearches.stop();
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
  await historicalSearches.start();
  await transport.start();
  await notifier.start();
  return sandbox;
}
