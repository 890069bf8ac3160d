// Sends messages over one SMTP connection, byte for byte. RFC 5321, RFC 3207 (STARTTLS), RFC 3461 (DSN). Whatever the
// peer or the network does is a reply, not an exception.
import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { type SmtpClientOptions, wireOptions } from "./client-options.ts";
import { failureReply } from "./connection-failure.ts";
import { type OutgoingMessage, readable } from "./outgoing-message.ts";
import { isPositive, parseReply, reply, type SmtpReply } from "./reply.ts";
import type { SmtpEnvelope, SmtpRecipient } from "./session.ts";
import { WireClient } from "./wire-client.ts";

export type { SmtpClientOptions, SmtpClientTls } from "./client-options.ts";
export type { OutgoingMessage } from "./outgoing-message.ts";

export interface OutgoingEnvelope extends SmtpEnvelope {
  /** For SIZE, bytes. */
  readonly size?: number;
}

export interface SendResult {
  /** The last word on the message: the peer's, or ours when there was none. */
  readonly reply: SmtpReply;
  /** In the envelope's order. The reply that settled each: its refusal, else the message's. */
  readonly recipients: readonly { readonly address: string; readonly reply: SmtpReply }[];
  readonly transcript: string[];
  /** Of each line, real milliseconds since the connection began. */
  readonly transcriptTimes?: readonly number[];
  /** The peer took over RFC 3461 parameters; when false it never saw them. */
  readonly dsnOffered: boolean;
  readonly tls?: TlsFacts;
  readonly peer: { readonly address: string; readonly port: number };
}

interface TlsFacts {
  readonly version: string;
  readonly cipher: string;
}

/** RFC 3463: whoever waits may try again. */
export const SHUTTING_DOWN = reply(451, "4.3.2", "Service shutting down");
const QUIT_MS = 1_000;
const NOT_OVER_TLS = reply(451, "4.7.0", "Credentials are not sent without TLS");

export class SmtpClient {
  readonly #options: SmtpClientOptions;
  readonly #wire: WireClient;
  #ready: Promise<SmtpReply | undefined> | undefined;
  #isReady = false;
  #tls: TlsFacts | undefined;
  #peer: SendResult["peer"];
  #untouched = false;
  #isClean = true;
  #isCut = false;

  constructor(options: SmtpClientOptions) {
    this.#options = options;
    this.#peer = { address: options.host, port: options.port };
    this.#wire = new WireClient(wireOptions(options));
  }

  /** Connected, and nothing that was said puts the connection in doubt. */
  get alive(): boolean {
    const { _socket: socket, destroyed } = this.#wire;
    return this.#isReady && !destroyed && socket instanceof Socket && socket.writable;
  }

  /** EHLO keywords of the peer, upper case; empty before `connect`. */
  get extensions(): ReadonlySet<string> {
    return this.#wire.extensions;
  }

  /** A transaction went well and nothing is left over from it. */
  get isClean(): boolean {
    return this.alive && this.#isClean;
  }

  /** The last `send` failed before the peer answered anything but a goodbye: it may be repeated elsewhere. */
  get untouched(): boolean {
    return this.#untouched;
  }

  transcript(): string[] {
    return this.#wire.transcript.lines();
  }

  /** Greeting, EHLO, STARTTLS and AUTH. Nothing when all went well; a client that failed here is of no more use. */
  connect(): Promise<SmtpReply | undefined> {
    this.#ready ??= this.#open();
    return this.#ready;
  }

