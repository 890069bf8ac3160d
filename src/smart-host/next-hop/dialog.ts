// One SMTP connection to the next hop, spoken command by command, so that what our client says can be passed on at once
// and the next hop's answer be the answer (smtp/client.ts sends whole transactions). RFC 5321, STARTTLS RFC 3207.
import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { parseReply, reply, type SmtpReply } from "../../smtp/reply.ts";

export interface NextHopOptions {
  readonly host: string;
  readonly port: number;
  /** PEM. With it TLS is a must and the server's certificate is checked; without it TLS is taken where it is offered. */
  readonly ca?: readonly string[];
  /** STARTTLS is not used, offered or not. */
  readonly ignoresTls?: boolean;
  /** Client certificate and key, PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** Name in the server's certificate, where it is not `host`. */
  readonly servername?: string;
  readonly timeoutMs?: number;
  /** To connect from; the system's choice when absent. */
  readonly localAddress?: string;
}

export const NEXT_HOP_DOWN = reply(451, "4.4.1", "The next hop does not answer");
export const NEXT_HOP_LOST = reply(451, "4.4.2", "The connection to the next hop was lost");
export const NEXT_HOP_UNTRUSTED = reply(451, "4.7.5", "The next hop does not offer TLS with a certificate to trust");

/** The next hop cannot be spoken with; `reply` is what our client is told. */
export class NextHopError extends Error {
  override readonly name = "NextHopError";
  readonly reply: SmtpReply;

  constructor(answer: SmtpReply, cause?: unknown) {
    super(answer.text, { cause });
    this.reply = answer;
  }
}

const CONNECT_TIMEOUT_MS = 30_000;
/** RFC 5321 §4.5.3.2: five minutes for most commands, ten for the end of the data. */
const TIMEOUT_MS = 600_000;
const MAX_REPLY_BYTES = 65_536;

