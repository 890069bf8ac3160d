// What a listener tells its handler about a client: connection, envelope, transcript.
import type { SmtpReply } from "./reply.ts";

/** RFC 5321 §4.5.3 limits; each is a setting. Bytes, counts, milliseconds. */
export interface SmtpLimits {
  readonly maxMessageBytes: number;
  readonly maxRecipients: number;
  readonly maxHeaderBytes: number;
  readonly maxLineBytes: number;
  readonly maxConnections: number;
  readonly maxBadCommands: number;
  readonly idleTimeoutMs: number;
  /** A bare LF ends a line of DATA, against RFC 5321 §2.3.8: for a server that is to be as careless as some are. */
  readonly takesBareLf?: boolean;
}

/** A MAIL or RCPT argument. `parameters` keys are upper case. */
export interface SmtpPath {
  /** "" is the null sender. */
  readonly address: string;
  readonly parameters: Readonly<Record<string, string | true>>;
}

/** RFC 3461 as the client asked for it. */
export interface SmtpRecipient {
  readonly address: string;
  /** NOTIFY keywords, upper case. */
  readonly notify?: readonly string[];
  /** ORCPT with its type, decoded: "rfc822;bob@contoso.com". */
  readonly originalRecipient?: string;
}

export interface SmtpEnvelope {
  readonly from: string;
  readonly recipients: readonly SmtpRecipient[];
  readonly ret?: "FULL" | "HDRS";
  readonly envelopeId?: string;
  readonly smtpUtf8: boolean;
  /** BODY=8BITMIME was declared. RFC 6152. */
  readonly eightBitMime: boolean;
}

export const NO_ENVELOPE: SmtpEnvelope = Object.freeze({
  from: "",
  recipients: Object.freeze([]),
  smtpUtf8: false,
  eightBitMime: false,
});

export interface ClientCertificate {
  /** Subject common name and DNS subject alternative names, lower case. */
  readonly names: readonly string[];
  /** Chains to a trusted CA and is within its dates. */
  readonly trusted: boolean;
  readonly fingerprint256: string;
  /** SHA-256 fingerprints of the authorities above it, nearest first; of a trusted certificate only. */
  readonly issuers?: readonly string[];
}

export interface SmtpSession {
  readonly id: string;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localPort: number;
  /** HELO or EHLO argument. */
  readonly helo: string;
  /** RFC 3848: SMTP, ESMTP, ESMTPS, ESMTPA, ESMTPSA. */
  readonly protocol: string;
  readonly tls: { readonly version: string; readonly cipher: string } | undefined;
  readonly certificate: ClientCertificate | undefined;
  /** What `authenticate` returned. */
  readonly user: string | undefined;
  /** The envelope of the current transaction, complete when DATA arrives; a new object for each transaction. */
  readonly envelope: SmtpEnvelope;
  /** Lines "C: …" and "S: …" of the current transaction with the connection's opening; AUTH masked. */
  transcript(): string[];
  /** Real milliseconds since the first line: of each of them, and last of all of now. Absent where there is no dialog. */
  transcriptTimes?(): number[];
  /** Ends the connection without a word, as a broken line does. Absent where there is none. */
  cut?(): void;
}

/** Takes a message as it arrives. The listener calls `write` with bytes already free of dot stuffing. */
export interface MessageSink {
  /** The chunk may be kept. A returned promise holds the client back until it settles. */
  write(chunk: Buffer): void | Promise<void>;
  /** The final dot came. The reply goes to the client: a 250 is a promise. */
  end(): Promise<SmtpReply>;
  /**
   * The client went away, broke a limit or a write failed (the listener itself replies): nothing was promised. May come
   * while a write is pending; never after `end` was called.
   */
  abort(): void;
}

/**
 * Each method may refuse with a reply; returning nothing, or a positive reply of its own, accepts. A thrown error becomes
 * 451 4.3.0 and is logged. Answers that need no waiting should not be promises: the listener is faster without.
 */
export interface ListenerHandler {
  onConnect?(session: SmtpSession): Promise<SmtpReply | undefined> | SmtpReply | undefined;
  onMailFrom?(session: SmtpSession, from: SmtpPath): Promise<SmtpReply | undefined> | SmtpReply | undefined;
  onRcptTo?(session: SmtpSession, to: SmtpRecipient): Promise<SmtpReply | undefined> | SmtpReply | undefined;
  /** DATA was asked for; returning a reply refuses it before the bytes come. */
  onData(session: SmtpSession): MessageSink | SmtpReply | Promise<MessageSink | SmtpReply>;
  onClose?(session: SmtpSession): void;
}
