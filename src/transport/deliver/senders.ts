// Connections to smart hosts, kept open per destination and security settings.
import { readFileSync } from "node:fs";
import { isAllowedDestination } from "../../organization/destinations.ts";
import type { Certificates } from "../../runtime/certificates.ts";
import { SHUTTING_DOWN } from "../../smtp/client.ts";
import { SmtpPool, type SmtpSender } from "../../smtp/pool.ts";
import { reply, type SmtpReply } from "../../smtp/reply.ts";
import type { Destination, HopSettings } from "./next-hop.ts";

export interface SendersOptions {
  /** EHLO name. */
  readonly hostname: string;
  /** The sandbox's own CA and the certificate that the tenant shows, PEM. */
  readonly certificates: Pick<Certificates, "ca" | "server">;
  readonly maxConnections: number;
  /** host or host:port that may be dialled besides loopback. */
  readonly allowedDestinations: () => readonly string[];
}

const notAllowed = (host: string, port: number) =>
  reply(550, "5.4.0", `Not sent: ${host}:${port} is neither loopback nor named in allowedDestinations`);

export class Senders {
  readonly #options: SendersOptions;
  readonly #pools = new Map<string, SmtpPool>();
  #handedAbroad = false;
  #isCut = false;

  constructor(options: SendersOptions) {
    this.#options = options;
  }

  /** Mail was handed to a process that is not ours. */
  noteSent(destination: Destination): void {
    if (!destination.builtIn) this.#handedAbroad = true;
  }

  /** Was it, since the last call? Then it may still come back. */
  takeHandedAbroad(): boolean {
    const handed = this.#handedAbroad;
    this.#handedAbroad = false;
    return handed;
  }

  /** A connection, or why there is none: then the next smart host may be asked. */
  async acquire(hop: HopSettings, destination: Destination): Promise<SmtpSender | SmtpReply> {
    if (this.#isCut) return SHUTTING_DOWN;
    const { host, port } = destination;
    // The configuration was checked when it was read; this is the one place where mail could leave the machine.
    if (!isAllowedDestination(host, port, this.#options.allowedDestinations())) return notAllowed(host, port);
    const { tls, caFile = "", certificate, auth } = hop;
    const key = JSON.stringify([destination.host, destination.port, tls, caFile, certificate, auth]);
    let pool = this.#pools.get(key);
    if (!pool) {
      const security = this.#security(hop);
      if ("code" in security) return security;
      pool = new SmtpPool({
        // By its address: a resolver that knows the name may say anything. RFC 6761 §6.3
        host: host === "localhost" ? "127.0.0.1" : host,
        port,
        hostname: this.#options.hostname,
        maxConnections: this.#options.maxConnections,
        tls: { ...tls, ...security },
        ...(auth && { auth }),
      });
      this.#pools.set(key, pool);
    }
    return pool.acquire();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
    this.#pools.clear();
  }

  /** Whoever waits for a reply is told 451 4.3.2 instead; nothing is sent any more. */
  cut(): void {
    this.#isCut = true;
    for (const pool of this.#pools.values()) pool.cut();
  }

  /** Whom the hop trusts and what it shows, PEM. */
  #security({ name, caFile, certificate }: HopSettings): { ca: string[]; cert: string; key: string } | SmtpReply {
    const { ca, server } = this.#options.certificates;
    try {
      return {
        ca: caFile === undefined ? [ca.cert] : [ca.cert, readFileSync(caFile, "utf8")],
        cert: certificate ? readFileSync(certificate.certFile, "utf8") : server.cert,
        key: certificate ? readFileSync(certificate.keyFile, "utf8") : server.key,
      };
    } catch (error) {
      return reply(451, "4.7.5", `A file of connector ${name} can't be read: ${(error as Error).message}`);
    }
  }
}
