// What the tenant refused at its door: mail of which no trace tells, because it never came in. The newest are kept in memory,
// for whoever wonders why a message does not come back.
import { HeaderBlock } from "../../mime/header-block.ts";
import { findBlankLine } from "../../mime/message.ts";
import { formatReply, isPositive, type SmtpReply } from "../../smtp/reply.ts";
import type { ListenerHandler, MessageSink, SmtpSession } from "../../smtp/session.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";

export const REFUSING_LISTENERS = ["submission", "inbound", "return"] as const;
export const REFUSAL_PHASES = ["connect", "mail", "rcpt", "data", "endOfData"] as const;

/** One reply of 4xx or 5xx to somebody's command, or to the end of a message. */
export interface Refusal {
  /** Greater with each refusal, from 1 on. */
  readonly id: number;
  /** Milliseconds UTC, virtual. */
  readonly at: number;
  readonly listener: (typeof REFUSING_LISTENERS)[number];
  readonly phase: (typeof REFUSAL_PHASES)[number];
  /** host:port of the client. */
  readonly peer: string;
  readonly helo: string;
  /** "TLSv1.3 TLS_AES_256_GCM_SHA384" */
  readonly tls: string | null;
  /** Names in the client's certificate, and whether it is trusted. */
  readonly certificate: { readonly names: readonly string[]; readonly trusted: boolean } | null;
  /** Who had signed in. */
  readonly user: string | null;
  readonly from: string;
  /** The first hundred; where one of them was refused, that one alone. */
  readonly to: readonly string[];
  /** With its angle brackets; known at the end of a message only, else "". */
  readonly messageId: string;
  /** "550 5.7.64 TenantAttribution; Relay Access Denied SMTP" */
  readonly reply: string;
  /** "C: …" and "S: …", the reply last. */
  readonly transcript: readonly string[];
}

const KEPT = 200;
const LISTED = 100;
const LONGEST_TRANSCRIPT = 200;

export class Refusals {
  readonly #now: () => number;
  readonly #told = new Set<(refusal: Refusal) => void>();
  #kept: Refusal[] = [];
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Newest first. */
  list(): readonly Refusal[] {
    return this.#kept.toReversed();
  }

  add(refusal: Omit<Refusal, "id" | "at">): void {
    this.#last += 1;
    const one = { id: this.#last, at: this.#now(), ...refusal };
    this.#kept.push(one);
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const tell of this.#told) tell(one);
  }

  clear(): void {
    this.#kept = [];
  }

  onAdded(tell: (refusal: Refusal) => void): void {
    this.#told.add(tell);
  }
}

/** Notes what `handler` refuses. */
export function notingRefusals(
  handler: ListenerHandler,
  listener: Refusal["listener"],
  refusals: Refusals,
): ListenerHandler {
  const noted = <T extends SmtpReply | MessageSink | undefined>(
    answer: T | Promise<T>,
    session: SmtpSession,
    phase: Refusal["phase"],
    to?: string,
  ): T | Promise<T> => {
    if (answer instanceof Promise) return answer.then((settled) => noted(settled, session, phase, to));
    if (answer && "code" in answer && !isPositive(answer))
      refusals.add({ listener, phase, ...describe(session, answer, to) });
    return answer;
  };
  return {
    ...handler,
    ...(handler.onConnect && {
      onConnect: (session) => noted(handler.onConnect?.(session), session, "connect"),
    }),
    onMailFrom: (session, from) => noted(handler.onMailFrom?.(session, from), session, "mail"),
    onRcptTo: (session, to) => noted(handler.onRcptTo?.(session, to), session, "rcpt", to.address),
    onData(session) {
      const watched = (taken: MessageSink | SmtpReply) =>
        "code" in taken
          ? taken
          : new WatchedSink(taken, (answer, messageId) =>
              refusals.add({ listener, phase: "endOfData", ...describe(session, answer), messageId }),
            );
      const answer = noted(handler.onData(session), session, "data");
      return answer instanceof Promise ? answer.then(watched) : watched(answer);
    },
  };
}

function describe(session: SmtpSession, answer: SmtpReply, to?: string) {
  const { remoteAddress, remotePort, helo, tls, certificate, user = null, envelope } = session;
  const reply = formatReply(answer);
  return {
    ...{ peer: `${remoteAddress}:${remotePort}`, helo, user, reply, messageId: "", from: envelope.from },
    tls: tls ? `${tls.version} ${tls.cipher}` : null,
    certificate: certificate ? { names: certificate.names, trusted: certificate.trusted } : null,
    to: to === undefined ? envelope.recipients.slice(0, LISTED).map(({ address }) => address) : [to],
    transcript: [...session.transcript().slice(-LONGEST_TRANSCRIPT), `S: ${reply}`],
  };
}

/** A header block is looked into as far as this for its Message-ID, bytes. */
const LOOKED_INTO = 64 * 1024;

class WatchedSink implements MessageSink {
  readonly #sink: MessageSink;
  readonly #refused: (answer: SmtpReply, messageId: string) => void;
  #head: Buffer[] = [];
  #size = 0;

  constructor(sink: MessageSink, refused: (answer: SmtpReply, messageId: string) => void) {
    this.#sink = sink;
    this.#refused = refused;
  }

  write(chunk: Buffer): void | Promise<void> {
    if (this.#size < LOOKED_INTO) this.#head.push(chunk);
    this.#size += chunk.length;
    return this.#sink.write(chunk);
  }

  async end(): Promise<SmtpReply> {
    const answer = await this.#sink.end();
    if (!isPositive(answer)) this.#refused(answer, this.#messageId());
    this.#head = [];
    return answer;
  }

  abort(): void {
    this.#head = [];
    this.#sink.abort();
  }

  #messageId(): string {
    const bytes = Buffer.concat(this.#head);
    const blank = findBlankLine(bytes, 0);
    return messageIdOf({ headers: HeaderBlock.parse(blank < 0 ? bytes : bytes.subarray(0, blank)) });
  }
}
