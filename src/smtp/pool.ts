// Connections to one next hop: never more than so many, kept open for the mail to come, given up after an error.
import {
  type OutgoingEnvelope,
  type OutgoingMessage,
  type SendResult,
  SHUTTING_DOWN,
  SmtpClient,
  type SmtpClientOptions,
} from "./client.ts";
import type { SmtpReply } from "./reply.ts";

export interface SmtpPoolOptions extends SmtpClientOptions {
  readonly maxConnections: number;
  /** How long an unused connection is kept. Milliseconds of real time, 30,000. */
  readonly idleTimeoutMs?: number;
}

/** A connection lent by the pool. */
export interface SmtpSender {
  /** EHLO keywords of the peer, upper case. */
  readonly extensions: ReadonlySet<string>;
  /** As SmtpClient.send. A kept connection that the peer closed meanwhile is replaced, once, by a new one. */
  send(envelope: OutgoingEnvelope, message: OutgoingMessage): Promise<SendResult>;
  /** Gives the connection back. Call it once, whatever happened. */
  release(): void;
}

interface Kept {
  readonly client: SmtpClient;
  readonly timer: NodeJS.Timeout;
}

const IDLE_TIMEOUT_MS = 30_000;

export class SmtpPool {
  readonly #options: SmtpPoolOptions;
  readonly #kept: Kept[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #lent = new Set<SmtpClient>();
  #places: number;
  #closed = false;

  constructor(options: SmtpPoolOptions) {
    this.#options = options;
    this.#places = options.maxConnections;
  }

  /** Open connections, lent or kept. */
  get connections(): number {
    return this.#lent.size + this.#kept.length;
  }

  /** A connection, as soon as there is a place for one; the reply tells why the peer could not be reached. */
  async acquire(): Promise<SmtpSender | SmtpReply> {
    while (this.#places === 0 && !this.#closed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) return SHUTTING_DOWN;
    this.#places -= 1;
    const kept = this.#takeKept();
    const client = kept ?? new SmtpClient(this.#options);
    this.#lent.add(client);
    const refusal = await client.connect();
    if (!refusal) return this.#lend(client, kept !== undefined);
    this.#giveBack(client);
    return refusal;
  }

  /** One message over the next free connection. */
  async send(envelope: OutgoingEnvelope, message: OutgoingMessage): Promise<SendResult> {
    const sender = await this.acquire();
    if ("code" in sender) return this.#unreached(sender, envelope);
    try {
      return await sender.send(envelope, message);
    } finally {
      sender.release();
    }
  }

  /** Ends unused connections; those at work end when they are given back. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all(
      this.#kept.splice(0).map(({ client, timer }) => {
        clearTimeout(timer);
        return client.close();
      }),
    );
  }

  /** Ends those at work, too: their mail is told 451 4.3.2. Nothing is sent any more. */
  cut(): void {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    for (const client of this.#lent) client.cut();
  }

  #lend(first: SmtpClient, wasKept: boolean): SmtpSender {
    let client = first;
    let mayReplace = wasKept;
    let isLent = true;
    return {
      get extensions() {
        return client.extensions;
      },
      send: async (envelope, message) => {
        const result = await client.send(envelope, message);
        if (!mayReplace || !client.untouched || this.#closed) return result;
        mayReplace = false;
        this.#lent.delete(client);
        void client.close();
        client = new SmtpClient(this.#options);
        this.#lent.add(client);
        return client.send(envelope, message);
      },
      release: () => {
        if (isLent) this.#giveBack(client);
        isLent = false;
      },
    };
  }

  #giveBack(client: SmtpClient): void {
    this.#lent.delete(client);
    if (client.isClean && !this.#closed) {
      const timer = setTimeout(() => this.#drop(client), this.#options.idleTimeoutMs ?? IDLE_TIMEOUT_MS);
      this.#kept.push({ client, timer: timer.unref() });
    } else void client.close();
    this.#places += 1;
    this.#waiting.shift()?.();
  }

  /** The one used last, so that the others can time out. */
  #takeKept(): SmtpClient | undefined {
    for (let kept = this.#kept.pop(); kept; kept = this.#kept.pop()) {
      clearTimeout(kept.timer);
      if (kept.client.alive) return kept.client;
      void kept.client.close();
    }
    return undefined;
  }

  #drop(client: SmtpClient): void {
    const at = this.#kept.findIndex((kept) => kept.client === client);
    if (at >= 0) this.#kept.splice(at, 1);
    void client.close();
  }

  #unreached(refusal: SmtpReply, envelope: OutgoingEnvelope): SendResult {
    const { host, port } = this.#options;
    return {
      reply: refusal,
      recipients: envelope.recipients.map(({ address }) => ({ address, reply: refusal })),
      transcript: [],
      dsnOffered: false,
      peer: { address: host, port },
    };
  }
}
