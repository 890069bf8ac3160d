// An SMTP listener: RFC 5321 with SIZE, PIPELINING, DSN, 8BITMIME, SMTPUTF8, STARTTLS and AUTH, on package smtp-server.
// It speaks the protocol and keeps the limits; what mail means is up to its handler (session.ts).
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import {
  SMTPServer,
  type SMTPServerAuthentication,
  type SMTPServerAuthenticationResponse,
  type SMTPServerOptions,
  type SMTPServerSession,
} from "smtp-server";
import type { SMTPConnectionOptions } from "smtp-server/lib/smtp-connection.js";
import { ListenerConnection } from "./connection.ts";
import type { ConnectionSettings, ListenerLog } from "./connection-base.ts";
import { AUTH_FAILED_TEXT, AUTH_REQUIRED_TEXT, AUTH_UNAVAILABLE_TEXT } from "./listener-replies.ts";
import type { SmtpReply } from "./reply.ts";
import type { ListenerHandler, SmtpLimits } from "./session.ts";

export interface ListenerOptions {
  /** Name in greeting and EHLO. */
  readonly hostname: string;
  /** Address to listen on. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Offers STARTTLS, TLS 1.2 or later. PEM. A client certificate is asked for and reported, never required. */
  readonly tls?: {
    readonly key: string;
    readonly cert: string;
    /** Who may sign client certificates; nobody when absent. */
    readonly ca?: readonly string[];
    readonly requestClientCertificate?: boolean;
  };
  /** Requires AUTH (PLAIN or LOGIN) before MAIL, and STARTTLS before AUTH when `tls` is given. */
  readonly auth?: {
    /** The user's name, kept as `session.user`, or undefined when the credentials are wrong. */
    authenticate(username: string, password: string): Promise<string | undefined> | string | undefined;
  };
  readonly limits: SmtpLimits;
  /** Addresses that may use XCLIENT and XFORWARD; nobody when absent. */
  readonly xclientFrom?: readonly string[];
  /** Addresses whose connections begin with a PROXY header (version 1). */
  readonly proxyFrom?: readonly string[];
  readonly handler: ListenerHandler;
  readonly log?: ListenerLog;
  readonly watch?: ListenerWatch;
}

/** Told of what a listener does, for measurements. Neither may throw. */
export interface ListenerWatch {
  /** Every reply that was given, by its code. */
  replied(code: number): void;
  /** A message was read to its end: the reply to it, and its bytes. */
  received(reply: SmtpReply, bytes: number): void;
}

export interface Listener {
  readonly port: number;
  /** Open connections. */
  readonly connections: number;
  /** Clients can connect. */
  readonly isListening: boolean;
  /** Replaces who may sign client certificates, for handshakes to come. PEM. Only with `tls`. */
  setCertificateAuthorities(ca: readonly string[]): void;
  /**
   * Stops accepting. Idle clients get 421 4.3.2 at once; a message on its way may arrive within `graceMs` (10 s) and is
   * answered first. Resolves when every connection is closed.
   */
  close(graceMs?: number): Promise<void>;
}

const GRACE_MS = 10_000;
const JOKES = ["WIZ", "SHELL", "KILL"];

/** Resolves when connections are accepted; rejects with the system's error (EADDRINUSE). */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const log = options.log ?? (() => {});
  const settings = {
    handler: options.handler,
    limits: options.limits,
    offersAuth: options.auth !== undefined,
    log,
    ...(options.watch && { watch: options.watch }),
  };
  const server = new ListenerServer(options, settings);
  // What keeps it from binding is the caller's to tell; later errors are of connections.
  let isBound = false;
  server.on("error", (error) => isBound && log("info", "connection failed", { error }));
  server.server.listen(options.port, options.host);
  await once(server.server, "listening");
  isBound = true;
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    get connections() {
      return server.connections.size;
    },
    get isListening() {
      return server.server.listening;
    },
    setCertificateAuthorities: (ca) => server.updateSecureContext({ ca: [...ca] }),
    close: (graceMs = GRACE_MS) => server.drain(graceMs),
  };
}

class ListenerServer extends SMTPServer {
  readonly #authenticate: NonNullable<ListenerOptions["auth"]>["authenticate"] | undefined;
  readonly #settings: ConnectionSettings;
  /** Until their sockets are closed; `connections` forgets those that were told to go. */
  readonly #open = new Set<ListenerConnection>();
  #drained: Promise<void> | undefined;

  constructor(options: ListenerOptions, settings: ConnectionSettings) {
    super(serverOptions(options));
    this.#authenticate = options.auth?.authenticate.bind(options.auth);
    this.#settings = settings;
  }

  override connect(socket: Socket, options?: SMTPConnectionOptions | null): void {
    const connection = new ListenerConnection(this, socket, options, this.#settings);
    this.connections.add(connection);
    this.#open.add(connection);
    connection.onGone = () => this.#open.delete(connection);
    connection.on("error", (error) => this._onError(error));
    connection.init();
    if (this.#drained) connection.drain();
  }

  override onAuth(
    auth: SMTPServerAuthentication,
    _session: SMTPServerSession,
    callback: (error: Error | null, response?: SMTPServerAuthenticationResponse) => void,
  ): void {
    // A proxy's XCLIENT LOGIN proves nothing about a password: the command passes, the user stays unknown.
    if (auth.method === "XCLIENT") {
      callback(null);
      return;
    }
    const decide = async () => this.#authenticate?.(auth.username ?? "", auth.password ?? "");
    decide().then(
      (user) => callback(null, { user, message: AUTH_FAILED_TEXT }),
      (error) => {
        this.#settings.log("error", "authenticate failed", { error });
        // RFC 4954 §6.
        callback(Object.assign(new Error(AUTH_UNAVAILABLE_TEXT), { responseCode: 454 }));
      },
    );
  }

  drain(graceMs: number): Promise<void> {
    this.#drained ??= new Promise((resolve) => {
      const deadline = setTimeout(() => {
        for (const connection of this.#open) connection.cutOff();
      }, graceMs);
      this.server.close(() => {
        clearTimeout(deadline);
        resolve();
      });
      for (const socket of this._pendingSockets.values()) socket.destroy();
      for (const connection of this.#open) connection.drain();
    });
    return this.#drained;
  }
}

function serverOptions(options: ListenerOptions): SMTPServerOptions {
  const { tls, auth, limits } = options;
  const withoutTls = tls ? [] : ["STARTTLS"];
  const withoutAuth = auth ? [] : ["AUTH"];
  const withoutProxy = options.xclientFrom?.length ? [] : ["XCLIENT", "XFORWARD"];
  return {
    name: options.hostname,
    size: limits.maxMessageBytes,
    maxCommandLength: limits.maxLineBytes,
    socketTimeout: limits.idleTimeoutMs,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    logger: false,
    disabledCommands: [...JOKES, ...withoutTls, ...withoutAuth, ...withoutProxy],
    authMethods: ["PLAIN", "LOGIN"],
    authRequiredMessage: AUTH_REQUIRED_TEXT,
    useXClient: [...(options.xclientFrom ?? [])],
    useXForward: [...(options.xclientFrom ?? [])],
    useProxy: [...(options.proxyFrom ?? [])],
    minVersion: "TLSv1.2",
    requestCert: tls?.requestClientCertificate ?? false,
    rejectUnauthorized: false,
    ...(tls && { key: tls.key, cert: tls.cert, ca: [...(tls.ca ?? [])] }),
  };
}
