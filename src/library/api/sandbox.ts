// What a test has in its hands: the running sandbox. Types only.
import type { StreamEvent, StreamType } from "../../journey/event-stream.ts";
import type { MessageExplanation } from "../../journey/explain-message/explanation.ts";
import type { Journey, JourneyQuery, JourneySummary } from "../../journey/journey.ts";
import type { Organization } from "../../organization/organization.ts";
import type { ExplainOptions } from "./explain.ts";
import type { Leg, LegQuery } from "./leg.ts";
import type { DeliveredMail, Mail } from "./mail.ts";
import type { EdiscoveryOptions, FoundItem, InternetMessage, Mailbox } from "./mailbox.ts";
import type { Decision, HeldMessage, Message, ModeratedMessage, QuarantinedMessage, SentMessage } from "./message.ts";
import type { Recall, RecallOptions } from "./recall.ts";
import type { TimeoutOption } from "./timeout.ts";

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
  /** What mail-flow rules put into quarantine, newest first. */
  quarantine(): Promise<readonly QuarantinedMessage[]>;
  /** To all its recipients, or to those named, as if it had been sent now; no rule is asked again. @throws UnknownMessageError */
  release(
    message: Message | QuarantinedMessage | string,
    options?: { readonly recipients?: string | readonly string[] },
  ): Promise<void>;
  /** Nobody gets it, nobody is told. @throws UnknownMessageError */
  deleteFromQuarantine(message: Message | QuarantinedMessage | string): Promise<void>;
  /**
   * Which mail-flow rules would match a message, what each condition sees and what each action changes; nothing is sent
   * or kept. docs/explain.md @throws ExplainError
   */
  explain(options: ExplainOptions): Promise<MessageExplanation>;
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
    /** Whose changes the type mailbox tells of. */
    readonly mailboxes?: readonly string[];
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

export interface FaultInForce {
  /** How often it applied. */
  readonly hits: number;
  end(): void;
}

export interface ExoOptions {
  /** Values of `<placeholders>`, by name. */
  readonly define?: Readonly<Record<string, string>>;
  readonly onWarning?: (text: string) => void;
}
