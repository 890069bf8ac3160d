// The listener's side of SmtpSession: what a handler may know about a connection, read live from it.
import { type DetailedPeerCertificate, TLSSocket } from "node:tls";
import { certificateNames } from "./certificate-names.ts";
import type { ConnectionBase } from "./connection-base.ts";
import { type ClientCertificate, NO_ENVELOPE, type SmtpEnvelope, type SmtpSession } from "./session.ts";

export class ListenerSession implements SmtpSession {
  readonly #connection: ConnectionBase;
  helo = "";
  tls: SmtpSession["tls"];
  certificate: ClientCertificate | undefined;
  envelope: SmtpEnvelope = NO_ENVELOPE;

  constructor(connection: ConnectionBase) {
    this.#connection = connection;
  }

  get id(): string {
    return this.#connection.id;
  }
  get remoteAddress(): string {
    return this.#connection.remoteAddress;
  }
  get remotePort(): number {
    return this.#connection.remotePort;
  }
  get localPort(): number {
    return this.#connection.localPort;
  }
  get protocol(): string {
    return this.#connection._transmissionType();
  }
  get user(): string | undefined {
    const user: unknown = this.#connection.session.user;
    return typeof user === "string" ? user : undefined;
  }

  transcript(): string[] {
    return this.#connection.transcript.lines();
  }

  transcriptTimes(): number[] {
    return this.#connection.transcript.times();
  }

  cut(): void {
    this.#connection.hangUp();
  }

  /** Reads what the handshake agreed on; the socket forgets it when it closes. */
  secured(socket: object): void {
    if (!(socket instanceof TLSSocket) || this.tls) return;
    this.tls = { version: socket.getProtocol() ?? "", cipher: socket.getCipher()?.name ?? "" };
    const certificate = socket.getPeerCertificate(true);
    if (!certificate?.fingerprint256) return;
    this.certificate = {
      names: certificateNames(certificate),
      trusted: socket.authorized,
      fingerprint256: certificate.fingerprint256,
      ...(socket.authorized && { issuers: issuersOf(certificate) }),
    };
  }
}

/** Node ends the chain with a root that is its own issuer. */
function issuersOf(certificate: DetailedPeerCertificate): string[] {
  const found: string[] = [];
  for (let at = certificate.issuerCertificate; at && !found.includes(at.fingerprint256); at = at.issuerCertificate)
    found.push(at.fingerprint256);
  return found;
}
