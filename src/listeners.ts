// The sandbox's SMTP listeners and its built-in smart host, each bound to its port.
import { readFileSync } from "node:fs";
import { withFaults } from "./faults/on-listener.ts";
import type { InternetSink } from "./internet/sink.ts";
import type { Configuration, SmartHostConfig } from "./organization/configuration.ts";
import { insideAddress, ownAddress } from "./organization/destinations.ts";
import { directoryOf } from "./organization/directory.ts";
import type { Organization } from "./organization/organization.ts";
import type { Certificates } from "./runtime/certificates.ts";
import type { Log } from "./runtime/log.ts";
import { wrongCertificates } from "./runtime/wrong-certificates.ts";
import { presetBehaviours } from "./smart-host/presets.ts";
import { type SmartHost, startSmartHost } from "./smart-host/smart-host.ts";
import { behindGate } from "./smtp/gate.ts";
import { type Listener, type ListenerOptions, type ListenerWatch, listen } from "./smtp/listener.ts";
import type { ListenerHandler } from "./smtp/session.ts";
import type { BuiltInDestinations } from "./transport/deliver/next-hop.ts";
import type { DiskSpace } from "./transport/receive/disk-space.ts";
import { notingRefusals, type Refusals } from "./transport/receive/refusals.ts";
import { inboundHandler, submissionHandler } from "./transport/receive/smtp-receive.ts";
import type { TransportServices } from "./transport/services.ts";

/** In the smart host's certificate: the default configuration's connectors name it. */
export const SMART_HOST_NAME = "smarthost.contoso.com";

export interface Ports {
  readonly submission: number;
  readonly inbound: number;
  readonly return: number;
  /** 0 when there is no built-in smart host. */
  readonly smartHost: number;
  readonly internet: number;
  /** Absent where listeners.onPremises names no port. */
  readonly onPremises?: number;
  readonly http: number;
}

export interface Listeners {
  readonly ports: Omit<Ports, "http">;
  readonly builtIn: BuiltInDestinations;
  /** Open connections by listener. */
  connections(): Readonly<Record<string, number>>;
  /** Those that no client can connect to. */
  down(): string[];
  /** Client certificates are judged by what is configured now. */
  trust(organization: Organization): void;
  /** The built-in smart host does to mail what this says from the next message on. */
  changeSmartHost(config: SmartHostConfig): void;
  /** When mail that the built-in smart host kept for later is due, milliseconds UTC. */
  nextDelayed(): number | undefined;
  /** Mail that the built-in smart host kept for later is gone. */
  dropDelayed(): Promise<void>;
  close(graceMs?: number): Promise<void>;
}

export interface ListenersOptions {
  readonly configuration: Configuration;
  readonly freePorts: boolean;
  readonly certificates: Certificates;
  readonly services: TransportServices;
  readonly disk: DiskSpace;
  readonly refusals: Refusals;
  readonly internet: InternetSink;
  readonly onPremises: InternetSink;
  readonly spoolFolder: string;
  readonly log: Log;
  /** What is to be told of a listener's work. */
  watch(listener: string): ListenerWatch;
}

export async function startListeners(options: ListenersOptions): Promise<Listeners> {
  const opened: { close(graceMs?: number): Promise<void> }[] = [];
  const open = async <T extends { close(graceMs?: number): Promise<void> }>(started: Promise<T>): Promise<T> => {
    const one = await started;
    opened.push(one);
    return one;
  };
  const close = async (graceMs?: number) => {
    await Promise.all(opened.map((one) => one.close(graceMs)));
  };
  try {
    const tenant = await openTenant(options, open);
    const { submission, inbound, returning, internet, onPremises } = tenant;
    const smartHost = options.configuration.smartHost.enabled
      ? await open(startBuiltInSmartHost(options, returning.port))
      : undefined;
    const all = {
      submission,
      inbound,
      return: returning,
      internet,
      ...(onPremises && { onPremises }),
      ...(smartHost && { smartHost }),
    };
    const own = (port: number) => ({ host: insideAddress(options.configuration.listeners.host), port, builtIn: true });
    return {
      ports: {
        submission: submission.port,
        inbound: inbound.port,
        return: returning.port,
        smartHost: smartHost?.port ?? 0,
        internet: internet.port,
        ...(onPremises && { onPremises: onPremises.port }),
      },
      builtIn: {
        smartHost: smartHost && own(smartHost.port),
        internet: own(internet.port),
        onPremises: onPremises && own(onPremises.port),
      },
      connections: () => Object.fromEntries(Object.entries(all).map(([name, { connections }]) => [name, connections])),
      down: () => Object.entries(all).flatMap(([name, { isListening }]) => (isListening ? [] : [name])),
      trust(organization) {
        const authorities = authoritiesOf(organization, options.certificates);
        for (const listener of [submission, inbound, returning, internet, ...(onPremises ? [onPremises] : [])])
          listener.setCertificateAuthorities(authorities);
      },
      changeSmartHost: (config) => smartHost?.setBehaviours(presetBehaviours(config.preset, config)),
      nextDelayed: () => smartHost?.nextDue(),
      dropDelayed: async () => smartHost?.dropDelayed(),
      close,
    };
  } catch (error) {
    await close(0);
    throw error;
  }
}

