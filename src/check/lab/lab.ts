// What a case can do: send mail through the check's own tenant and the smart host, see what came back, recall.

import type { RecallLanguage } from "../../agents/recall/wire/texts.ts";
import type { Fault } from "../../faults/fault.ts";
import type { Comparison, DeclaredEdits } from "../../journey/compare/comparison.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { Form, LinkedBy, ServiceLevel, TenantSetting } from "../run.ts";

export interface Lab {
  readonly form: Form;
  readonly tenant: TenantSetting;
  readonly serviceLevel: ServiceLevel;
  /** Envelope and header sender, a mailbox of the tenant. */
  readonly from: string;
  /** In capitals, of the smart host's EHLO: "8BITMIME", "DSN". */
  readonly extensions: ReadonlySet<string>;
  /** The header field that says that the smart host is done; the tenant's rule looks for it. */
  readonly loopHeader: { readonly name: string; readonly value: string };
  /** The smart host is the check's own: it can be taken down, and faults of hop smartHost can be set. */
  readonly host?: OwnHost;
  /** Deterministic: of the run's seed, the case and its setting. 0 ≤ n < 1. */
  random(): number;
  /** Aborted when the case's time is over. */
  readonly signal: AbortSignal;

  /** A mailbox that no other case uses; another one for each name. With --recipients one of that list. */
  recipient(name?: string): string;

  /** Submits to the tenant as a mail client does; resolves when the tenant took it. */
  send(mail: CaseMail): Promise<Sent>;
  /** Speaks to the smart host itself, as the tenant's transport would, byte for byte; linked like `send`. */
  inject(mail: Injection): Promise<Injected>;
  /** Raw commands to the smart host after EHLO (and TLS, AUTH where asked for): lines without CRLF, or bytes as they are. */
  dialogue(steps: readonly (string | Buffer)[]): Promise<readonly SmtpReply[]>;

  /**
   * What came back of it; waits until `count` legs (1) did, or the case's time is over: then fails with a sentence.
   * Legs that came back after a loop's first pass are `laps`.
   */
  returned(sent: Sent | Injected, options?: { readonly count?: number }): Promise<Passage>;
  /** What came back so far, after it has been quiet (500 ms without traffic of the case); never fails. */
  seen(sent: Sent | Injected): Promise<Passage>;
  /** Waits until the copy is in the mailbox; false: it is clear that it never will be, or the case's time is over. */
  delivered(sent: Sent | Injected, recipient: string): Promise<boolean>;
  /** The copy is in the mailbox now, anywhere a client sees. */
  has(sent: Sent | Injected, recipient: string): Promise<boolean>;
  /** Marks the copy as read. */
  read(sent: Sent, recipient: string): Promise<void>;
  /** How the smart host answered for it towards the tenant; waits for that. undefined: not before the case's time was over. */
  answer(sent: Sent): Promise<"taken" | "deferred" | "refused" | undefined>;
  /** NDRs and other DSNs that the sender got about it, as bytes: waits for the first. */
  dsns(sent: Sent): Promise<readonly Buffer[]>;

  /** Asks for the recall at once; by what `client` makes: "outlook" generation A, else B. */
  recall(
    sent: Sent,
    options?: { readonly client?: "outlook"; readonly language?: RecallLanguage },
  ): Promise<RecallTrial>;

  /**
   * Something goes wrong until the trial ends: on the tenant's side (hops outbound and return), or, with `host`, on the
   * smart host's. Without sender and recipient it concerns this trial's recipients only.
   */
  fault(fault: Omit<Fault, "id">): void;
  /** Moves the tenant's clock by virtual milliseconds, with all that falls due: in cases that are `alone`. */
  advance(ms: number): Promise<void>;

  /** Ends the trial as FAILED (must), NON-STRICT (should) or INFORMATIONAL (info). */
  fail(sentence: string): never;
  /** `fail` unless it holds. */
  expect(holds: boolean, sentence: string): asserts holds;
  /** Told, whatever the level; does not end the trial. */
  note(sentence: string): void;
  /** The trial says nothing: "the smart host does not offer SMTPUTF8". */
  skip(reason: string): never;
}