export class Dialog {
  #socket: Socket;
  #received = "";
  /** Of the last reply. */
  #lines: string[] = [];
  #waiting: { resolve(reply: SmtpReply): void; reject(error: Error): void } | undefined;
  /** Said without being asked: 421 before a connection ends. */
  #unasked: SmtpReply | undefined;
  #failure: NextHopError | undefined;
  /** EHLO keywords, upper case. */
  extensions: ReadonlySet<string> = new Set();
  /** Told once, when the connection is over. */
  onGone: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen(socket);
  }

  /** Connects, says EHLO, turns TLS on. Throws NextHopError. */
  static async open(options: NextHopOptions, hostname: string): Promise<Dialog> {
    const socket = await connected(options);
    socket.setTimeout(options.timeoutMs ?? TIMEOUT_MS);
    const dialog = new Dialog(socket);
    try {
      dialog.#accept(await dialog.#reply());
      await dialog.#greet(hostname);
      if (options.ignoresTls) return dialog;
      if (dialog.extensions.has("STARTTLS")) await dialog.#startTls(options, hostname);
      else if (options.ca !== undefined) throw new NextHopError(NEXT_HOP_UNTRUSTED);
      return dialog;
    } catch (error) {
      dialog.destroy();
      const isUntrusted = error instanceof NextHopError && error.reply === NEXT_HOP_UNTRUSTED;
      throw isUntrusted ? error : new NextHopError(NEXT_HOP_DOWN, error);
    }
  }

  get isUsable(): boolean {
    return this.#failure === undefined && this.#unasked === undefined;
  }

  /** One line, without its end. Throws NextHopError when the connection is lost. */
  async command(line: string): Promise<SmtpReply> {
    const answer = this.#reply();
    if (this.isUsable) this.#socket.write(`${line}\r\n`);
    return await answer;
  }

  /** The reply to what was written by `write`. */
  reply(): Promise<SmtpReply> {
    return this.#reply();
  }

  /** Resolves when more may be written. */
  async write(bytes: Buffer): Promise<void> {
    if (this.#unasked) throw new NextHopError(this.#unasked);
    if (this.#failure) throw this.#failure;
    if (this.#socket.write(bytes)) return;
    const socket = this.#socket;
    await new Promise<void>((resolve) => {
      const settled = () => {
        socket.off("drain", settled);
        socket.off("close", settled);
        resolve();
      };
      socket.on("drain", settled);
      socket.on("close", settled);
    });
  }

  quit(): void {
    if (this.isUsable) this.#socket.end("QUIT\r\n");
    setTimeout(() => this.#socket.destroy(), 1000).unref();
  }

  destroy(): void {
    this.#fail(new NextHopError(NEXT_HOP_LOST));
    this.#socket.destroy();
  }

  async #greet(hostname: string): Promise<void> {
    const answer = await this.command(`EHLO ${hostname}`);
    if (answer.code === 250) {
      // RFC 5321 §4.1.1.1
      const keywords = this.#lines.slice(1).map((line) => line.slice(4).split(" ", 1)[0] ?? "");
      this.extensions = new Set(keywords.map((keyword) => keyword.toUpperCase()));
      return;
    }
    // RFC 5321 §3.2
    this.#accept(await this.command(`HELO ${hostname}`));
    this.extensions = new Set();
  }

  async #startTls(options: NextHopOptions, hostname: string): Promise<void> {
    const answer = await this.command("STARTTLS");
    if (answer.code !== 220) {
      if (options.ca !== undefined) throw new NextHopError(NEXT_HOP_UNTRUSTED);
      return;
    }
    // RFC 3207 §6: what was sent before the handshake is from nobody.
    if (this.#received !== "") throw new NextHopError(NEXT_HOP_UNTRUSTED);
    const plain = this.#socket;
    plain.removeAllListeners("data");
    plain.setTimeout(0);
    const name = options.servername ?? options.host;
    const { ca, cert, key } = options;
    const secure = connectTls({
      socket: plain,
      ...(isIP(name) === 0 ? { servername: name } : { host: name }),
      ...(ca !== undefined && { ca: [...ca] }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      minVersion: "TLSv1.2",
      rejectUnauthorized: ca !== undefined,
    });
    this.#socket = secure;
    try {
      await handshake(secure);
    } catch (error) {
      throw new NextHopError(NEXT_HOP_UNTRUSTED, error);
    }
    secure.setTimeout(options.timeoutMs ?? TIMEOUT_MS);
    this.#listen(secure);
    await this.#greet(hostname);
  }

  #accept(answer: SmtpReply): void {
    if (answer.code < 200 || answer.code > 299)
      throw new NextHopError(NEXT_HOP_DOWN, new Error(`it said ${answer.code}`));
  }

  #listen(socket: Socket): void {
    socket.on("data", (chunk: Buffer) => this.#take(chunk.toString("utf8")));
    socket.on("timeout", () => this.destroy());
    socket.on("error", (error) => this.#fail(new NextHopError(NEXT_HOP_LOST, error)));
    socket.on("close", () => this.#fail(new NextHopError(NEXT_HOP_LOST)));
  }

  #take(text: string): void {
    this.#received += text;
    while (this.#received.length <= MAX_REPLY_BYTES) {
      // RFC 5321 §4.2.1: the last line has a blank, or nothing, behind its code.
      const match = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.exec(this.#received);
      if (!match) break;
      this.#received = this.#received.slice(match[0].length);
      this.#answer(match[0].trimEnd());
    }
    // What is no reply will not become one.
    if (this.#received.length > MAX_REPLY_BYTES || /^(?!\d{3}[- \r\n])[^\n]*\n/.test(this.#received)) this.destroy();
  }

  #answer(text: string): void {
    this.#lines = text.split(/\r?\n/);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting) {
      this.#unasked = parseReply(text);
      return;
    }
    waiting.resolve(parseReply(text));
  }

  #reply(): Promise<SmtpReply> {
    if (this.#unasked) return Promise.resolve(this.#unasked);
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #fail(error: NextHopError): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
    this.onGone();
  }
}

async function connected(options: NextHopOptions): Promise<Socket> {
  const socket = connect({
    host: options.host,
    port: options.port,
    noDelay: true,
    ...(options.localAddress !== undefined && { localAddress: options.localAddress }),
  });
  const timer = setTimeout(() => socket.destroy(new Error("connection timed out")), CONNECT_TIMEOUT_MS);
  try {
    await once(socket, "connect");
    return socket;
  } catch (error) {
    throw new NextHopError(NEXT_HOP_DOWN, error);
  } finally {
    clearTimeout(timer);
  }
}

function handshake(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error("TLS handshake timed out")), CONNECT_TIMEOUT_MS);
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed within the TLS handshake")));
    for (const event of ["secureConnect", "close"]) socket.once(event, () => clearTimeout(timer));
  });
}
