// The life of a listener's connection and its replies: greeting, errors counted, idle time, shutdown. RFC 5321 §3.1, §3.8.
// smtp-server does STARTTLS, AUTH, XCLIENT, PROXY and the socket; what is overridden here has its names (leading
// underscore, handler_VERB).
import type { Socket } from "node:net";
import type { SMTPServer } from "smtp-server";
import { SMTPConnection, type SMTPConnectionOptions } from "smtp-server/lib/smtp-connection.js";
import type { ListenerWatch } from "./listener.ts";
import * as replies from "./listener-replies.ts";
import { ListenerSession } from "./listener-session.ts";
import { formatReply, isPositive, type SmtpReply } from "./reply.ts";
import type { ListenerHandler, SmtpLimits } from "./session.ts";
import type { Soon } from "./transaction.ts";
import { Transcript } from "./transcript.ts";

export type ListenerLog = (
  level: "debug" | "info" | "warn" | "error",
  message: string,
  details: Record<string, unknown>,
) => void;

export interface ConnectionSettings {
  readonly handler: ListenerHandler;
  readonly limits: SmtpLimits;
  readonly offersAuth: boolean;
  readonly log: ListenerLog;
  readonly watch?: ListenerWatch;
}

export type Next = () => void;

/** Unrecognised, bad syntax, bad sequence, not signed in. */
const BAD_COMMAND = new Set([500, 501, 502, 503, 504, 530, 535, 538, 555]);
/** Where smtp-server would choose another code than Exchange. */
const ENHANCED: Record<number, string> = { 421: "4.7.0", 530: "5.7.57", 535: "5.7.3" };
const UNPRINTABLE = /[\x00-\x1f\x7f-\x9f]/g;

export abstract class ConnectionBase extends SMTPConnection {
  /** The socket is closed. Set by the listener. */
  onGone: () => void = () => {};
  readonly transcript = new Transcript();
  protected readonly settings: ConnectionSettings;
  protected readonly facts = new ListenerSession(this);
  protected draining = false;
  /** The handler works on a connection or message: the client waits for us, not we for it. */
  protected working = false;
  /** Whether a refused command is held against the client. */
  protected countsErrors = true;
  protected badCommands = 0;
  #introduced = false;

  constructor(
    server: SMTPServer,
    socket: Socket,
    options: SMTPConnectionOptions | null | undefined,
    settings: ConnectionSettings,
  ) {
    super(server, socket, options);
    this.settings = settings;
  }

  /** A message is being received or decided about. */
  protected abstract get hasMessage(): boolean;
  /** The client is gone: a message not yet handed over is given up. */
  protected abstract giveUpMessage(): void;

  override init(): void {
    this._setListeners(() => {
      if (this._server.connections.size > this.settings.limits.maxConnections) this.say(replies.TOO_MANY_CONNECTIONS);
      // One turn of the event loop shows who talks before the greeting; smtp-server would wait 100 ms.
      else setImmediate(() => this.connectionReady());
    });
  }

  override connectionReady(): void {
    if (this._closing || this._closed) return;
    this._setClientHostname("");
    this._resetSession();
    this.#introduced = true;
    this.working = true;
    this.ask<SmtpReply | undefined>(
      "onConnect",
      () => this.settings.handler.onConnect?.(this.facts),
      (answer) => this.#greet(answer),
    );
  }

  #greet(answer: SmtpReply | undefined): void {
    this.working = false;
    if (this.draining) this.say(replies.SHUTTING_DOWN);
    else if (answer && !isPositive(answer)) {
      this.say(answer);
      this.close();
    } else {
      this._ready = true;
      this._sendGreeting();
    }
  }

  /** The listener stops: an idle client is told at once, a message on its way may arrive first. */
  drain(): void {
    this.draining = true;
    if (this._ready && !this._handlerPending && !this._upgrading && !this.hasMessage) this.say(replies.SHUTTING_DOWN);
  }

  /** No time is left: whatever goes on ends here. */
  cutOff(): void {
    this.say(replies.SHUTTING_DOWN);
    this._socket.destroySoon();
  }

  /** Not a word more. */
  hangUp(): void {
    this._socket.destroy();
  }

  /** After an answered command or message. */
  protected goOn(next: Next | undefined): void {
    if (this.draining && !this.hasMessage && !this._upgrading) this.say(replies.SHUTTING_DOWN);
    else next?.();
  }

  override close(): void {
    this.giveUpMessage();
    super.close();
  }

  override _onClose(): void {
    const first = !this._closed;
    super._onClose();
    if (!first) return;
    this.giveUpMessage();
    this.onGone();
    const { onClose } = this.settings.handler;
    if (this.#introduced && onClose)
      this.ask(
        "onClose",
        () => onClose.call(this.settings.handler, this.facts),
        () => {},
      );
  }

  override _onTimeout(): void {
    if (this._closing) super._onTimeout();
    else if (this._handlerPending || this.working) this._armTimeout();
    else this.say(replies.IDLE_TOO_LONG);
  }

  // REPLIES

  say(reply: SmtpReply): void {
    this.#put(reply.code, formatReply(reply).replace(UNPRINTABLE, " "));
  }

  /** The answer to a command. */
  protected answer(reply: SmtpReply, next: Next): void {
    if (this.#isOneTooMany(reply.code)) return;
    this.say(reply);
    next();
  }

  /** smtp-server's own replies come through here. */
  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const enhanced = this._getEnhancedStatusCode(code, context);
    const status = enhanced === "" ? "" : `${enhanced} `;
    const lines = [data ?? ""].flat().map((line) => line.replace(UNPRINTABLE, " "));
    const text = lines.map((line, i) => `${code}${i < lines.length - 1 ? "-" : " "}${status}${line}`).join("\r\n");
    if (!this.#isOneTooMany(code)) this.#put(code, text);
  }

  override _getEnhancedStatusCode(code: number, context?: string | false): string {
    const usual = super._getEnhancedStatusCode(code, context);
    return usual === "" ? "" : (ENHANCED[code] ?? usual);
  }

  #put(code: number, text: string): void {
    if (!this._upgrading && this._socket.readyState === "open") {
      this._socket.write(`${text}\r\n`);
      this.transcript.server(text);
      this.settings.watch?.replied(code);
    }
    // RFC 5321 §3.8: 421 ends the connection.
    if (code === 421) this.close();
  }

  #isOneTooMany(code: number): boolean {
    if (!BAD_COMMAND.has(code) || !this.countsErrors) return false;
    this.badCommands += 1;
    if (this.badCommands < this.settings.limits.maxBadCommands) return false;
    this.say(replies.TOO_MANY_BAD_COMMANDS);
    return true;
  }

  /** Asks the handler, which may answer now or later. A defect in it is logged and answered 451 4.3.0. */
  protected ask<T>(method: string, call: () => Soon<T>, answered: (answer: T | SmtpReply) => void): void {
    const failed = (error: unknown) => {
      this.defect(method, error);
      answered(replies.SERVER_ERROR);
    };
    let answer: Soon<T>;
    try {
      answer = call();
    } catch (error) {
      failed(error);
      return;
    }
    if (answer instanceof Promise) answer.then(answered, failed);
    else answered(answer);
  }

  protected defect(method: string, error: unknown): void {
    this.settings.log("error", `${method} failed`, { session: this.id, error });
  }
}