async function openTenant(options: ListenersOptions, open: (started: Promise<Listener>) => Promise<Listener>) {
  const { services, disk, refusals, internet, onPremises, configuration } = options;
  const organization = () => services.organization();
  const submission = await open(
    listenOn(options, "submission", {
      handler: notingRefusals(submissionHandler(services, disk), "submission", refusals),
      auth: {
        authenticate(username, password) {
          const mailbox = directoryOf(organization()).findMailbox(username);
          return mailbox?.password !== undefined && mailbox.password === password ? mailbox.address : undefined;
        },
      },
    }),
  );
  return {
    submission,
    inbound: await open(
      listenOn(options, "inbound", {
        handler: notingRefusals(inboundHandler(services, "inbound", disk), "inbound", refusals),
      }),
    ),
    returning: await open(listenOn(options, "return", { handler: returnHandler(options) })),
    internet: await open(listenOn(options, "internet", { handler: internet.handler() })),
    onPremises:
      configuration.listeners.onPremises === undefined
        ? undefined
        : await open(listenOn(options, "onPremises", { handler: onPremises.handler() })),
  };
}

function returnHandler({ services, disk, refusals }: ListenersOptions): ListenerHandler {
  const handler = inboundHandler(services, "return", disk);
  return notingRefusals(services.faults ? withFaults(handler, services.faults, "return") : handler, "return", refusals);
}

function listenOn(
  options: ListenersOptions,
  name: "submission" | "inbound" | "return" | "internet" | "onPremises",
  special: { handler: ListenerHandler; auth?: NonNullable<ListenerOptions["auth"]> },
): Promise<Listener> {
  const { configuration, certificates, freePorts, log } = options;
  const { xclientFrom, proxyFrom } = configuration.listeners;
  const isInside = name === "internet" || name === "onPremises";
  const host = isInside ? insideAddress(configuration.listeners.host) : configuration.listeners.host;
  const port = configuration.listeners[name] ?? 0;
  return listen({
    hostname: hostnameOf(name, configuration),
    host,
    port: freePorts ? 0 : port,
    tls: {
      ...((name === "onPremises" && certificates.onPremises) || certificates.server),
      ca: authoritiesOf(options.services.organization(), certificates),
      requestClientCertificate: name === "inbound" || name === "return",
    },
    limits: configuration.limits,
    ...(!isInside && { xclientFrom, proxyFrom }),
    log: (level, message, details) => log[level]({ listener: name, ...details }, message),
    watch: options.watch(name),
    ...special,
    handler: behindGate(special.handler, options.services.gate),
  }).catch((error: unknown) => {
    throw describeBindError(error, `${name} listener`, host, port);
  });
}

function hostnameOf(name: string, { organization }: Configuration): string {
  if (name === "internet") return "mx.internet.example";
  return name === "onPremises" ? onPremisesName(organization) : organization.hostname;
}

/** In the certificate of the server on premises, which it shows on both sides. */
export function onPremisesName({ name }: Organization): string {
  return `onprem.${name}`;
}

/** Who may sign client certificates: the sandbox itself, and whom connectors name. */
function authoritiesOf({ inboundConnectors }: Organization, { ca }: Certificates): string[] {
  const named = inboundConnectors.flatMap(({ caFile }) => (caFile === undefined ? [] : [readFileSync(caFile, "utf8")]));
  return [ca.cert, ...named];
}

function startBuiltInSmartHost(options: ListenersOptions, returnPort: number): Promise<SmartHost> {
  const { configuration, certificates, freePorts, services, log } = options;
  const { smartHost: port } = configuration.listeners;
  const host = insideAddress(configuration.listeners.host);
  return startSmartHost({
    host,
    port: freePorts ? 0 : port,
    hostname: SMART_HOST_NAME,
    tls: { ...certificates.smartHost, ca: [certificates.ca.cert] },
    limits: configuration.limits,
    behaviours: presetBehaviours(configuration.smartHost.preset, configuration.smartHost),
    ...(services.faults && { faults: services.faults }),
    wrongCertificate: wrongCertificates(certificates.ca, [SMART_HOST_NAME, "localhost"]),
    returnTo: {
      host: ownAddress(configuration.listeners.host),
      servername: "localhost",
      port: returnPort,
      ca: [certificates.ca.cert],
      ...certificates.smartHost,
    },
    clock: services.clock,
    activity: services.activity,
    spoolFolder: options.spoolFolder,
    // Its tenant tells of the same messages; each line here would be the second one.
    log: log.child({ hop: "built-in smart host" }),
    logMessagesAs: "debug",
    watch: options.watch("smartHost"),
  }).catch((error: unknown) => {
    throw describeBindError(error, "built-in smart host", host, port);
  });
}

/** A listener could not be bound; the message says which and what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

export function describeBindError(error: unknown, what: string, host: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") {
    return new ListenError(
      `The ${what} can't listen on ${host}:${port}: another program does. Stop it, set another port under listeners in the configuration, or use --ports 0.`,
    );
  }
  if (code === "EACCES")
    return new ListenError(`The ${what} may not listen on ${host}:${port}: ports below 1024 need more rights.`);
  return error;
}
