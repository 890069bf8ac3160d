// One client of a listener: its commands and its messages. RFC 5321 §4.1.
import { CommandRecorder } from "./command-recorder.ts";
import { CommandStream } from "./command-stream.ts";
import { ConnectionBase, type Next } from "./connection-base.ts";
import { isReply } from "./esmtp-parameters.ts";
import * as replies from "./listener-replies.ts";
import { MessageReceiver } from "./message-receiver.ts";
import { isPositive, type SmtpReply } from "./reply.ts";
import type { MessageSink } from "./session.ts";
import { settle, Transaction } from "./transaction.ts";

export class ListenerConnection extends ConnectionBase {
  readonly #recorder = new CommandRecorder(this.transcript);
  readonly #transaction = new Transaction(this.facts, this.settings);
  #receiver: MessageReceiver | undefined;
  #mailRefused = false;

  protected override get hasMessage(): boolean {
    return this.#receiver !== undefined;
  }

  protected override giveUpMessage(): void {
    this.#receiver?.abort();
  }

  override _createParser(): CommandStream {
    const stream = new CommandStream(this._server.options.maxCommandLength ?? 0, (next) => {
      // RFC 4954 §4: a line too long ends an AUTH exchange.
      this._nextHandler = false;
      this.transcript.client("<line too long>");
      this.answer(replies.LINE_TOO_LONG, () => this._whenWritable(next));
    });
    stream.oncommand = (command, next) => this._onCommand(command, next);
    stream.on("error", (error) => this._onError(error));
    return stream;
  }

  override _onCommand(command: Buffer, next?: Next): void {
    const line = command.toString();
    const space = line.indexOf(" ");
    const verb = (space < 0 ? line : line.slice(0, space)).toUpperCase();
    // RFC 2920 §3.1: a client that pipelines could not know that MAIL would be refused.
    const follows = verb === "RCPT" || verb === "DATA";
    this.countsErrors = !(follows && this.#mailRefused);
    if (!follows) this.#mailRefused = verb === "MAIL";
    // smtp-server's own counters; its setting for the second one can't be switched off.
    this._unrecognizedCommands = 0;
    this._unauthenticatedCommands = 0;
    if (!this._upgrading)
      this.#recorder.record(verb, line, { inAuth: !!this._nextHandler, inTransaction: this.#transaction.isOpen });
    if (this._upgrading) super._onCommand(command, next);
    else if (!this._ready) this.say(replies.SPOKE_TOO_SOON);
    else if (this.draining) this.say(replies.SHUTTING_DOWN);
    else super._onCommand(command, () => this.goOn(next));
  }

  override handler_HELO(command: Buffer, next: Next): void {
    this.#hello(command, next, []);
  }

  override handler_EHLO(command: Buffer, next: Next): void {
    this.#hello(command, next, this.#extensions());
  }

  #hello(command: Buffer, next: Next, extensions: string[]): void {
    const [, name, ...more] = command.toString().trim().split(/\s+/);
    if (!name || more.length > 0 || name.length > 255 || /[\x00-\x1f\x7f-\x9f\ufffd]/.test(name)) {
      this.answer(replies.BAD_HELO, next);
      return;
    }
    this.facts.helo = name;
    this.hostNameAppearsAs = name;
    this._resetSession();
    this.send(250, [`${this.name} Hello ${this.clientHostname}`, ...extensions], false);
    next();
  }

  #extensions(): string[] {
    const startTls = this._isSupported("STARTTLS") && !this.secure;
    // RFC 4954 §4: mechanisms that need TLS are not offered before it.
    const auth = this.settings.offersAuth && !startTls && !this.session.user;
    const xclient = this._proxyCommandAllowed("XCLIENT", "useXClient");
    const xforward = this._proxyCommandAllowed("XFORWARD", "useXForward");
    return [
      `SIZE ${this.settings.limits.maxMessageBytes}`,
      "PIPELINING",
      "DSN",
      "ENHANCEDSTATUSCODES",
      ...(startTls ? ["STARTTLS"] : []),
      ...(auth ? ["AUTH LOGIN PLAIN"] : []),
      "8BITMIME",
      "SMTPUTF8",
      ...(xclient ? ["XCLIENT NAME ADDR PORT PROTO HELO LOGIN"] : []),
      ...(xforward ? ["XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE"] : []),
    ];
  }

  /** Runs after EHLO, RSET, STARTTLS and each message. */
  override _resetSession(): void {
    super._resetSession();
    if (this.secure) this.facts.secured(this._socket);
    this.#transaction.reset();
  }

  override handler_MAIL(command: Buffer, next: Next): void {
    const answered = (reply: SmtpReply) => {
      const { isOpen } = this.#transaction;
      this.#mailRefused = !isOpen;
      // XCLIENT and socket errors look into smtp-server's own envelope for a transaction.
      this.session.envelope.mailFrom = isOpen && { address: this.facts.envelope.from, args: false };
      this.answer(reply, next);
    };
    this.ask("onMailFrom", () => this.#transaction.mail(command.toString()), answered);
  }

  override handler_RCPT(command: Buffer, next: Next): void {
    const answered = (reply: SmtpReply) => this.answer(reply, next);
    this.ask("onRcptTo", () => this.#transaction.rcpt(command.toString()), answered);
  }

  override handler_DATA(command: Buffer, next: Next): void {
    const answered = (answer: SmtpReply | MessageSink) => {
      if (isReply(answer)) this.answer(answer, next);
      else this.#receive(answer, next);
    };
    const hasArgument = command.toString().trim().length > 4;
    this.ask<SmtpReply | MessageSink>(
      "onData",
      () => (hasArgument ? replies.BAD_PARAMETER : this.#transaction.data()),
      answered,
    );
  }

  #receive(sink: MessageSink, next: Next): void {
    const parser = this._parser;
    const receiver = new MessageReceiver(sink, this.settings.limits, (error) => this.defect("MessageSink", error));
    if (!(parser instanceof CommandStream) || this._closing) {
      receiver.abort();
      next();
      return;
    }
    this.#receiver = receiver;
    parser.startMessage((chunk, more) => {
      const rest = receiver.take(chunk);
      this.working = rest instanceof Promise;
      settle(rest, (bytes) => {
        this.working = false;
        if (receiver.ended) this.#finish(receiver, () => more(bytes));
        else more();
      });
    });
    this.say(replies.START_MAIL_INPUT);
    next();
  }

  #finish(receiver: MessageReceiver, next: Next): void {
    this.transcript.client(`<${receiver.size} bytes>`);
    if (receiver.hasLongLine) this.settings.log("warn", "line over 998 bytes", { session: this.id });
    this.working = true;
    receiver.finish().then((reply) => {
      this.working = false;
      this.#receiver = undefined;
      this._transactionCounter += 1;
      this.settings.watch?.received(reply, receiver.size);
      if (isPositive(reply)) this.badCommands = 0;
      this._resetSession();
      this.say(reply);
      this.goOn(() => this._whenWritable(next));
    });
  }
}
