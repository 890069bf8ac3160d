// What a test has in its hands: options, the running sandbox, messages, recalls, mailboxes. Types only.
import type { RoutingAgent, SmtpReceiveAgent, StoreDriverAgent } from "../agent-api/agents.ts";
import type { RecipientView } from "../agents/recall/recall-view.ts";
import type { RecallTotals } from "../agents/recall/register-pages.ts";
import type { RecallStatus, TrueReason } from "../agents/recall/status.ts";
import type { RecallLanguage } from "../agents/recall/wire/texts.ts";
import type { StreamEvent, StreamType } from "../journey/event-stream.ts";
import type { Journey, JourneyQuery, JourneySummary } from "../journey/journey.ts";
import type { Organization } from "../organization/organization.ts";
import type { Log, LogLevel } from "../runtime/log.ts";

export interface StartOptions {
  /**
   * A YAML file, YAML text (anything with a line end in it), or an object of the same shape; `scenario("default")` unless
   * given. An object can build on a file: `{ extends: scenario("default"), smartHost: { preset: "re-serialises" } }`.
   */
  readonly config?: string | object;
  /** 0, a free one for each listener, unless "configured": then those of the configuration. */
  readonly ports?: 0 | "configured";
  /** "virtual": time stands still and moves by `advance` only. So it is unless `data` is given. */
  readonly clock?: "virtual" | "real";
  /** Where a virtual clock begins: a Date, milliseconds UTC or ISO 8601. The current time unless given. */
  readonly now?: Date | number | string;
  /** A folder that keeps everything. Without it nothing is kept, and a 250 is not on disk. */
  readonly data?: string;
  /** The configuration wins over what the data folder has. */
  readonly resetConfig?: boolean;
  /** Beside the built-in ones. */
  readonly agents?: {
    readonly smtpReceive?: readonly SmtpReceiveAgent[];
    readonly routing?: readonly RoutingAgent[];
    readonly storeDriver?: readonly StoreDriverAgent[];
  };
  /** A level, written to standard error, or where to write; "silent" unless given. */
  readonly log?: LogLevel | Log;
}

export interface FaultInForce {
  /** How often it applied. */
  readonly hits: number;
  end(): void;
}

/** A running tenant with its smart host and the internet around it. `await using` stops it at the end of a block. */
export interface Sandbox extends AsyncDisposable {
  /** All on 127.0.0.1, unless the configuration says otherwise. */
  readonly ports: {
    readonly submission: number;
    readonly inbound: number;
    readonly return: number;
    /** 0 when there is no built-in smart host. */
    readonly smartHost: number;
    readonly internet: number;
    /** Absent where listeners.onPremises names no port. */
    readonly onPremises?: number;
    readonly http: number;
  };
  /** Of Graph, InvokeCommand and /api: "http://127.0.0.1:8025". */
  readonly url: string;
  /** Bearer token that every HTTP request must bring; undefined where none is configured (http.token). */
  readonly token: string | undefined;
  /** PEM of the authority that signed every certificate here. */
  readonly ca: string;
  /** Of every mailbox that has none of its own; "" where those can't sign in. */
  readonly password: string;
  readonly clock: "virtual" | "real";
  /** The sandbox's time. */
  readonly now: Date;
  /** What is configured, as of now. */
  readonly organization: Organization;