/** Either a message as bytes, or its parts. Message-ID and Date are added where they lack; `to` defaults to recipient(). */
export interface CaseMail {
  readonly raw?: Buffer | string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly content: Buffer;
    readonly contentType?: string;
  }[];
  readonly from?: string;
  /** P1; also the To field unless `raw`. */
  readonly to?: readonly string[];
  /** P1 only: in no header field. */
  readonly bcc?: readonly string[];
  /** As classic Outlook: the native form (TNEF) inside the tenant; crosses as the tenant's setting says. */
  readonly client?: "outlook";
  /** RFC 3461; what the link goes by is added: ENVID and ORCPT. */
  readonly notify?: readonly string[];
  readonly ret?: "FULL" | "HDRS";
}

export interface Sent {
  /** With its angle brackets. */
  readonly messageId: string;
  readonly recipients: readonly string[];
  readonly what: string;
}

export interface Injection {
  /** Whole message with CRLF line ends; sent as it is, dots stuffed. */
  readonly content: Buffer;
  /** P1; "" for the null sender. `from` of the lab unless given. */
  readonly from?: string;
  readonly to?: readonly string[];
  /** After the address: "BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=abc". */
  readonly mailParameters?: string;
  /** After each address: "NOTIFY=FAILURE ORCPT=rfc822;bob@contoso.com". */
  readonly rcptParameters?: string;
  /** All commands in one write. RFC 2920 */
  readonly pipelined?: true;
  /** Instead of CRLF.CRLF, after `content` as it is, unstuffed: for end-of-data variants. */
  readonly ending?: Buffer;
}

export interface Injected extends Sent {
  /** To MAIL, each RCPT, DATA and the end of data, as far as it came. */
  readonly replies: readonly SmtpReply[];
  /** The end of data was answered with 250. */
  readonly accepted: boolean;
}

/** What left and what came back of one message. */
export interface Passage {
  readonly sent: Sent;
  /** Absent for what never left the tenant. */
  readonly left?: CapturedLeg;
  /** First pass, in order of arrival. */
  readonly returned: readonly CapturedLeg[];
  /** Later passes of the same message: it loops. */
  readonly laps: readonly CapturedLeg[];
  /** The first that came back; fails where nothing did. */
  readonly first: CapturedLeg;
  /** What was declared, or learned of the calibration message; absent where nothing is expected. */
  readonly edits?: DeclaredEdits;
  /** Of what left with the first that came back, declared edits expected. */
  compare(): Promise<Comparison>;
}

export interface CapturedLeg {
  readonly at: number;
  /** Inbound connector that it was attributed to; "" for none. */
  readonly connector: string;
  readonly peer: string;
  readonly tls: string | null;
  /** Names in the client certificate, as the leg has them. */
  readonly certificate: string | null;
  /** P1. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly reply: string;
  readonly transcript: readonly string[];
  readonly bytes: Buffer;
  readonly linkedBy?: LinkedBy;
}

export interface RecallTrial {
  readonly requestMessageId: string;
  /**
   * Waits until the recipient's outcome is settled: final, or waiting for an original that can't be found any more, or
   * the case's time is over.
   */
  outcome(recipient: string): Promise<RecallOutcome>;
  /** The request through the smart host; `left` absent where it was exempted. */
  request(): Promise<Passage>;
  /** The report mail through the smart host. */
  report(): Promise<Passage>;
}

export interface RecallOutcome {
  /** The copy is gone from the mailbox. */
  readonly recalled: boolean;
  /** As the report page has it: "pending", "recalled", "recalledRead", "outside", "failed". */
  readonly status: string;
  readonly trueReason: string | null;
  /** One sentence, for a finding. */
  readonly why: string;
  /** Right: recalled, and the page says so. */
  readonly right: boolean;
}

/** A smart host that the check itself started. */
export interface OwnHost {
  /** Down: nobody listens. */
  stop(): Promise<void>;
  start(): Promise<void>;
}
