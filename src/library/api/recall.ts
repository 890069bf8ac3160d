// A recall, as it is asked for and as it went. Types only.
import type { RecipientView } from "../../agents/recall/recall-view.ts";
import type { RecallTotals } from "../../agents/recall/register-pages.ts";
import type { RecallStatus, TrueReason } from "../../agents/recall/status.ts";
import type { RecallLanguage } from "../../agents/recall/wire/texts.ts";
import type { Mail } from "./mail.ts";
import type { Message, SentMessage } from "./message.ts";
import type { TimeoutOption } from "./timeout.ts";

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
