// Runs .dialog files: SMTP spoken on loopback, one rule per file.
//
//     connect NAME      opens a connection to that listener
//     C: EHLO x         sends a line
//     S: 250 *          the next reply; "*" stands for anything. Lines of one reply are joined: "250 host\n250 SIZE"
//     raw "a\r\n.\r\n"  sends exactly these bytes (a JSON string, one character a byte)
//     starttls          the handshake, after "S: 220"
//     closed            the server has ended the connection
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import net from "node:net";
import { join, relative } from "node:path";
import tls from "node:tls";

export interface DialogOptions {
  /** Listener name → port. */
  readonly ports: Readonly<Record<string, number>>;
  readonly host?: string;
  /** Real time, 5,000. */
  readonly timeoutMs?: number;
}

/** A client that says what it is told. */
export class Conversation {
  readonly lines: string[] = [];
  #socket: net.Socket;
  readonly #timeoutMs: number;
  #received = "";
  #ended = false;
  #arrived: () => void = () => {};

  private constructor(socket: net.Socket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
    this.#listen();
  }

  static async connect(port: number, host = "127.0.0.1", timeoutMs = 5_000): Promise<Conversation> {
    const socket = net.connect(port, host).setNoDelay(true);
    const conversation = new Conversation(socket, timeoutMs);
    await once(socket, "connect");
    return conversation;
  }

  get socket(): net.Socket {
    return this.#socket;
  }

  send(line: string): void {
    this.raw(`${line}\r\n`);
  }

  raw(bytes: string | Buffer): void {
    this.lines.push(`C: ${bytes.length > 200 ? `<${bytes.length} bytes>` : JSON.stringify(bytes.toString("latin1"))}`);
    this.#socket.write(typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes);
  }

  /** The next reply, its lines joined with "\n", each with a blank behind its code. */
  async reply(): Promise<string> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#line();
      lines.push(line.replace(/^(\d{3})-/, "$1 "));
      this.lines.push(`S: ${line}`);
      if (!/^\d{3}-/.test(line)) return lines.join("\n");
    }
  }

  /** Sends a line and waits for its reply. */
  async ask(line: string): Promise<string> {
    this.send(line);
    return this.reply();
  }

  async startTls(options: tls.ConnectionOptions = {}): Promise<void> {
    this.#socket.removeAllListeners();
    this.#socket = tls.connect({ socket: this.#socket, rejectUnauthorized: false, ...options });
    await once(this.#socket, "secureConnect");
    this.#listen();
  }

  /** Resolves when the server has ended the connection; rejects when it says something instead. */
  async closed(): Promise<void> {
    await this.#until(() => this.#ended || this.#received !== "");
    if (this.#received !== "") throw new Error(`Connection is not closed; received ${JSON.stringify(this.#received)}`);
  }

  end(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    this.#socket.on("data", (chunk) => {
      this.#received += chunk.toString("utf8");
      this.#arrived();
    });
    const ended = () => {
      this.#ended = true;
      this.#arrived();
    };
    this.#socket.on("end", ended).on("close", ended).on("error", ended);
  }

  async #line(): Promise<string> {
    await this.#until(() => this.#received.includes("\n") || this.#ended);
    const end = this.#received.indexOf("\r\n");
    if (end < 0) throw new Error(`Connection was closed; received ${JSON.stringify(this.#received)}`);
    const line = this.#received.slice(0, end);
    this.#received = this.#received.slice(end + 2);
    return line;
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Nothing came within ${this.#timeoutMs} ms`)), this.#timeoutMs);
        this.#arrived = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

/** Files of a folder, in order of their names. */
export function listDialogs(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith(".dialog"))
    .sort()
    .map((name) => join(dir, name));
}

/** @throws Error with file, line, what was expected, and all that was said. */
export async function runDialog(file: string, options: DialogOptions): Promise<void> {
  let conversation: Conversation | undefined;
  const opened: Conversation[] = [];
  const steps = readFileSync(file, "utf8").split("\n");
  try {
    for (const [index, text] of steps.entries()) {
      const step = text.trim();
      if (step === "" || step.startsWith("#")) continue;
      try {
        conversation = await runStep(step, conversation, options);
        if (opened.at(-1) !== conversation) opened.push(conversation);
      } catch (error) {
        const said = (conversation?.lines ?? []).map((line) => `    ${line}`).join("\n");
        throw new Error(`${relative(".", file)}:${index + 1} ${step}\n  ${(error as Error).message}\n${said}`);
      }
    }
  } finally {
    for (const each of opened) each.end();
  }
}

async function runStep(
  step: string,
  current: Conversation | undefined,
  { ports, host, timeoutMs }: DialogOptions,
): Promise<Conversation> {
  const [, word = "", rest = ""] = /^(\S+)(?:\s(.*))?$/.exec(step) ?? [];
  if (word === "connect") {
    const port = ports[rest];
    if (port === undefined) throw new Error(`No listener is named ${rest}: ${Object.keys(ports).join(", ")}`);
    return Conversation.connect(port, host, timeoutMs);
  }
  if (!current) throw new Error('A dialog begins with "connect NAME"');
  if (word === "C:") current.send(rest);
  else if (word === "raw") current.raw(Buffer.from(JSON.parse(rest) as string, "latin1"));
  else if (word === "starttls") await current.startTls();
  else if (word === "closed") await current.closed();
  else if (word === "S:") expectReply(rest, await current.reply());
  else throw new Error("Expected connect, C:, S:, raw, starttls or closed");
  return current;
}

function expectReply(pattern: string, reply: string): void {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  if (!new RegExp(`^${parts.join("[^]*")}$`).test(reply)) throw new Error(`Received ${JSON.stringify(reply)}`);
}
