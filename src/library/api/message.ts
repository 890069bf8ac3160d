// A message on its way or at its end, or where it waits for somebody. Types only.
import type { Journey, JourneyQuery } from "../../journey/journey.ts";
import type { Leg } from "./leg.ts";
import type { Recall, RecallOptions } from "./recall.ts";
import type { Sandbox } from "./sandbox.ts";
import type { TimeoutOption } from "./timeout.ts";

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

/** A message that a mail-flow rule set aside, until somebody releases or deletes it. */
export interface QuarantinedMessage {
  /** With its angle brackets. */
  readonly messageId: string;
  /** P1 sender. */
  readonly from: string;
  readonly subject: string;
  readonly recipients: readonly string[];
  /** The rule that put it there. */
  readonly rule: string;
  readonly expiresAt: Date;
}

export interface Decision {
  /** A moderator's address; the first moderator unless given. */
  readonly by?: string;
  /** What the sender reads of a rejection. */
  readonly comment?: string;
}