  /** Submits as a mail client does, STARTTLS and AUTH. Resolves once the server said 250. @throws MailRefusedError */
  send(mail: Mail): Promise<SentMessage>;
  /** Hands over as another server does, without signing in. Resolves once the server said 250. @throws MailRefusedError */
  deliver(mail: DeliveredMail): Promise<Message>;
  /** A message by its Message-ID or journey id, sent by whatever client. @throws UnknownMessageError */
  message(id: string): Promise<SentMessage>;
  /** What was submitted and has not left, of all mailboxes or of one: it leaves at `sendAt`. */
  outbox(address?: string): Promise<readonly HeldMessage[]>;
  /** "Undo send": a message that has not left is a draft again. @throws UnknownMessageError */
  undoSend(message: Message | string): Promise<void>;
  /** What waits for moderators; undecided, it is given up at `expiresAt`. */
  moderation(): Promise<readonly ModeratedMessage[]>;
  /** A moderator lets a message pass, to all its moderated recipients or to the one named. @throws UnknownMessageError */
  approve(message: Message | ModeratedMessage | string, decision?: Omit<Decision, "comment">): Promise<void>;
  /** A moderator rejects it. @throws UnknownMessageError */
  reject(message: Message | ModeratedMessage | string, decision?: Decision): Promise<void>;
  /** Takes back what a mailbox sent, as Graph does. @throws RecallRefusedError */
  recall(message: Message | string, options?: RecallOptions): Promise<Recall>;

  /**
   * Runs a cmdlet, a pipeline or a script as administrators write them, and resolves with what it leaves:
   * `Get-TransportRule | select Name, Priority`. Cmdlets that would ask first don't. @throws ExoError
   */
  exo<T = Record<string, unknown>>(script: string, options?: ExoOptions): Promise<readonly T[]>;

  /**
   * Resolves with all journeys that answer, once one does: `{ subject: "Q3", verdict: "intact" }` or
   * `"subject:Q3 verdict:intact"`. @throws WaitTimeoutError which says what was nearest.
   */
  wait(query: JourneyQuery | string, options?: TimeoutOption): Promise<readonly JourneySummary[]>;
  /** Those that answer, newest first; all without a query. */
  journeys(query?: JourneyQuery | string, options?: { readonly limit?: number }): Promise<readonly JourneySummary[]>;
  /** In full, by the network message id of any pass or by Message-ID; undefined where there is none. */
  journey(id: string): Promise<Journey | undefined>;
  /** What crossed a connector, oldest first. */
  legs(query?: LegQuery): Promise<readonly Leg[]>;
  /** @throws UnknownMailboxError */
  mailbox(address: string): Mailbox;
  /**
   * As an investigator finds it: mail of all mailboxes, archives and Recoverable Items, newest first. KQL, such as
   * `"from:alice subject:Q3"`; everything without one. @throws QuerySyntaxError
   */
  ediscovery(query?: string, options?: EdiscoveryOptions): Promise<readonly FoundItem[]>;
  /** What left for other domains, oldest first. */
  internet(): Promise<readonly InternetMessage[]>;
  /** What left for mailboxes on premises, oldest first. */
  onPremises(): Promise<readonly InternetMessage[]>;
  /** Signed by the sandbox's authority, PEM, for a smart host or client of one's own: connectors go by its name. */
  issueCertificate(hostname: string): Promise<{ readonly cert: string; readonly key: string }>;
  /** What happens from now on, until the loop is left, `signal` is given or the sandbox stops. */
  events(options?: {
    readonly types?: readonly StreamType[];
    readonly signal?: AbortSignal;
  }): AsyncIterable<StreamEvent>;

  /** Resolves when nothing is due or in flight. @throws WaitTimeoutError */
  idle(options?: TimeoutOption): Promise<void>;
  /**
   * Lets something go wrong on the wire from now on, until `end`: "return.endOfData=lose,nth=1", as docs/faults.md has it.
   * @throws FaultError
   */
  fault(line: string): FaultInForce;
  /** Moves time on, one due instant after the other: "24h", "90s" or milliseconds. Resolves when all of it has happened. */
  advance(by: string | number): Promise<void>;
  /**
   * Between tests, instead of a new sandbox: all mail, traces and recalls go, settings are those of the configuration
   * again; ports stay. `clock`: time goes back to where it began.
   */
  reset(options?: { readonly clock?: boolean }): Promise<void>;
  /** Puts another configuration in force, or the same file read anew; all or nothing. @throws ConfigurationError */
  reload(config?: string | object): Promise<void>;
  /** May be called again. */
  stop(): Promise<void>;
}

