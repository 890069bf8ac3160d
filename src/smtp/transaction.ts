// One mail transaction of a listener: MAIL, RCPT, then DATA. RFC 5321 §3.3, §4.1.4.
import type { ConnectionSettings } from "./connection-base.ts";
import { isReply, readMailParameters, readRcptParameters } from "./esmtp-parameters.ts";
import * as replies from "./listener-replies.ts";
import type { ListenerSession } from "./listener-session.ts";
import { isAscii, parsePath } from "./path.ts";
import { isPositive, type SmtpReply } from "./reply.ts";
import { type MessageSink, NO_ENVELOPE, type SmtpRecipient } from "./session.ts";

/** Handlers may answer at once; only those that don't cost a promise. */
export type Soon<T> = T | Promise<T>;

export function settle<T, R>(value: Soon<T>, use: (value: T) => R): Soon<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}

export class Transaction {
  readonly #session: ListenerSession;
  readonly #settings: ConnectionSettings;
  #recipients: SmtpRecipient[] | undefined;
  #positions = new Map<string, number>();
  #recipientsRefused = false;

  constructor(session: ListenerSession, settings: ConnectionSettings) {
    this.#session = session;
    this.#settings = settings;
  }

  /** MAIL was accepted. */
  get isOpen(): boolean {
    return this.#recipients !== undefined;
  }

  reset(): void {
    this.#recipients = undefined;
    this.#session.envelope = NO_ENVELOPE;
  }

  mail(line: string): Soon<SmtpReply> {
    const path = parsePath(line);
    if (path === "path") return replies.BAD_SENDER;
    if (path === "parameter") return replies.BAD_PARAMETER;
    if (this.isOpen) return replies.NESTED_MAIL;
    const { handler, limits, offersAuth } = this.#settings;
    const read = readMailParameters(path, { maxMessageBytes: limits.maxMessageBytes, auth: offersAuth });
    if (isReply(read)) return read;
    if (!read.smtpUtf8 && !isAscii(path.address)) return replies.NEEDS_SMTPUTF8;
    const recipients: SmtpRecipient[] = [];
    this.#session.envelope = { ...read, recipients };
    return settle(handler.onMailFrom?.(this.#session, path), (answer = replies.SENDER_OK) => {
      if (isPositive(answer)) this.#begin(recipients);
      else this.reset();
      return answer;
    });
  }

  rcpt(line: string): Soon<SmtpReply> {
    const recipients = this.#recipients;
    if (!recipients) return replies.NEEDS_MAIL;
    const path = parsePath(line);
    if (path === "path") return replies.BAD_RECIPIENT;
    if (path === "parameter") return replies.BAD_PARAMETER;
    if (path.address === "") return replies.BAD_RECIPIENT;
    const to = readRcptParameters(path);
    if (isReply(to)) return to;
    if (!this.#session.envelope.smtpUtf8 && !isAscii(to.address)) return replies.NEEDS_SMTPUTF8;
    const { handler, limits } = this.#settings;
    if (recipients.length >= limits.maxRecipients && !this.#positions.has(to.address.toLowerCase()))
      return replies.TOO_MANY_RECIPIENTS;
    return settle(handler.onRcptTo?.(this.#session, to), (answer = replies.RECIPIENT_OK) => {
      if (isPositive(answer)) this.#add(recipients, to);
      else this.#recipientsRefused = true;
      return answer;
    });
  }

  data(): Soon<MessageSink | SmtpReply> {
    if (!this.#recipients) return replies.NEEDS_MAIL;
    if (this.#recipients.length === 0)
      return this.#recipientsRefused ? replies.NO_VALID_RECIPIENTS : replies.NEEDS_RCPT;
    return this.#settings.handler.onData(this.#session);
  }

  #begin(recipients: SmtpRecipient[]): void {
    this.#recipients = recipients;
    this.#positions = new Map();
    this.#recipientsRefused = false;
  }

  /** A recipient given twice is one recipient; the later parameters count. */
  #add(recipients: SmtpRecipient[], to: SmtpRecipient): void {
    const key = to.address.toLowerCase();
    const position = this.#positions.get(key) ?? recipients.length;
    this.#positions.set(key, position);
    recipients[position] = to;
  }
}