  /** One transaction; connects first when that was not done. */
  async send(envelope: OutgoingEnvelope, message: OutgoingMessage): Promise<SendResult> {
    const refusal = await this.connect();
    if (refusal) return this.#result(refusal, envelope.recipients);
    const wire = this.#wire;
    wire.begin(envelope.recipients, envelope.smtpUtf8);
    const answer = await new Promise<SmtpReply>((resolve) => {
      wire.send(wireEnvelope(envelope), readable(message), (error, info) => {
        this.#untouched = error !== null && (isLost(error) ? !wire.mailReply : wire.mailReply?.code === 421);
        resolve(error ? this.#failure(error) : parseReply(info.response));
      });
    });
    // Half a message was sent: only closing keeps the peer from taking it for a whole one.
    if (wire.isStreaming) wire.close();
    this.#isClean = isPositive(answer);
    return this.#result(answer, envelope.recipients);
  }

  /** RSET, after a refused transaction. False when the connection is of no more use. */
  reset(): Promise<boolean> {
    return new Promise((resolve) => this.#wire.reset((error) => resolve(!error)));
  }

  /** Ends it in the middle of whatever it does: a peer that never replies must not hold up the end of the process. */
  cut(): void {
    this.#isCut = true;
    if (this.#wire._socket) this.#wire._socket.destroy();
  }

  /** QUIT, then the end after a second at the latest. */
  async close(): Promise<void> {
    const wire = this.#wire;
    if (!this.alive) {
      wire.close();
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => wire.close(), QUIT_MS);
      wire.once("end", () => {
        clearTimeout(timer);
        resolve();
      });
      wire.quit();
    });
  }

  #failure(error: Error): SmtpReply {
    return this.#isCut ? SHUTTING_DOWN : failureReply(error, this.#wire.upgrading);
  }

  async #open(): Promise<SmtpReply | undefined> {
    const wire = this.#wire;
    const refusal = await new Promise<SmtpReply | undefined>((resolve) => {
      // Later errors reach the callback of what is under way.
      wire.on("error", (error: Error) => resolve(this.#failure(error)));
      wire.connect((error) => resolve(error && this.#failure(error)));
    });
    if (refusal) return refusal;
    // It was cut before it had a connection.
    if (this.#isCut) {
      wire.close();
      return SHUTTING_DOWN;
    }
    const socket = wire._socket;
    if (socket) this.#peer = { address: socket.remoteAddress ?? "", port: socket.remotePort ?? 0 };
    if (socket instanceof TLSSocket)
      this.#tls = { version: socket.getProtocol() ?? "", cipher: socket.getCipher()?.name ?? "" };
    const unauthenticated = await this.#authenticate();
    this.#isReady = !unauthenticated;
    return unauthenticated;
  }

  async #authenticate(): Promise<SmtpReply | undefined> {
    const { auth, tls } = this.#options;
    if (!auth) return undefined;
    if (!this.#tls && tls.mode !== "none") return NOT_OVER_TLS;
    const wire = this.#wire;
    wire.inAuth = true;
    const refusal = await new Promise<SmtpReply | undefined>((resolve) => {
      wire.once("error", (error: Error) => resolve(failureReply(error)));
      wire.login({ user: auth.username, pass: auth.password }, (error) =>
        resolve(error ? failureReply(error) : undefined),
      );
    });
    wire.inAuth = false;
    return refusal;
  }

  #result(answer: SmtpReply, recipients: readonly SmtpRecipient[]): SendResult {
    const replies = this.#isReady ? this.#wire.recipientReplies : undefined;
    const mailRefused = this.#wire.mailReply && !isPositive(this.#wire.mailReply);
    return {
      reply: answer,
      recipients: recipients.map(({ address }) => {
        const own = mailRefused ? undefined : replies?.get(address);
        return { address, reply: own && !isPositive(own) ? own : answer };
      }),
      transcript: this.transcript(),
      transcriptTimes: this.#wire.transcript.times().slice(0, -1),
      dsnOffered: this.extensions.has("DSN"),
      ...(this.#tls && { tls: this.#tls }),
      peer: this.#peer,
    };
  }
}

function wireEnvelope(envelope: OutgoingEnvelope) {
  return {
    from: envelope.from,
    to: envelope.recipients.map((recipient) => recipient.address),
    use8BitMime: envelope.eightBitMime,
    size: envelope.size,
    dsn: { ret: envelope.ret, envid: envelope.envelopeId },
  };
}

/** The connection is gone, and nobody refused anything. */
function isLost(error: { code?: string | undefined; response?: string | undefined }): boolean {
  return !error.response && (error.code === "ECONNECTION" || error.code === "ESOCKET");
}
