// A plain SMTP client over a raw socket, independent of src/: for load, for kills, for byte-exact mail. RFC 5321,
// RFC 2920 (MAIL, RCPT and DATA in one write), RFC 3207, RFC 4954.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface RawSmtpOptions {
  readonly port: number;
  /** STARTTLS; the certificate is not checked. */
  readonly tls?: boolean;
  readonly auth?: { readonly user: string; readonly password: string };
  /** Without a byte from the server. */
  readonly timeoutMs?: number;
}

export interface Sent {
  readonly code: number;
  /** The reply that decided, without line ends. */
  readonly reply: string;
  /** From the end of DATA to its reply. */
  readonly ms: number;
}

export class RawSmtp {
  #socket: Socket;
  #received = "";
  #replies: string[] = [];
  #waiting: { resolve(reply: string): void; reject(error: Error): void } | undefined;
  #gone: Error | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen(socket);
  }

  /** Greeting, EHLO, STARTTLS, AUTH. Rejects when the server refuses or goes away. */
  static async connect(options: RawSmtpOptions): Promise<RawSmtp> {
    const socket = connect({ host: "127.0.0.1", port: options.port, noDelay: true });
    socket.setTimeout(options.timeoutMs ?? 120_000, () => socket.destroy(new Error("the server is silent")));
    await once(socket, "connect");
    const client = new RawSmtp(socket);
    try {
      client.#expect("220", await client.#reply());
      await client.command("EHLO client.example", "250");
      if (options.tls) await client.#startTls();
      if (options.auth) {
        const plain = `\0${options.auth.user}\0${options.auth.password}`;
        await client.command(`AUTH PLAIN ${Buffer.from(plain).toString("base64")}`, "235");
      }
      return client;
    } catch (error) {
      client.destroy();
      throw error;
    }
  }

  /** One transaction; `wire` is dot-stuffed and ends with the final dot. Rejects when the connection is lost. */
  async send(mail: {
    readonly from: string;
    readonly to: readonly string[];
    readonly wire: Buffer;
    readonly eightBit?: boolean;
  }): Promise<Sent> {
    const lines = [
      `MAIL FROM:<${mail.from}>${mail.eightBit ? " BODY=8BITMIME" : ""}`,
      ...mail.to.map((address) => `RCPT TO:<${address}>`),
      "DATA",
    ];
    this.#socket.write(`${lines.join("\r\n")}\r\n`);
    let refusal: string | undefined;
    for (let index = 0; index < lines.length - 1; index += 1) {
      const reply = await this.#reply();
      if (!reply.startsWith("2")) refusal ??= reply;
    }
    const asked = await this.#reply();
    if (refusal === undefined && asked.startsWith("354")) {
      const startedAt = performance.now();
      this.#socket.write(mail.wire);
      const reply = await this.#reply();
      return sent(reply, performance.now() - startedAt);
    }
    // Half a transaction: only closing keeps it from counting.
    if (asked.startsWith("354")) this.destroy();
    else await this.command("RSET", "250");
    return sent(refusal ?? asked, 0);
  }

  async command(line: string, expected: string): Promise<string> {
    this.#socket.write(`${line}\r\n`);
    return this.#expect(expected, await this.#reply());
  }

  quit(): void {
    this.#socket.end("QUIT\r\n");
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #expect(code: string, reply: string): string {
    if (!reply.startsWith(code)) throw new Error(`the server said ${reply}`);
    return reply;
  }

  async #startTls(): Promise<void> {
    await this.command("STARTTLS", "220");
    this.#socket.removeAllListeners("data");
    this.#socket = connectTls({ socket: this.#socket, rejectUnauthorized: false });
    await once(this.#socket, "secureConnect");
    this.#listen(this.#socket);
    await this.command("EHLO client.example", "250");
  }

  #reply(): Promise<string> {
    const ready = this.#replies.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (this.#gone) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #listen(socket: Socket): void {
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    const fail = (error?: Error | boolean) => {
      this.#gone ??= error instanceof Error ? error : new Error("the connection was closed");
      this.#waiting?.reject(this.#gone);
      this.#waiting = undefined;
    };
    socket.on("error", fail).on("close", fail).on("end", fail);
  }

  #take(chunk: Buffer): void {
    this.#received += chunk.toString("latin1");
    for (let end = this.#received.indexOf("\n"); end >= 0; end = this.#received.indexOf("\n")) {
      const line = this.#received.slice(0, end).trimEnd();
      this.#received = this.#received.slice(end + 1);
      if (line[3] === "-") continue;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting) waiting.resolve(line);
      else this.#replies.push(line);
    }
  }
}

/** Dot-stuffed, with a line end before the final dot. */
export function toWire(message: Buffer): Buffer {
  const dots: Buffer[] = [];
  let from = 0;
  for (let at = message.indexOf("\n."); at >= 0; at = message.indexOf("\n.", at + 1)) {
    dots.push(message.subarray(from, at + 1), Buffer.from("."));
    from = at + 1;
  }
  const first = message[0] === 0x2e ? [Buffer.from(".")] : [];
  const ends = message.subarray(-2).toString("latin1") === "\r\n";
  return Buffer.concat([...first, ...dots, message.subarray(from), Buffer.from(ends ? ".\r\n" : "\r\n.\r\n")]);
}

function sent(reply: string, ms: number): Sent {
  return { code: Number(reply.slice(0, 3)), reply, ms };
}
