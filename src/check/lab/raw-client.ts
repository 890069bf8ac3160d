// An SMTP client that says exactly what it is told: any bytes, in any order, in one write. For what a library would mend.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { parseReply, type SmtpReply } from "../../smtp/reply.ts";
import { maskAuth, Transcript } from "../../smtp/transcript.ts";
import { CaseFailure } from "./failure.ts";

export interface SmartHostAddress {
  readonly host: string;
  readonly port: number;
  /** EHLO name. */
  readonly hostname: string;
  readonly tls: "none" | "opportunistic" | "required";
  /** PEM: verified with it; else taken as it comes. */
  readonly ca?: string;
  readonly clientCertificate?: { readonly cert: string; readonly key: string };
  readonly auth?: { readonly username: string; readonly password: string };
}

/** Lines beyond this in one reply are no SMTP. */
const MAX_REPLY_CHARACTERS = 65_536;

export class RawClient {
  readonly transcript = new Transcript();
  /** EHLO lines without the code, "SIZE 1000". */
  extensions: readonly string[] = [];
  tls: string | undefined;
  readonly #to: SmartHostAddress;
  readonly #signal: AbortSignal;
  #socket: Socket | TLSSocket;
  #received = "";
  #isOver = false;
  #wake: () => void = () => {};

  private constructor(to: SmartHostAddress, signal: AbortSignal) {
    this.#to = to;
    this.#signal = signal;
    this.#socket = connect({ host: to.host, port: to.port, noDelay: true });
    this.#listen();
  }

  /** Greeted, over TLS and signed in where that was asked for. @throws CaseFailure with the cause */
  static async connect(to: SmartHostAddress, signal: AbortSignal): Promise<RawClient> {
    const client = new RawClient(to, signal);
    try {
      await client.#open();
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** One command and its reply. */
  async command(line: string): Promise<SmtpReply> {
    this.write(Buffer.from(`${line}\r\n`), line);
    return this.reply();
  }

  /** @param said what the transcript shows of it. */
  write(bytes: Buffer, said?: string): void {
    if (said !== undefined) this.transcript.client(/^AUTH /i.test(said) ? maskAuth(said) : said);
    if (!this.#isOver) this.#socket.write(bytes);
  }

  /** The next reply. @throws CaseFailure when the connection ends, or the trial's time is over */
  async reply(): Promise<SmtpReply> {
    for (;;) {
      const match = REPLY.exec(this.#received);
      if (match) {
        this.#received = this.#received.slice(match[0].length);
        const text = match[0].trimEnd();
        this.transcript.server(text);
        return parseReply(text);
      }
      if (this.#received.length > MAX_REPLY_CHARACTERS) throw new CaseFailure(`${this.#where} answers with garbage.`);
      if (this.#signal.aborted)
        throw new CaseFailure(`${this.#where} did not answer before the time of the case was over.`);
      if (this.#isOver) throw new CaseFailure(`${this.#where} closed the connection${this.#last()}.`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Says QUIT and lets the other side finish, for two seconds at most. */
  async quit(): Promise<void> {
    this.write(Buffer.from("QUIT\r\n"), "QUIT");
    const ended = once(this.#socket, "close").catch(() => undefined);
    if (!this.#isOver)
      await Promise.race([
        ended,
        setTimeout(2000, undefined, { ref: false, signal: this.#signal }).catch(() => undefined),
      ]);
  }

  close(): void {
    this.#socket.destroy();
  }

  get #where(): string {
    return `The smart host at ${this.#to.host}:${this.#to.port}`;
  }

  #last(): string {
    const last = this.transcript.lines().at(-1);
    return last === undefined ? " before it greeted" : ` after "${last}"`;
  }

  #listen(): void {
    const over = () => {
      this.#isOver = true;
      this.#wake();
    };
    this.#socket.on("data", (chunk: Buffer) => {
      this.#received += chunk.toString("latin1");
      this.#wake();
    });
    this.#socket.on("error", over).on("close", over).on("end", over);
    this.#signal.addEventListener("abort", () => this.#wake(), { once: true });
  }

  async #open(): Promise<void> {
    const { hostname, tls, auth } = this.#to;
    await this.#expect(await this.reply(), "greeted");
    await this.#ehlo();
    const offered = this.extensions.some((line) => /^STARTTLS$/i.test(line));
    if (tls === "required" && !offered) throw new CaseFailure(`${this.#where} does not offer STARTTLS.`);
    if (tls !== "none" && offered) await this.#startTls();
    if (!auth) return;
    await this.#expect(await this.#signIn(auth), `answered the sign-in of ${hostname}`);
  }

  /** RFC 4616; LOGIN where that is all there is. */
  async #signIn({ username, password }: { readonly username: string; readonly password: string }): Promise<SmtpReply> {
    const encode = (text: string) => Buffer.from(text).toString("base64");
    const mechanisms = this.extensions.find((line) => /^AUTH[ =]/i.test(line)) ?? "";
    if (!/\bLOGIN\b/i.test(mechanisms) || /\bPLAIN\b/i.test(mechanisms))
      return this.command(`AUTH PLAIN ${encode(`\0${username}\0${password}`)}`);
    const asked = await this.command("AUTH LOGIN");
    if (asked.code !== 334) return asked;
    this.write(Buffer.from(`${encode(username)}\r\n`), "****");
    await this.reply();
    this.write(Buffer.from(`${encode(password)}\r\n`), "****");
    return this.reply();
  }

  async #ehlo(): Promise<void> {
    this.write(Buffer.from(`EHLO ${this.#to.hostname}\r\n`), `EHLO ${this.#to.hostname}`);
    const before = this.transcript.lines().length;
    await this.#expect(await this.reply(), "answered EHLO");
    const lines = this.transcript.lines().slice(before + 1);
    this.extensions = lines.map((line) => line.replace(/^S: \d{3}[- ]/, ""));
  }

  async #startTls(): Promise<void> {
    const { host, ca, clientCertificate } = this.#to;
    const answer = await this.command("STARTTLS");
    if (answer.code >= 400 && this.#to.tls === "opportunistic") return;
    await this.#expect(answer, "answered STARTTLS");
    this.#socket.removeAllListeners();
    const secure = connectTls({
      ...{ socket: this.#socket, servername: /^[\d.:]+$/.test(host) ? "" : host },
      ...{ rejectUnauthorized: ca !== undefined, checkServerIdentity: () => undefined, ...clientCertificate },
      ...(ca !== undefined && { ca: [ca] }),
    });
    await once(secure, "secureConnect").catch((error: Error) => {
      throw new CaseFailure(`TLS with ${this.#where} failed: ${error.message}.`);
    });
    this.#socket = secure;
    this.tls = secure.getProtocol() ?? undefined;
    this.#listen();
    await this.#ehlo();
  }

  async #expect(reply: SmtpReply, what: string): Promise<void> {
    if (reply.code < 200 || reply.code > 299)
      throw new CaseFailure(`${this.#where} ${what} with ${reply.code} ${reply.text}.`);
  }
}

/** All lines of one reply. RFC 5321 §4.2.1 */
const REPLY = /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/;