export interface ExoOptions {
  /** Values of `<placeholders>`, by name. */
  readonly define?: Readonly<Record<string, string>>;
  readonly onWarning?: (text: string) => void;
}

export interface TimeoutOption {
  /** Real milliseconds; 5000 unless given. */
  readonly timeout?: number;
}

export interface Mail {
  /** "alice@contoso.com" or "Alice <alice@contoso.com>". With `raw`, the From field's unless given. */
  readonly from?: string;
  /** With `raw`, those of To, Cc and Bcc unless given. */
  readonly to?: string | readonly string[];
  readonly cc?: string | readonly string[];
  readonly bcc?: string | readonly string[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly attachments?: readonly Attachment[];
  /** A whole message instead; line ends become CRLF, every other byte stays. */
  readonly raw?: string | Uint8Array;
  /** Mailbox that signs in; the sender unless given. */
  readonly as?: string;
  /** Of that mailbox, where it is to be another than the configured one. */
  readonly password?: string;
  /** Classic Outlook: by MAPI, the message has its native form (TNEF) in the tenant. Over SMTP unless given. */
  readonly client?: "outlook";
  /** Its sender chose rich text: TNEF leaves where neither remote domain nor contact says otherwise. */
  readonly richText?: boolean;
}

export interface DeliveredMail extends Omit<Mail, "as" | "password" | "client" | "richText"> {
  /** P1 sender where it differs from From; "" is the null sender. RFC 5321 §4.5.5 */
  readonly envelopeFrom?: string;
  /** "inbound" unless given; "return" is where smart hosts give mail back. */
  readonly listener?: "inbound" | "return";
  /** Client certificate, PEM: connectors go by it. */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

export interface Attachment {
  readonly filename?: string;
  readonly content: string | Uint8Array;
  /** By the name's ending when absent. */
  readonly contentType?: string;
  /** For `<img src="cid:logo">`. */
  readonly cid?: string;
}

/** A message in an Outbox: its client's "Undo send" runs, or its sender deferred it. */
export interface HeldMessage {
  /** Whose Outbox. */
  readonly mailbox: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly sendAt: Date;
}

/** A message that waits until a moderator lets it pass. */
export interface ModeratedMessage {
  /** With its angle brackets. */
  readonly messageId: string;
  /** P1 sender. */
  readonly from: string;
  readonly subject: string;
  /** Whose mail is moderated: a mailbox, group or contact. */
  readonly recipient: string;
  readonly moderators: readonly string[];
  readonly expiresAt: Date;
}

export interface Decision {
  /** A moderator's address; the first moderator unless given. */
  readonly by?: string;
  /** What the sender reads of a rejection. */
  readonly comment?: string;
}

/** One message on its way or at its end. */
export interface Message {
  readonly sandbox: Sandbox;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Network message id of its first pass. */
  readonly journeyId: string;
  readonly subject: string;
  /** As of now. */
  journey(): Promise<Journey>;
  /** Resolves once its journey answers: `{ verdict: "intact" }`. @throws WaitTimeoutError */
  wait(query: Omit<JourneyQuery, "id" | "messageId"> | string, options?: TimeoutOption): Promise<Journey>;
  legs(): Promise<readonly Leg[]>;
}

export interface SentMessage extends Message {
  /** @throws RecallRefusedError */
  recall(options?: RecallOptions): Promise<Recall>;
}

export interface RecallOptions extends TimeoutOption {
  /** Mailbox that recalls; the one that sent unless given. */
  readonly as?: string;
  /** Ask while the message is still on its way, and don't wait for what comes of it. */
  readonly atOnce?: boolean;
  /** Classic Outlook: a request of generation A. One of generation B, as new Outlook makes it, unless given. */
  readonly client?: "outlook";
  /** Of classic Outlook's user interface; "en" unless given. */
  readonly language?: RecallLanguage;
  /** Sent in its place, from who recalls unless `from` is given; where either is refused, neither happens. */
  readonly replaceWith?: Omit<Mail, "as" | "password" | "client">;
}

/** A recall as of its last look; `status` looks again. Addresses are primary ones, in lower case. */
export interface Recall {
  readonly message: Message;
  /** What was sent in its place. */
  readonly replacement?: SentMessage;
  /** With its angle brackets; the request is a message too: `sandbox.journey(requestMessageId)`. */
  readonly requestMessageId: string;
  /** What the report says. */
  readonly byRecipient: Readonly<Record<string, RecallStatus>>;
  /** What the report does not say. */
  readonly trueReasons: Readonly<Record<string, TrueReason | null>>;
  readonly recipients: readonly RecipientView[];
  /** How many recipients there are, and of how many the report says what: `totals.recalled`. */
  readonly totals: RecallTotals;
  /** Nothing will change any more. */
  readonly final: boolean;
  /** When the last pending recipient gets an outcome; undefined until the service has taken up the request. */
  readonly deadline: Date | undefined;
  /** Looks again. */
  status(): Promise<Recall>;
}

export interface Mailbox {
  /** Primary, lower case. */
  readonly address: string;
  /** "" where it can't sign in. */
  readonly password: string;
  /** Newest first; of the Inbox unless a folder is named: "sentitems", "deleteditems" (Graph's well-known names). */
  messages(folder?: string): Promise<readonly MailboxMessage[]>;
  /** Reads the message, as far as a recall cares. */
  markRead(message: MailboxMessage | string, isRead?: boolean): Promise<void>;
  move(message: MailboxMessage | string, folder: string): Promise<void>;
}

export interface MailboxMessage {
  /** Within its mailbox. */
  readonly id: number;
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly isRead: boolean;
  readonly receivedAt: Date;
  /** "IPM.Note" */
  readonly messageClass: string;
  readonly headers: HeaderFields;
  readonly raw: Buffer;
}

export interface EdiscoveryOptions {
  /** One mailbox instead of all. */
  readonly mailbox?: string;
  readonly location?: FoundItem["location"];
  /** 1,000 unless given. */
  readonly limit?: number;
}

export interface FoundItem extends MailboxMessage {
  readonly mailbox: string;
  readonly location: "primary" | "archive" | "recoverableItems";
  /** "Inbox", "Recoverable Items/Purges" */
  readonly folderPath: string;
  /** What keeps it: "Litigation Hold", in-place holds by name. */
  readonly holds: readonly string[];
}

export interface InternetMessage {
  readonly messageId: string;
  readonly subject: string;
  /** P1 sender. */
  readonly from: string;
  readonly recipients: readonly string[];
  readonly headers: HeaderFields;
  readonly raw: Buffer;
}

/** Header fields by name, in any case; values unfolded, RFC 2047 words as they stand. */
export interface HeaderFields {
  has(name: string): boolean;
  /** Of the first field of that name. */
  get(name: string): string | undefined;
  all(name: string): string[];
}

/** All that are named must hold. */
export interface LegQuery {
  /** With its angle brackets. */
  readonly messageId?: string;
  readonly journeyId?: string;
  /** In any case. */
  readonly connector?: string;
  readonly direction?: "out" | "in";
}

/** One crossing of a connector, as it was on the wire. */
export interface Leg {
  readonly id: number;
  readonly direction: "out" | "in";
  /** "" for mail that matched none. */
  readonly connector: string;
  readonly at: Date;
  readonly peer: string;
  readonly tls: string | null;
  /** Subject of the peer's certificate. */
  readonly certificate: string | null;
  readonly messageId: string;
  readonly networkMessageId: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  /** "250 2.6.0 …" */
  readonly reply: string;
  /** Lines "C: …" and "S: …". */
  readonly transcript: readonly string[];
  readonly headers: HeaderFields;
  readonly raw: Buffer;
}
